/**
 * Migrations: every room hands in its own steps; they run once each, sorted by id, all in one
 * transaction. What has run is kept with a checksum, so that a changed history is refused instead
 * of leaving two nodes with different schemas under one version.
 */

import { createHash } from 'node:crypto';
import type { Clock, Logger } from '#base';
import type { Migration } from '../database.ts';
import { storeError } from '../errors.ts';
import type { Connection } from './connection.ts';

const createTable = `
  CREATE TABLE IF NOT EXISTS store_migration (
    id TEXT PRIMARY KEY,
    checksum TEXT NOT NULL,
    applied_at_ms INTEGER NOT NULL
  ) STRICT`;

/** Brings the schema up to date, or throws (`store.changed-history`, `store.newer`) unchanged. */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  clock: Clock,
  logger: Logger,
): void {
  const steps = sorted(migrations);
  connection.run('BEGIN IMMEDIATE');
  try {
    connection.run(createTable);
    const applied = appliedChecksums(connection);
    refuseUnknown(applied, steps);
    for (const step of steps) {
      const checksum = checksumOf(step);
      const known = applied.get(step.id);
      if (known === checksum) continue;
      if (known !== undefined) throw storeError('store.changed-history', { id: step.id });
      connection.script(step.sql);
      connection.run('INSERT INTO store_migration (id, checksum, applied_at_ms) VALUES (?, ?, ?)', [
        step.id,
        checksum,
        clock.nowMs(),
      ]);
      logger.info('migration applied', { id: step.id });
    }
    connection.run('COMMIT');
  } catch (cause) {
    if (connection.inTransaction) connection.run('ROLLBACK');
    throw cause;
  }
}

function sorted(migrations: readonly Migration[]): readonly Migration[] {
  const steps = [...migrations].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [index, step] of steps.entries()) {
    if (steps[index + 1]?.id === step.id) throw new Error(`two migrations are called ${step.id}`);
    // A deferred constraint fails at COMMIT, which is shared: others' writes would fail with it.
    if (/\bINITIALLY\s+DEFERRED\b|\bdefer_foreign_keys\b/i.test(step.sql)) {
      throw storeError('store.deferred-constraint', { id: step.id });
    }
  }
  return steps;
}

function appliedChecksums(connection: Connection): ReadonlyMap<string, string> {
  const rows = connection.all<{ id: string; checksum: string }>(
    'SELECT id, checksum FROM store_migration ORDER BY id',
  );
  return new Map(rows.map((row) => [row.id, row.checksum]));
}

function refuseUnknown(applied: ReadonlyMap<string, string>, steps: readonly Migration[]): void {
  const known = new Set(steps.map((step) => step.id));
  for (const id of applied.keys()) if (!known.has(id)) throw storeError('store.newer', { id });
}

/** Over the SQL without its layout, so that reformatting a source file is no change of history. */
function checksumOf(step: Migration): string {
  const normal = step.sql.trim().replace(/\s+/g, ' ');
  return createHash('sha256').update(normal).digest('hex');
}
