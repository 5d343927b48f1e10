/** Conditional requests as RFC 9110 (13.1) has them. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPrecondition, etagOf } from './etag.ts';
import type { Precondition } from './port.ts';

const current = etagOf('a');
const other = etagOf('b');
const table: readonly (readonly [Precondition, readonly string[], number | undefined])[] = [
  [{}, [], undefined],
  [{ ifMatch: '*' }, [current], undefined],
  [{ ifMatch: '*' }, [], 412],
  [{ ifMatch: current }, [current], undefined],
  [{ ifMatch: `${other}, ${current}` }, [current], undefined],
  [{ ifMatch: other }, [current], 412],
  // If-Match compares strongly: a weak tag never matches.
  [{ ifMatch: `W/${current}` }, [current], 412],
  [{ ifNoneMatch: '*' }, [], undefined],
  [{ ifNoneMatch: '*' }, [current], 412],
  [{ ifNoneMatch: current }, [current], 412],
  [{ ifNoneMatch: `W/${current}` }, [current], 412],
  [{ ifNoneMatch: other }, [current], undefined],
  [{ ifMatch: current, ifNoneMatch: current }, [current], 412],
  [{ ifMatch: 'no quotes' }, [current], 400],
];

describe('checkPrecondition', () => {
  for (const [condition, etags, status] of table) {
    it(`answers ${status ?? 'go on'} to ${JSON.stringify(condition)} with ${etags.length}`, () => {
      const result = checkPrecondition(condition, 'submodel', etags);
      assert.equal(result.ok ? undefined : result.error.status, status);
    });
  }
});
