/** Imports as jobs: what is right comes in, what is wrong is named and changes nothing. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { silentLogger, systemClock, unwrap } from '#base';
import { openJobs } from '#store';
import type { Environment } from '../model/index.ts';
import { openTestTwins } from '../repository/testing.ts';
import { writeAasx } from './aasx-write.ts';
import type { ImportJob } from './import.worker.ts';
import { type ImportOutcome, prepareImport } from './import-file.ts';
import { importJobKind } from './import-job.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { writeXml } from './xml-write.ts';
import { renameEntry, zipOf } from './zip-of.ts';

/** A store with its jobs; imports a file's content and tells the outcome. */
async function openStage(t: TestContext) {
  const { twins, database, folder, close } = await openTestTwins();
  const clock = systemClock;
  const jobs = openJobs({ database, clock, logger: silentLogger, kinds: [importJobKind] });
  await jobs.start();
  t.after(async () => {
    await jobs.stop();
    await close();
  });
  const file = join(folder, 'upload');
  const importContent = async (content: string | Buffer, lenient = false) => {
    writeFileSync(file, content);
    const job: ImportJob = {
      file,
      name: 'upload',
      lenient,
      dataFolder: folder,
      baseUrl: 'https://node.example',
    };
    return await jobs.run<ImportOutcome>(importJobKind.kind, job);
  };
  return { twins, importContent };
}

const environment: Environment = {
  assetAdministrationShells: [
    {
      modelType: 'AssetAdministrationShell',
      id: 'urn:shell',
      assetInformation: { assetKind: 'Instance', globalAssetId: 'urn:asset' },
    },
  ],
  submodels: [
    {
      modelType: 'Submodel',
      id: 'urn:submodel',
      submodelElements: [
        { modelType: 'File', idShort: 'manual', value: '/aasx/files/m.txt', contentType: 'a/b' },
      ],
    },
  ],
};
const invalid = { submodels: [{ modelType: 'Submodel', id: 'urn:submodel', idShort: '1 2' }] };

test('JSON, XML and packages come in, files included', async (t) => {
  const { twins, importContent } = await openStage(t);
  const open = () => Readable.from([Buffer.from('the manual')]);
  const file = { path: '/aasx/files/m.txt', contentType: 'text/plain', sizeBytes: 10, open };
  const contents = [
    JSON.stringify(environment),
    writeXml(environment),
    await buffer(writeAasx(environment, [file], { format: 'json' })),
  ];
  for (const [index, content] of contents.entries()) {
    const files = index === 2 ? 1 : 0;
    assert.deepEqual(await importContent(content), {
      ok: true,
      report: { shells: 1, submodels: 1, concepts: 0, files, violations: [] },
      shellIds: ['urn:shell'],
    });
    assert.deepEqual(unwrap(await twins.shells.get('urn:shell')).value.id, 'urn:shell');
  }
  const manual = unwrap(await twins.submodels.getFile('urn:submodel', 'manual'));
  assert.equal((await buffer(manual.open())).toString(), 'the manual');
});

test('a single submodel comes in as an environment of itself', async (t) => {
  const { twins, importContent } = await openStage(t);
  const outcome = await importContent(JSON.stringify(environment.submodels?.[0]));
  assert.equal(outcome.report.submodels, 1);
  assert.ok((await twins.submodels.get('urn:submodel')).ok);
});

test('what breaks the rules is refused with its places, or comes in as it is', async (t) => {
  const { twins, importContent } = await openStage(t);
  const refused = await importContent(JSON.stringify(invalid));
  assert.equal(refused.ok, false);
  assert.equal(refused.error?.code, 'twin.invalid');
  assert.deepEqual(
    refused.report.violations.map((each) => each.path),
    ['/submodels/0/idShort'],
  );
  assert.equal((await twins.submodels.get('urn:submodel')).ok, false);
  const lenient = await importContent(JSON.stringify(invalid), true);
  assert.equal(lenient.ok, true);
  assert.match(lenient.report.violations[0]?.message ?? '', /It was kept\.$/);
  assert.ok((await twins.submodels.get('urn:submodel')).ok);
});

test('what cannot be read is refused with a reason, lenient or not', async (t) => {
  const { importContent } = await openStage(t);
  const bytes = await zipOf({ 'x/evil.txt': '' });
  const cases: readonly [string | Buffer, string][] = [
    ['', 'twin.unknown-format'],
    ['{"submodels":', 'twin.malformed-json'],
    ['<environment>', 'twin.malformed-xml'],
    [bytes.subarray(0, 60), 'twin.malformed-package'],
    [renameEntry(bytes, 'x/evil.txt', '../evil.tx'), 'twin.unsafe-package'],
    [bytes, 'twin.malformed-package'],
  ];
  for (const [content, code] of cases) {
    const { ok, error, report } = await importContent(content, true);
    assert.deepEqual([ok, error?.code, report.violations.length], [false, code, 1]);
  }
});

test('an import tells how far it is, and ends when it is given up', async (t) => {
  const file = join(temporaryFolder(t), 'upload');
  writeFileSync(file, JSON.stringify(environment));
  const blobs = { put: () => Promise.reject(new Error('there is no file to take in')) };
  const told: number[] = [];
  const report = (progress: number) => void told.push(progress);
  const prepared = await prepareImport({ file, lenient: false }, { blobs, report });
  assert.equal(prepared.kind, 'ready');
  assert.deepEqual(told, told.toSorted());
  assert.equal(told.at(-1), 1);
  const signal = AbortSignal.abort(new Error('given up'));
  await assert.rejects(prepareImport({ file, lenient: false }, { blobs, signal }), /given up/);
});

test('a package whose file is damaged leaves nothing behind', async (t) => {
  const { twins, importContent } = await openStage(t);
  const manual = 'the manual, which is damaged';
  const open = () => Readable.from([Buffer.from(manual)]);
  const sizeBytes = manual.length;
  const file = { path: '/aasx/files/m.txt', contentType: 'image/png', sizeBytes, open };
  const bytes = await buffer(writeAasx(environment, [file], { format: 'json' }));
  bytes.write('X', bytes.indexOf(manual));
  const outcome = await importContent(bytes, true);
  assert.equal(outcome.error?.code, 'twin.malformed-package');
  assert.equal((await twins.submodels.get('urn:submodel')).ok, false);
});
