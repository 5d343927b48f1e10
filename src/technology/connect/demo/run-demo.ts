/**
 * The demo's machines with their twins: starts the simulated server, trusts its certificate (the
 * node made it itself) and, where the usual port was taken, writes the true address into the
 * twins' interface descriptions, again when a demo package is imported anew.
 */

import type { Twins } from '#technology/twin';
import type { Connections } from '../connections.ts';
import {
  type DemoMachines,
  type DemoOptions,
  demoEndpointUrl,
  startDemoMachines,
} from './start.ts';

export interface RunDemoOptions extends DemoOptions {
  readonly twins: Twins;
  readonly connections: Connections;
}

/** Takes a second or two, in other threads: a node need not wait for it to be ready. */
export async function runDemoMachines(options: RunDemoOptions): Promise<DemoMachines> {
  const { connections } = options;
  const machines = await startDemoMachines(options);
  const { endpointUrl } = machines;
  await connections.trustEndpoint(endpointUrl, machines.certificate);
  await connections.settled();
  // Whatever address the machines had when they last ran.
  await writeAddress(options, endpointUrl, () => true);
  if (endpointUrl === demoEndpointUrl) return machines;
  // From now on only the address of the packages: any other one is somebody's own choice.
  const isPackaged = (address: string) => address === demoEndpointUrl;
  let writing = Promise.resolve();
  const forget = connections.onFollowed(() => {
    writing = writing.then(() => writeAddress(options, endpointUrl, isPackaged));
  });
  return {
    ...machines,
    async stop() {
      forget();
      await writing;
      await machines.stop();
    },
  };
}

async function writeAddress(
  { twins, connections, logger }: RunDemoOptions,
  endpointUrl: string,
  isOld: (address: string) => boolean,
): Promise<void> {
  for (const connection of await connections.list()) {
    const { simulated, endpointUrl: address, submodelId } = connection;
    if (!simulated || address === endpointUrl || !isOld(address)) continue;
    const path = `${connection.interface}.EndpointMetadata.base`;
    const written = await twins.submodels.patchValue(submodelId, path, endpointUrl);
    if (!written.ok) logger.warn('the demo’s address was not written', { fault: written.error });
  }
}
