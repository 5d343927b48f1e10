/** Front door of the node: the command line, which everything else is reached by. */

export { main } from './main.ts';
