/**
 * The demo's machines with their twins: starts the simulated server, trusts its certificate (the
 * node made it itself) and, where the usual port was taken, writes the true address into the
 * twins' interface descriptions.
 */

import type { Twins } from '#technology/twin';
import type { Connections } from '../connections.ts';
import { type DemoMachines, type DemoOptions, startDemoMachines } from './start.ts';

export interface RunDemoOptions extends DemoOptions {
  readonly twins: Twins;
  readonly connections: Connections;
}

/** Takes a second or two, in other threads: a node need not wait for it to be ready. */
export async function runDemoMachines(options: RunDemoOptions): Promise<DemoMachines> {
  const { twins, connections, logger } = options;
  const machines = await startDemoMachines(options);
  const { endpointUrl } = machines;
  await connections.trustEndpoint(endpointUrl, machines.certificate);
  await connections.settled();
  for (const connection of await connections.list()) {
    if (!connection.simulated || connection.endpointUrl === endpointUrl) continue;
    const path = `${connection.interface}.EndpointMetadata.base`;
    const written = await twins.submodels.patchValue(connection.submodelId, path, endpointUrl);
    if (!written.ok) logger.warn('the demo’s address was not written', { fault: written.error });
  }
  return machines;
}
