/**
 * The worker thread in which all OPC UA drivers of the node live: loading the library and its
 * cryptography would hold up the node's own event loop. Each message names a driver.
 */

import { parentPort } from 'node:worker_threads';
import { setErrorLogger, setWarningLogger } from 'node-opcua-client';
import { type Result, systemClock } from '#base';
import type { Driver, Subscription, TrustVerdict } from '../../driver.ts';
import { OpcUaDriver } from './opcua-driver.ts';
import { type OwnCertificate, openOwnCertificate } from './pki.ts';
import type { OpcUaUser } from './session.ts';
import type { FromWorker, ToWorker, WorkerDriverConfig } from './worker-messages.ts';

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread');
const send = (message: FromWorker) => port.postMessage(message);
const drivers = new Map<number, Promise<Driver>>();
const watches = new Map<number, Subscription>();
const owns = new Map<string, Promise<OwnCertificate>>();
const asked = new Map<number, (outcome: Result<unknown, string>) => void>();
const ids = { ask: 0 };

setWarningLogger((...texts: unknown[]) => send({ kind: 'log', message: texts.join(' ') }));
setErrorLogger((...texts: unknown[]) => send({ kind: 'log', message: texts.join(' ') }));
port.on('message', (message: ToWorker) => void take(message));

async function take(message: ToWorker): Promise<void> {
  switch (message.kind) {
    case 'open':
      drivers.set(message.driver, open(message.driver, message.config));
      return;
    case 'retry':
      (await drivers.get(message.driver))?.retry();
      return;
    case 'told':
      asked.get(message.ask)?.(message.outcome);
      asked.delete(message.ask);
      return;
    case 'call':
      return answer(message.call, async () => {
        const driver = await driverOf(message.driver);
        type Method = (...inputs: readonly unknown[]) => Promise<unknown>;
        return (driver[message.name] as Method).apply(driver, [...message.inputs]);
      });
    case 'watch':
      return answer(message.call, async () => {
        const driver = await driverOf(message.driver);
        const deliver = (samples: FromWorker & { kind: 'batch' }) => send(samples);
        const { watch, items } = message;
        const subscription = await driver.subscribe(items, (samples) =>
          deliver({ kind: 'batch', watch, samples }),
        );
        watches.set(watch, subscription);
      });
    case 'unwatch':
      return answer(message.call, async () => {
        await watches.get(message.watch)?.stop();
        watches.delete(message.watch);
      });
    default:
      message satisfies never;
  }
}

async function driverOf(id: number): Promise<Driver> {
  const driver = await drivers.get(id);
  if (driver === undefined) throw new Error(`no driver ${id} was opened`);
  return driver;
}

async function open(driver: number, config: WorkerDriverConfig): Promise<Driver> {
  const { folder } = config;
  const own = owns.get(folder) ?? openOwnCertificate(folder, systemClock.nowMs());
  owns.set(folder, own);
  const opened = new OpcUaDriver({
    ...config,
    own: await own,
    user: config.hasUser ? async () => (await ask(driver)) as OpcUaUser | undefined : undefined,
    judge: async (fingerprint) => (await ask(driver, fingerprint)) as TrustVerdict,
    clock: systemClock,
    logger: {
      debug() {},
      info() {},
      warn: (message) => send({ kind: 'log', message }),
      error: (message) => send({ kind: 'log', message }),
    },
  });
  opened.onStatus((status) => send({ kind: 'status', driver, status }));
  return opened;
}

async function ask(driver: number, fingerprint?: string): Promise<unknown> {
  ids.ask += 1;
  const question = ids.ask;
  const outcome = await new Promise<Result<unknown, string>>((resolve) => {
    asked.set(question, resolve);
    send({ kind: 'ask', ask: question, driver, fingerprint });
  });
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}

async function answer(call: number, work: () => Promise<unknown>): Promise<void> {
  try {
    send({ kind: 'answer', call, outcome: { ok: true, value: await work() } });
  } catch (cause) {
    const error = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
    send({ kind: 'answer', call, outcome: { ok: false, error } });
  }
}
