/**
 * Mutated documents and packages: whatever arrives, the answer is a document, violations or a
 * fault, never an exception and never a file that comes out other than it went in.
 */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { arbitraryEnvironment } from '../model/arbitrary.ts';
import { type Environment, readEnvironment, verify } from '../model/index.ts';
import { openAasx } from './aasx-read.ts';
import { writeAasx } from './aasx-write.ts';
import { checkFile } from './check-file.ts';
import type { RawDocument } from './json-read.ts';
import { readJson } from './json-read.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { readXml } from './xml-read.ts';
import { writeXml } from './xml-write.ts';
import { DamagedEntry } from './zip.ts';

/** One change: something removed, repeated, moved or put in between two places of the whole. */
const mutation = fc.record({
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(200),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('remove', 'repeat', 'move', 'insert'),
  inserted: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('<', '</', '&', ']]>', '<!DOCTYPE a>', '{', '}', '"', '\\', '\0', '<a:b/>'),
  ),
});
const mutations = fc.array(mutation, { minLength: 1, maxLength: 4 });
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

function mutate(text: string, changes: readonly Mutation[]): string {
  let changed = text;
  for (const { from, length, to, kind, inserted } of changes) {
    const start = Math.floor(from * changed.length);
    const piece = changed.slice(start, start + length);
    const rest = changed.slice(0, start) + changed.slice(start + length);
    const base = kind === 'repeat' || kind === 'insert' ? changed : rest;
    const at = Math.floor(to * base.length);
    const put = { remove: '', repeat: piece, move: piece, insert: inserted }[kind];
    changed = base.slice(0, at) + put + base.slice(at);
  }
  return changed;
}

/** What was read goes on to verification and mending, as in an import. */
function judge(document: RawDocument): void {
  verify('Environment', document.value);
  const { environment } = readEnvironment(document.value, { lenient: true });
  // What a lenient reading keeps can be written again.
  JSON.stringify(environment);
}

test('mutated XML is read or refused', () => {
  const property = fc.property(arbitraryEnvironment, mutations, (environment, changes) => {
    const read = readXml(mutate(writeXml(environment), changes));
    if (read.ok) judge(read.value);
    else assert.match(read.error.code, /^twin\./);
  });
  fc.assert(property, { numRuns: 300, verbose: 1 });
});

test('mutated JSON is read or refused', () => {
  const property = fc.property(arbitraryEnvironment, mutations, (environment, changes) => {
    const read = readJson(mutate(JSON.stringify(environment), changes));
    if (read.ok) judge(read.value);
    else assert.match(read.error.code, /^twin\./);
  });
  fc.assert(property, { numRuns: 300, verbose: 1 });
});

test('a package with flipped bytes or cut short gives what was put in, or a fault', async (t) => {
  const environment: Environment = { submodels: [{ modelType: 'Submodel', id: 'urn:s' }] };
  const content = 'the content of the manual, which must not change';
  const file = {
    path: '/aasx/files/manual.txt',
    contentType: 'text/plain',
    sizeBytes: content.length,
    open: () => Readable.from([Buffer.from(content)]),
  };
  const whole = await buffer(writeAasx(environment, [file], { format: 'xml' }));
  const path = join(temporaryFolder(t), 'package.aasx');
  const damage = fc.record({
    flips: fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    }),
    length: fc.oneof(fc.constant(whole.length), fc.nat(whole.length)),
  });
  const property = fc.asyncProperty(damage, async ({ flips, length }) => {
    const bytes = Buffer.from(whole);
    for (const [at, bits] of flips) bytes[at] = (bytes[at] ?? 0) ^ bits;
    writeFileSync(path, bytes.subarray(0, length));
    await checkFile(path, 'Environment');
    const opened = await openAasx(path);
    if (!opened.ok) return;
    try {
      for await (const { body } of opened.value.files()) {
        // Whichever part it is now taken for, a part that arrives is one that was sent.
        const text = (await buffer(body)).toString();
        assert.ok(whole.length > text.length);
        if (text.startsWith('the content')) assert.equal(text, content);
      }
    } catch (cause) {
      assert.ok(cause instanceof DamagedEntry, String(cause));
    } finally {
      opened.value.close();
    }
  });
  await fc.assert(property, { numRuns: 300, verbose: 1 });
});
