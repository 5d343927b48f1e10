/** Front door of the node: the command line, and the node itself for tests and benchmarks. */

export { main } from './main.ts';
export type { Node, NodeOptions } from './open-node.ts';
export { openNode } from './open-node.ts';
