/**
 * The longest pause of the event loop while a 30 MB submodel is imported: an empty-handed client
 * asks `/healthz` every few milliseconds, and the longest answer time is the pause as users feel
 * it. The baseline is the same client at the same node before the import.
 */

import { openAsBlob } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNode } from '../../test/running-process.ts';
import { type Measurement, row } from '../measurement.ts';
import { seedLargeSubmodel } from './seed.ts';

const importBytes = 30_000_000;
const askEveryMs = 2;
const idleMs = 5_000;

export const pause: Measurement = {
  name: 'pause',
  async measure(context) {
    const node = await startNode(join(context.folder, 'data'));
    try {
      const file = join(context.folder, 'large.json');
      const megabytes = Math.round((await writeDocument(file)) / 1e6);
      const idle = await longestAnswer(node.origin, sleep(idleMs));
      context.say(`importing ${megabytes} MB`);
      const measured = await longestAnswer(node.origin, importFile(node.origin, file));
      const what = 'the same client while the node is idle';
      return [
        row(
          `longest event-loop pause while a ${megabytes} MB submodel is imported`,
          'ms',
          measured,
          { what, measured: idle },
          { of: 'measured', is: 'at most', value: 50 },
        ),
      ];
    } finally {
      await node.stop();
    }
  },
};

async function longestAnswer(origin: string, work: Promise<unknown>): Promise<number> {
  const ended = work.then(
    () => 'done' as const,
    (cause: unknown) => ({ cause }),
  );
  let outcome: Awaited<typeof ended> | undefined;
  void ended.then((result) => {
    outcome = result;
  });
  let longest = 0;
  while (outcome === undefined) {
    const startedAt = performance.now();
    await (await fetch(`${origin}/healthz`)).arrayBuffer();
    longest = Math.max(longest, performance.now() - startedAt);
    await sleep(askEveryMs);
  }
  if (outcome !== 'done') throw new Error('the work failed', { cause: outcome.cause });
  return longest;
}

/** Writes an environment with one large submodel; its size in bytes. */
async function writeDocument(file: string): Promise<number> {
  const document = JSON.stringify({ submodels: [seedLargeSubmodel(0, importBytes)] });
  await writeFile(file, document);
  return document.length;
}

/** Streamed from disk, so that this client itself stays free to ask. */
async function importFile(origin: string, file: string): Promise<void> {
  const answer = await fetch(`${origin}/api/node/v1/import?name=large.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: await openAsBlob(file),
  });
  if (answer.status !== 202) throw new Error(`the import was answered with ${answer.status}`);
  const { job } = (await answer.json()) as { readonly job: { readonly id: string } };
  for (;;) {
    const state = (await (await fetch(`${origin}/api/node/v1/jobs/${job.id}`)).json()) as {
      readonly state: string;
    };
    if (state.state === 'done') return;
    if (state.state === 'failed' || state.state === 'cancelled') throw new Error(state.state);
    await sleep(100);
  }
}
