/**
 * The jobs port on a database and worker threads. A kept job is a row before it runs, so that a
 * restart finds it: restartable ones run again, others are told to have been interrupted.
 */

import { availableParallelism } from 'node:os';
import { type Clock, type Fault, fault, type Logger, newId } from '#base';
import type { Database } from '../database.ts';
import { StoreError, storeError, storeErrors } from '../errors.ts';
import type { Job, JobKind, Jobs } from '../jobs.ts';
import { type JobStore, jobStore } from './jobs.store.ts';
import { Threads } from './threads.ts';

/** Kept jobs that may wait. */
const waitingMax = 1_000;
/** Finished jobs that are remembered. */
const finishedMax = 1_000;
/** How often a running job's progress is written down, for after a restart. */
const keepEveryMs = 1_000;
/** How long a cancelled job has to end by itself. */
const graceMs = 5_000;
const heapMegabytesMax = 4_096;

export interface JobsOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly kinds: readonly JobKind[];
  /** Threads for kept jobs, and as many for work that requests wait for. */
  readonly threadsMax?: number;
  readonly graceMs?: number;
}

export function openJobs(options: JobsOptions): Jobs {
  return new StoredJobs(options);
}

/** A kept job that waits or runs. */
interface Live {
  job: Job;
  readonly abort: AbortController;
  keptAtMs: number;
  ended: Promise<void>;
}

