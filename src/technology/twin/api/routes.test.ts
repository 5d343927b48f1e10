/** The API's routes as a client meets them: forms, refusals, conditions, single services. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { encodeBase64Url } from '#base';
import { ask as askOf, openTestApi } from './testing.ts';

const shell = {
  modelType: 'AssetAdministrationShell',
  id: 'urn:shell',
  idShort: 'Machine',
  assetInformation: { assetKind: 'Instance', globalAssetId: 'urn:asset' },
  submodels: [{ type: 'ModelReference', keys: [{ type: 'Submodel', value: 'urn:submodel' }] }],
} as const;

const submodel = {
  modelType: 'Submodel',
  id: 'urn:submodel',
  idShort: 'Data',
  submodelElements: [
    { modelType: 'Property', idShort: 'Speed', valueType: 'xs:int', value: '7' },
    { modelType: 'Property', idShort: 'Unknown', valueType: 'xs:int' },
    { modelType: 'Blob', idShort: 'Bytes', contentType: 'text/plain', value: 'AAEC' },
    { modelType: 'File', idShort: 'Manual', contentType: 'text/plain' },
    { modelType: 'Capability', idShort: 'Turning' },
    {
      modelType: 'SubmodelElementCollection',
      idShort: 'Axes',
      value: [
        { modelType: 'Property', idShort: 'X1', valueType: 'xs:int', value: '1' },
        { modelType: 'Property', idShort: 'Y1', valueType: 'xs:int', value: '2' },
      ],
    },
    {
      modelType: 'SubmodelElementList',
      idShort: 'Tools',
      typeValueListElement: 'Property',
      valueTypeListElement: 'xs:string',
      value: [{ modelType: 'Property', valueType: 'xs:string', value: 'drill' }],
    },
  ],
} as const;

const api = await openTestApi();
await api.twins.shells.create(shell);
await api.twins.submodels.create(submodel);
after(() => api.close());

const shellPath = `/shells/${encodeBase64Url('urn:shell')}`;
const path = `/submodels/${encodeBase64Url('urn:submodel')}`;
const speed = `${path}/submodel-elements/Speed`;

type Arguments = Parameters<typeof askOf> extends [unknown, ...infer Rest] ? Rest : never;
const ask = (...given: Arguments) => askOf(api, ...given);
const textOf = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.json.messages.map((message: { text: string }) => message.text).join('\n');

test('a submodel is created, found at its Location, replaced and deleted', async () => {
  const small = { modelType: 'Submodel', id: 'urn:small/ü', idShort: 'Small' };
  const created = await ask('POST', '/submodels', small);
  assert.equal(created.status, 201);
  assert.equal(created.headers.location, `/api/v3.1/submodels/${encodeBase64Url(small.id)}`);
  const at = `/submodels/${encodeBase64Url(small.id)}`;
  assert.deepEqual((await ask('GET', at)).json, small);
  assert.equal((await ask('POST', '/submodels', small)).status, 409);
  assert.equal((await ask('PUT', at, { ...small, category: 'VARIABLE' })).status, 204);
  assert.equal((await ask('GET', at)).json.category, 'VARIABLE');
  assert.equal((await ask('PUT', at, { ...small, id: 'urn:other' })).status, 400);
  assert.equal((await ask('DELETE', at)).status, 204);
  assert.equal((await ask('GET', at)).status, 404);
  assert.equal((await ask('PUT', at, small)).status, 201);
});

test('an element is created, addressed by path, changed in every form and deleted', async () => {
  const elements = `${path}/submodel-elements`;
  const depth = { modelType: 'Property', idShort: 'Depth', valueType: 'xs:double', value: '1.5' };
  const created = await ask('POST', `${elements}/Axes`, depth);
  assert.equal(created.status, 201);
  assert.equal(created.headers.location, `/api/v3.1${elements}/Axes.Depth`);
  assert.equal((await ask('GET', `${elements}/Axes.Depth/$value`)).json, 1.5);
  assert.equal((await ask('PATCH', `${elements}/Axes.Depth/$value`, 2.5)).status, 204);
  assert.equal((await ask('GET', `${elements}/Axes.Depth`)).json.value, '2.5');
  const patch = { modelType: 'Property', category: 'PARAMETER' };
  assert.equal((await ask('PATCH', `${elements}/Axes.Depth/$metadata`, patch)).status, 204);
  assert.equal((await ask('GET', `${elements}/Axes.Depth/$metadata`)).json.category, 'PARAMETER');
  assert.equal((await ask('GET', `${elements}/Axes.Depth`)).json.value, '2.5');
  const refused = await ask('PATCH', `${elements}/Axes.Depth/$metadata`, { ...patch, value: '3' });
  assert.equal(refused.status, 400);
  const value = { modelType: 'Property', value: '3.5' };
  assert.equal((await ask('PATCH', `${elements}/Axes.Depth`, value)).status, 204);
  assert.equal((await ask('GET', `${elements}/Axes.Depth/$value`)).json, 3.5);
  assert.equal((await ask('PUT', `${elements}/Axes.Depth`, depth)).status, 204);
  assert.equal((await ask('DELETE', `${elements}/Axes.Depth`)).status, 204);
  assert.equal((await ask('DELETE', `${elements}/Axes.Depth`)).status, 404);
});

test('elements of lists are addressed by index, percent-encoded or not', async () => {
  for (const index of ['Tools[0]', 'Tools%5B0%5D']) {
    const found = await ask('GET', `${path}/submodel-elements/${index}/$value`);
    assert.equal(found.json, 'drill');
  }
  const reference = await ask('GET', `${path}/submodel-elements/Tools%5B0%5D/$reference`);
  assert.deepEqual(reference.json.keys, [
    { type: 'Submodel', value: 'urn:submodel' },
    { type: 'SubmodelElementList', value: 'Tools' },
    { type: 'Property', value: '0' },
  ]);
});

test('blobs come along only when they are asked for', async () => {
  const blob = async (query: string) => {
    const found = await ask('GET', path + query);
    return found.json.submodelElements.find((one: { idShort: string }) => one.idShort === 'Bytes');
  };
  assert.equal((await blob('')).value, undefined);
  assert.equal((await blob('?extent=withoutBlobValue')).value, undefined);
  assert.equal((await blob('?extent=withBlobValue')).value, 'AAEC');
});

test('the level core leaves out the children of children', async () => {
  const found = await ask('GET', `${path}?level=core`);
  const axes = found.json.submodelElements.find(
    (one: { idShort: string }) => one.idShort === 'Axes',
  );
  assert.equal(axes.value, undefined);
  const value = await ask('GET', `${path}/$value?level=core`);
  assert.deepEqual(value.json.Axes, {});
  assert.deepEqual((await ask('GET', `${path}/$path?level=core`)).json.includes('Axes.X1'), false);
  assert.ok((await ask('GET', `${path}/$path`)).json.includes('Axes.X1'));
});

test('the finer lists are paged by what they list', async () => {
  const seen: string[] = [];
  let cursor = '';
  do {
    const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await ask('GET', `${path}/submodel-elements/$path?limit=2${query}`);
    assert.equal(page.status, 200);
    assert.ok(page.json.result.length <= 2);
    seen.push(...page.json.result);
    cursor = page.json.paging_metadata.cursor ?? '';
  } while (cursor !== '');
  assert.deepEqual(seen, (await ask('GET', `${path}/$path`)).json);
  const values = await ask('GET', `${path}/submodel-elements/$value?limit=1`);
  assert.deepEqual(values.json.result, [{ Speed: 7 }]);
});

test('modifiers and parameters that do not apply are refused by name', async () => {
  for (const address of [
    `${path}/$metadata?level=deep`,
    `${path}/$metadata?extent=withBlobValue`,
    `${path}/$reference?level=deep`,
    `${path}?level=flat`,
    `${path}?limit=5`,
    `${path}?level=core&level=deep`,
    `${speed}/$path`,
    `${path}/submodel-elements/Turning/$value`,
    `${path}/submodel-elements/Turning/$metadata`,
    '/shells?limit=0',
    '/shells?limit=-1',
    '/shells?limit=one',
    '/shells?cursor=',
    '/shells?cursor=abc',
    '/shells?assetIds=abc',
    '/serialization?includeConceptDescriptions=maybe',
    '/shells/abc=',
    '/shells/a',
    `${path}/submodel-elements/Axes..X1`,
    `${path}/submodel-elements/0`,
  ]) {
    const answer = await ask('GET', address);
    assert.equal(answer.status, 400, address);
    assert.equal(answer.json.messages[0].messageType, 'Error', address);
  }
});

test('a property without a value has no $value', async () => {
  assert.equal((await ask('GET', `${path}/submodel-elements/Unknown/$value`)).status, 404);
  assert.equal((await ask('GET', `${path}/submodel-elements/Unknown`)).status, 200);
});

test('conditional requests are answered with 304 and 412', async () => {
  for (const address of [path, speed, `${speed}/$value`, `${path}/$value`, `${path}/$metadata`]) {
    const first = await ask('GET', address);
    const etag = String(first.headers.etag);
    const same = await ask('GET', address, undefined, { 'if-none-match': etag });
    assert.equal(same.status, 304, address);
    assert.equal(same.body, '');
    const other = await ask('GET', address, undefined, { 'if-none-match': '"no"' });
    assert.equal(other.status, 200);
  }
  const etag = String((await ask('GET', `${speed}/$value`)).headers.etag);
  assert.equal((await ask('PATCH', `${speed}/$value`, 8, { 'if-match': etag })).status, 204);
  assert.equal((await ask('PATCH', `${speed}/$value`, 9, { 'if-match': etag })).status, 412);
  const now = await ask('GET', `${speed}/$value`);
  assert.equal(now.json, 8);
  assert.notEqual(now.headers.etag, etag);
  const metadata = String((await ask('GET', `${path}/$metadata`)).headers.etag);
  const patch = { modelType: 'Submodel', category: 'VARIABLE' };
  const conditional = { 'if-match': metadata };
  assert.equal((await ask('PATCH', `${path}/$metadata`, patch, conditional)).status, 204);
  assert.equal((await ask('PATCH', `${path}/$metadata`, patch, conditional)).status, 412);
});

test('bodies of the wrong type, shape or size are refused before anything changes', async () => {
  const state = (await ask('GET', path)).body;
  const wrongType = await ask('PUT', path, submodel, { 'content-type': 'text/plain' });
  assert.equal(wrongType.status, 415);
  assert.equal((await ask('PUT', path)).status, 400);
  const malformed = await ask('PUT', path, '{"modelType": "Submodel",\n "id": }');
  assert.equal(malformed.status, 400);
  assert.match(textOf(malformed), /"}" where a value must stand at line 2, column 8/);
  const twice = await ask('PUT', path, '{"id": "a", "id": "b"}');
  assert.match(textOf(twice), /key "id" a second time at line 1, column 13/);
  assert.equal((await ask('PUT', path, `${'['.repeat(200)}${']'.repeat(200)}`)).status, 400);
  assert.equal((await ask('PUT', path, '{"__proto__": {"polluted": 1}}')).status, 400);
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false);
  const element = { ...submodel.submodelElements[0], idShort: 'not an id' };
  const invalid = await ask('PUT', path, { ...submodel, submodelElements: [element] });
  assert.equal(invalid.status, 400);
  assert.match(textOf(invalid), /\/submodelElements\/0\/idShort: /);
  const doubled = [submodel.submodelElements[0], submodel.submodelElements[0]];
  assert.equal((await ask('PUT', path, { ...submodel, submodelElements: doubled })).status, 400);
  assert.equal((await ask('GET', path)).body, state);
});

test('unknown addresses are 404, other methods 405 with what is allowed', async () => {
  assert.equal((await ask('GET', '/nothing/here')).status, 404);
  const wrong = await ask('DELETE', '/shells');
  assert.equal(wrong.status, 405);
  assert.equal(wrong.headers.allow, 'GET, HEAD, POST');
  assert.equal((await ask('PUT', `${path}/submodel-elements/Speed/$value`, 1)).status, 405);
});

test('a shell leads to its own submodels only', async () => {
  const through = `${shellPath}/submodels/${encodeBase64Url('urn:submodel')}`;
  assert.equal((await ask('GET', through)).json.id, 'urn:submodel');
  assert.equal((await ask('GET', `${through}/submodel-elements/Axes.X1/$value`)).json, 1);
  await api.twins.submodels.create({ modelType: 'Submodel', id: 'urn:stranger' });
  const stranger = `${shellPath}/submodels/${encodeBase64Url('urn:stranger')}`;
  assert.equal((await ask('GET', stranger)).status, 404);
  assert.equal((await ask('DELETE', stranger)).status, 404);
  const posted = await ask('POST', `${shellPath}/submodel-refs`, {
    type: 'ModelReference',
    keys: [{ type: 'Submodel', value: 'urn:stranger' }],
  });
  assert.equal(posted.status, 201);
  assert.equal((await ask('GET', stranger)).status, 200);
  assert.equal((await ask('GET', `${shellPath}/submodel-refs?limit=1`)).json.result.length, 1);
  assert.equal((await ask('DELETE', stranger)).status, 204);
  assert.equal((await ask('GET', `${shellPath}/submodel-refs`)).json.result.length, 1);
  assert.equal((await ask('GET', `/submodels/${encodeBase64Url('urn:stranger')}`)).status, 404);
});

test('the single shell and the single submodel are services of their own', async () => {
  assert.equal((await ask('GET', `${shellPath}/aas`)).json.id, 'urn:shell');
  assert.equal((await ask('GET', `${shellPath}/aas/`)).json.id, 'urn:shell');
  assert.equal((await ask('GET', `${path}/submodel/submodel-elements/Axes.Y1/$value`)).json, 2);
  const shellProfiles = (await ask('GET', `${shellPath}/description`)).json.profiles;
  const name = 'https://admin-shell.io/aas/API/3/1/AssetAdministrationShellServiceSpecification';
  assert.ok(shellProfiles.includes(`${name}/SSP-001`));
  const profiles = (await ask('GET', `${path}/description`)).json.profiles;
  assert.ok(profiles.every((one: string) => one.includes('/SubmodelServiceSpecification/')));
});

test('the asset is read and replaced apart from its shell', async () => {
  const asset = await ask('GET', `${shellPath}/asset-information`);
  const changed = { ...asset.json, assetType: 'urn:type' };
  assert.equal((await ask('PUT', `${shellPath}/asset-information`, changed)).status, 204);
  assert.equal((await ask('GET', `${shellPath}/asset-information`)).json.assetType, 'urn:type');
  assert.equal((await ask('PUT', `${shellPath}/asset-information`, {})).status, 400);
});

test('shells are found by their asset', async () => {
  const id = encodeBase64Url(JSON.stringify({ name: 'globalAssetId', value: 'urn:asset' }));
  assert.equal((await ask('GET', `/shells?assetIds=${id}`)).json.result[0].id, 'urn:shell');
  assert.deepEqual((await ask('GET', `/lookup/shells?assetIds=${id}`)).json.result, ['urn:shell']);
  const links = [{ name: 'globalAssetId', value: 'urn:asset' }];
  const found = await ask('POST', '/lookup/shellsByAssetLink', links);
  assert.deepEqual(found.json.result, ['urn:shell']);
});

test('everything is serialised as what the Accept header prefers', async () => {
  const accept = (type: string) => ask('GET', '/serialization', undefined, { accept: type });
  assert.equal((await accept('*/*')).json.assetAdministrationShells.length, 1);
  const xml = await accept('application/xml;q=0.9, application/json;q=0.1');
  assert.match(xml.body, /<environment xmlns="https:\/\/admin-shell.io\/aas\/3\/1"/);
  const packageType = 'application/asset-administration-shell-package';
  for (const [type, inside] of [
    [`${packageType}+xml`, 'aasx/data.xml'],
    [`${packageType}+json`, 'aasx/data.json'],
    [packageType, 'aasx/data.json'],
    ['application/aasx+xml', 'aasx/data.xml'],
  ] as const) {
    const aasx = await accept(type);
    assert.equal(aasx.headers['content-type'], type);
    assert.equal(aasx.body.slice(0, 2), 'PK');
    assert.ok(aasx.body.includes(inside), `${type} holds ${inside}`);
  }
  assert.equal((await accept('text/html')).status, 406);
  const one = await ask('GET', `/serialization?submodelIds=${encodeBase64Url('urn:submodel')}`);
  assert.deepEqual(Object.keys(one.json), ['submodels']);
});

