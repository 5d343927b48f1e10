/** The parts' own arithmetic: rows in sight, keys of a tree, gaps of a strip, matches, scales. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extentOf, gridValues, thin } from './chart-scale.ts';
import { matchesWords, matchPositions } from './match.ts';
import { rowsInSight } from './rows-in-sight.ts';
import { gapsOf } from './state-gaps.ts';
import { nextFocus } from './tree-keys.ts';
import { flattenTree, type TreeItem } from './tree-model.ts';

test('rows in sight cover the screen, and no more than a little beyond it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -12_000_000, max: 2_000 }),
      fc.integer({ min: 300, max: 2_200 }),
      fc.integer({ min: 24, max: 60 }),
      fc.integer({ min: 0, max: 300_000 }),
      (topPx, screenPx, rowPx, count) => {
        const { start, end } = rowsInSight(topPx, screenPx, rowPx, count);
        assert.ok(0 <= start && start <= end && end <= count);
        assert.ok(end - start <= screenPx / rowPx + 40);
        const firstSeen = Math.max(0, Math.floor(-topPx / rowPx));
        const lastSeen = Math.min(count - 1, Math.floor((screenPx - topPx) / rowPx));
        if (firstSeen < count && lastSeen >= 0 && firstSeen <= lastSeen) {
          assert.ok(start <= firstSeen && lastSeen < end);
        }
      },
    ),
  );
});

const items: readonly TreeItem[] = [
  {
    key: 'a',
    label: 'A',
    children: [
      { key: 'a/1', label: '1' },
      { key: 'a/2', label: '2' },
    ],
  },
  { key: 'b', label: 'B', children: 'unloaded' },
];

test('a tree lists what is open, with levels and positions', () => {
  const rows = flattenTree(items, new Set(['a', 'b']));
  assert.deepEqual(
    rows.map((row) => [row.item.key, row.level, row.position, row.siblings, row.open]),
    [
      ['a', 1, 1, 2, true],
      ['a/1', 2, 1, 2, undefined],
      ['a/2', 2, 2, 2, undefined],
      ['b', 1, 2, 2, true],
    ],
  );
});

test('arrows open, enter, leave and close a branch', () => {
  const closed = flattenTree(items, new Set());
  const open = flattenTree(items, new Set(['a']));
  assert.deepEqual(nextFocus(closed, 'a', 'ArrowRight', false), {
    kind: 'toggle',
    key: 'a',
    open: true,
  });
  assert.deepEqual(nextFocus(open, 'a', 'ArrowRight', false), { kind: 'move', key: 'a/1' });
  assert.deepEqual(nextFocus(open, 'a/2', 'ArrowLeft', false), { kind: 'move', key: 'a' });
  assert.deepEqual(nextFocus(open, 'a', 'ArrowLeft', false), {
    kind: 'toggle',
    key: 'a',
    open: false,
  });
  assert.equal(nextFocus(open, 'a/1', 'ArrowRight', false), undefined);
  assert.deepEqual(nextFocus(open, 'a/1', 'End', false), { kind: 'move', key: 'b' });
  assert.equal(nextFocus(open, 'b', 'ArrowDown', false), undefined);
});

test('an open branch whose children are on their way keeps the focus', () => {
  const rows = flattenTree(items, new Set(['b']));
  assert.equal(nextFocus(rows, 'b', 'ArrowRight', false), undefined);
});

test('the rest between known states is a gap, and so is the time until now', () => {
  const segment = (fromMs: number, toMs: number) => ({ state: 'run' as const, fromMs, toMs });
  assert.deepEqual(gapsOf([segment(10, 20), segment(0, 5)], 0, 30), [
    { fromMs: 5, toMs: 10 },
    { fromMs: 20, toMs: 30 },
  ]);
  assert.deepEqual(gapsOf([segment(0, 30), segment(5, 10)], 0, 30), []);
  assert.deepEqual(gapsOf([], 0, 30), [{ fromMs: 0, toMs: 30 }]);
});

test('a match is found whatever case, accent or apostrophe, and marked where it stands', () => {
  const marked = (text: string, words: string) => {
    const span = matchPositions(text, words);
    return span === undefined ? undefined : text.slice(...span);
  };
  assert.equal(marked('Qualità del pezzo', 'QUALITA'), 'Qualità');
  assert.equal(marked('Toʻxtash sababi', "to'xtash"), 'Toʻxtash');
  assert.equal(marked('Cobot di asservimento', 'bot'), 'bot');
  assert.equal(marked('Cobot', 'x'), undefined);
  assert.ok(matchesWords('Cobot di asservimento', 'asserv cob'));
  assert.ok(!matchesWords('Cobot di asservimento', 'cob tornio'));
});

test('a match always is a piece of the text that folds to the words', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), (text, a, b) => {
      const words = text.slice(Math.min(a, b), Math.max(a, b));
      const span = matchPositions(text, words);
      if (span !== undefined) assert.ok(span[0] < span[1] && span[1] <= text.length);
    }),
  );
});

test('gridlines are at most three, round and inside', () => {
  assert.deepEqual(gridValues({ low: 20, high: 41 }), [20, 30, 40]);
  assert.deepEqual(gridValues({ low: 49, high: 63 }), [50, 55, 60]);
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      (low, span) => {
        const values = gridValues({ low, high: low + span });
        assert.ok(values.length >= 1 && values.length <= 3, `${values}`);
        for (const value of values) {
          assert.ok(value >= low - span * 1e-6 && value <= low + span * (1 + 1e-6));
        }
      },
    ),
  );
});

test('the lowest value after a gap in the same column is kept', () => {
  const values = [null, 5, 3, 9, 7, 8];
  const kept = thin(
    values.map((value, index) => ({ atMs: index, value })),
    0,
    25,
  );
  assert.deepEqual(
    kept.map((sample) => sample.value),
    [null, 5, 3, 9, 8],
  );
});

test('thinning keeps each column’s extremes, the order of time, and the gaps', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: -100, max: 100, noNaN: true })), { maxLength: 400 }),
      (drawn) => {
        // No chart tells -0 from 0.
        const values = drawn.map((value) => (Object.is(value, -0) ? 0 : value));
        const samples = values.map((value, index) => ({ atMs: index, value }));
        const kept = thin(samples, 0, 25);
        const numbers = (list: typeof samples) => list.flatMap((sample) => sample.value ?? []);
        assert.deepEqual(extentOf(numbers(kept)), extentOf(numbers(samples)));
        assert.equal(
          kept.filter((sample) => sample.value === null).length,
          samples.filter((sample) => sample.value === null).length,
        );
        for (const [index, sample] of kept.entries()) {
          assert.ok(index === 0 || (kept[index - 1]?.atMs ?? 0) < sample.atMs);
        }
      },
    ),
  );
});
