/** Front door of the store: the database port and what stands on it. */

export { openBlobs } from './blobs.store.ts';
export type { Blob, Blobs } from './blobs.ts';
export type {
  Database,
  Migration,
  Reader,
  SqlFunctions,
  SqlRow,
  SqlValue,
  Writer,
} from './database.ts';
export { StoreError, storeErrors } from './errors.ts';
export { openJobs } from './jobs/open-jobs.ts';
export type { Job, JobContext, JobKind, JobRun, JobState, Jobs } from './jobs.ts';
export { storeMigrations } from './migrations.ts';
export { openOutbox } from './outbox.store.ts';
export type { Outbox, OutboxEvent, SequencedEvent } from './outbox.ts';
export { openLent, openSqlite } from './sqlite/open-sqlite.ts';
