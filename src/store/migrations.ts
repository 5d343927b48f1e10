/** The store's own schema: the outbox and the jobs. */

import type { Migration } from './database.ts';

export const storeMigrations: readonly Migration[] = [
  {
    id: '0001-store-outbox',
    sql: `
      CREATE TABLE store_event (
        sequence INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        type TEXT NOT NULL,
        subject TEXT NOT NULL,
        data TEXT
      ) STRICT;`,
  },
  {
    id: '0001-store-jobs',
    sql: `
      CREATE TABLE store_job (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        progress REAL NOT NULL,
        step TEXT,
        input TEXT NOT NULL,
        output TEXT,
        error_code TEXT,
        error_message TEXT,
        created_at_ms INTEGER NOT NULL,
        finished_at_ms INTEGER
      ) STRICT;
      CREATE INDEX store_job_by_time ON store_job (created_at_ms);
      CREATE INDEX store_job_unfinished ON store_job (created_at_ms) WHERE finished_at_ms IS NULL;`,
  },
];