class StoredJobs implements Jobs {
  readonly #options: JobsOptions;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #store: JobStore;
  readonly #kept: Threads;
  readonly #asked: Threads;
  readonly #live = new Map<string, Live>();
  readonly #listeners = new Set<(job: Job) => void>();
  #stopping = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    this.#kinds = new Map(options.kinds.map((kind) => [kind.kind, kind]));
    this.#store = jobStore(options.database);
    const threads = {
      database: options.database,
      threadsMax: options.threadsMax ?? Math.max(1, availableParallelism() - 1),
      waitingMax,
      graceMs: options.graceMs ?? graceMs,
      heapMegabytesMax,
    };
    this.#kept = new Threads(threads);
    this.#asked = new Threads(threads);
  }

  /** Takes up what was under way when the node stopped. */
  async start(): Promise<void> {
    this.#stopping = false;
    for (const job of await this.#store.unfinished()) {
      const restart = job.state === 'waiting' || this.#kinds.get(job.kind)?.restartable === true;
      if (restart && this.#kinds.has(job.kind)) {
        this.#launch({ ...job, state: 'waiting', progress: 0 });
      } else {
        await this.#store.update(this.#failed(job, fault(storeErrors, 'store.job-interrupted')));
      }
    }
  }

  /** Restartable jobs are cut off and run again later; others get their time to end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const ending = [...this.#live.values()].map((live) => live.ended);
    for (const live of this.#live.values()) {
      if (!this.#kindOf(live.job.kind).restartable) live.abort.abort(cancelled());
    }
    const others = [...this.#live.values()]
      .filter((live) => !this.#kindOf(live.job.kind).restartable)
      .map((live) => live.ended);
    await Promise.all(others);
    await Promise.all([this.#kept.stop(), this.#asked.stop()]);
    for (const live of this.#live.values()) live.abort.abort(cancelled());
    await Promise.all(ending);
  }

  async submit(kind: string, input: unknown): Promise<Job> {
    this.#kindOf(kind);
    if (this.#stopping) throw storeError('store.stopped');
    if (this.#live.size >= waitingMax)
      throw storeError('store.job-queue-full', { limit: waitingMax });
    const job: Job = {
      id: newId('job'),
      kind,
      state: 'waiting',
      progress: 0,
      input,
      createdAtMs: this.#options.clock.nowMs(),
    };
    await this.#store.insert(job);
    this.#launch(job);
    return job;
  }

  async run<Output>(kind: string, input: unknown, signal?: AbortSignal): Promise<Output> {
    const { module, writes } = this.#kindOf(kind);
    if (this.#stopping) throw storeError('store.stopped');
    const output = await this.#asked.run({
      module,
      input,
      writes: writes === true,
      signal: signal ?? new AbortController().signal,
    });
    return output as Output;
  }

  async get(id: string): Promise<Job | undefined> {
    return this.#live.get(id)?.job ?? this.#store.get(id);
  }

  async list(limit: number): Promise<readonly Job[]> {
    const stored = await this.#store.newest(limit);
    return stored.map((job) => this.#live.get(job.id)?.job ?? job);
  }

  async cancel(id: string): Promise<boolean> {
    const live = this.#live.get(id);
    if (live === undefined) return false;
    live.abort.abort(cancelled());
    await live.ended;
    return live.job.state === 'cancelled';
  }

  onChange(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #kindOf(kind: string): JobKind {
    const known = this.#kinds.get(kind);
    if (known === undefined) throw storeError('store.unknown-job-kind', { kind });
    return known;
  }

  #launch(job: Job): void {
    const live: Live = {
      job,
      abort: new AbortController(),
      keptAtMs: 0,
      ended: Promise.resolve(),
    };
    this.#live.set(job.id, live);
    live.ended = this.#execute(live);
  }

  /** Runs the job to its end; never rejects. */
  async #execute(live: Live): Promise<void> {
    const { module, writes } = this.#kindOf(live.job.kind);
    let ended: Job;
    try {
      const output = await this.#kept.run({
        module,
        input: live.job.input,
        writes: writes === true,
        signal: live.abort.signal,
        onStart: () => this.#change(live, { ...live.job, state: 'running' }, true),
        onProgress: (progress, step) => {
          this.#change(live, { ...live.job, progress, step: step ?? live.job.step }, false);
        },
      });
      const finishedAtMs = this.#options.clock.nowMs();
      ended = { ...live.job, state: 'done', progress: 1, output, finishedAtMs };
    } catch (cause) {
      ended = this.#endedBy(live, cause);
    }
    try {
      if (ended.finishedAtMs !== undefined) {
        await this.#store.update(ended);
        await this.#store.prune(finishedMax);
      }
    } catch (cause) {
      this.#options.logger.error('the end of a job could not be kept', { job: live.job.id, cause });
    }
    live.job = ended;
    this.#live.delete(live.job.id);
    if (ended.finishedAtMs !== undefined) this.#tell(ended);
  }

  /** What the job is after a failure: failed, cancelled, or left as it was for the next start. */
  #endedBy(live: Live, cause: unknown): Job {
    const { job } = live;
    if (this.#stopping) {
      if (this.#kindOf(job.kind).restartable || job.state === 'waiting') return job;
      return this.#failed(job, fault(storeErrors, 'store.job-interrupted'));
    }
    if (live.abort.signal.aborted) {
      return { ...job, state: 'cancelled', finishedAtMs: this.#options.clock.nowMs() };
    }
    this.#options.logger.warn('job failed', { job: job.id, kind: job.kind, cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    return this.#failed(
      job,
      cause instanceof StoreError
        ? cause.fault
        : fault(storeErrors, 'store.job-failed', { reason }),
    );
  }

  #failed(job: Job, { code, message }: Fault): Job {
    const finishedAtMs = this.#options.clock.nowMs();
    return { ...job, state: 'failed', error: { code, message }, finishedAtMs };
  }

  #change(live: Live, job: Job, keep: boolean): void {
    live.job = job;
    const nowMs = this.#options.clock.nowMs();
    if (keep || nowMs - live.keptAtMs >= keepEveryMs) {
      live.keptAtMs = nowMs;
      this.#store.update(job).catch((cause: unknown) => {
        this.#options.logger.warn('progress could not be kept', { job: job.id, cause });
      });
    }
    this.#tell(job);
  }

  #tell(job: Job): void {
    for (const listener of this.#listeners) listener(job);
  }
}

function cancelled(): StoreError {
  return storeError('store.job-cancelled');
}
