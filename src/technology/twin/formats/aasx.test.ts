/** Packages: what is written is read back; what real packages get wrong is tolerated and named. */

import assert from 'node:assert/strict';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { type TestContext, test } from 'node:test';
import { unwrap } from '#base';
import type { Environment } from '../model/index.ts';
import type { ExportedFile } from '../repository/port.ts';
import { openAasx } from './aasx-read.ts';
import { writeAasx } from './aasx-write.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { zipOf } from './zip-of.ts';

const relationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="PNG" ContentType="image/png"/>
  <Default Extension="json" ContentType="application/json"/>
  <Default Extension="xml" ContentType="application/xml"/></Types>`;

function rels(...targets: readonly (readonly [type: string, target: string, mode?: string])[]) {
  const rows = targets.map(([type, target, mode], index) => {
    const full = type.includes(':') ? type : `http://admin-shell.io/aasx/relationships/${type}`;
    const outside = mode === undefined ? '' : ` TargetMode="${mode}"`;
    return `<Relationship Id="r${index}" Type="${full}" Target="${target}"${outside}/>`;
  });
  return `<Relationships xmlns="${relationships}">${rows.join('')}</Relationships>`;
}

const plain: Readonly<Record<string, string>> = {
  '[Content_Types].xml': types,
  '_rels/.rels': rels(['aasx-origin', '/aasx/aasx-origin']),
  'aasx/aasx-origin': '',
  'aasx/_rels/aasx-origin.rels': rels(['aas-spec', 'data.json']),
  'aasx/data.json': '{}',
};

function environmentWith(path: string): Environment {
  const file = {
    modelType: 'File',
    idShort: 'file',
    value: path,
    contentType: 'text/plain',
  } as const;
  return { submodels: [{ modelType: 'Submodel', id: 'urn:s', submodelElements: [file] }] };
}

async function packed(t: TestContext, entries: Readonly<Record<string, string | Buffer>>) {
  const path = join(temporaryFolder(t), 'package.aasx');
  writeFileSync(path, await zipOf(entries));
  return path;
}

/** Reads a package that is expected to open, with all its files. */
async function read(path: string) {
  const aasx = unwrap(await openAasx(path));
  const files: Record<string, string> = {};
  for await (const file of aasx.files()) {
    files[file.path] = `${file.contentType} ${await buffer(file.body)}`;
  }
  aasx.close();
  const brief = (list: typeof aasx.violations) =>
    list.map(({ path: where, constraint }) => `${where} ${constraint}`);
  return { ...aasx, files, violations: brief(aasx.violations), deviations: brief(aasx.deviations) };
}

function fileOf(path: string, text: string, more: Partial<ExportedFile> = {}): ExportedFile {
  const open = () => Readable.from([Buffer.from(text)]);
  return { path, contentType: 'text/plain', sizeBytes: text.length, open, ...more };
}

test('what is written is read back, whatever files are called', async (t) => {
  const paths = [
    '/aasx/files/manual.pdf',
    'relative/path.txt',
    'file:///aasx/files/old.txt',
    '/aasx/files/with space.txt',
    '/aasx/files/100%25.txt',
    '/aasx/files/50%.txt',
    '/aasx/files/plan#2?.txt',
    '/aasx/files/Übersicht–чертёж.png',
  ];
  for (const format of ['json', 'xml'] as const) {
    const submodels = paths.flatMap((path) => environmentWith(path).submodels ?? []);
    const environment = { submodels: submodels.map((each, i) => ({ ...each, id: `urn:${i}` })) };
    const files = paths.map((path, i) => fileOf(path, `content ${i}`));
    const path = join(temporaryFolder(t), 'package.aasx');
    await pipeline(writeAasx(environment, files, { format }), createWriteStream(path));
    const back = await read(path);
    assert.deepEqual(back.environment, environment);
    // Names that are no URIs are kept and read back, and are what they are: against the rules.
    const others = back.violations.filter((each) => !each.endsWith('value pattern'));
    assert.deepEqual([...others, ...back.deviations], []);
    const expected = paths.map((each, i) => [each, `text/plain content ${i}`]);
    assert.deepEqual(back.files, Object.fromEntries(expected));
  }
});

