/** The built pages: small enough at first sight, hashed, compressed, one language a file. */

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { buildPages, firstLoadBytesMax } from './build.ts';
import { languageCodes } from './language/languages.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'registan-pages-'));
const report = await buildPages(folder);
after(() => rmSync(folder, { recursive: true, force: true }));

test('the first page loads less than its budget, compressed', (t) => {
  const bytes = report.firstLoadBytes;
  t.diagnostic(`${bytes} bytes in ${report.firstLoadFiles.join(', ')}`);
  assert.ok(bytes < firstLoadBytesMax, `${bytes} bytes`);
  assert.ok(bytes > 30_000, 'the pages were counted');
  assert.ok(report.firstLoadFiles.some((file) => file.endsWith('.css')));
});

test('every file has its compressed twins, with the same content', () => {
  const script = report.firstLoadFiles.find((file) => file.endsWith('.js')) ?? '';
  const plain = readFileSync(path.join(folder, script));
  assert.deepEqual(brotliDecompressSync(readFileSync(path.join(folder, `${script}.br`))), plain);
  assert.deepEqual(gunzipSync(readFileSync(path.join(folder, `${script}.gz`))), plain);
  for (const file of report.firstLoadFiles) {
    assert.ok(existsSync(path.join(folder, `${file}.br`)), file);
  }
});

test('the messages of each language are one file', () => {
  const files = readdirSync(path.join(folder, 'assets'));
  for (const code of languageCodes) {
    const own = files.filter((file) => file.startsWith(`messages-${code}-`) && /\.js$/.test(file));
    assert.equal(own.length, 1, `${code}: ${own}`);
  }
});
