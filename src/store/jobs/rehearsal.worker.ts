/** A job for the tests: does, on demand, what a job can do to the store that runs it. */

import { storeError } from '../errors.ts';
import { openLent } from '../index.ts';
import type { JobRun } from '../jobs.ts';

export interface Rehearsal {
  readonly do: 'echo' | 'wait' | 'ignore-cancel' | 'fault' | 'bug' | 'die' | 'write' | 'die-lent';
  readonly value?: unknown;
}

export const run: JobRun<Rehearsal, unknown> = async (input, context) => {
  switch (input.do) {
    case 'echo':
      context.report(0.5, 'echo.half');
      return input.value;
    case 'wait':
      return new Promise((_resolve, reject) => {
        context.report(0.25, 'wait');
        const alive = setInterval(() => {}, 1_000);
        context.signal.addEventListener('abort', () => {
          clearInterval(alive);
          reject(context.signal.reason);
        });
      });
    case 'ignore-cancel':
      context.report(0.25, 'stubborn');
      for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    case 'fault':
      throw storeError('store.too-large', { limit: 7 });
    case 'bug':
      throw new TypeError('this is a bug');
    case 'die':
      return process.exit(3);
    case 'write':
      return context.lend((location) => insert(location, String(input.value)));
    case 'die-lent':
      return context.lend(async (location) => {
        const database = openLent(location);
        await database.start();
        await database.write(async (writer) => {
          await writer.run('INSERT INTO note (text) VALUES (?)', ['half']);
          process.exit(3);
        });
      });
    default:
      throw new Error(`unknown rehearsal ${input.do satisfies never}`);
  }
};

async function insert(location: string, text: string): Promise<number> {
  const database = openLent(location);
  await database.start();
  try {
    const done = await database.write((writer) =>
      writer.run('INSERT INTO note (text) VALUES (?)', [text]),
    );
    return done.changes;
  } finally {
    await database.stop();
  }
}