test('a picture of several shells is one part, and the picture of the package', async (t) => {
  const shell = (id: string) => ({
    modelType: 'AssetAdministrationShell' as const,
    id,
    assetInformation: {
      assetKind: 'Instance' as const,
      globalAssetId: `${id}/asset`,
      defaultThumbnail: { path: '/aasx/files/p.png', contentType: 'image/png' },
    },
  });
  const environment = { assetAdministrationShells: [shell('urn:1'), shell('urn:2')] };
  const picture = { contentType: 'image/png' };
  const files = ['urn:1', 'urn:2'].map((thumbnailOf) =>
    fileOf('/aasx/files/p.png', 'picture', { ...picture, thumbnailOf }),
  );
  const path = join(temporaryFolder(t), 'package.aasx');
  await pipeline(writeAasx(environment, files, { format: 'xml' }), createWriteStream(path));
  const back = await read(path);
  assert.equal(back.thumbnail?.path, '/aasx/files/p.png');
  assert.equal(back.thumbnail?.contentType, 'image/png');
  assert.deepEqual(back.files, { '/aasx/files/p.png': 'image/png picture' });
  assert.deepEqual([...back.violations, ...back.deviations], []);
});

test('the same input gives the same bytes', async () => {
  const write = () =>
    buffer(writeAasx(environmentWith('/a.txt'), [fileOf('/a.txt', 'x')], { format: 'json' }));
  assert.deepEqual(await write(), await write());
});

test('a file that is called by several names comes under each of them', async (t) => {
  const paths = ['/aasx/files/a.txt', 'aasx/files/a.txt', '/AASX/files/A.txt'];
  const submodels = paths.flatMap((path, index) =>
    (environmentWith(path).submodels ?? []).map((each) => ({ ...each, id: `urn:${index}` })),
  );
  const path = join(temporaryFolder(t), 'package.aasx');
  const files = paths.map((each) => fileOf(each, 'the one content'));
  await pipeline(writeAasx({ submodels }, files, { format: 'json' }), createWriteStream(path));
  const back = await read(path);
  assert.deepEqual(Object.keys(back.files).sort(), [...paths].sort());
  assert.deepEqual([...back.violations, ...back.deviations], []);
});

test('a file that cannot be read fails the stream with its error', async () => {
  const lost = fileOf('/a.txt', '', {
    open: () => new Readable({ read: () => {} }).destroy(new Error('the disk is gone')),
  });
  const stream = writeAasx(environmentWith('/a.txt'), [lost], { format: 'json' });
  await assert.rejects(buffer(stream), /the disk is gone/);
});

test('a stream that is given up closes the file that it was reading', async () => {
  const endless = new Readable({ read: () => {} });
  endless.push(Buffer.alloc(64));
  const open = () => endless;
  const stream = writeAasx({}, [fileOf('/a.txt', '', { open })], { format: 'json' });
  stream.resume();
  await new Promise((resolve) => endless.once('resume', resolve));
  const closed = new Promise((resolve) => endless.once('close', resolve));
  stream.destroy();
  await closed;
});

