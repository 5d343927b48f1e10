/**
 * The worker thread's side of a job: loads the kind's module, runs it, and passes on its progress,
 * its wish for the writer and its outcome. One thread runs many jobs, one after another.
 */

import { parentPort } from 'node:worker_threads';
import { type Fault, fault } from '#base';
import { StoreError, storeErrors } from '../errors.ts';
import type { JobContext, JobRun } from '../jobs.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Progress is passed on at most this often. */
const progressEveryMs = 50;

if (parentPort === null) throw new Error('this module is the entry of a worker thread');
const port = parentPort;
const send = (message: FromWorker) => port.postMessage(message);

interface Loan {
  readonly lent: (location: string) => void;
  readonly refused: (cause: unknown) => void;
}

/** One job's run in this thread. */
class Run {
  readonly #abort = new AbortController();
  readonly #loans: Loan[] = [];
  #reportedAtMs = Number.NEGATIVE_INFINITY;

  async run(module: string, input: unknown): Promise<void> {
    try {
      const { run } = (await import(module)) as { run: JobRun<unknown, unknown> };
      send({ kind: 'done', output: await run(input, this.#context()) });
    } catch (cause) {
      send({ kind: 'failed', fault: faultOf(cause), stack: (cause as Error)?.stack });
    }
  }

  cancel(): void {
    this.#abort.abort(new StoreError(fault(storeErrors, 'store.job-cancelled')));
  }

  lent(location: string): void {
    this.#loans.shift()?.lent(location);
  }

  refused(given: Fault): void {
    this.#loans.shift()?.refused(new StoreError(given));
  }

  #context(): JobContext {
    return {
      signal: this.#abort.signal,
      report: (progress, step) => {
        const nowMs = performance.now();
        if (nowMs - this.#reportedAtMs < progressEveryMs && progress < 1) return;
        this.#reportedAtMs = nowMs;
        send({ kind: 'progress', progress, ...(step === undefined ? {} : { step }) });
      },
      lend: async (work) => {
        this.#abort.signal.throwIfAborted();
        const location = await new Promise<string>((lent, refused) => {
          this.#loans.push({ lent, refused });
          send({ kind: 'lend' });
        });
        try {
          return await work(location);
        } finally {
          send({ kind: 'returned' });
        }
      },
    };
  }
}

listen();

function listen(): void {
  let current: Run | undefined;
  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'run':
        current = new Run();
        current.run(message.module, message.input);
        return;
      case 'cancel':
        current?.cancel();
        return;
      case 'lent':
        current?.lent(message.location);
        return;
      case 'not-lent':
        current?.refused(message.fault);
        return;
      default:
        throw new Error(`unknown message ${(message satisfies never as ToWorker).kind}`);
    }
  });
}

function faultOf(cause: unknown): Fault {
  if (cause instanceof StoreError) return cause.fault;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return fault(storeErrors, 'store.job-failed', { reason });
}
