/** The baseline server that the benchmarks of the HTTP interface stand beside. */

import path from 'node:path';
import { type Running, startProcess } from '../test/running-process.ts';

/** A bare `node:http` server that answers every request with the same bytes. */
export function startBareServer(bodyBytes: number): Promise<Running> {
  const entry = path.join(import.meta.dirname, 'bare-server.ts');
  return startProcess([entry, String(bodyBytes)], /ready at (http:\S+)/, '/');
}
