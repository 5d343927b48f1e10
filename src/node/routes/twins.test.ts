/** The list of twins as the pages ask for it, on a whole node; and its failures' two forms. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { encodeBase64Url, silentLogger, systemClock } from '#base';
import { settingsSchema } from '../config/settings.ts';
import { openNode } from '../open-node.ts';

const folder = mkdtempSync(join(tmpdir(), 'registan-'));
const node = openNode({
  settings: settingsSchema.parse({ port: 0, host: '127.0.0.1', data: folder }),
  clock: systemClock,
  logger: silentLogger,
  demo: false,
  pagesFolder: folder,
});
const url = await node.start();
after(async () => {
  await node.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function get(address: string) {
  const response = await fetch(url + address);
  return { status: response.status, json: JSON.parse(await response.text()) };
}

test('twins are listed by words, a page at a time, and counted', async () => {
  for (const name of ['Lathe', 'Mill', 'Robot']) {
    const shell = {
      modelType: 'AssetAdministrationShell',
      id: `urn:${name}`,
      idShort: name,
      assetInformation: { assetKind: 'Instance', globalAssetId: `urn:asset:${name}` },
    };
    const headers = { 'content-type': 'application/json' };
    const request = { method: 'POST', headers, body: JSON.stringify(shell) };
    assert.equal((await fetch(`${url}/api/v3.1/shells`, request)).status, 201);
  }
  const first = await get('/api/node/v1/twins?limit=2');
  assert.equal(first.json.items.length, 2);
  const rest = await get(`/api/node/v1/twins?limit=2&cursor=${first.json.cursor}`);
  assert.equal(rest.json.items.length, 1);
  const found = await get('/api/node/v1/twins?q=rob');
  assert.deepEqual(
    found.json.items.map((one: { idShort: string }) => one.idShort),
    ['Robot'],
  );
  assert.deepEqual((await get('/api/node/v1/twins?kind=Type')).json.items, []);
  assert.equal((await get('/api/node/v1/twins?kind=Instance')).json.items.length, 3);
  assert.deepEqual((await get('/api/node/v1/twins?has=nameplate')).json.items, []);
  const counts = await get('/api/node/v1/twins/counts');
  assert.deepEqual(counts.json, { shells: 3, submodels: 0, concepts: 0 });
});

test('twins are filtered by a submodel’s meaning; an unknown filter is refused', async () => {
  const headers = { 'content-type': 'application/json' };
  const keys = [{ type: 'GlobalReference', value: 'https://admin-shell.io/ZVEI/nameplate/1/0' }];
  const submodel = {
    modelType: 'Submodel',
    id: 'urn:plate',
    semanticId: { type: 'ExternalReference', keys },
  };
  await fetch(`${url}/api/v3.1/submodels`, {
    ...{ method: 'POST', headers, body: JSON.stringify(submodel) },
  });
  const body = { type: 'ModelReference', keys: [{ type: 'Submodel', value: 'urn:plate' }] };
  const refs = `${url}/api/v3.1/shells/${encodeBase64Url('urn:Mill')}/submodel-refs`;
  await fetch(refs, { method: 'POST', headers, body: JSON.stringify(body) });
  for (const query of ['has=nameplate', 'has=nameplate&kind=Instance&q=mi']) {
    const found = await get(`/api/node/v1/twins?${query}`);
    assert.deepEqual(
      found.json.items.map((one: { idShort: string }) => one.idShort),
      ['Mill'],
    );
  }
  for (const query of ['has=beauty', 'kind=instance', 'has=nameplate&has=time-series', 'is=x']) {
    const refused = await get(`/api/node/v1/twins?${query}`);
    assert.equal(refused.status, 400, query);
    assert.equal(refused.json.code, 'node.invalid-request');
  }
});

test('each API tells of failures in its own form, malformed addresses included', async () => {
  assert.equal((await get('/api/node/v1/twins?limit=0')).json.code, 'node.invalid-request');
  assert.equal((await get('/api/node/v1/%zz')).json.code, 'node.malformed-request');
  const twin = await get('/api/v3.1/shells/%zz');
  assert.equal(twin.status, 400);
  assert.equal(twin.json.messages[0].messageType, 'Error');
});
