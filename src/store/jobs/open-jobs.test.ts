/** The jobs port on worker threads: outcomes, progress, cancelling, loans, restarts. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { silentLogger, systemClock } from '#base';
import { StoreError } from '../errors.ts';
import { type Database, type Job, type JobKind, type Jobs, storeMigrations } from '../index.ts';
import { openSqlite } from '../sqlite/open-sqlite.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openJobs } from './open-jobs.ts';
import type { Rehearsal } from './rehearsal.worker.ts';

const module = new URL('./rehearsal.worker.ts', import.meta.url);
const kinds: readonly JobKind[] = [
  { kind: 'restartable', module, restartable: true },
  { kind: 'once', module, restartable: false },
  { kind: 'writing', module, restartable: false, writes: true },
];
const noteTable = { id: '0001-note', sql: 'CREATE TABLE note (text TEXT NOT NULL) STRICT' };

interface Stage {
  readonly database: Database;
  readonly jobs: Jobs;
  stop(): Promise<void>;
}

async function open(folder: string): Promise<Stage> {
  const migrations = [...storeMigrations, noteTable];
  const database = openSqlite({ folder, clock: systemClock, logger: silentLogger, migrations });
  await database.start();
  const options = { database, clock: systemClock, logger: silentLogger, kinds };
  const jobs = openJobs({ ...options, threadsMax: 1, graceMs: 200 });
  await jobs.start();
  return {
    database,
    jobs,
    async stop() {
      await jobs.stop();
      await database.stop();
    },
  };
}

const rehearsal = (input: Rehearsal) => input;

function reached(jobs: Jobs, id: string, wanted: (job: Job) => boolean): Promise<Job> {
  return new Promise((resolve) => {
    const stop = jobs.onChange((job) => {
      if (job.id !== id || !wanted(job)) return;
      stop();
      resolve(job);
    });
    jobs.get(id).then((job) => {
      if (job === undefined || !wanted(job)) return;
      stop();
      resolve(job);
    });
  });
}
const ended = (job: Job) => job.finishedAtMs !== undefined;

test('a kept job runs, tells its progress, and leaves its output', async (t) => {
  const stage = await open(temporaryFolder(t));
  t.after(() => stage.stop());
  const seen: Job[] = [];
  stage.jobs.onChange((job) => seen.push(job));
  const { id } = await stage.jobs.submit('once', rehearsal({ do: 'echo', value: { a: [1] } }));
  const job = await reached(stage.jobs, id, ended);
  assert.equal(job.state, 'done');
  assert.equal(job.progress, 1);
  assert.deepEqual(job.output, { a: [1] });
  assert.ok(seen.some(({ state, step }) => state === 'running' && step === 'echo.half'));
  assert.deepEqual(await stage.jobs.get(id), job, 'the row says what the listeners were told');
  assert.deepEqual(
    (await stage.jobs.list(10)).map((one) => one.id),
    [id],
  );
});

test('a job that fails says why: its fault, or the bug, or that its thread died', async (t) => {
  const stage = await open(temporaryFolder(t));
  t.after(() => stage.stop());
  const outcome = async (input: Rehearsal) => {
    const { id } = await stage.jobs.submit('once', input);
    const job = await reached(stage.jobs, id, ended);
    return [job.state, job.error?.code, job.error?.message];
  };
  assert.deepEqual(await outcome({ do: 'fault' }), [
    'failed',
    'store.too-large',
    'The content is larger than 7 bytes; split it, or raise the limit.',
  ]);
  const bug = await outcome({ do: 'bug' });
  assert.deepEqual(bug, ['failed', 'store.job-failed', 'The job failed: this is a bug.']);
  assert.equal((await outcome({ do: 'die' }))[1], 'store.job-failed');
  assert.equal((await outcome({ do: 'echo' }))[0], 'done', 'the pool goes on after a death');
});

test('a running job is cancelled, a stubborn one cut off, a waiting one never runs', async (t) => {
  const stage = await open(temporaryFolder(t));
  t.after(() => stage.stop());
  const first = await stage.jobs.submit('once', rehearsal({ do: 'wait' }));
  const waiting = await stage.jobs.submit('once', rehearsal({ do: 'echo' }));
  await reached(stage.jobs, first.id, (job) => job.step === 'wait');
  assert.equal(await stage.jobs.cancel(waiting.id), true);
  assert.equal(await stage.jobs.cancel(first.id), true);
  const stubborn = await stage.jobs.submit('once', rehearsal({ do: 'ignore-cancel' }));
  await reached(stage.jobs, stubborn.id, (job) => job.step === 'stubborn');
  assert.equal(await stage.jobs.cancel(stubborn.id), true);
  for (const { id } of [first, waiting, stubborn]) {
    assert.equal((await stage.jobs.get(id))?.state, 'cancelled');
  }
  assert.equal(await stage.jobs.cancel(first.id), false, 'what has ended cannot be cancelled');
  assert.equal(await stage.jobs.cancel('job-unknown'), false);
});

test('work that a request waits for gives its output or its fault, and is not kept', async (t) => {
  const stage = await open(temporaryFolder(t));
  t.after(() => stage.stop());
  assert.equal(await stage.jobs.run('once', rehearsal({ do: 'echo', value: 5 })), 5);
  await assert.rejects(
    stage.jobs.run('once', rehearsal({ do: 'fault' })),
    (cause) => cause instanceof StoreError && cause.fault.status === 413,
  );
  const abort = new AbortController();
  const run = stage.jobs.run('once', rehearsal({ do: 'wait' }), abort.signal);
  setTimeout(() => abort.abort(), 30);
  await assert.rejects(run, { name: 'StoreError' });
  assert.deepEqual(await stage.jobs.list(10), []);
});

test('a job borrows the writer while other writes wait, and they run after it', async (t) => {
  const stage = await open(temporaryFolder(t));
  t.after(() => stage.stop());
  const job = stage.jobs.run('writing', rehearsal({ do: 'write', value: 'from the thread' }));
  await stage.database.write((writer) => writer.run("INSERT INTO note VALUES ('from here')"));
  assert.equal(await job, 1);
  const rows = await stage.database.all<{ text: string }>('SELECT text FROM note ORDER BY text');
  assert.deepEqual(
    rows.map((row) => row.text),
    ['from here', 'from the thread'],
  );
  await assert.rejects(stage.jobs.run('once', rehearsal({ do: 'write' })), /does not say/);
});

test('a thread that dies with the writer gives it back, its write undone', async (t) => {
  const stage = await open(temporaryFolder(t));
  t.after(() => stage.stop());
  await assert.rejects(stage.jobs.run('writing', rehearsal({ do: 'die-lent' })));
  await stage.database.write((writer) => writer.run("INSERT INTO note VALUES ('after')"));
  const rows = await stage.database.all<{ text: string }>('SELECT text FROM note');
  assert.deepEqual(
    rows.map((row) => row.text),
    ['after'],
  );
});

test('after a stop a restartable job runs again, and another is told it was cut off', async (t) => {
  const folder = temporaryFolder(t);
  const before = await open(folder);
  const again = await before.jobs.submit('restartable', rehearsal({ do: 'wait' }));
  await reached(before.jobs, again.id, (job) => job.step === 'wait');
  const waiting = await before.jobs.submit('restartable', rehearsal({ do: 'echo', value: 1 }));
  await before.stop();
  const after = await open(folder);
  t.after(() => after.stop());
  await reached(after.jobs, again.id, (job) => job.state === 'running');
  await after.jobs.cancel(again.id);
  const done = await reached(after.jobs, waiting.id, ended);
  assert.deepEqual([done.state, done.output], ['done', 1]);
});

test('a job that cannot be resumed fails at the next start', async (t) => {
  const folder = temporaryFolder(t);
  const before = await open(folder);
  const { id } = await before.jobs.submit('once', rehearsal({ do: 'wait' }));
  await reached(before.jobs, id, (job) => job.step === 'wait');
  // As after kill -9: the row says running, and nobody runs it.
  await before.database.write((writer) =>
    writer.run(
      `INSERT INTO store_job (id, kind, state, progress, input, created_at_ms)
       SELECT 'killed', kind, 'running', 0.5, input, 0 FROM store_job WHERE id = ?`,
      [id],
    ),
  );
  await before.stop();
  const after = await open(folder);
  t.after(() => after.stop());
  for (const interrupted of [id, 'killed']) {
    const job = await after.jobs.get(interrupted);
    assert.deepEqual([job?.state, job?.error?.code], ['failed', 'store.job-interrupted']);
  }
});

test('after kill -9 a restartable job that was under way runs again', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(import.meta.dirname, 'killed-jobs.worker.ts');
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  const child = spawn(process.execPath, [path, folder], { stdio: [...stdio] });
  let id = '';
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.endsWith(';')) continue;
    id = line.slice(0, -1);
    child.kill('SIGKILL');
  }
  const after = await open(folder);
  t.after(() => after.stop());
  const job = await reached(after.jobs, id, ({ step }) => step === 'wait');
  assert.equal(job.state, 'running');
  assert.equal(await after.jobs.cancel(id), true);
});

test('a kind that nobody declared is refused', async (t) => {
  const stage = await open(temporaryFolder(t));
  t.after(() => stage.stop());
  await assert.rejects(stage.jobs.submit('unknown', {}), /no kind of job called unknown/);
});
