/**
 * A pool of worker threads that run jobs: at most so many at once, kept warm for a while, ended
 * when a job does not heed its cancellation or dies. A thread may be lent the database's writer;
 * if it dies meanwhile, the loan ends with it.
 */

import { Worker } from 'node:worker_threads';
import { type Fault, fault } from '#base';
import type { Database } from '../database.ts';
import { StoreError, storeErrors } from '../errors.ts';
import type { FromWorker, ToWorker } from './messages.ts';

export interface ThreadsOptions {
  readonly database: Database;
  /** Threads that run at once. */
  readonly threadsMax: number;
  /** Jobs that may wait for a thread. */
  readonly waitingMax: number;
  /** How long a cancelled job has to end by itself. */
  readonly graceMs: number;
  /** Heap of one thread. */
  readonly heapMegabytesMax: number;
}

export interface Task {
  readonly module: URL;
  readonly input: unknown;
  readonly writes: boolean;
  readonly signal: AbortSignal;
  onStart?(): void;
  onProgress?(progress: number, step?: string): void;
}

/** How long a thread without work is kept. */
const idleMs = 20_000;

export class Threads {
  readonly #options: ThreadsOptions;
  readonly #idle: Thread[] = [];
  readonly #all = new Set<Thread>();
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(options: ThreadsOptions) {
    this.#options = options;
  }

  /** The task's output; rejects with a StoreError that carries the task's fault. */
  async run(task: Task): Promise<unknown> {
    await this.#enter(task.signal);
    const thread = this.#idle.pop() ?? this.#open();
    try {
      task.onStart?.();
      return await thread.run(task);
    } finally {
      if (thread.alive) this.#keep(thread);
      this.#leave();
    }
  }

  /** Ends all threads at once, with whatever they are doing. */
  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => thread.end()));
  }

  async #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < this.#options.threadsMax) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#options.waitingMax) {
      const limit = this.#options.waitingMax;
      throw new StoreError(fault(storeErrors, 'store.job-queue-full', { limit }));
    }
    await new Promise<void>((resolve, reject) => {
      const turn = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1);
        reject(signal.reason);
      };
      this.#waiting.push(turn);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }

  #open(): Thread {
    const thread: Thread = new Thread(this.#options, () => {
      this.#all.delete(thread);
      const place = this.#idle.indexOf(thread);
      if (place >= 0) this.#idle.splice(place, 1);
    });
    this.#all.add(thread);
    return thread;
  }

  #keep(thread: Thread): void {
    thread.rest(idleMs);
    this.#idle.push(thread);
  }
}

interface Running {
  readonly task: Task;
  readonly resolve: (output: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

class Thread {
  readonly #options: ThreadsOptions;
  readonly #worker: Worker;
  #running: Running | undefined;
  #endLoan: (() => void) | undefined;
  #restTimer: NodeJS.Timeout | undefined;
  alive = true;

  constructor(options: ThreadsOptions, onExit: () => void) {
    this.#options = options;
    this.#worker = new Worker(new URL('./thread.worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: options.heapMegabytesMax },
    });
    // A job is no reason for the process to stay; whoever waits for it is.
    this.#worker.unref();
    this.#worker.on('message', (message: FromWorker) => this.#hear(message));
    this.#worker.on('error', (cause) =>
      this.#settle((running) => running.reject(this.#fall(running, cause))),
    );
    this.#worker.on('exit', () => {
      this.alive = false;
      clearTimeout(this.#restTimer);
      onExit();
      this.#endLoan?.();
      this.#settle((running) => running.reject(this.#fall(running, new Error('its thread ended'))));
    });
  }

  async run(task: Task): Promise<unknown> {
    clearTimeout(this.#restTimer);
    this.#worker.ref();
    let grace: NodeJS.Timeout | undefined;
    const cancel = () => {
      this.#tell({ kind: 'cancel' });
      grace = setTimeout(() => this.#worker.terminate(), this.#options.graceMs);
    };
    task.signal.addEventListener('abort', cancel, { once: true });
    try {
      return await new Promise<unknown>((resolve, reject) => {
        this.#running = { task, resolve, reject };
        this.#tell({ kind: 'run', module: task.module.href, input: task.input });
        if (task.signal.aborted) cancel();
      });
    } finally {
      task.signal.removeEventListener('abort', cancel);
      clearTimeout(grace);
      if (this.alive) this.#worker.unref();
    }
  }

  rest(forMs: number): void {
    this.#restTimer = setTimeout(() => this.end(), forMs);
    this.#restTimer.unref();
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #hear(message: FromWorker): void {
    switch (message.kind) {
      case 'progress':
        this.#running?.task.onProgress?.(message.progress, message.step);
        return;
      case 'lend':
        this.#lend();
        return;
      case 'returned':
        this.#endLoan?.();
        return;
      case 'done':
        this.#settle((running) => running.resolve(message.output));
        return;
      case 'failed': {
        const cause = new Error('in the worker thread');
        cause.stack = message.stack;
        this.#settle((running) => running.reject(new StoreError(message.fault, { cause })));
        return;
      }
      default:
        throw new Error(`unknown message ${(message satisfies never as FromWorker).kind}`);
    }
  }

  #lend(): void {
    if (this.#running?.task.writes !== true) {
      const reason = 'its kind does not say that it writes';
      this.#tell({ kind: 'not-lent', fault: fault(storeErrors, 'store.job-failed', { reason }) });
      return;
    }
    this.#options.database
      .lend(async (location) => {
        if (!this.alive) return;
        const ended = new Promise<void>((resolve) => {
          this.#endLoan = resolve;
        });
        this.#tell({ kind: 'lent', location });
        await ended;
        this.#endLoan = undefined;
      })
      .catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        const given: Fault =
          cause instanceof StoreError
            ? cause.fault
            : fault(storeErrors, 'store.job-failed', { reason });
        this.#tell({ kind: 'not-lent', fault: given });
      });
  }

  #settle(how: (running: Running) => void): void {
    const running = this.#running;
    this.#running = undefined;
    if (running !== undefined) how(running);
  }

  /** Why a job fell with its thread. */
  #fall(running: Running, cause: Error): StoreError {
    const code = (cause as NodeJS.ErrnoException).code;
    if (running.task.signal.aborted) {
      return new StoreError(fault(storeErrors, 'store.job-cancelled'), { cause });
    }
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') {
      const limit = this.#options.heapMegabytesMax;
      return new StoreError(fault(storeErrors, 'store.job-out-of-memory', { limit }), { cause });
    }
    const reason = cause.message;
    return new StoreError(fault(storeErrors, 'store.job-failed', { reason }), { cause });
  }
}
