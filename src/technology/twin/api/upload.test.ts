/** Uploads as forms, good and bad, and what becomes of them. */

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { encodeBase64Url } from '#base';
import { openTestApi } from './testing.ts';

const api = await openTestApi();
await api.twins.submodels.create({
  modelType: 'Submodel',
  id: 'urn:files',
  submodelElements: [
    { modelType: 'File', idShort: 'Manual', contentType: 'text/plain' },
    { modelType: 'Property', idShort: 'Speed', valueType: 'xs:int' },
  ],
});
await api.twins.shells.create({
  modelType: 'AssetAdministrationShell',
  id: 'urn:shell',
  assetInformation: { assetKind: 'Instance', globalAssetId: 'urn:asset' },
});
after(() => api.close());

const elements = `/api/v3.1/submodels/${encodeBase64Url('urn:files')}/submodel-elements`;
const attachment = `${elements}/Manual/attachment`;
const thumbnail = `/api/v3.1/shells/${encodeBase64Url('urn:shell')}/asset-information/thumbnail`;

interface Part {
  readonly name: string;
  readonly content: string;
  readonly fileName?: string;
  readonly type?: string;
}

function form(parts: readonly Part[], end = '--x--\r\n'): string {
  const written = parts.map(({ name, content, fileName, type = 'text/plain' }) => {
    const file = fileName === undefined ? '' : `; filename="${fileName}"`;
    const media = fileName === undefined ? '' : `Content-Type: ${type}\r\n`;
    const head = `Content-Disposition: form-data; name="${name}"${file}\r\n${media}`;
    return `--x\r\n${head}\r\n${content}\r\n`;
  });
  return written.join('') + end;
}

async function put(url: string, payload: string, method: 'POST' | 'PUT' = 'PUT') {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' };
  return api.app.inject({ method, url, payload, headers });
}

const file: Part = { name: 'file', fileName: 'part.txt', content: 'how to turn it on' };
const fileName: Part = { name: 'fileName', content: 'manual.txt' };

test('an attachment is uploaded, downloaded as a file and deleted', async () => {
  assert.equal((await put(attachment, form([fileName, file]))).statusCode, 204);
  const found = await api.app.inject({ url: attachment });
  assert.equal(found.body, file.content);
  assert.equal(found.headers['content-type'], 'text/plain');
  assert.match(String(found.headers['content-disposition']), /^attachment; filename="manual.txt"/);
  assert.equal(found.headers['x-content-type-options'], 'nosniff');
  const etag = String(found.headers.etag);
  const same = await api.app.inject({ url: attachment, headers: { 'if-none-match': etag } });
  assert.equal(same.statusCode, 304);
  assert.equal((await api.app.inject({ method: 'DELETE', url: attachment })).statusCode, 200);
  assert.equal((await api.app.inject({ url: attachment })).statusCode, 404);
});

test('the name of the form counts also when it comes after the file', async () => {
  assert.equal((await put(attachment, form([file, fileName]))).statusCode, 204);
  const found = await api.app.inject({ url: attachment });
  assert.match(String(found.headers['content-disposition']), /filename="manual.txt"/);
  const parked = (await readdir(tmpdir())).filter((name) => name.startsWith('registan-upload-'));
  assert.deepEqual(parked, []);
});

test('a name with a folder in it loses the folder', async () => {
  const sly = { ...fileName, content: '../../etc/passwd' };
  assert.equal((await put(attachment, form([sly, file]))).statusCode, 204);
  const found = await api.app.inject({ url: attachment });
  assert.match(String(found.headers['content-disposition']), /filename="passwd"/);
});

test('half a form, one without a file, or no form at all is refused', async () => {
  const kept = (await api.app.inject({ url: attachment })).body;
  for (const [payload, status] of [
    [form([fileName, file], ''), 400],
    [form([fileName, file], '--x\r\nContent-Disposition: form-data; na'), 400],
    [form([fileName]), 400],
    [form([fileName, { ...file, name: 'document' }]), 400],
    [form([{ ...fileName, content: '..' }, file]), 400],
    ['', 400],
    ['nonsense', 400],
  ] as const) {
    const refused = await put(attachment, payload);
    assert.equal(refused.statusCode, status, payload);
    assert.ok(JSON.parse(refused.body).messages[0].text.length > 0);
  }
  const json = { url: attachment, headers: { 'content-type': 'application/json' }, payload: '{}' };
  assert.equal((await api.app.inject({ method: 'PUT', ...json })).statusCode, 415);
  assert.equal((await api.app.inject({ url: attachment })).body, kept);
});

test('only File elements have an attachment', async () => {
  const refused = await put(`${elements}/Speed/attachment`, form([fileName, file]));
  assert.equal(refused.statusCode, 405);
});

test('a thumbnail belongs to its shell', async () => {
  const image = { ...file, fileName: 'machine.png', type: 'image/png' };
  assert.equal((await put(thumbnail, form([fileName, image]))).statusCode, 204);
  const found = await api.app.inject({ url: thumbnail });
  assert.equal(found.headers['content-type'], 'image/png');
  assert.equal((await api.app.inject({ method: 'DELETE', url: thumbnail })).statusCode, 200);
  assert.equal((await api.app.inject({ url: thumbnail })).statusCode, 404);
});

test('packages are kept as sent, found by their shells, replaced and deleted', async () => {
  const ids = { name: 'aasIds', content: 'urn:one' };
  const aasx = { ...file, fileName: 'plant.aasx', content: 'PK and so on' };
  const name = { name: 'fileName', content: 'plant.aasx' };
  const created = await put('/api/v3.1/packages', form([aasx, name, ids]), 'POST');
  assert.equal(created.statusCode, 201, created.body);
  const location = String(created.headers.location);
  const found = await api.app.inject({ url: location });
  assert.equal(found.body, aasx.content);
  assert.equal(found.headers['x-filename'], 'plant.aasx');
  const list = `/api/v3.1/packages?aasId=${encodeBase64Url('urn:one')}`;
  assert.equal((await api.app.inject({ url: list })).json().result.length, 1);
  const other = form([{ ...name }, { name: 'aasIds', content: '["urn:two"]' }, aasx]);
  assert.equal((await put(location, other)).statusCode, 204);
  assert.equal((await api.app.inject({ url: list })).json().result.length, 0);
  assert.equal((await api.app.inject({ method: 'DELETE', url: location })).statusCode, 204);
  assert.equal((await api.app.inject({ url: location })).statusCode, 404);
});
