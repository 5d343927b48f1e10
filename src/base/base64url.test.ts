/** Base64url: against RFC 4648's own examples, and both ways for any text. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

test('encodes the examples of RFC 4648, section 10, without padding', () => {
  const examples = { '': '', f: 'Zg', fo: 'Zm8', foo: 'Zm9v', foob: 'Zm9vYg', foobar: 'Zm9vYmFy' };
  for (const [text, encoded] of Object.entries(examples)) {
    assert.equal(encodeBase64Url(text), encoded);
    assert.deepEqual(decodeBase64Url(encoded), { ok: true, value: text });
  }
});

test('any text comes back, whatever its script', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const encoded = encodeBase64Url(text);
      assert.match(encoded, /^[A-Za-z0-9_-]*$/);
      assert.deepEqual(decodeBase64Url(encoded), { ok: true, value: text });
    }),
  );
});

test('a byte order mark at the start is part of the text', () => {
  assert.deepEqual(decodeBase64Url(encodeBase64Url('\uFEFFid')), { ok: true, value: '\uFEFFid' });
});

test('refuses padding, foreign characters, impossible lengths and bytes that are not UTF-8', () => {
  for (const bad of ['Zg==', 'Zm+v', 'Zm/v', 'Z', 'Zm9v Zg', '_w']) {
    assert.equal(decodeBase64Url(bad).ok, false, bad);
  }
});
