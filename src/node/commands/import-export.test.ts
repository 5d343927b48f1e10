/** `registan import` and `export`: with a running node, and with a data folder alone. */

import assert from 'node:assert/strict';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type TestContext, test } from 'node:test';
import { silentLogger, systemClock, unwrap } from '#base';
import { openAasx, readXml, writeAasx } from '#technology/twin';
import type { Environment } from '#technology/twin/model';
import { settingsSchema } from '../config/settings.ts';
import { openNode } from '../open-node.ts';
import { runCommand, temporaryFolder } from './run-command.ts';

const environment: Environment = {
  assetAdministrationShells: [
    {
      modelType: 'AssetAdministrationShell',
      id: 'urn:shell',
      idShort: 'Press',
      assetInformation: { assetKind: 'Instance', globalAssetId: 'urn:asset' },
      submodels: [{ type: 'ModelReference', keys: [{ type: 'Submodel', value: 'urn:papers' }] }],
    },
  ],
  submodels: [
    {
      modelType: 'Submodel',
      id: 'urn:papers',
      submodelElements: [
        {
          modelType: 'File',
          idShort: 'manual',
          value: '/aasx/files/manual.txt',
          contentType: 'text/plain',
        },
      ],
    },
    { modelType: 'Submodel', id: 'urn:other' },
  ],
};
const invalid = { submodels: [{ modelType: 'Submodel', id: 'urn:bad', idShort: '1 2' }] };

async function startNode(t: TestContext): Promise<string> {
  const data = temporaryFolder(t);
  const settings = settingsSchema.parse({ port: 0, host: '127.0.0.1', data });
  const node = openNode({ settings, clock: systemClock, logger: silentLogger, demo: false });
  const url = await node.start();
  t.after(() => node.stop());
  return url;
}

/** A package with a file, and a document that breaks a rule. */
async function writeInputs(folder: string) {
  const good = join(folder, 'good.aasx');
  const open = () => Readable.from([Buffer.from('read me')]);
  const path = '/aasx/files/manual.txt';
  const manual = { path, contentType: 'text/plain', sizeBytes: 7, open };
  await pipeline(writeAasx(environment, [manual], { format: 'json' }), createWriteStream(good));
  const bad = join(folder, 'bad.json');
  writeFileSync(bad, JSON.stringify(invalid));
  return { good, bad };
}

/** Imports and exports at one place, with a node or without. */
async function assertJourney(t: TestContext, at: readonly string[]): Promise<void> {
  const folder = temporaryFolder(t);
  const { good, bad } = await writeInputs(folder);

  const imported = await runCommand('import', good, bad, ...at);
  assert.equal(imported.code, 1, imported.error);
  assert.match(imported.out, /good\.aasx: 1 shell, 2 submodels, 0 concept descriptions, 1 file\n/);
  assert.match(
    imported.out,
    /bad\.json: not imported\. .*\n {2}\/submodels\/0\/idShort {2}AASd-002/,
  );
  assert.match(imported.out, /--lenient imports what is readable/);

  const lenient = await runCommand('import', '--lenient', '--json', bad, ...at);
  assert.equal(lenient.code, 0, lenient.error);
  const [line] = lenient.objects<{ ok: boolean; submodels: number; violations: unknown[] }>();
  assert.deepEqual([line?.ok, line?.submodels, line?.violations.length], [true, 1, 1]);

  const json = join(folder, 'out.json');
  const exported = await runCommand('export', json, '--shell', 'urn:shell', ...at);
  assert.equal(exported.code, 0, exported.error);
  const [papers] = environment.submodels ?? [];
  const expected = { ...environment, submodels: [papers] };
  assert.deepEqual(JSON.parse(readFileSync(json, 'utf8')), expected);

  const xml = join(folder, 'out.xml');
  assert.equal((await runCommand('export', xml, '--shell', 'urn:shell', ...at)).code, 0);
  assert.deepEqual(unwrap(readXml(readFileSync(xml, 'utf8'))).value, expected);

  const aasx = join(folder, 'out.aasx');
  assert.equal((await runCommand('export', aasx, '--shell', 'urn:shell', ...at)).code, 0);
  const back = unwrap(await openAasx(aasx));
  assert.deepEqual(back.environment, expected);
  for await (const { path, body } of back.files()) {
    assert.equal(path, '/aasx/files/manual.txt');
    assert.equal(Buffer.concat(await body.toArray()).toString(), 'read me');
  }
  back.close();

  assert.equal((await runCommand('export', aasx, ...at)).code, 2, 'it exists already');
  assert.equal((await runCommand('export', aasx, '--overwrite', ...at)).code, 0);
  const missing = await runCommand('export', join(folder, 'x.json'), '--shell', 'urn:no', ...at);
  assert.equal(missing.code, 1);
  assert.match(missing.error, /urn:no/);
}

test('a running node takes and gives twins', async (t) => {
  await assertJourney(t, ['--url', await startNode(t)]);
});

test('a data folder takes and gives twins while no node runs', async (t) => {
  await assertJourney(t, ['--data', temporaryFolder(t)]);
});

test('the folder of a running node is left alone, and its address asked for', async (t) => {
  const data = temporaryFolder(t);
  const settings = settingsSchema.parse({ port: 0, host: '127.0.0.1', data });
  const node = openNode({ settings, clock: systemClock, logger: silentLogger, demo: false });
  await node.start();
  t.after(() => node.stop());
  const { good } = await writeInputs(temporaryFolder(t));
  const { code, error } = await runCommand('import', good, '--data', data);
  assert.equal(code, 1);
  assert.match(error, /A node is running on the data folder .*--url/);
});

test('a node that does not answer, or is none, is named', async (t) => {
  const { good } = await writeInputs(temporaryFolder(t));
  const { code, error } = await runCommand('import', good, '--url', 'http://127.0.0.1:9');
  assert.equal(code, 1);
  assert.match(error, /No node answers at http:\/\/127\.0\.0\.1:9; start it/);
});

test('used wrongly, both end with 2', async (t) => {
  const folder = temporaryFolder(t);
  const cases = [
    ['import'],
    ['import', join(folder, 'missing.aasx'), '--data', folder],
    ['import', 'x', '--url', 'ftp://example.com'],
    ['export'],
    ['export', join(folder, 'out.doc'), '--data', folder],
    ['export', join(folder, 'out'), '--format', 'doc', '--data', folder],
  ];
  for (const argv of cases) {
    const { code, error } = await runCommand(...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(error, /^registan (import|export): \S/);
  }
});
