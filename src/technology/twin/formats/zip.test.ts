/** ZIP archives from strangers: what is dangerous or damaged is refused before it does harm. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { unwrap } from '#base';
import { temporaryFolder } from './temporary-folder.ts';
import { DamagedEntry, looksLikeZip, openZip } from './zip.ts';
import { renameEntry, zipOf } from './zip-of.ts';

interface Faults {
  readonly code: string;
  readonly message: string;
  readonly path?: string | undefined;
}

function written(t: TestContext, bytes: Buffer): string {
  const path = join(temporaryFolder(t), 'archive');
  writeFileSync(path, bytes);
  return path;
}

async function refusalOf(t: TestContext, bytes: Buffer, limits?: object): Promise<Faults> {
  const all = { entriesMax: 100, bytesMax: 1e9, ratioMax: 200, ...limits };
  const opened = await openZip(written(t, bytes), all);
  assert.ok(!opened.ok, 'the archive should have been refused');
  return opened.error;
}

test('entries are listed and read', async (t) => {
  const bytes = await zipOf({ 'a/b.txt': 'hello', 'c.bin': Buffer.alloc(100_000, 7) });
  const zip = unwrap(await openZip(written(t, bytes)));
  assert.deepEqual(zip.names, ['a/b.txt', 'c.bin']);
  assert.equal((await buffer(zip.open('a/b.txt'))).toString(), 'hello');
  assert.equal((await buffer(zip.open('c.bin'))).length, zip.sizeOf('c.bin'));
  zip.close();
});

test('names that lead out of the package or break the rules are refused', async (t) => {
  const names = [
    '../evil.txt',
    'a/../../x.t',
    '/etc/passwd',
    'C:/win.ini9',
    'a\\b\\c.text',
    'a//b/c.text',
  ];
  for (const name of [...names, './b/c.text', 'nul\0l.text1']) {
    const innocent = 'x'.repeat(Buffer.byteLength(name));
    const bytes = renameEntry(await zipOf({ [innocent]: 'evil' }), innocent, name);
    const { code } = await refusalOf(t, bytes);
    assert.match(code, /^twin\.(unsafe|malformed)-package$/, name);
  }
});

test('two entries of one name are refused, in whatever case', async (t) => {
  const bytes = await zipOf({ 'data.xml': '1', 'dat_.xml': '2' });
  const twice = renameEntry(bytes, 'dat_.xml', 'DATA.xml');
  assert.match((await refusalOf(t, twice)).message, /two entries with the same name/);
});

test('a bomb is refused by its directory, before it is unpacked', async (t) => {
  const bytes = await zipOf({ zeros: Buffer.alloc(20 * 1024 * 1024) });
  assert.match((await refusalOf(t, bytes)).message, /more than 200 times its size/);
  const many = await zipOf(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`${i}`, ''])));
  assert.match((await refusalOf(t, many)).message, /101 entries/);
  const large = await zipOf({ a: 'x'.repeat(600), b: 'y'.repeat(600) });
  assert.match((await refusalOf(t, large, { bytesMax: 1000 })).message, /more than 1000 bytes/);
});

test('an encrypted entry is refused', async (t) => {
  const bytes = await zipOf({ 'secret.txt': 'secret' });
  const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt16LE(bytes.readUInt16LE(directory + 8) | 1, directory + 8);
  const { code, message, path } = await refusalOf(t, bytes);
  assert.equal(code, 'twin.unsafe-package');
  assert.match(message, /encrypted/);
  assert.equal(path, '/secret.txt');
});

test('an archive that was cut off anywhere is refused or fails while it is read', async (t) => {
  const bytes = await zipOf({ a: 'x'.repeat(5000), b: 'y'.repeat(50) });
  for (let length = 0; length < bytes.length; length += 7) {
    const { code } = await refusalOf(t, bytes.subarray(0, length));
    assert.equal(code, 'twin.malformed-package');
  }
});

test('content that was changed fails with the name of the part', async (t) => {
  const content = Buffer.from('the content as it was');
  const bytes = await zipOf({ 'a/b.txt': content }, { compress: false });
  const at = bytes.indexOf(content);
  bytes[at] = 0x54;
  const zip = unwrap(await openZip(written(t, bytes)));
  await assert.rejects(buffer(zip.open('a/b.txt')), (cause) => {
    assert.ok(cause instanceof DamagedEntry);
    assert.equal(cause.fault.code, 'twin.malformed-package');
    assert.equal(cause.fault.path, '/a/b.txt');
    return true;
  });
  zip.close();
});

test('an entry that unpacks to more than it says is stopped', async (t) => {
  const bytes = await zipOf({ a: 'x'.repeat(100_000) });
  const directory = bytes.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  bytes.writeUInt32LE(10, directory + 24);
  const zip = unwrap(await openZip(written(t, bytes)));
  await assert.rejects(buffer(zip.open('a')), DamagedEntry);
  zip.close();
});

test('an archive is known by its first bytes', async (t) => {
  assert.equal(await looksLikeZip(written(t, await zipOf({ a: '' }))), true);
  assert.equal(await looksLikeZip(written(t, Buffer.from('{}'))), false);
  assert.equal(await looksLikeZip(written(t, Buffer.alloc(0))), false);
});
