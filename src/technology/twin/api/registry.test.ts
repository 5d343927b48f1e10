/** Registries, discovery, concept descriptions and queries over the API. */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { encodeBase64Url } from '#base';
import { fixture } from './fixture.ts';
import { ask as askOf, openTestApi } from './testing.ts';

const api = await openTestApi();
await api.twins.environment.importEnvironment(fixture);
after(() => api.close());

const ask = (...given: Parameters<typeof askOf> extends [unknown, ...infer Rest] ? Rest : never) =>
  askOf(api, ...given);
const hosted = encodeBase64Url('https://example.org/shells/one');
const foreign = encodeBase64Url('urn:foreign');

function submodelDescriptor(id: string) {
  const protocolInformation = { href: `https://elsewhere.example/${id}` };
  return { id, endpoints: [{ interface: 'SUBMODEL-3.0', protocolInformation }] };
}

test('what the node hosts is registered by itself and cannot be registered over', async () => {
  const found = await ask('GET', `/shell-descriptors/${hosted}`);
  assert.equal(found.status, 200);
  assert.match(found.json.endpoints[0].protocolInformation.href, /^https:\/\/node\.example\//);
  const nested = await ask('GET', `/shell-descriptors/${hosted}/submodel-descriptors`);
  assert.equal(nested.json.result[0].id, 'https://example.org/submodels/one');
  const body = { id: 'https://example.org/shells/one', idShort: 'Mine' };
  assert.equal((await ask('PUT', `/shell-descriptors/${hosted}`, body)).status, 409);
  assert.equal((await ask('DELETE', `/shell-descriptors/${hosted}`)).status, 409);
});

test('foreign shells are registered, with submodels below them', async () => {
  const created = await ask('POST', '/shell-descriptors', { id: 'urn:foreign', idShort: 'Far' });
  assert.equal(created.status, 201);
  assert.equal(created.headers.location, `/api/v3.1/shell-descriptors/${foreign}`);
  const list = `/shell-descriptors/${foreign}/submodel-descriptors`;
  const one = `${list}/${encodeBase64Url('urn:sm:1')}`;
  assert.equal((await ask('POST', list, submodelDescriptor('urn:sm:1'))).status, 201);
  assert.equal((await ask('POST', list, submodelDescriptor('urn:sm:1'))).status, 409);
  const changed = { ...submodelDescriptor('urn:sm:1'), idShort: 'Changed' };
  assert.equal((await ask('PUT', one, changed)).status, 204);
  assert.equal((await ask('GET', one)).json.idShort, 'Changed');
  assert.equal((await ask('PUT', one, submodelDescriptor('urn:sm:2'))).status, 400);
  assert.equal((await ask('DELETE', one)).status, 204);
  assert.equal((await ask('GET', one)).status, 404);
});

test('submodels added to one descriptor at the same time are all kept', async () => {
  const list = `/shell-descriptors/${foreign}/submodel-descriptors`;
  const ids = Array.from({ length: 20 }, (_, index) => `urn:parallel:${index}`);
  const answers = await Promise.all(ids.map((id) => ask('POST', list, submodelDescriptor(id))));
  assert.ok(answers.every(({ status }) => status === 201));
  const seen: string[] = [];
  let query = '?limit=7';
  while (query !== '') {
    const page = await ask('GET', list + query);
    seen.push(...page.json.result.map((one: { id: string }) => one.id));
    const { cursor } = page.json.paging_metadata;
    query = cursor === undefined ? '' : `?limit=7&cursor=${cursor}`;
  }
  assert.deepEqual(seen.toSorted(), ids.toSorted());
});

test('descriptors without an id, or with another than their address, are refused', async () => {
  assert.equal((await ask('POST', '/shell-descriptors', { idShort: 'None' })).status, 400);
  assert.equal((await ask('POST', '/submodel-descriptors', [])).status, 400);
  assert.equal((await ask('PUT', `/shell-descriptors/${foreign}`, { id: 'urn:x' })).status, 400);
});

test('asset ids of foreign shells are kept for discovery', async () => {
  const at = `/lookup/shells/${encodeBase64Url('urn:far')}`;
  const links = [{ name: 'serial', value: '4711' }];
  assert.equal((await ask('POST', at, links)).status, 201);
  assert.deepEqual((await ask('GET', at)).json, links);
  assert.deepEqual((await ask('POST', '/lookup/shellsByAssetLink', links)).json.result, [
    'urn:far',
  ]);
  assert.equal((await ask('POST', at, [{ name: 'serial' }])).status, 400);
  assert.equal((await ask('DELETE', at)).status, 204);
  assert.deepEqual((await ask('POST', '/lookup/shellsByAssetLink', links)).json.result, []);
});

test('concept descriptions are created, replaced, found and deleted', async () => {
  const concept = { modelType: 'ConceptDescription', id: 'urn:concept', idShort: 'Speed' };
  const at = `/concept-descriptions/${encodeBase64Url(concept.id)}`;
  assert.equal((await ask('PUT', at, concept)).status, 201);
  assert.equal((await ask('POST', '/concept-descriptions', concept)).status, 409);
  assert.equal((await ask('PUT', at, { ...concept, category: 'PROPERTY' })).status, 204);
  const found = await ask('GET', '/concept-descriptions?idShort=Speed');
  assert.equal(found.json.result[0].category, 'PROPERTY');
  assert.equal((await ask('DELETE', at)).status, 204);
  assert.equal((await ask('GET', at)).status, 404);
});

test('a query gives whole objects, or their ids', async () => {
  const condition = { $eq: [{ $field: '$sm#idShort' }, { $strVal: 'Everything' }] };
  const whole = await ask('POST', '/query/submodels?limit=5', { $condition: condition });
  assert.equal(whole.status, 200);
  assert.equal(whole.json.paging_metadata.resultType, 'Submodel');
  assert.equal(whole.json.result[0].idShort, 'Everything');
  const ids = await ask('POST', '/query/submodels', { $select: 'id', $condition: condition });
  assert.equal(ids.json.paging_metadata.resultType, 'Identifier');
  assert.deepEqual(ids.json.result, ['https://example.org/submodels/one']);
});

test('a malformed query is refused', async () => {
  const refused = await ask('POST', '/query/submodels', { $condition: { $what: 1 } });
  assert.equal(refused.status, 400);
});

test('the single submodel tells which shells it belongs to', async () => {
  const at = `/submodels/${encodeBase64Url('https://example.org/submodels/one')}/submodel/shells`;
  const found = await ask('GET', at);
  assert.deepEqual(
    found.json.result.map((one: { id: string }) => one.id),
    ['https://example.org/shells/one'],
  );
});
