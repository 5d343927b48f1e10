/** The repository on a real SQLite database, operation by operation. */

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { silentLogger, unwrap } from '#base';
import type { Shell, Submodel } from '../model/index.ts';
import { openTwinsForWorker } from './open-twins.ts';
import { openTestTwins, type TestTwins } from './testing.ts';

const shell = (id: string, more: Partial<Shell> = {}): Shell => ({
  modelType: 'AssetAdministrationShell',
  id,
  idShort: 'Robot',
  assetInformation: { assetKind: 'Instance', globalAssetId: `${id}/asset` },
  ...more,
});

const submodel = (id: string): Submodel => ({
  modelType: 'Submodel',
  id,
  idShort: 'Data',
  semanticId: { type: 'ExternalReference', keys: [{ type: 'GlobalReference', value: 'urn:s' }] },
  submodelElements: [
    { modelType: 'Property', idShort: 'Speed', valueType: 'xs:int', value: '5' },
    {
      modelType: 'SubmodelElementCollection',
      idShort: 'Axis',
      value: [
        { modelType: 'Property', idShort: 'Angle', valueType: 'xs:double', value: '0.5' },
        {
          modelType: 'SubmodelElementList',
          idShort: 'Limits',
          typeValueListElement: 'Property',
          valueTypeListElement: 'xs:int',
          value: [
            { modelType: 'Property', valueType: 'xs:int', value: '1' },
            { modelType: 'Property', valueType: 'xs:int', value: '2' },
            { modelType: 'Property', valueType: 'xs:int', value: '3' },
          ],
        },
      ],
    },
    { modelType: 'File', idShort: 'Manual', contentType: 'application/pdf' },
  ],
});

/** Equal as documents: the order of attributes has no meaning. */
const same = (actual: unknown, expected: unknown) =>
  assert.deepEqual(JSON.parse(JSON.stringify(actual)), JSON.parse(JSON.stringify(expected)));

