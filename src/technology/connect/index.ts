/** Front door of the connect room: machines, through drivers, into the twins and back. */

export type { Connections, ConnectionsOptions } from './connections.ts';
export { openConnections } from './connections.ts';
export type { DemoMachine, DemoMethod, DemoSignal } from './demo/catalogue.ts';
export { demoMachines, demoNamespaceUri, demoNodeName } from './demo/catalogue.ts';
export type { RunDemoOptions } from './demo/run-demo.ts';
export { runDemoMachines } from './demo/run-demo.ts';
export type { DemoMachines, DemoOptions } from './demo/start.ts';
export { demoPort, startDemoMachines } from './demo/start.ts';
export type * from './driver.ts';
export { connectErrors } from './errors.ts';
export { simulatedMark } from './plan.ts';
export { connectRoutes } from './routes.ts';
export { connectMigrations } from './schema.ts';
export type { ConnectionView } from './view.ts';
export { throughMachines } from './write-through.ts';