test('numbers longer than a double are written digit by digit', async () => {
  const id = encodeBase64Url('urn:precise');
  const property = (idShort: string, valueType: string) =>
    ({ modelType: 'Property', idShort, valueType, value: '1' }) as const;
  const submodelElements = [
    property('Mass', 'xs:decimal'),
    property('Count', 'xs:integer'),
    property('Ratio', 'xs:double'),
  ];
  const made = { modelType: 'Submodel', id: 'urn:precise', submodelElements };
  assert.equal((await ask('POST', '/submodels', made)).status, 201);
  const written = {
    Mass: '0.12345678901234567890123',
    Count: '123456789012345678901234567890',
    Ratio: '0.1234567890123456789',
  };
  for (const [name, digits] of Object.entries(written)) {
    const element = `/submodels/${id}/submodel-elements/${name}`;
    assert.equal((await ask('PATCH', `${element}/$value`, digits)).status, 204, name);
    assert.equal((await ask('GET', element)).json.value, digits);
  }
  const both = '{"Mass": 98765432109876543210.5, "Count": 9007199254740993}';
  assert.equal((await ask('PATCH', `/submodels/${id}/$value`, both)).status, 204);
  const { json } = await ask('GET', `/submodels/${id}/$value`);
  assert.deepEqual([json.Mass, json.Count], ['98765432109876543210.5', '9007199254740993']);
  assert.equal((await ask('DELETE', `/submodels/${id}`)).status, 204);
});

test('HEAD answers as GET does, without the body', async () => {
  for (const address of [path, `${speed}/$value`, '/shells', '/serialization', '/nothing']) {
    const get = await ask('GET', address);
    const head = await ask('HEAD', address);
    assert.equal(head.status, get.status, address);
    assert.equal(head.body, '');
    assert.equal(head.headers['content-type'], get.headers['content-type']);
    assert.equal(head.headers.etag, get.headers.etag);
  }
});

test('a client that takes no JSON is told that there is nothing else', async () => {
  const accept = (type: string) => ask('GET', path, undefined, { accept: type });
  assert.equal((await accept('text/html')).status, 406);
  for (const type of ['application/json', 'text/html, */*;q=0.1', 'application/*']) {
    assert.equal((await accept(type)).status, 200, type);
  }
});

test('a body over the limit is refused with the limit', async () => {
  const refused = await ask('POST', '/submodels', `"${'x'.repeat(2 * 1024 * 1024)}"`);
  assert.equal(refused.status, 413);
  assert.match(textOf(refused), /larger than 1048576 bytes/);
});
