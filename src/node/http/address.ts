/** A node's address: known before it listens, since what it stores names it. */

import { once } from 'node:events';
import { createServer } from 'node:net';

/** The port asked for; when any will do (0), one that is free now. */
export async function chosenPort({ host, port }: { host: string; port: number }): Promise<number> {
  if (port !== 0) return port;
  const probe = createServer();
  probe.listen(0, host);
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('the probe has no port');
  return address.port;
}

export function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
