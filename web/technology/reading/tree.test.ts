/** Paths of elements, values as they are shown, and values that move. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findElement, parsePath } from '#technology/twin/model';
import { collection, list, property, submodel } from './fixtures.ts';
import { intervalMsOf, isStale, LiveValues, samplesMax } from './live.ts';
import { countElements, keysAbove, rowKey, walk } from './tree.ts';
import { shownValue, typedValue, withValue } from './value.ts';

const elements = [
  collection('Axes', list('Loads', property('', '1', 'xs:int'), property('', '2', 'xs:int'))),
  property('Speed', '8240', 'xs:int'),
];

test('the keys above an element are those of its submodel and of what holds it', () => {
  assert.deepEqual(keysAbove('urn:a', 'Axes.Loads[0]'), [
    rowKey('urn:a'),
    rowKey('urn:a', 'Axes'),
    rowKey('urn:a', 'Axes.Loads'),
  ]);
  assert.deepEqual(
    [...walk(elements)].map((each) => each.path),
    ['Axes', 'Axes.Loads', 'Axes.Loads[0]', 'Axes.Loads[1]', 'Speed'],
  );
});

test('every walked path finds its own element again', () => {
  const leaf = fc.constant(property('x', '1', 'xs:int'));
  const tree = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .array(tie('node'), { minLength: 1, maxLength: 3 })
        .map((children) =>
          collection('c', ...(children as never[]).map((child, i) => named(child, `e${i}`))),
        ),
      fc
        .array(tie('node'), { minLength: 1, maxLength: 3 })
        .map((children) => list('l', ...(children as never[]))),
    ),
  })).node;
  const named = (element: object, idShort: string) => ({ ...element, idShort }) as never;
  const seed = Date.now() % 0x7fffffff;
  console.log(`seed ${seed}`);
  fc.assert(
    fc.property(tree, (node) => {
      const root = submodel(named(node as object, 'Top'));
      const walked = [...walk(root.submodelElements ?? [])];
      assert.equal(walked.length, countElements(root.submodelElements ?? []));
      for (const { path, element } of walked) {
        const segments = parsePath(path);
        assert.ok(segments.ok, path);
        assert.equal(findElement(root, segments.value), element);
      }
    }),
    { seed, numRuns: 200 },
  );
});

test('a floating-point value is shown as the machine meant it, other numbers as written', () => {
  assert.deepEqual(typedValue('xs:float', '61.400001525878906'), {
    kind: 'number',
    number: 61.400001525878906,
    digits: 1,
  });
  assert.deepEqual(typedValue('xs:decimal', '0.2601234'), {
    kind: 'number',
    number: 0.2601234,
    digits: 7,
  });
  assert.equal(typedValue('xs:integer', '123456789012345678901').kind, 'code');
  assert.equal(typedValue('xs:decimal', '12345678901234567890.5').kind, 'code');
  assert.equal(typedValue('xs:decimal', `1.${'0'.repeat(150)}`).kind, 'code');
  assert.equal(typedValue('xs:decimal', '+7.50').kind, 'number');
  assert.equal(typedValue('xs:int', 'abc').kind, 'text');
  assert.equal(typedValue('xs:double', '').kind, 'none');
  assert.equal(typedValue('xs:anyURI', 'javascript:alert(1)').kind, 'code');
});

test('a value-only value is put in the element’s place', () => {
  const speed = property('Speed', '1', 'xs:int');
  assert.deepEqual(shownValue(withValue(speed, 8240), 'it'), {
    kind: 'number',
    number: 8240,
    digits: 0,
  });
  assert.equal(shownValue(withValue(speed, null), 'it').kind, 'none');
  const range = { modelType: 'Range', idShort: 'R', valueType: 'xs:int' } as const;
  assert.deepEqual(shownValue(withValue(range, { min: 1, max: 2 }), 'it').kind, 'range');
});

test('live values keep a bounded trail, ignore what is older and tell their own listeners', () => {
  const live = new LiveValues();
  const seen: unknown[] = [];
  live.subscribe('urn:a#Speed', () => seen.push(live.get('urn:a#Speed')?.value));
  for (let index = 0; index < samplesMax + 5; index += 1) {
    live.apply({ submodelId: 'urn:a', path: 'Speed', value: index, atMs: index * 1000 });
  }
  live.apply({ submodelId: 'urn:a', path: 'Speed', value: -1, atMs: 5 });
  live.apply({ submodelId: 'urn:a', path: 'Power', value: 1, atMs: 9_000 });
  const value = live.get('urn:a#Speed');
  assert.equal(value?.value, samplesMax + 4);
  assert.equal(value?.samples.length, samplesMax);
  assert.equal(seen.length, samplesMax + 5);
  assert.equal(live.newestAtMs(['urn:a', 'urn:b']), (samplesMax + 4) * 1000);
  assert.equal(live.newestAtMs(['urn:b']), undefined);
  assert.ok(live.moves('urn:a') && !live.moves('urn:b'));
});

test('a whole submodel’s value is taken apart into its elements', () => {
  const live = new LiveValues();
  live.apply({
    submodelId: 'urn:a',
    path: null,
    value: { Speed: 1, Axes: { Loads: [1, 2] }, Band: { min: 1, max: 2 }, Name: [{ it: 'uno' }] },
    atMs: 1,
  });
  assert.deepEqual([...live.keys()].sort(), [
    'urn:a#Axes.Loads[0]',
    'urn:a#Axes.Loads[1]',
    'urn:a#Band',
    'urn:a#Name',
    'urn:a#Speed',
  ]);
});

test('a value is no data after ten intervals, and never before the interval is known', () => {
  const samples = [0, 2, 4, 6].map((second) => ({ atMs: second * 1000, value: 1 }));
  const live = { value: 1, atMs: 6_000, samples };
  assert.equal(intervalMsOf(samples), 2_000);
  assert.equal(isStale(live, 25_000), false);
  assert.equal(isStale(live, 26_001), true);
  assert.equal(isStale({ ...live, samples: samples.slice(0, 2) }, 1e9), false);
  assert.equal(isStale(live, 30_000, 29_000), false, 'others arrive: it only stands still');
  assert.equal(isStale({ ...live, value: null }, 6_000), true, 'the machine has no value');
});
