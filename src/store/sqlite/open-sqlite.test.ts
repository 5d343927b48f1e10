/** SQLite passes the port's suite; then what is SQLite's own: limits, settings, `kill -9`. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { silentLogger, systemClock } from '#base';
import { testDatabase } from '../database.suite.ts';
import type { Database, Migration } from '../database.ts';
import { failsWith } from '../fails-with.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openLent, openSqlite, type SqliteOptions } from './open-sqlite.ts';

const schema: Migration = {
  id: '0001-entry',
  sql: 'CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT',
};
const insert = 'INSERT INTO entry (id, text) VALUES (?, ?)';

function open(folder: string, migrations: readonly Migration[], more: Partial<SqliteOptions> = {}) {
  return openSqlite({ folder, clock: systemClock, logger: silentLogger, migrations, ...more });
}

testDatabase('sqlite', { open, place: temporaryFolder, openLent });

async function started(t: TestContext, more: Partial<SqliteOptions> = {}): Promise<Database> {
  const database = open(temporaryFolder(t), [schema], more);
  await database.start();
  t.after(() => database.stop());
  return database;
}

test('a write that waits for something else is cut off, undone, and holds up none', async (t) => {
  const database = await started(t, { writeLimits: { writeMsMax: 30 } });
  let late: Promise<unknown> | undefined;
  const slow = database.write(async (writer) => {
    await writer.run(insert, [1, 'slow']);
    await new Promise((resolve) => setTimeout(resolve, 60));
    late = assert.rejects(writer.run(insert, [2, 'late']), failsWith('store.ended'));
  });
  const next = database.write((writer) => writer.run(insert, [3, 'next']));
  await assert.rejects(slow, failsWith('store.slow-write'));
  await next;
  await new Promise((resolve) => setTimeout(resolve, 60));
  await late;
  const rows = await database.all<{ id: number }>('SELECT id FROM entry');
  assert.deepEqual(
    rows.map((row) => row.id),
    [3],
  );
});

test('a write inside a write cannot come to its turn and is cut off', async (t) => {
  const database = await started(t, { writeLimits: { writeMsMax: 30 } });
  const nested = database.write(async () => {
    await database.write((writer) => writer.run(insert, [1, 'inner']));
  });
  await assert.rejects(nested, failsWith('store.slow-write'));
});

test('more writes than may wait are refused at once', async (t) => {
  const database = await started(t, { writeLimits: { waitingMax: 3 } });
  const writes = [1, 2, 3, 4].map((id) =>
    database.write((writer) => writer.run(insert, [id, 'x'])),
  );
  const outcomes = await Promise.allSettled(writes);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected'],
  );
  await assert.rejects(writes[3] as Promise<unknown>, failsWith('store.busy'));
});

test('a full batch commits, and the rest has its own', async (t) => {
  const database = await started(t, { writeLimits: { batchMax: 2 } });
  const commits: number[] = [];
  database.onCommit((_by, writes) => commits.push(writes));
  await Promise.all(
    [1, 2, 3, 4, 5].map((id) => database.write((writer) => writer.run(insert, [id, 'x']))),
  );
  assert.deepEqual(commits, [2, 2, 1]);
});

test('a write that ends the transaction fails with those before it, not after', async (t) => {
  const database = await started(t);
  const outcomes = await Promise.allSettled([
    database.write((writer) => writer.run(insert, [1, 'before'])),
    database.write((writer) => writer.run('ROLLBACK')),
    database.write((writer) => writer.run(insert, [3, 'after'])),
  ]);
  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ['rejected', 'rejected', 'fulfilled'],
  );
  const rows = await database.all<{ id: number }>('SELECT id FROM entry');
  assert.deepEqual(
    rows.map((row) => row.id),
    [3],
  );
});

test('a snapshot that is held too long is ended', async (t) => {
  const database = await started(t, { snapshotLimits: { heldMsMax: 20 } });
  const held = database.snapshot(async (reader) => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return reader.all('SELECT id FROM entry');
  });
  await assert.rejects(held, failsWith('store.slow-snapshot'));
});

test('a second node on the same data folder is refused until the first has stopped', async (t) => {
  const folder = temporaryFolder(t);
  const first = open(folder, [schema]);
  const second = open(folder, [schema]);
  await first.start();
  await assert.rejects(() => second.start(), failsWith('store.in-use'));
  await first.stop();
  await second.start();
  await second.stop();
});

test('a migration that defers a constraint is refused, as it would fail others', async (t) => {
  const sql = `CREATE TABLE a (id INTEGER PRIMARY KEY,
    b INTEGER REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)`;
  const database = open(temporaryFolder(t), [{ id: '0001-deferred', sql }]);
  await assert.rejects(() => database.start(), failsWith('store.deferred-constraint'));
});

test('after kill -9 every acknowledged write is there, ten times over', async (t) => {
  const folder = temporaryFolder(t);
  let acknowledged = 0;
  for (let round = 0; round < 10; round++) {
    acknowledged = await killedWhileWriting(folder, acknowledged);
    const database = open(folder, [schema]);
    await database.start();
    const row = await database.get<{ rows: number; newest: number }>(
      'SELECT count(*) AS rows, max(id) AS newest FROM entry',
    );
    await database.stop();
    assert.ok(row !== undefined && row.newest >= acknowledged, `${acknowledged} were acknowledged`);
    assert.equal(row.rows, row.newest, 'and none before it is missing');
    acknowledged = row.newest;
  }
  assert.ok(acknowledged > 0);
});

/** Writes in another process, kills it after a while; the last id that it was answered for. */
async function killedWhileWriting(folder: string, from: number): Promise<number> {
  const path = join(import.meta.dirname, 'killed.worker.ts');
  const child = spawn(process.execPath, [path, folder, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = from;
  const lines = createInterface({ input: child.stdout });
  lines.once('line', () => setTimeout(() => child.kill('SIGKILL'), 20 + Math.random() * 60));
  for await (const line of lines) if (/^\d+;$/.test(line)) last = Number(line.slice(0, -1));
  return last;
}