test('a path that no part can have is refused by the writer', () => {
  const write = (...paths: readonly string[]) =>
    writeAasx(
      {},
      paths.map((path) => fileOf(path, '')),
      { format: 'json' },
    );
  assert.throws(() => write('/[Content_Types].xml'), /cannot be a part's name/);
  assert.throws(() => write('/aasx/_rels/data.json.rels'), /cannot be a part's name/);
  assert.throws(() => write('../outside.txt/../../..'), /cannot be a part's name/);
  assert.throws(() => write('/aasx/data.json'), /two files/);
  const differing = [fileOf('/a.txt', 'one'), fileOf('/A.txt', 'other')];
  assert.throws(() => writeAasx({}, differing, { format: 'json' }), /two files/);
});

test('a package of an earlier version of the format is read, and said to be one', async (t) => {
  const legacy = 'http://www.admin-shell.io/aasx/relationships';
  const path = await packed(t, {
    ...plain,
    '_rels/.rels': rels([`${legacy}/aasx-origin`, '/aasx/aasx-origin']),
    'aasx/_rels/aasx-origin.rels': rels([`${legacy}/aas-spec`, 'data.json']),
  });
  const { violations, deviations } = await read(path);
  assert.deepEqual(violations, []);
  assert.deepEqual(deviations, [
    '/_rels/.rels aasx-relationship',
    '/aasx/_rels/aasx-origin.rels aasx-relationship',
  ]);
});

test('files that nothing leads to are kept, files that are missing are named', async (t) => {
  const path = await packed(t, {
    ...plain,
    'aasx/data.json': JSON.stringify(environmentWith('/aasx/files/lost.txt')),
    'aasx/files/stray.png': 'picture',
  });
  const { violations, deviations, files } = await read(path);
  assert.deepEqual(violations, []);
  assert.deepEqual(deviations, [
    '/aasx/files/stray.png aasx-relationship',
    '/submodels/0/submodelElements/0/value aasx-file',
    '/aasx/files/stray.png aasx-file',
  ]);
  assert.deepEqual(files, { '/aasx/files/stray.png': 'image/png picture' });
});

test('relationships that lead nowhere or outside are violations and not followed', async (t) => {
  const path = await packed(t, {
    ...plain,
    'aasx/_rels/data.json.rels': rels(
      ['aas-suppl', '/aasx/files/lost.txt'],
      ['aas-suppl', 'https://example.com/x.txt', 'External'],
      ['aas-suppl', '../../../etc/passwd'],
      ['aas-suppl', '%2e%2e/%2e%2e/etc/passwd'],
      ['aas-suppl', 'file:///etc/passwd'],
    ),
  });
  const { violations, files } = await read(path);
  const where = '/aasx/_rels/data.json.rels';
  const outside = Array.from({ length: 4 }, () => `${where} aasx-external`);
  assert.deepEqual(violations, [`${where} aasx-target`, ...outside]);
  assert.deepEqual(files, {});
});

test('a specification outside of the package is refused', async (t) => {
  for (const [target, mode] of [
    ['https://example.com/data.json', 'External'],
    ['data.json', 'External'],
    ['../../data.json', undefined],
  ] as const) {
    const path = await packed(t, {
      ...plain,
      'aasx/_rels/aasx-origin.rels': rels(['aas-spec', target, mode]),
    });
    const opened = await openAasx(path);
    assert.equal(opened.ok ? '' : opened.error.code, 'twin.unsafe-package');
  }
});

test('two specifications are joined; where they differ, the first counts', async (t) => {
  const other = '<environment xmlns="https://admin-shell.io/aas/3/1"><submodels>';
  const submodel = (id: string, more = '') => `<submodel>${more}<id>${id}</id></submodel>`;
  const path = await packed(t, {
    ...plain,
    'aasx/_rels/aasx-origin.rels': rels(['aas-spec', 'data.json'], ['aas-spec', 'data.xml']),
    'aasx/data.json': JSON.stringify({
      submodels: ['urn:1', 'urn:2'].map((id) => ({ modelType: 'Submodel', id })),
    }),
    'aasx/data.xml':
      `${other}${submodel('urn:1')}${submodel('urn:2', '<idShort>other</idShort>')}` +
      `${submodel('urn:3')}</submodels></environment>`,
  });
  const { environment, violations } = await read(path);
  assert.deepEqual(
    environment.submodels?.map(({ id, idShort }) => [id, idShort]),
    [
      ['urn:1', undefined],
      ['urn:2', undefined],
      ['urn:3', undefined],
    ],
  );
  assert.deepEqual(violations, ['/aasx/data.xml aasx-spec']);
});

test('what is no package is refused with the part that is missing', async (t) => {
  const without = (name: string) =>
    Object.fromEntries(Object.entries(plain).filter(([each]) => each !== name));
  const refusals: readonly [string, string][] = [
    ['_rels/.rels', '/_rels/.rels'],
    ['aasx/aasx-origin', '/_rels/.rels'],
  ];
  for (const [name, where] of refusals) {
    const opened = await openAasx(await packed(t, without(name)));
    assert.equal(opened.ok ? '' : opened.error.code, 'twin.malformed-package');
    assert.equal(opened.ok ? '' : opened.error.path, where);
  }
  const { environment, violations } = await read(await packed(t, without('aasx/data.json')));
  assert.deepEqual(environment, {});
  assert.deepEqual(violations, [
    '/aasx/_rels/aasx-origin.rels aasx-target',
    '/aasx/aasx-origin aasx-spec',
  ]);
  const noTypes = await read(await packed(t, without('[Content_Types].xml')));
  assert.deepEqual(noTypes.violations, ['/[Content_Types].xml aasx-content-type']);
});

test('parts without a content type and relationships without an Id are named', async (t) => {
  const twice = rels(['aas-suppl', '/a.csv'], ['aas-suppl', '/b.png']).replace('r1', 'r0');
  const path = await packed(t, {
    ...plain,
    'aasx/data.json': JSON.stringify(environmentWith('/a.csv')),
    'aasx/_rels/data.json.rels': twice,
    'a.csv': 'csv',
    'b.png': 'png',
  });
  const { violations, deviations, files } = await read(path);
  assert.deepEqual(violations, ['/aasx/_rels/data.json.rels aasx-relationship']);
  assert.deepEqual(deviations, ['/a.csv aasx-content-type', '/b.png aasx-file']);
  assert.deepEqual(files, { '/a.csv': 'text/csv csv', '/b.png': 'image/png png' });
});

test('entities in the plumbing are refused like anywhere', async (t) => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "a">]>';
  const path = await packed(t, { ...plain, 'aasx/_rels/data.json.rels': `${bomb}${rels()}` });
  assert.deepEqual((await read(path)).violations, ['/aasx/_rels/data.json.rels aasx-relationship']);
});
