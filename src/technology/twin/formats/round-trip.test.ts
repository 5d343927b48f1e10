/**
 * Round trips JSON → XML → AASX → JSON. Unchanged in meaning is taken at its strictest: the model
 * that comes back is equal attribute by attribute, text by text, in the order of every list; only
 * the order of an object's attributes, which JSON does not have, may differ.
 */

import assert from 'node:assert/strict';
import { createWriteStream, existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { unwrap } from '#base';
import { arbitraryEnvironment } from '../model/arbitrary.ts';
import { type Environment, verify } from '../model/index.ts';
import type { ExportedFile } from '../repository/port.ts';
import { openAasx } from './aasx-read.ts';
import { writeAasx } from './aasx-write.ts';
import { readJson } from './json-read.ts';
import { jsonChunks } from './json-write.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { readXml } from './xml-read.ts';
import { writeXml } from './xml-write.ts';

const shared = join(import.meta.dirname, '../../../../../shared');
const examples = join(shared, 'data/aas-examples');
const templates = join(shared, 'data/idta-templates');
const schema = join(shared, 'specs/aas-metamodel/schemas/xml/AAS.xsd');

function skipWithout(path: string): { readonly skip: string | false } {
  return { skip: existsSync(path) ? false : `${basename(path)} is not beside the project` };
}

/** JSON → XML → AASX with XML → JSON → AASX with JSON, each step compared with the start. */
async function assertRoundTrip(folder: string, start: Environment, name: string): Promise<void> {
  const text = [...jsonChunks(start)].join('');
  assert.equal(text, JSON.stringify(start), name);
  const fromXml = unwrap(readXml(writeXml(unwrap(readJson(text)).value as Environment)));
  assert.deepEqual([...fromXml.violations, ...fromXml.deviations], [], name);
  assert.deepStrictEqual(fromXml.value, start, name);
  let environment = fromXml.value as Environment;
  for (const format of ['xml', 'json'] as const) {
    const path = join(folder, 'package.aasx');
    await pipeline(writeAasx(environment, [], { format }), createWriteStream(path));
    const aasx = unwrap(await openAasx(path));
    aasx.close();
    const missing = aasx.deviations.filter((each) => each.constraint !== 'aasx-file');
    assert.deepEqual(missing, [], name);
    ({ environment } = aasx);
    assert.deepStrictEqual(environment, start, `${name} in an AASX package with ${format}`);
  }
}

test('every JSON sample is valid and survives', skipWithout(examples), async (t) => {
  const folder = temporaryFolder(t);
  const files = globSync(join(examples, 'json/**/*.json'));
  assert.ok(files.length > 100, `only ${files.length} samples were found`);
  for (const file of files) {
    const { value, violations } = unwrap(readJson(readFileSync(file, 'utf8')));
    assert.deepEqual([...violations, ...verify('Environment', value)], [], file);
    await assertRoundTrip(folder, value as Environment, file);
  }
});

test('every XML sample is valid and survives', skipWithout(examples), async (t) => {
  const folder = temporaryFolder(t);
  const files = globSync(join(examples, 'xml/**/*.xml'));
  assert.ok(files.length > 100, `only ${files.length} samples were found`);
  for (const file of files) {
    const read = unwrap(readXml(readFileSync(file, 'utf8')));
    assert.deepEqual([...read.violations, ...read.deviations], [], file);
    assert.deepEqual(verify('Environment', read.value), [], file);
    await assertRoundTrip(folder, read.value as Environment, file);
  }
});

test('any valid environment survives', async (t) => {
  const folder = temporaryFolder(t);
  const property = fc.asyncProperty(arbitraryEnvironment, async (environment) => {
    await assertRoundTrip(folder, environment, 'an arbitrary environment');
  });
  await fc.assert(property, { numRuns: 60, verbose: 1 });
});

test('what is written holds against the XML schema', skipWithout(schema), async () => {
  const arbitrary = fc.sample(arbitraryEnvironment, { numRuns: 40, seed: 20261122 });
  const samples = globSync(join(examples, 'json/*/{maximal,minimal}.json'));
  const parsed = samples.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Environment);
  const xml = [...arbitrary, ...parsed].map((environment, index) => ({
    fileName: `written-${index}.xml`,
    contents: writeXml(environment),
  }));
  const options = {
    schema: readFileSync(schema, 'utf8'),
    initialMemoryPages: 1024,
    maxMemoryPages: memoryPages.GiB,
  };
  const result = await validateXML({ xml, ...options });
  assert.deepEqual(result.errors, []);
  assert.equal(result.valid, true);
  const refused = writeXml({}).replace('></environment>', '><colour/></environment>');
  assert.equal((await validateXML({ xml: refused, ...options })).valid, false);
});

test('every published template is read, its defects named by places that exist, and survives', {
  ...skipWithout(templates),
}, async (t) => {
  const packages = globSync(join(templates, '*.aasx'));
  assert.ok(packages.length >= 18, `only ${packages.length} templates were found`);
  for (const file of packages) {
    const aasx = unwrap(await openAasx(file));
    const { environment, violations } = aasx;
    assert.ok((environment.submodels?.length ?? 0) > 0, file);
    for (const { path, message } of violations) {
      assert.match(message, /\w{3}.*\.$/, file);
      assert.ok(path.startsWith('/'), `${file}: ${path}`);
      if (/^\/(assetAdministrationShells|submodels|conceptDescriptions)\//.test(path)) {
        assert.ok(isPlaceIn(environment, path), `${file}: nothing is at ${path}`);
      }
    }
    const files: ExportedFile[] = [];
    for await (const { body, ...rest } of aasx.files()) {
      const content = await buffer(body);
      const open = () => Readable.from([content]);
      files.push({ ...rest, sizeBytes: content.length, open });
    }
    aasx.close();
    const path = join(temporaryFolder(t), 'package.aasx');
    for (const format of ['xml', 'json'] as const) {
      await pipeline(writeAasx(environment, files, { format }), createWriteStream(path));
      const back = unwrap(await openAasx(path));
      assert.deepStrictEqual(back.environment, environment, file);
      for await (const { path: name, contentType, body } of back.files()) {
        const sent = files.find((each) => each.path === name);
        assert.ok(sent, `${file}: ${name}`);
        assert.equal(contentType, sent.contentType, file);
        assert.deepEqual(await buffer(body), await buffer(sent.open()), file);
      }
      back.close();
    }
  }
});

test('the templates as JSON and as packages say the same', skipWithout(templates), async () => {
  let compared = 0;
  for (const file of globSync(join(templates, '*.json'))) {
    const twin = file.replace(/json$/, 'aasx');
    if (!existsSync(twin)) continue;
    const { value, violations } = unwrap(readJson(readFileSync(file, 'utf8')));
    assert.deepEqual(violations, [], file);
    const aasx = unwrap(await openAasx(twin));
    aasx.close();
    const ids = (of: Environment) => (of.submodels ?? []).map(({ id }) => id).sort();
    assert.deepEqual(ids(aasx.environment), ids(value as Environment), file);
    compared += 1;
  }
  assert.ok(compared >= 15, `only ${compared} pairs were found`);
});

/** Whether a JSON pointer leads to something, or to where something is missing in an object. */
function isPlaceIn(document: unknown, pointer: string): boolean {
  const steps = pointer.slice(1).split('/');
  let at: unknown = document;
  for (const [index, step] of steps.entries()) {
    if (typeof at !== 'object' || at === null) return false;
    const inner = (at as Record<string, unknown>)[step];
    if (inner === undefined) return index === steps.length - 1;
    at = inner;
  }
  return true;
}