describe('the repository', () => {
  let opened: TestTwins;
  before(async () => {
    opened = await openTestTwins();
  });
  after(() => opened.close());

  it('gives back the submodel that was created, and its elements by path', async () => {
    const { submodels } = opened.twins;
    const created = unwrap(await submodels.create(submodel('urn:sm:1')));
    same(created.value, submodel('urn:sm:1'));
    const json = unwrap(await submodels.getJson('urn:sm:1'));
    same(JSON.parse(json.json.toString()), submodel('urn:sm:1'));
    assert.equal(json.etag, created.etag);
    const angle = unwrap(await submodels.getElement('urn:sm:1', 'Axis.Angle'));
    same(angle.value, {
      modelType: 'Property',
      idShort: 'Angle',
      valueType: 'xs:double',
      value: '0.5',
    });
    const second = unwrap(await submodels.getElement('urn:sm:1', 'Axis.Limits[1]'));
    assert.equal((second.value as { value?: string }).value, '2');
  });

  it('tells a missing submodel from a missing element', async () => {
    const { submodels } = opened.twins;
    const nowhere = await submodels.getElement('urn:nowhere', 'Speed');
    assert.ok(!nowhere.ok && nowhere.error.message.includes('submodel urn:nowhere'));
    const missing = await submodels.getElement('urn:sm:1', 'Axis.Nothing');
    assert.ok(!missing.ok && missing.error.message.includes('element Axis.Nothing'));
    const malformed = await submodels.getElement('urn:sm:1', 'Axis..Angle');
    assert.ok(!malformed.ok && malformed.error.code === 'twin.malformed-path');
  });

  it('writes one value, and every read sees it', async () => {
    const { submodels } = opened.twins;
    unwrap(await submodels.create(submodel('urn:sm:2')));
    assert.equal(unwrap(await submodels.getValueJson('urn:sm:2', 'Speed')).json.toString(), '5');
    const before = unwrap(await submodels.getJson('urn:sm:2'));
    unwrap(await submodels.patchValue('urn:sm:2', 'Speed', '7'));
    assert.equal(unwrap(await submodels.getValueJson('urn:sm:2', 'Speed')).json.toString(), '7');
    const after = unwrap(await submodels.getJson('urn:sm:2'));
    assert.notEqual(after.etag, before.etag);
    assert.match(after.json.toString(), /"value":"7"/);
  });

  it('refuses a condition that no longer holds, and changes nothing', async () => {
    const { submodels } = opened.twins;
    const { etag } = unwrap(await submodels.getValueJson('urn:sm:2', 'Speed'));
    unwrap(await submodels.patchValue('urn:sm:2', 'Speed', '8', { ifMatch: etag }));
    const stale = await submodels.patchValue('urn:sm:2', 'Speed', '9', { ifMatch: etag });
    assert.ok(!stale.ok && stale.error.status === 412);
    assert.equal(unwrap(await submodels.getValueJson('urn:sm:2', 'Speed')).json.toString(), '8');
  });

  it('moves later list items up when one is removed', async () => {
    const { submodels } = opened.twins;
    unwrap(await submodels.create(submodel('urn:sm:3')));
    unwrap(await submodels.deleteElement('urn:sm:3', 'Axis.Limits[0]'));
    const first = unwrap(await submodels.getValueJson('urn:sm:3', 'Axis.Limits[0]'));
    assert.equal(first.json.toString(), '2');
    const gone = await submodels.getElement('urn:sm:3', 'Axis.Limits[2]');
    assert.ok(!gone.ok && gone.error.status === 404);
    const added = await submodels.createElement('urn:sm:3', 'Axis.Limits', {
      modelType: 'Property',
      valueType: 'xs:int',
      value: '4',
    });
    assert.deepEqual(unwrap(added), { path: 'Axis.Limits[2]' });
  });

  it('refuses an element whose idShort is taken', async () => {
    const { submodels } = opened.twins;
    const taken = await submodels.createElement('urn:sm:3', 'Axis', {
      modelType: 'Property',
      idShort: 'Angle',
      valueType: 'xs:int',
    });
    assert.ok(!taken.ok && taken.error.status === 409);
  });

  it('derives registry and discovery from the shells it hosts', async () => {
    const { shells, registry, discovery } = opened.twins;
    const reference = { type: 'ModelReference', keys: [{ type: 'Submodel', value: 'urn:sm:1' }] };
    unwrap(await shells.create(shell('urn:aas:1', { submodels: [reference as never] })));
    const descriptor = unwrap(await registry.getShell('urn:aas:1'));
    assert.equal(descriptor.globalAssetId, 'urn:aas:1/asset');
    assert.equal(descriptor.submodelDescriptors?.[0]?.id, 'urn:sm:1');
    const refused = await registry.deleteShell('urn:aas:1');
    assert.ok(!refused.ok && refused.error.code === 'twin.derived-descriptor');
    const asset = [{ name: 'globalAssetId', value: 'urn:aas:1/asset' }];
    const found = unwrap(await discovery.search(asset, { limit: 10 }));
    assert.deepEqual(found.items, ['urn:aas:1']);
    const listed = unwrap(await shells.list({ assetIds: asset }, { limit: 10 }));
    assert.deepEqual(
      listed.items.map(({ id }) => id),
      ['urn:aas:1'],
    );
    unwrap(await shells.delete('urn:aas:1'));
    assert.ok(!(await registry.getShell('urn:aas:1')).ok);
    assert.deepEqual(unwrap(await discovery.search(asset, { limit: 10 })).items, []);
  });

  it('sees what a borrower of the writer wrote', async () => {
    const { twins, database, folder } = opened;
    unwrap(await twins.submodels.create(submodel('urn:lent')));
    unwrap(await twins.submodels.getJson('urn:lent'));
    await database.lend(async (location) => {
      const baseUrl = 'https://node.example';
      const options = { dataFolder: folder, baseUrl, logger: silentLogger };
      const borrowed = openTwinsForWorker(location, options);
      await borrowed.start();
      unwrap(await borrowed.twins.submodels.patchValue('urn:lent', 'Speed', 77));
      await borrowed.stop();
    });
    const value = unwrap(await twins.submodels.getValueJson('urn:lent', 'Speed'));
    assert.equal(value.json.toString(), '77');
    const whole = unwrap(await twins.submodels.getJson('urn:lent'));
    assert.match(whole.json.toString(), /"value":"77"/);
  });

  it('judges each of many values alone, and tells of those that were written', async () => {
    const { twins, outbox } = opened;
    unwrap(await twins.submodels.create(submodel('urn:many')));
    const { last } = await outbox.range();
    const results = await twins.submodels.writeValues([
      { submodelId: 'urn:many', path: 'Speed', value: 1, atMs: 42 },
      { submodelId: 'urn:many', path: 'Speed', value: 'fast' },
      { submodelId: 'urn:many', path: 'Nothing', value: 1 },
      { submodelId: 'urn:many', path: 'Axis.Limits[2]', value: 9 },
    ]);
    assert.deepEqual(
      results.map(({ ok }) => ok),
      [true, false, false, true],
    );
    const events = await outbox.readAfter(last, 10);
    assert.deepEqual(
      events.map(({ type, subject }) => [type, subject]),
      [
        ['org.registan.twin.value-changed', 'urn:many#Speed'],
        ['org.registan.twin.value-changed', 'urn:many#Axis.Limits[2]'],
      ],
    );
    const data = { submodelId: 'urn:many', path: 'Speed', value: 1, atMs: 42 };
    assert.deepEqual(events[0]?.data, data);
  });

  it('changes registered descriptors all or not at all', async () => {
    const { registry } = opened.twins;
    const endpoints = [
      { interface: 'AAS-3.1', protocolInformation: { href: 'https://a.example' } },
    ];
    const foreign = (id: string) => ({ id, endpoints });
    const descriptors = [foreign('urn:f:1'), foreign('urn:f:2')];
    unwrap(await registry.bulkShells({ kind: 'create', descriptors }));
    const again = await registry.bulkShells({
      kind: 'create',
      descriptors: [foreign('urn:f:3'), foreign('urn:f:1')],
    });
    assert.ok(!again.ok && again.error.status === 409);
    assert.equal((await registry.getShell('urn:f:3')).ok, false);
    const malformed = await registry.createSubmodel({ id: 'urn:f:4', endpoints: [] });
    assert.ok(!malformed.ok);
    assert.equal(malformed.error.causes?.[0]?.path, '/endpoints');
  });

  it('keeps a file with its element, and forgets it with it', async () => {
    const { submodels } = opened.twins;
    const file = { name: 'a b.pdf', contentType: 'application/pdf', body: Readable.from(['pdf']) };
    unwrap(await submodels.putFile('urn:sm:1', 'Manual', file));
    const stored = unwrap(await submodels.getFile('urn:sm:1', 'Manual'));
    assert.equal(await text(stored.open()), 'pdf');
    assert.equal(stored.name, 'a b.pdf');
    const whole = unwrap(await submodels.get('urn:sm:1'));
    unwrap(await submodels.put('urn:sm:1', whole.value));
    assert.equal((await submodels.getFile('urn:sm:1', 'Manual')).ok, true);
    unwrap(await submodels.deleteElement('urn:sm:1', 'Manual'));
    const used = await opened.database.all('SELECT * FROM twin_file');
    assert.deepEqual(used, []);
  });

  it('finds twins by the beginnings of words, whatever their case and accents', async () => {
    const { shells, search } = opened.twins;
    const displayName = [{ language: 'de', text: 'Prüfstand Süd' }];
    unwrap(await shells.create(shell('https://example.org/aas/4711-b', { displayName })));
    for (const words of ['prufst', 'SÜD', '4711', 'example org', 'robo aas']) {
      const found = unwrap(await search.search(words, { limit: 10 }));
      assert.deepEqual(
        found.items.map(({ id }) => id),
        ['https://example.org/aas/4711-b'],
        words,
      );
    }
    assert.deepEqual(unwrap(await search.search('nord', { limit: 10 })).items, []);
  });

  it('pages through a list by cursors, each item once', async () => {
    const { shells } = opened.twins;
    for (let n = 0; n < 25; n += 1) unwrap(await shells.create(shell(`urn:page:${n}`)));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = unwrap(await shells.list({}, { limit: 7, cursor }));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== undefined);
    const own = seen.filter((id) => id.startsWith('urn:page:'));
    assert.deepEqual(
      own,
      Array.from({ length: 25 }, (_, n) => `urn:page:${n}`),
    );
    const foreign = await shells.list({}, { limit: 7, cursor: 'WyJ4IiwxXQ' });
    assert.ok(!foreign.ok && foreign.error.status === 400);
  });

  it('imports an environment with its files and exports it again', async () => {
    const { environment } = opened.twins;
    const whole = submodel('urn:env:sm');
    const files = [
      { path: '/aasx/m.pdf', contentType: 'application/pdf', body: Readable.from(['content']) },
    ];
    const elements = whole.submodelElements?.map((element) =>
      element.modelType === 'File' ? { ...element, value: '/aasx/m.pdf' } : element,
    );
    const report = await environment.importEnvironment(
      { submodels: [{ ...whole, submodelElements: elements }] },
      (async function* () {
        yield* files;
      })(),
    );
    assert.deepEqual(unwrap(report), {
      shells: 0,
      submodels: 1,
      concepts: 0,
      files: 1,
      violations: [],
    });
    const exported = unwrap(
      await environment.exportEnvironment({
        submodelIds: ['urn:env:sm'],
        includeConceptDescriptions: true,
      }),
    );
    same(exported.environment.submodels, [{ ...whole, submodelElements: elements }]);
    const [file] = exported.files;
    assert.ok(file !== undefined);
    assert.equal(await text(file.open()), 'content');
  });
});
