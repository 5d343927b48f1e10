/** Timeouts as clients write them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDurationMs } from './duration.ts';

test('days, hours, minutes and seconds are added up', () => {
  assert.equal(readDurationMs('PT30S'), 30_000);
  assert.equal(readDurationMs('PT0.05S'), 50);
  assert.equal(readDurationMs('PT.5S'), 500);
  assert.equal(readDurationMs('P1DT2H3M4S'), 93_784_000);
  assert.equal(readDurationMs('PT0.0001S'), 1);
});

test('what has no fixed, positive length is no timeout', () => {
  for (const text of ['', 'P', 'PT', 'P1Y', 'P1M', '-PT5S', 'PT0S', 'PT5', '5s', 'PT1S ']) {
    assert.equal(readDurationMs(text), undefined, text);
  }
});
