/** The outbox: with its change or not at all, in order, resumable, bounded. */

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { silentLogger, systemClock } from '#base';
import { type Database, openLent, openOutbox, openSqlite, storeMigrations } from './index.ts';
import type { Outbox } from './outbox.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function started(t: TestContext, keptMax?: number) {
  const folder = temporaryFolder(t);
  const clock = { nowMs: () => 1_000 };
  const options = { folder, clock, logger: silentLogger, migrations: storeMigrations };
  const database = openSqlite(options);
  await database.start();
  t.after(() => database.stop());
  return { database, outbox: openOutbox({ database, clock, logger: silentLogger, keptMax }) };
}

function append(database: Database, outbox: Outbox, subject: string, data?: unknown) {
  return database.write((writer) => outbox.append(writer, { type: 'test', subject, data }));
}

test('an event comes back as it was appended, with its sequence and time', async (t) => {
  const { database, outbox } = await started(t);
  assert.deepEqual(await outbox.range(), { first: 1, last: 0 });
  await append(database, outbox, 'a', { deep: [1, null] });
  await append(database, outbox, 'b');
  assert.deepEqual(await outbox.readAfter(0, 10), [
    { sequence: 1, atMs: 1_000, type: 'test', subject: 'a', data: { deep: [1, null] } },
    { sequence: 2, atMs: 1_000, type: 'test', subject: 'b' },
  ]);
  assert.deepEqual(
    (await outbox.readAfter(1, 10)).map((event) => event.subject),
    ['b'],
  );
  assert.equal((await outbox.readAfter(0, 1)).length, 1);
});

test('an event stays only with the write that appended it', async (t) => {
  const { database, outbox } = await started(t);
  const failed = database.write(async (writer) => {
    await outbox.append(writer, { type: 'test', subject: 'lost' });
    throw new Error('undone');
  });
  await assert.rejects(Promise.all([append(database, outbox, 'kept'), failed]), /undone/);
  assert.deepEqual(
    (await outbox.readAfter(0, 10)).map((event) => event.subject),
    ['kept'],
  );
});

const listenersHadTheirTurn = () => new Promise((resolve) => setImmediate(resolve));

test('listeners are called once for each commit that wrote events, and for no other', async (t) => {
  const { database, outbox } = await started(t);
  let calls = 0;
  const stop = outbox.onCommitted(() => {
    calls += 1;
  });
  await Promise.all(['a', 'b', 'c'].map((subject) => append(database, outbox, subject)));
  assert.equal(calls, 0, 'those who wrote come first');
  await listenersHadTheirTurn();
  assert.equal(calls, 1);
  await database.write((writer) => writer.get('SELECT 1 AS one'));
  await listenersHadTheirTurn();
  assert.equal(calls, 1);
  stop();
  await append(database, outbox, 'd');
  await listenersHadTheirTurn();
  assert.equal(calls, 1);
});

test('events that a borrower of the writer appended are announced after the loan', async (t) => {
  const { database, outbox } = await started(t);
  let calls = 0;
  outbox.onCommitted(() => {
    calls += 1;
  });
  await database.lend(async (location) => {
    const borrowed = openLent(location);
    await borrowed.start();
    const theirs = openOutbox({ database: borrowed, clock: systemClock, logger: silentLogger });
    await append(borrowed, theirs, 'from the borrower');
    await borrowed.stop();
  });
  await listenersHadTheirTurn();
  assert.equal(calls, 1);
  assert.equal((await outbox.readAfter(0, 10))[0]?.subject, 'from the borrower');
});

test('old events are forgotten by themselves, the newest never, and no number twice', async (t) => {
  const { database, outbox } = await started(t, 100);
  for (let index = 0; index < 500; index++) await append(database, outbox, String(index));
  await outbox.prune();
  assert.deepEqual(await outbox.range(), { first: 401, last: 500 });
  assert.equal(await outbox.prune(), 0);
  await append(database, outbox, 'next');
  assert.equal((await outbox.range()).last, 501);
});

test('pruning happens without being asked for', async (t) => {
  const { database, outbox } = await started(t, 50);
  for (let index = 0; index < 200; index++) await append(database, outbox, String(index));
  const { first, last } = await outbox.range();
  assert.equal(last, 200);
  assert.ok(last - first < 70, `${last - first + 1} are kept`);
});
