/** The cache never gives what a write has changed, and never grows beyond its bound. */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ok } from '#base';
import { storedJson } from './etag.ts';
import { ReadCache } from './read-cache.ts';

const read = (text: string) => async () => ok(storedJson(text));

describe('ReadCache', () => {
  it('keeps what was read until it is forgotten', async () => {
    const cache = new ReadCache(1_000_000);
    await cache.read('a', '', read('1'));
    await cache.read('a', 'Speed', read('2'));
    assert.equal(cache.get('a', '')?.json.toString(), '1');
    cache.forget('a', ['Speed']);
    assert.equal(cache.get('a', 'Speed'), undefined);
    assert.equal(cache.get('a', '')?.json.toString(), '1');
    cache.forget('a');
    assert.equal(cache.get('a', ''), undefined);
    assert.equal(cache.sizeBytes, 0);
  });

  for (const how of ['forget', 'clear'] as const) {
    it(`does not keep what a read found before a write ended (${how})`, async () => {
      const cache = new ReadCache(1_000_000);
      const { promise, resolve } = Promise.withResolvers<void>();
      const reading = cache.read('a', '', async () => {
        await promise;
        return ok(storedJson('old'));
      });
      if (how === 'forget') cache.forget('a', ['other']);
      else cache.clear();
      resolve();
      assert.ok((await reading).ok);
      assert.equal(cache.get('a', ''), undefined);
    });
  }

  it('forgets what was used longest ago when it is full', async () => {
    const cache = new ReadCache(10_000);
    for (let n = 0; n < 100; n += 1) {
      await cache.read(`owner ${n}`, '', read('x'.repeat(500)));
      cache.get('owner 0', '');
      assert.ok(cache.sizeBytes <= 10_000);
    }
    assert.ok(cache.get('owner 0', '') !== undefined);
    assert.ok(cache.get('owner 99', '') !== undefined);
    assert.equal(cache.get('owner 1', ''), undefined);
  });
});
