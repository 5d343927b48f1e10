/** Blobs: named by content, all or nothing, swept only when old and unused. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { systemClock } from '#base';
import { failsWith } from './fails-with.ts';
import { openBlobs } from './index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

test('content comes back by its hash, equal content is kept once', async (t) => {
  const folder = temporaryFolder(t);
  const blobs = openBlobs({ folder, clock: systemClock });
  const content = Buffer.alloc(300_000, 'registan');
  const put = () => blobs.put(Readable.from([content.subarray(0, 7), content.subarray(7)]), 1e6);
  const [first, second] = await Promise.all([put(), put()]);
  assert.deepEqual(first, { hash: sha256(content), sizeBytes: content.length });
  assert.deepEqual(second, first);
  assert.deepEqual(await buffer(blobs.open(first.hash)), content);
  assert.deepEqual(filesIn(folder), [first.hash]);
  assert.equal(await blobs.has(first.hash), true);
  assert.equal(await blobs.has('0'.repeat(64)), false);
});

test('the empty content is content', async (t) => {
  const blobs = openBlobs({ folder: temporaryFolder(t), clock: systemClock });
  const { hash, sizeBytes } = await blobs.put(Readable.from([]), 10);
  assert.deepEqual([hash, sizeBytes], [sha256(Buffer.alloc(0)), 0]);
  assert.equal((await buffer(blobs.open(hash))).length, 0);
});

test('content over the limit, or cut off, leaves nothing behind', async (t) => {
  const folder = temporaryFolder(t);
  const blobs = openBlobs({ folder, clock: systemClock });
  await assert.rejects(
    blobs.put(Readable.from([Buffer.alloc(8), Buffer.alloc(8)]), 15),
    failsWith('store.too-large'),
  );
  const broken = new Readable({
    read() {
      this.push('half');
      this.destroy(new Error('the client went away'));
    },
  });
  await assert.rejects(blobs.put(broken, 100), /went away/);
  assert.deepEqual(filesIn(folder), []);
});

test('what is no hash never becomes a path', async (t) => {
  const blobs = openBlobs({ folder: temporaryFolder(t), clock: systemClock });
  for (const evil of ['../../etc/passwd', '', 'A'.repeat(64), `${'0'.repeat(63)}/`]) {
    assert.throws(() => blobs.open(evil), /not the hash of a blob/);
  }
});

test('a sweep removes what is old and unused: blobs, and uploads that were cut off', async (t) => {
  const folder = temporaryFolder(t);
  const blobs = openBlobs({ folder, clock: systemClock });
  const put = async (text: string) => (await blobs.put(Readable.from([text]), 100)).hash;
  const [used, unused, young] = [await put('used'), await put('unused'), await put('young')];
  const twoHoursAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
  const age = (hash: string) =>
    utimesSync(join(folder, 'blobs', hash.slice(0, 2), hash), twoHoursAgo, twoHoursAgo);
  age(used);
  age(unused);
  assert.equal(await blobs.sweep(async (hash) => hash === used), 1);
  assert.deepEqual([...filesIn(folder)].sort(), [used, young].sort());
  age(young);
  await put('young');
  assert.equal(await blobs.sweep(async (hash) => hash === used), 0, 'put again, it is young');
  assert.equal(await blobs.has(unused), false);
});
