/** Reading JSON: what JSON.parse lets pass in silence is found. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { limits, unwrap } from '#base';
import { readJson } from './json-read.ts';

test('a document is read as JSON.parse reads it, and nothing is reported', () => {
  const property = fc.property(fc.json({ maxDepth: 8 }), (text) => {
    const read = unwrap(readJson(text));
    assert.deepEqual(read.value, JSON.parse(text));
    assert.deepEqual(read.violations, []);
  });
  fc.assert(property, { verbose: 1 });
});

test('an attribute given twice is named by its path', () => {
  const text = '{"a":[{"k\\"":1},{"x/y":{"b":"}{,","c":[1,2],"b":2}}],"d":{"a":1}}';
  const { violations } = unwrap(readJson(text));
  assert.deepEqual(
    violations.map(({ path, constraint }) => [path, constraint]),
    [['/a/1/x~1y/b', 'duplicate']],
  );
});

test('keys that differ only in how they are escaped are the same', () => {
  assert.equal(unwrap(readJson('{"a":1,"\\u0061":2}')).violations.length, 1);
});

test('nesting beyond the limit is refused, however deep', () => {
  for (const depth of [limits.nestingDepthMax + 1, 200_000]) {
    const read = readJson(`${'['.repeat(depth)}${']'.repeat(depth)}`);
    assert.equal(read.ok ? '' : read.error.code, 'twin.too-deep');
  }
  const allowed = limits.nestingDepthMax;
  assert.ok(readJson(`${'['.repeat(allowed)}${']'.repeat(allowed)}`).ok);
});

test('what is no JSON is refused with the place', () => {
  for (const text of ['', '{', '{"a":}', '{"a":1,}', "{'a':1}", '{"a":NaN}', '[1]x']) {
    const read = readJson(text);
    assert.equal(read.ok ? '' : read.error.code, 'twin.malformed-json');
  }
});

test('a byte order mark is no part of the document', () => {
  assert.deepEqual(unwrap(readJson('\ufeff{}')).value, {});
});
