/** Typed values, broken JSON and places in it: what a person types is never taken for more. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SubmodelElement } from '#technology/twin/model';
import { property } from '../reading/fixtures.ts';
import { draftOf, readDraft, readNumber } from './draft.ts';
import { faultOffset, lineOf, placeOf } from './json-place.ts';

test('a number may be typed with either decimal sign, but not with thousands set apart', () => {
  assert.equal(readNumber('61,4'), '61.4');
  assert.equal(readNumber(' \u221261.4 '), '-61.4');
  assert.equal(readNumber('12.845,5'), undefined);
  assert.equal(readNumber('12 845'), undefined);
  assert.equal(readNumber('elf'), undefined);
});

test('a drafted property is read by its type, and a problem names its field and limits', () => {
  const power = property('P', '61.4', 'xs:double');
  assert.deepEqual(draftOf(power, ','), { value: '61,4' });
  const read = readDraft(power, { value: '62,5' });
  assert.deepEqual(read.problems, []);
  assert.equal(read.element.modelType === 'Property' && read.element.value, '62.5');

  const problem = (type: never, value: string) =>
    readDraft(property('P', '', type), { value }).problems[0];
  assert.equal(problem('xs:int' as never, '1,5')?.kind, 'whole');
  assert.deepEqual(problem('xs:unsignedByte' as never, '256'), {
    field: 'value',
    kind: 'bounds',
    low: '0',
    high: '255',
  });
  assert.equal(problem('xs:double' as never, '1.2.3')?.kind, 'number');
  assert.equal(problem('xs:date' as never, '12 March')?.kind, 'date');
  assert.equal(problem('xs:boolean' as never, 'maybe')?.kind, 'boolean');
  assert.equal(problem('xs:int' as never, ''), undefined, 'an empty value is allowed');
});

test('a range whose ends are crossed is refused', () => {
  const range: SubmodelElement = { modelType: 'Range', idShort: 'R', valueType: 'xs:int' };
  assert.deepEqual(readDraft(range, { min: '5', max: '2' }).problems, [
    { field: 'max', kind: 'order' },
  ]);
  assert.deepEqual(readDraft(range, { min: '2', max: '' }).problems, []);
});

test('texts without any language leave no empty list behind', () => {
  const name: SubmodelElement = {
    modelType: 'MultiLanguageProperty',
    idShort: 'N',
    value: [{ language: 'it', text: 'uno' }],
  };
  const emptied = readDraft(name, { 'text.it': ' ' }).element;
  assert.equal(emptied.modelType === 'MultiLanguageProperty' && emptied.value, undefined);
});

test('the place of every value of a document is found by its pointer', () => {
  const seed = Date.now() % 0x7fffffff;
  console.log(`seed ${seed}`);
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.boolean(), (value, indented) => {
      const text = JSON.stringify(value, null, indented ? 2 : undefined);
      assert.equal(faultOffset(text), undefined);
      for (const [pointer, expected] of pointers(value)) {
        const place = placeOf(text, pointer);
        assert.ok(place, pointer);
        assert.deepEqual(JSON.parse(text.slice(place.start, place.end)), expected, pointer);
      }
    }),
    { seed, numRuns: 300 },
  );
});

function* pointers(value: unknown, at = ''): Generator<[string, unknown]> {
  // JSON.stringify writes -0 as 0.
  yield [at, JSON.parse(JSON.stringify(value))];
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    yield* pointers(item, `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  }
}

test('a missing attribute is placed at what lacks it, and broken text says where it breaks', () => {
  const text = '{\n  "a": { "b": 1 }\n}';
  assert.deepEqual(placeOf(text, '/a/c'), { start: 9, end: 19 });
  assert.deepEqual(lineOf(text, 9), { line: 2, column: 8 });
  const broken = '{\n  "a": tru\n}';
  assert.deepEqual(lineOf(broken, faultOffset(broken) ?? -1), { line: 2, column: 8 });
  assert.equal(placeOf('nope', '/a'), undefined);
});
