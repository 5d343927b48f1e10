/**
 * Start to first answer and idle memory: of an empty node and of one with 100,000 shells. The bars
 * are absolute; the baseline is a bare `node:http` server started in the same run.
 */

import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Running, startNode } from '../../test/running-process.ts';
import { type Measurement, median, type Row, row } from '../measurement.ts';
import { startBareServer } from '../processes.ts';
import { openSeeded } from './open-seeded.ts';
import { writeShells } from './seed.ts';

const shellCount = 100_000;
const turns = 3;
/** A node is idle when it has done nothing for this long. */
const idleMs = 5_000;
const megabyte = 1_000_000;

export const start: Measurement = {
  name: 'start',
  async measure(context) {
    const empty = join(context.folder, 'empty');
    const large = join(context.folder, 'large');
    const seeded = await openSeeded(large);
    context.say(`seeding ${shellCount} shells`);
    await writeShells(seeded.twins, 0, shellCount);
    await seeded.close();
    await (await startNode(empty)).stop();

    const bare = await observe(() => startBareServer(0));
    const rows: Row[] = [];
    for (const [what, folder, startMsMax, memoryMbMax] of [
      ['empty', empty, 1_000, 150],
      [`with ${shellCount} shells`, large, 3_000, 400],
    ] as const) {
      context.say(`starting a node ${what}`);
      const node = await observe(() => startNode(folder));
      const baseline = 'bare node:http';
      rows.push(
        row(
          `start to first answer, ${what}`,
          'ms',
          node.startMs,
          { what: baseline, measured: bare.startMs },
          {
            of: 'measured',
            is: 'at most',
            value: startMsMax,
          },
        ),
        row(
          `memory idle, ${what}`,
          'MB',
          node.memoryMb,
          { what: baseline, measured: bare.memoryMb },
          {
            of: 'measured',
            is: 'at most',
            value: memoryMbMax,
          },
        ),
      );
    }
    return rows;
  },
};

/** Medians over a few starts. */
async function observe(
  open: () => Promise<Running>,
): Promise<{ readonly startMs: number; readonly memoryMb: number }> {
  const starts: number[] = [];
  const memory: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const running = await open();
    starts.push(running.startMs);
    await sleep(idleMs);
    memory.push((await running.memoryBytes()) / megabyte);
    await running.stop();
  }
  return { startMs: median(starts), memoryMb: median(memory) };
}
