/** Identifiers are new each time and say their kind. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from './ids.ts';

test('ids differ and carry their prefix', () => {
  const ids = new Set(Array.from({ length: 1000 }, () => newId('job')));
  assert.equal(ids.size, 1000);
  for (const id of ids) assert.match(id, /^job-[0-9a-f-]{36}$/);
});
