/** Twins on a real database in a temporary folder, for tests and benchmarks. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger, systemClock } from '#base';
import { formulaFunctions } from '#protection/rules';
import {
  type Database,
  type Outbox,
  openBlobs,
  openOutbox,
  openSqlite,
  storeMigrations,
} from '#store';
import { openTwins } from './open-twins.ts';
import type { Twins } from './port.ts';
import { twinMigrations } from './schema.ts';

export interface TestTwins {
  readonly twins: Twins;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly folder: string;
  close(): Promise<void>;
}

export async function openTestTwins(): Promise<TestTwins> {
  const folder = await mkdtemp(join(tmpdir(), 'registan-twins-'));
  const clock = systemClock;
  const logger = silentLogger;
  const migrations = [...storeMigrations, ...twinMigrations];
  const database = openSqlite({ folder, clock, logger, migrations, functions: formulaFunctions() });
  await database.start();
  const outbox = openOutbox({ database, clock, logger });
  const blobs = openBlobs({ folder, clock });
  const baseUrl = 'https://node.example';
  const twins = openTwins({ database, outbox, blobs, clock, logger, baseUrl });
  return {
    twins,
    database,
    outbox,
    folder,
    async close() {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
