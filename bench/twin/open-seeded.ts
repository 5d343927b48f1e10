/** The twins of a data folder, opened in the benchmark's own process to be filled or asked. */

import { silentLogger, systemClock } from '#base';
import { formulaFunctions } from '#protection/rules';
import { type Database, openBlobs, openOutbox, openSqlite, storeMigrations } from '#store';
import { openTwins, type Twins, twinMigrations } from '#technology/twin';

export interface Seeded {
  readonly twins: Twins;
  readonly database: Database;
  close(): Promise<void>;
}

export async function openSeeded(folder: string): Promise<Seeded> {
  const clock = systemClock;
  const logger = silentLogger;
  const migrations = [...storeMigrations, ...twinMigrations];
  const database = openSqlite({ folder, clock, logger, migrations, functions: formulaFunctions() });
  await database.start();
  const outbox = openOutbox({ database, clock, logger });
  const blobs = openBlobs({ folder, clock });
  const baseUrl = 'http://127.0.0.1:7410';
  const twins = openTwins({ database, outbox, blobs, clock, logger, baseUrl });
  return { twins, database, close: () => database.stop() };
}
