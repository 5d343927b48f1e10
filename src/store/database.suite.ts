/**
 * What every implementation of the database port must do, as tests: an implementation's own test
 * file calls `testDatabase` with how it is opened.
 */

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Database, Migration, Writer } from './database.ts';
import { failsWith } from './fails-with.ts';

export interface DatabaseUnderTest {
  /** A stopped database with this schema; the same place opens the same data. */
  open(place: string, migrations: readonly Migration[]): Database;
  /** A new, empty place. */
  place(t: TestContext): string;
  /** The database at a location that `lend` gave, as a borrower opens it. */
  openLent(location: string): Database;
}

const schema: Migration = {
  id: '0001-entry',
  sql: `
    CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
    CREATE TABLE part (id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES entry (id));`,
};
const insert = 'INSERT INTO entry (id, text) VALUES (?, ?)';
const put =
  (id: number, text = 'x') =>
  (writer: Writer) =>
    writer.run(insert, [id, text]);

/** A turn of the event loop, longer than any promise that is settled already. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

export function testDatabase(name: string, under: DatabaseUnderTest): void {
  async function started(t: TestContext): Promise<Database> {
    const database = under.open(under.place(t), [schema]);
    await database.start();
    t.after(() => database.stop());
    return database;
  }
  testWrites(name, started);
  testIsolation(name, started);
  testLoans(name, started, under);
  testLifetime(name, under);
}

type Started = (t: TestContext) => Promise<Database>;

async function ids(database: Pick<Database, 'all'>): Promise<readonly number[]> {
  const rows = await database.all<{ id: number }>('SELECT id FROM entry ORDER BY id');
  return rows.map((row) => row.id);
}

function testWrites(name: string, started: Started): void {
  test(`${name}: a write gives its work's value, the rows changed and the key made`, async (t) => {
    const database = await started(t);
    const value = await database.write(async (writer) => {
      const first = await writer.run('INSERT INTO entry (text) VALUES (?)', ['a']);
      const second = await writer.run('INSERT INTO entry (text) VALUES (?)', ['b']);
      const both = await writer.run('UPDATE entry SET text = ?', ['c']);
      return { made: [first.lastId, second.lastId], changed: both.changes };
    });
    assert.deepEqual(value, { made: [1, 2], changed: 2 });
  });

  test(`${name}: parameters are values, never SQL`, async (t) => {
    const database = await started(t);
    const hostile = "'); DROP TABLE entry; --";
    await database.write(put(1, hostile));
    const row = await database.get<{ text: string }>('SELECT text FROM entry WHERE text = ?', [
      hostile,
    ]);
    assert.equal(row?.text, hostile);
    assert.equal(
      await database.get('SELECT 1 AS one FROM entry WHERE text = ?', ["x' OR 1"]),
      undefined,
    );
  });

  test(`${name}: writes that wait together share a commit, in the order they came`, async (t) => {
    const database = await started(t);
    const commits: number[] = [];
    database.onCommit((by, writes) => by === 'write' && commits.push(writes));
    const answered: number[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5].map(async (id) => {
        await database.write(put(id));
        answered.push(id);
      }),
    );
    assert.deepEqual(commits, [5]);
    assert.deepEqual(answered, [1, 2, 3, 4, 5]);
  });

  test(`${name}: a write that fails is undone alone, those beside it stay`, async (t) => {
    const database = await started(t);
    const refusal = new Error('not this one');
    const outcomes = await Promise.allSettled([
      database.write(put(1)),
      database.write(async (writer) => {
        await put(2)(writer);
        throw refusal;
      }),
      database.write(put(1)),
      database.write((writer) => writer.run('INSERT INTO part (entry_id) VALUES (99)')),
      database.write(() => {
        throw refusal;
      }),
      database.write(put(3)),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'rejected', 'rejected', 'rejected', 'rejected', 'fulfilled'],
    );
    assert.equal((outcomes[1] as PromiseRejectedResult).reason, refusal);
    assert.deepEqual(await ids(database), [1, 3]);
    assert.equal(await database.get('SELECT id FROM part'), undefined, 'the foreign key held');
  });

  test(`${name}: a failed statement may be caught, and the write goes on`, async (t) => {
    const database = await started(t);
    await database.write(async (writer) => {
      await put(1)(writer);
      await assert.rejects(() => put(1)(writer));
      await put(2)(writer);
    });
    assert.deepEqual(await ids(database), [1, 2]);
  });

  test(`${name}: a commit is announced before its writes are answered`, async (t) => {
    const database = await started(t);
    const order: string[] = [];
    const stop = database.onCommit(() => order.push('commit'));
    await database.write(put(1));
    order.push('answer');
    stop();
    await database.write(put(2));
    assert.deepEqual(order, ['commit', 'answer']);
  });
}

function testIsolation(name: string, started: Started): void {
  test(`${name}: a write sees its own rows, others see them after the commit`, async (t) => {
    const database = await started(t);
    let inside: readonly number[] = [];
    let outside: readonly number[] = [];
    await database.write(async (writer) => {
      await put(1)(writer);
      inside = await ids(writer);
      outside = await ids(database);
    });
    assert.deepEqual([inside, outside], [[1], []]);
    assert.deepEqual(await ids(database), [1]);
  });

  test(`${name}: reads do not wait for a write, nor for a loan`, async (t) => {
    const database = await started(t);
    await database.write(put(1));
    let end = () => {};
    const loan = database.lend(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    await turn();
    assert.deepEqual(await ids(database), [1]);
    assert.deepEqual(await database.snapshot(ids), [1]);
    end();
    await loan;
  });

  test(`${name}: a snapshot sees one state, whatever is written meanwhile`, async (t) => {
    const database = await started(t);
    await database.write(put(1));
    const seen = await database.snapshot(async (reader) => {
      const before = await ids(reader);
      await database.write(put(2));
      return [before, await ids(reader)];
    });
    assert.deepEqual(seen, [[1], [1]]);
    assert.deepEqual(await database.snapshot(ids), [1, 2]);
  });

  test(`${name}: snapshots beyond those open at once wait for their turn`, async (t) => {
    const database = await started(t);
    await database.write(put(1));
    const many = Array.from({ length: 50 }, () =>
      database.snapshot(async (reader) => {
        await turn();
        return ids(reader);
      }),
    );
    for (const seen of await Promise.all(many)) assert.deepEqual(seen, [1]);
  });

  test(`${name}: a writer or snapshot that outlives its work is refused`, async (t) => {
    const database = await started(t);
    let kept: Writer | undefined;
    await database.write(async (writer) => {
      kept = writer;
    });
    await assert.rejects(async () => kept?.run(insert, [1, 'late']), failsWith('store.ended'));
    const reader = await database.snapshot(async (given) => given);
    await assert.rejects(() => ids(reader), /after its end/);
    assert.deepEqual(await ids(database), []);
  });
}

function testLoans(name: string, started: Started, { openLent }: DatabaseUnderTest): void {
  test(`${name}: while the writer is lent, the borrower writes and nobody else does`, async (t) => {
    const database = await started(t);
    const order: string[] = [];
    const early = database.write(put(1)).then(() => order.push('early'));
    const loan = database.lend(async (location) => {
      const late = database.write(put(3)).then(() => order.push('late'));
      const borrowed = openLent(location);
      await borrowed.start();
      await borrowed.write(put(2));
      await turn();
      await borrowed.stop();
      order.push('loan');
      return { late };
    });
    await (await loan).late;
    await early;
    assert.deepEqual(order, ['early', 'loan', 'late']);
    assert.deepEqual(await ids(database), [1, 2, 3]);
  });

  test(`${name}: a loan that fails gives the writer back; a lent one is not lent on`, async (t) => {
    const database = await started(t);
    const loan = database.lend(async (location) => {
      const borrowed = openLent(location);
      await borrowed.start();
      try {
        await borrowed.lend(async () => {});
      } finally {
        await borrowed.stop();
      }
    });
    await assert.rejects(loan, failsWith('store.lent'));
    await database.write(put(1));
    assert.deepEqual(await ids(database), [1]);
  });
}

function testLifetime(name: string, { open, place }: DatabaseUnderTest): void {
  test(`${name}: what was answered is there after a stop and a start`, async (t) => {
    const here = place(t);
    const first = open(here, [schema]);
    await first.start();
    await first.write(put(1));
    const last = first.write(put(2));
    await first.stop();
    await last;
    const second = open(here, [schema]);
    await second.start();
    t.after(() => second.stop());
    assert.deepEqual(await ids(second), [1, 2]);
  });

  test(`${name}: a stopped database refuses, and says so`, async (t) => {
    const database = open(place(t), [schema]);
    await assert.rejects(() => ids(database), failsWith('store.stopped'));
    await database.start();
    await database.stop();
    await assert.rejects(() => database.write(put(1)), failsWith('store.stopped'));
    await assert.rejects(() => database.snapshot(ids), failsWith('store.stopped'));
    await database.stop();
  });

  test(`${name}: migrations run once, sorted by id, and new ones are added`, async (t) => {
    const here = place(t);
    const later: Migration = {
      id: '0002-seed',
      sql: "INSERT INTO entry (id, text) VALUES (7, 'seed')",
    };
    for (const migrations of [[schema], [later, schema], [later, schema]]) {
      const database = open(here, migrations);
      await database.start();
      const seen = await ids(database);
      await database.stop();
      assert.deepEqual(seen, migrations.length === 1 ? [] : [7]);
    }
  });

  test(`${name}: a changed, unknown or failing migration changes nothing`, async (t) => {
    const here = place(t);
    const first = open(here, [schema]);
    await first.start();
    await first.stop();
    const refused = async (
      migrations: readonly Migration[],
      expected: RegExp | ((cause: unknown) => boolean),
    ) => {
      const database = open(here, migrations);
      await assert.rejects(() => database.start(), expected);
      await database.stop();
    };
    const changed = { ...schema, sql: `${schema.sql} CREATE TABLE more (id INTEGER);` };
    await refused([changed], failsWith('store.changed-history'));
    await refused([], failsWith('store.newer'));
    const broken = { id: '0002-broken', sql: 'CREATE TABLE half (id INTEGER); NOT SQL' };
    await refused([schema, broken], /syntax/);
    const reformatted = { ...schema, sql: schema.sql.replace(/\s+/g, '\n ') };
    const second = open(here, [reformatted]);
    await second.start();
    t.after(() => second.stop());
    await assert.rejects(() => second.all('SELECT * FROM half'), /no such table/);
  });
}
