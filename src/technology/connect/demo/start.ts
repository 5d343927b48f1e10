/**
 * Starts the demo's simulated machines behind a real OPC UA server on loopback, in a worker
 * thread, on their usual port or, where it is taken, on a free one.
 */

import { once } from 'node:events';
import { createServer } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Clock, Logger } from '#base';
import type { ServerMessage, ServerReady, ServerStart } from './messages.ts';

/** Where the demo's interface descriptions say the machines are. */
export const demoPort = 48410;
const host = '127.0.0.1';
export const demoEndpointUrl = `opc.tcp://${host}:${demoPort}`;
const stepMs = 1000;

export interface DemoOptions {
  readonly clock: Clock;
  /** The same seed gives the same machines. */
  readonly seed: number;
  /** Where the simulated server keeps its certificate. */
  readonly folder: string;
  readonly logger: Logger;
}

export interface DemoMachines {
  readonly endpointUrl: string;
  /** The server's certificate (DER), so that the demo can trust it without asking. */
  readonly certificate: Uint8Array;
  stop(): Promise<void>;
}

export async function startDemoMachines(options: DemoOptions): Promise<DemoMachines> {
  const { clock, seed, folder, logger } = options;
  const port = (await isFree(demoPort)) ? demoPort : 0;
  const workerData: ServerStart = { host, port, folder, seed, nowMs: clock.nowMs() };
  const worker = new Worker(new URL('./server.worker.ts', import.meta.url), { workerData });
  const send = (message: ServerMessage) => worker.postMessage(message);
  const [ready] = (await Promise.race([
    once(worker, 'message'),
    once(worker, 'exit').then(([code]) => {
      throw new Error(`the simulated machines ended with code ${code} before they were ready`);
    }),
  ])) as [ServerReady];
  worker.on('error', (error) => logger.error('the simulated machines have failed', { error }));
  const timer = setInterval(() => send({ kind: 'time', nowMs: clock.nowMs() }), stepMs);
  const endpointUrl = `opc.tcp://${host}:${ready.port}`;
  logger.info('simulated machines are running', { endpointUrl });
  return {
    endpointUrl,
    certificate: new Uint8Array(Buffer.from(ready.certificate, 'base64')),
    async stop() {
      clearInterval(timer);
      const exited = once(worker, 'exit');
      send({ kind: 'stop' });
      await exited;
    },
  };
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  const outcome = new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false));
    probe.once('listening', () => resolve(true));
  });
  probe.listen(port, host);
  const free = await outcome;
  if (free) await new Promise((resolve) => probe.close(resolve));
  return free;
}
