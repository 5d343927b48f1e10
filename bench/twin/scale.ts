/**
 * What must not grow with the data: a page of shells among 3,000 and 300,000, a shell by its asset
 * id among 1,000 links and 1,000,000. Both sizes are measured in one run, in turns, over HTTP.
 */

import { join } from 'node:path';
import { encodeBase64Url } from '#base';
import { type Running, startNode } from '../../test/running-process.ts';
import { type BenchContext, type Measurement, median, type Row, row } from '../measurement.ts';
import { openSeeded } from './open-seeded.ts';
import { writeShells } from './seed.ts';

const pageSize = 100;
const repeats = 200;
/** A seeded shell has a global asset id and two specific ones. */
const linksPerShell = 3;
const bar = { of: 'ratio', is: 'at most', value: 1.5 } as const;

export const pages: Measurement = {
  name: 'pages',
  async measure(context) {
    const counts = { small: 3_000, large: 300_000 };
    const { small, large, stop } = await startBoth(context, counts);
    try {
      const smallPages = await pagesOf(small.origin, counts.small);
      const largePages = await pagesOf(large.origin, counts.large);
      const rows: Row[] = [];
      for (const place of ['first', 'middle', 'last'] as const) {
        const times = await inTurns(largePages[place], smallPages[place]);
        const what = `the same among ${counts.small}`;
        const baseline = { what, measured: times.baseline };
        const name = `${place} page of ${pageSize} among ${counts.large} shells`;
        rows.push(row(name, 'ms', times.measured, baseline, bar));
      }
      return rows;
    } finally {
      await stop();
    }
  },
};

export const lookup: Measurement = {
  name: 'lookup',
  async measure(context) {
    const counts = { small: 334, large: 333_334 };
    const { small, large, stop } = await startBoth(context, counts);
    try {
      const find = (origin: string, count: number) => (turn: number) => {
        const index = (turn * 7_919) % count;
        const link = { name: 'serialNumber', value: `SN-${index}` };
        return `${origin}/api/v3.1/lookup/shells?assetIds=${encodeBase64Url(JSON.stringify(link))}`;
      };
      const times = await inTurns(
        find(large.origin, counts.large),
        find(small.origin, counts.small),
      );
      const links = counts.small * linksPerShell;
      const what = `the same among ${links}`;
      const name = `a shell by asset id among ${counts.large * linksPerShell} links`;
      return [row(name, 'ms', times.measured, { what, measured: times.baseline }, bar)];
    } finally {
      await stop();
    }
  },
};

async function startBoth(
  context: BenchContext,
  counts: { readonly small: number; readonly large: number },
): Promise<{ small: Running; large: Running; stop(): Promise<void> }> {
  const nodes: Running[] = [];
  for (const size of ['small', 'large'] as const) {
    const folder = join(context.folder, size);
    const seeded = await openSeeded(folder);
    context.say(`seeding ${counts[size]} shells`);
    await writeShells(seeded.twins, 0, counts[size]);
    await seeded.close();
    nodes.push(await startNode(folder));
  }
  const [small, large] = nodes;
  if (small === undefined || large === undefined) throw new Error('both nodes were started');
  return {
    small,
    large,
    async stop() {
      for (const node of nodes) await node.stop();
    },
  };
}

type AddressOf = (turn: number) => string;

/** Addresses of the first, the middle and the last page, found by walking as a client would. */
async function pagesOf(
  origin: string,
  count: number,
): Promise<Readonly<Record<'first' | 'middle' | 'last', AddressOf>>> {
  const first = `${origin}/api/v3.1/shells?limit=${pageSize}`;
  const step = 1_000;
  let cursor: string | undefined;
  const cursorsByPosition = new Map<number, string>();
  for (let seen = 0; seen < count; ) {
    const limit = (seen + step) % count === 0 ? step - pageSize : step;
    const at = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await fetch(`${origin}/api/v3.1/shells?limit=${limit}${at}`);
    const page = (await answer.json()) as {
      readonly result: readonly unknown[];
      readonly paging_metadata: { readonly cursor?: string };
    };
    seen += page.result.length;
    cursor = page.paging_metadata.cursor;
    if (cursor === undefined) break;
    cursorsByPosition.set(seen, cursor);
  }
  const at = (position: number): string => {
    const known = cursorsByPosition.get(position);
    if (known === undefined) throw new Error(`no page starts at ${position}`);
    return `${first}&cursor=${encodeURIComponent(known)}`;
  };
  const middle = at(Math.round(count / 2 / step) * step);
  const last = at(count - pageSize);
  return { first: () => first, middle: () => middle, last: () => last };
}

/** Median milliseconds of both, asked in turns. */
async function inTurns(
  measured: AddressOf,
  baseline: AddressOf,
): Promise<{ readonly measured: number; readonly baseline: number }> {
  const times: { measured: number[]; baseline: number[] } = { measured: [], baseline: [] };
  for (let turn = -20; turn < repeats; turn += 1) {
    for (const [side, address] of [
      ['measured', measured],
      ['baseline', baseline],
    ] as const) {
      const startedAt = performance.now();
      const answer = await fetch(address(Math.abs(turn)));
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`${address(0)} answered ${answer.status}`);
      if (turn >= 0) times[side].push(performance.now() - startedAt);
    }
  }
  return { measured: median(times.measured), baseline: median(times.baseline) };
}
