/** Cursors: they come back as they went, and only to their own list. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeBase64Url } from './base64url.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor comes back to the list that made it', () => {
  fc.assert(
    fc.property(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger()), (list, after) => {
      const position = Object.is(after, -0) ? 0 : after;
      const decoded = decodeCursor(encodeCursor({ list, after: position }), list);
      assert.deepEqual(decoded, { ok: true, value: { list, after: position } });
    }),
  );
});

test('a cursor of another list, a made-up and a damaged one are refused with the way out', () => {
  const foreign = encodeCursor({ list: 'shells', after: 7 });
  const bad = [foreign, '!', encodeBase64Url('{"a":1}'), encodeBase64Url('["submodels",1.5]')];
  for (const text of bad) {
    const decoded = decodeCursor(text, 'submodels');
    assert.ok(!decoded.ok && /this list returned/.test(decoded.error), text);
  }
});
