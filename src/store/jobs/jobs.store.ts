/** The jobs' rows. */

import type { Database, SqlValue } from '../database.ts';
import type { Job, JobState } from '../jobs.ts';

const columns = `id, kind, state, progress, step, input, output, error_code, error_message,
  created_at_ms, finished_at_ms`;
const insertJob = `
  INSERT INTO store_job (id, kind, state, progress, input, created_at_ms)
  VALUES (?, ?, ?, ?, ?, ?)`;
const updateJob = `
  UPDATE store_job SET state = ?, progress = ?, step = ?, output = ?, error_code = ?,
    error_message = ?, finished_at_ms = ? WHERE id = ?`;
const selectJob = `SELECT ${columns} FROM store_job WHERE id = ?`;
const selectNewest = `SELECT ${columns} FROM store_job ORDER BY created_at_ms DESC, id LIMIT ?`;
const selectUnfinished = `
  SELECT ${columns} FROM store_job WHERE finished_at_ms IS NULL ORDER BY created_at_ms, id`;
const deleteOld = `
  DELETE FROM store_job WHERE finished_at_ms IS NOT NULL AND id NOT IN (
    SELECT id FROM store_job WHERE finished_at_ms IS NOT NULL
    ORDER BY created_at_ms DESC LIMIT ?)`;

interface JobRow {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly progress: number;
  readonly step: string | null;
  readonly input: string;
  readonly output: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly created_at_ms: number;
  readonly finished_at_ms: number | null;
}

export interface JobStore {
  insert(job: Job): Promise<void>;
  update(job: Job): Promise<void>;
  get(id: string): Promise<Job | undefined>;
  newest(limit: number): Promise<readonly Job[]>;
  unfinished(): Promise<readonly Job[]>;
  /** Forgets finished jobs but the newest. */
  prune(keptMax: number): Promise<void>;
}

export function jobStore(database: Database): JobStore {
  return {
    async insert(job) {
      const { id, kind, state, progress, createdAtMs } = job;
      const input = JSON.stringify(job.input ?? null);
      await database.write((writer) =>
        writer.run(insertJob, [id, kind, state, progress, input, createdAtMs]),
      );
    },
    async update(job) {
      const values: readonly SqlValue[] = [
        job.state,
        job.progress,
        job.step ?? null,
        job.output === undefined ? null : JSON.stringify(job.output),
        job.error?.code ?? null,
        job.error?.message ?? null,
        job.finishedAtMs ?? null,
        job.id,
      ];
      await database.write((writer) => writer.run(updateJob, values));
    },
    async get(id) {
      const row = await database.get<JobRow>(selectJob, [id]);
      return row === undefined ? undefined : jobOf(row);
    },
    async newest(limit) {
      return (await database.all<JobRow>(selectNewest, [limit])).map(jobOf);
    },
    async unfinished() {
      return (await database.all<JobRow>(selectUnfinished)).map(jobOf);
    },
    async prune(keptMax) {
      await database.write((writer) => writer.run(deleteOld, [keptMax]));
    },
  };
}

function jobOf(row: JobRow): Job {
  const error =
    row.error_code === null
      ? {}
      : { error: { code: row.error_code, message: row.error_message ?? '' } };
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    progress: row.progress,
    ...(row.step === null ? {} : { step: row.step }),
    input: JSON.parse(row.input) as unknown,
    ...(row.output === null ? {} : { output: JSON.parse(row.output) as unknown }),
    ...error,
    createdAtMs: row.created_at_ms,
    ...(row.finished_at_ms === null ? {} : { finishedAtMs: row.finished_at_ms }),
  };
}
