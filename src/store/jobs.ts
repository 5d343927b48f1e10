/**
 * The jobs port: heavy work in worker threads, with progress that pages and commands show,
 * cancellable, and started again after a restart of the node. A job's kind names a worker module.
 */

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  /** 0 to 1, and what is being done, as a message key with its numbers. */
  readonly progress: number;
  readonly step?: string;
  readonly input: unknown;
  readonly output?: unknown;
  /** Code and sentence, when failed. */
  readonly error?: { readonly code: string; readonly message: string };
  readonly createdAtMs: number;
  readonly finishedAtMs?: number;
}

export interface JobContext {
  report(progress: number, step?: string): void;
  readonly signal: AbortSignal;
  /**
   * Takes the database's writer for the time of `work`, which opens the location by itself (see
   * `openLent`); for kinds with `writes` only. Other writes wait, so prepare everything before.
   */
  lend<T>(work: (location: string) => Promise<T>): Promise<T>;
}

/**
 * A worker module exports `run`. Input and output are structured-cloneable, those of a kept job
 * JSON. An expected failure is thrown as a `StoreError` with its fault; the job then carries it.
 */
export type JobRun<Input, Output> = (input: Input, context: JobContext) => Promise<Output>;

export interface JobKind {
  readonly kind: string;
  /** The worker module. */
  readonly module: URL;
  /** Whether a job that was under way when the node stopped is started again. */
  readonly restartable: boolean;
  /** The worker may take the database's writer, see `JobContext.lend`. */
  readonly writes?: boolean;
}

export interface Jobs {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Keeps the job durably and runs it when a worker is free. */
  submit(kind: string, input: unknown): Promise<Job>;
  /** Runs at once, unkept, for work that a request waits for; rejects with the job's error. */
  run<Output>(kind: string, input: unknown, signal?: AbortSignal): Promise<Output>;
  get(id: string): Promise<Job | undefined>;
  list(limit: number): Promise<readonly Job[]>;
  cancel(id: string): Promise<boolean>;
  onChange(listener: (job: Job) => void): () => void;
}
