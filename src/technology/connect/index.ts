/** Front door of the connect room: machines, through drivers, into the twins and back. */

export type { Connections } from './connections.ts';
export { openConnections } from './connections.ts';
export type { DemoMachine, DemoSignal } from './demo/catalogue.ts';
export { demoMachines, demoNamespaceUri, demoNodeName } from './demo/catalogue.ts';
export { runDemoMachines } from './demo/run-demo.ts';
export { demoPort } from './demo/start.ts';
export { connectErrors } from './errors.ts';
export { connectRoutes } from './routes.ts';
export { connectMigrations } from './schema.ts';
export { throughMachines } from './write-through.ts';
