/**
 * OPC UA drivers as the node has them: each stands for one in the worker thread (opcua.worker.ts),
 * which is started with the first of them and ended with the last.
 */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Clock, err, fault, type Logger, ok, type Result } from '#base';
import type { Driver, DriverStatus, Sample } from '../../driver.ts';
import { connectErrors } from '../../errors.ts';
import { openStatusBoard, type StatusBoard } from '../../status.ts';
import { opcUaPromise } from './promise.ts';
import type {
  CallName,
  FromWorker,
  ToWorker,
  WorkerDriverConfig,
  WorkerQuestions,
} from './worker-messages.ts';

export interface OpcUaHost {
  driver(config: WorkerDriverConfig, questions: WorkerQuestions): Driver;
  /** Ends the worker; drivers are to be stopped before. */
  stop(): Promise<void>;
}

interface Hosted {
  readonly board: StatusBoard;
  readonly questions: WorkerQuestions;
}

/** The two ends of the conversation with one worker thread. */
interface Line {
  readonly worker: Worker;
  readonly hosted: Map<number, Hosted>;
  readonly watches: Map<number, (samples: readonly Sample[]) => void>;
  readonly calls: Map<number, (outcome: Result<unknown, string>) => void>;
}

export function openOpcUaHost(options: { clock: Clock; logger: Logger }): OpcUaHost {
  const { clock, logger } = options;
  const ids = { last: 0 };
  let line: Line | undefined;

  const openLine = (): Line => {
    const opened: Line = {
      worker: new Worker(new URL('./opcua.worker.ts', import.meta.url)),
      hosted: new Map(),
      watches: new Map(),
      calls: new Map(),
    };
    opened.worker.on('message', (message: FromWorker) => void take(opened, message, logger));
    opened.worker.on('error', (error) => logger.error('the OPC UA worker has failed', { error }));
    opened.worker.on('exit', () => {
      if (line === opened) line = undefined;
      hangUp(opened, clock);
    });
    return opened;
  };
  const nextId = () => {
    ids.last += 1;
    return ids.last;
  };

  return {
    driver(config, questions) {
      const board = openStatusBoard({ state: 'stopped', sinceMs: clock.nowMs() });
      const driver = nextId();
      const opened = () => {
        line ??= openLine();
        if (!line.hosted.has(driver)) {
          line.hosted.set(driver, { board, questions });
          line.worker.postMessage({ kind: 'open', driver, config } satisfies ToWorker);
        }
        return line;
      };
      return hostedDriver(config.endpointUrl, board, driver, { opened, nextId });
    },
    async stop() {
      const ending = line;
      if (ending === undefined) return;
      const exited = once(ending.worker, 'exit');
      await ending.worker.terminate();
      await exited.catch(() => undefined);
      line = undefined;
    },
  };
}

/** All that waited for the worker is told that it will not come; drivers can be started again. */
function hangUp(line: Line, clock: Clock): void {
  for (const resolve of line.calls.values()) resolve(err('the OPC UA worker has ended'));
  line.calls.clear();
  for (const { board } of line.hosted.values()) {
    if (board.now().state !== 'stopped') board.set({ state: 'stopped', sinceMs: clock.nowMs() });
  }
}

async function take(line: Line, message: FromWorker, logger: Logger): Promise<void> {
  switch (message.kind) {
    case 'answer':
      line.calls.get(message.call)?.(message.outcome);
      line.calls.delete(message.call);
      return;
    case 'status':
      line.hosted.get(message.driver)?.board.set(message.status);
      return;
    case 'batch':
      line.watches.get(message.watch)?.(message.samples);
      return;
    case 'ask': {
      const { ask, driver, fingerprint } = message;
      const outcome = await answer(line.hosted.get(driver)?.questions, fingerprint);
      line.worker.postMessage({ kind: 'told', ask, outcome } satisfies ToWorker);
      return;
    }
    case 'log':
      logger.debug('OPC UA library', { message: message.message });
      return;
    default:
      message satisfies never;
  }
}

/** A question of the worker; what goes wrong with it goes back as the reason. */
async function answer(
  questions: WorkerQuestions | undefined,
  fingerprint: string | undefined,
): Promise<Result<unknown, string>> {
  try {
    if (questions === undefined) return err('the driver was closed');
    if (fingerprint === undefined) return ok(await questions.user());
    return ok(await questions.judge(fingerprint));
  } catch (cause) {
    return err(cause instanceof Error ? cause.message : String(cause));
  }
}

interface Ends {
  /** The line, with this driver opened in it. */
  readonly opened: () => Line;
  readonly nextId: () => number;
}

function hostedDriver(
  endpoint: string,
  board: StatusBoard,
  driver: number,
  { opened, nextId }: Ends,
): Driver {
  const request = async (make: (call: number) => ToWorker): Promise<unknown> => {
    const line = opened();
    const call = nextId();
    const outcome = await new Promise<Result<unknown, string>>((resolve) => {
      line.calls.set(call, resolve);
      line.worker.postMessage(make(call));
    });
    if (!outcome.ok) throw new Error('the OPC UA worker failed', { cause: outcome.error });
    return outcome.value;
  };
  const call = (name: CallName, ...inputs: readonly unknown[]) =>
    request((id) => ({ kind: 'call', driver, call: id, name, inputs }));
  const whenStarted = async <T>(name: CallName, ...inputs: readonly unknown[]) => {
    if (board.now().state !== 'stopped') return (await call(name, ...inputs)) as Result<T>;
    return err(fault(connectErrors, 'connect.not-connected', { endpoint }));
  };
  return {
    ...opcUaPromise,
    async start() {
      await call('start');
    },
    async stop() {
      if (board.now().state !== 'stopped') await call('stop');
    },
    status: (): DriverStatus => board.now(),
    onStatus: board.on,
    retry: () => opened().worker.postMessage({ kind: 'retry', driver } satisfies ToWorker),
    browse: (address) => whenStarted('browse', address),
    read: (addresses) => whenStarted('read', addresses),
    async write(writes) {
      if (board.now().state !== 'stopped') {
        return (await call('write', writes)) as readonly Result<void>[];
      }
      return writes.map(() => err(fault(connectErrors, 'connect.not-connected', { endpoint })));
    },
    call: (address, inputs) => whenStarted('call', address, inputs),
    async subscribe(items, deliver) {
      const watch = nextId();
      opened().watches.set(watch, deliver);
      await request((id) => ({ kind: 'watch', driver, call: id, watch, items }));
      return {
        async stop() {
          await request((id) => ({ kind: 'unwatch', call: id, watch }));
          opened().watches.delete(watch);
        },
      };
    },
  };
}
