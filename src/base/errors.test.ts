/** The error catalogue: codes are well formed, sentences are filled in. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineErrors, fault } from './errors.ts';
import { ok, unwrap } from './result.ts';

const errors = defineErrors({
  'room.not-found': { status: 404, message: 'There is no {what} {id} here.' },
});

test('a fault carries its code, its status and the sentence with its details', () => {
  const made = fault(errors, 'room.not-found', { what: 'shell', id: 'urn:x' }, { path: '/id' });
  assert.deepEqual(made, {
    code: 'room.not-found',
    status: 404,
    message: 'There is no shell urn:x here.',
    path: '/id',
  });
});

test('a detail that is not given stays visible as its name', () => {
  assert.match(fault(errors, 'room.not-found', { what: 'shell' }).message, /\{id\}/);
});

test('a malformed code is refused where it is declared', () => {
  assert.throws(() => defineErrors({ NotFound: { status: 404, message: '' } }), /NotFound/);
});

test('unwrap gives the value, and throws for a fault with the fault as cause', () => {
  assert.equal(unwrap(ok(3)), 3);
  assert.throws(
    () => unwrap({ ok: false, error: 'gone' }),
    (thrown: Error) => thrown.cause === 'gone',
  );
});
