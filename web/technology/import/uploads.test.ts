/** Uploads against a node that is played: order, progress, stopping, and every end there is. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, JobView } from '../client.ts';
import { type Send, sendingMax, Uploads } from './uploads.ts';

interface Played {
  readonly jobs?: readonly JobView<unknown>[];
  readonly sent?: Answer<unknown>;
}

function play({ jobs = [], sent }: Played) {
  const cancelled: string[] = [];
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let mostUnderWay = 0;
  let asked = 0;
  let done = 0;
  const send: Send = (_url, _body, onShare) => {
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    onShare(0.5);
    const answer = new Promise<Answer<unknown>>((resolve) => {
      waiting.push(() => {
        underWay -= 1;
        resolve(sent ?? { ok: true, value: { job: { id: 'job-1', state: 'waiting' } } });
      });
    });
    return { answer, abort: () => cancelled.push('upload') };
  };
  const uploads = new Uploads({
    client: {
      importUrl: (name, lenient) => `/import?name=${name}&lenient=${lenient}`,
      job: async () => {
        const job = jobs[Math.min(asked, jobs.length - 1)];
        asked += 1;
        return { ok: true, value: job as JobView<never> };
      },
      cancelJob: async (id) => {
        cancelled.push(id);
        return { ok: true, value: new Response(null, { status: 204 }) };
      },
    },
    send,
    wait: () => new Promise((resolve) => setImmediate(resolve)),
    onDone: () => {
      done += 1;
    },
  });
  const settle = async () => {
    for (let round = 0; round < 20; round += 1) {
      waiting.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { uploads, settle, cancelled, most: () => mostUnderWay, done: () => done };
}

function job(state: JobView<unknown>['state'], more: Partial<JobView<unknown>> = {}) {
  return { id: 'job-1', state, progress: 0.4, ...more };
}

const file = (name: string) => new File(['{}'], name);

test('a file is sent, followed as a job, and its report is kept', async () => {
  const output = {
    ok: true,
    report: { shells: 1, submodels: 2, concepts: 0, files: 0, violations: [] },
    shellIds: ['urn:a'],
  };
  const { uploads, settle, done } = play({ jobs: [job('running'), job('done', { output })] });
  const phases: string[] = [];
  uploads.subscribe(() => phases.push(uploads.list()[0]?.phase.kind ?? ''));
  uploads.add([file('a.aasx')], false);
  await settle();
  const phase = uploads.list()[0]?.phase;
  assert.ok(phase?.kind === 'done');
  assert.deepEqual(phase.report.cameIn.shellIds, ['urn:a']);
  assert.equal(phase.report.cameIn.submodels, 2);
  assert.deepEqual([...new Set(phases)], ['sending', 'working', 'done']);
  assert.equal(done(), 1);
});

test('a refused file keeps the sentences and every place', async () => {
  const output = {
    ok: false,
    report: { violations: [{ path: '/a', constraint: 'AASd-117', message: 'No idShort.' }] },
    shellIds: [],
    error: { code: 'twin.invalid', message: 'The file breaks 1 rule(s).' },
  };
  const { uploads, settle, done } = play({ jobs: [job('done', { output })] });
  uploads.add([file('a.json')], false);
  await settle();
  const phase = uploads.list()[0]?.phase;
  assert.ok(phase?.kind === 'failed');
  assert.equal(phase.fault.code, 'twin.invalid');
  assert.equal(phase.report?.violations[0]?.path, '/a');
  assert.equal(done(), 0, 'nothing came in');
});

test('a failed job and a refused upload are failures with the node’s words', async () => {
  const error = { code: 'jobs.crashed', message: 'The worker ended.' };
  const crashed = play({ jobs: [job('failed', { error })] });
  crashed.uploads.add([file('a.json')], true);
  await crashed.settle();
  const first = crashed.uploads.list()[0]?.phase;
  assert.ok(first?.kind === 'failed' && first.fault.message === 'The worker ended.');

  const fault = { status: 413, code: 'node.body-too-large', message: 'Too large.', details: [] };
  const refused = play({ sent: { ok: false, error: fault } });
  refused.uploads.add([file('b.aasx')], true);
  await refused.settle();
  const second = refused.uploads.list()[0]?.phase;
  assert.ok(second?.kind === 'failed' && second.fault.status === 413);
});

test('no more than a few files are sent at once, and none is forgotten', async () => {
  const { uploads, settle, most } = play({ jobs: [job('done', { output: {} })] });
  uploads.add([file('1'), file('2'), file('3'), file('4'), file('5')], true);
  await settle();
  assert.equal(most(), sendingMax);
  assert.deepEqual(
    uploads.list().map((each) => [each.name, each.phase.kind]),
    ['1', '2', '3', '4', '5'].map((name) => [name, 'done']),
  );
  uploads.clear();
  assert.deepEqual(uploads.list(), []);
});

test('what is stopped stays stopped, whether it waits, is sent or is read', async () => {
  const { uploads, settle, cancelled } = play({ jobs: [job('running')] });
  uploads.add([file('sent'), file('second'), file('waits')], true);
  const keyOf = (name: string) => uploads.list().find((each) => each.name === name)?.key ?? '';
  uploads.stop(keyOf('waits'));
  uploads.stop(keyOf('sent'));
  assert.deepEqual(cancelled, ['upload']);
  setTimeout(() => uploads.stop(keyOf('second')), 5);
  await settle();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.deepEqual(
    uploads.list().map((each) => each.phase.kind),
    ['stopped', 'stopped', 'stopped'],
  );
  assert.ok(cancelled.includes('job-1'));
});
