/** Front door of the connect room: machines, through drivers, into the twins and back. */

export type { DemoMachine, DemoMethod, DemoSignal } from './demo/catalogue.ts';
export { demoMachines, demoNamespaceUri, demoNodeName } from './demo/catalogue.ts';
export type { DemoMachines, DemoOptions } from './demo/start.ts';
export { demoPort, startDemoMachines } from './demo/start.ts';
