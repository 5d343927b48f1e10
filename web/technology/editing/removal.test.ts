/** What a removal does when the node refuses a part of it: nothing is lost. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Shell } from '#technology/twin/model';
import { createClient } from '../client.ts';
import { twinRemoval } from './removal.ts';

const shell: Shell = {
  modelType: 'AssetAdministrationShell',
  id: 'urn:a',
  assetInformation: { assetKind: 'Instance', globalAssetId: 'urn:asset' },
};

/** A node that refuses what `refused` matches; the requests are kept in order. */
function nodeThatRefuses(refused: RegExp) {
  const asked: string[] = [];
  const fetch = async (url: string, init?: RequestInit): Promise<Response> => {
    const call = `${init?.method ?? 'GET'} ${url.replace(/^.*\/(?:v3\.1|v1)\//, '')}`;
    if (!call.startsWith('POST query')) asked.push(call);
    if (refused.test(call)) return Response.json({ messages: [] }, { status: 500 });
    if (call.startsWith('POST query')) {
      const names = String(init?.body).includes('urn:shared') ? ['urn:a', 'urn:b'] : ['urn:a'];
      return Response.json({ result: names });
    }
    if (call.startsWith('POST import')) return Response.json({ job: { id: '1' } }, { status: 202 });
    if (call.startsWith('GET jobs')) return Response.json({ state: 'done', output: { ok: true } });
    return call.startsWith('GET') ? new Response('package') : new Response(null, { status: 204 });
  };
  const removal = twinRemoval({ client: createClient({ fetch }), wait: async () => {} }, shell, [
    'urn:1',
    'urn:shared',
    'urn:2',
  ]);
  return { asked, removal };
}

const base64Url = (text: string) => Buffer.from(text).toString('base64url');
const whole = `submodelIds=${base64Url('urn:1')}&submodelIds=${base64Url('urn:2')}`;
const read = `GET serialization?${whole}&includeConceptDescriptions=false`;
const deleteShell = `DELETE shells/${base64Url('urn:a')}`;
const restored = ['POST import?name=restored.aasx&lenient=true', 'GET jobs/1', 'POST shells'];

test('what the node does not say is shared or not is not removed', async () => {
  const { asked, removal } = nodeThatRefuses(/query/);
  assert.equal((await removal.remove()).ok, false);
  assert.deepEqual(asked, []);
});

test('what cannot be read is not removed', async () => {
  const { asked, removal } = nodeThatRefuses(/serialization/);
  assert.equal((await removal.remove()).ok, false);
  assert.deepEqual(asked, [read]);
});

test('a removal that is refused at once changes nothing', async () => {
  const { asked, removal } = nodeThatRefuses(/^DELETE shells/);
  assert.equal((await removal.remove()).ok, false);
  assert.deepEqual(asked, [read, deleteShell]);
});

test('a removal that is refused halfway is taken back', async () => {
  const second = `DELETE submodels/${base64Url('urn:2')}`;
  const { asked, removal } = nodeThatRefuses(new RegExp(second));
  assert.equal((await removal.remove()).ok, false);
  const first = `DELETE submodels/${base64Url('urn:1')}`;
  assert.deepEqual(asked, [read, deleteShell, first, second, ...restored]);
});

test('a whole removal leaves what is shared, and is taken back with all of it', async () => {
  const { asked, removal } = nodeThatRefuses(/nothing/);
  assert.ok((await removal.remove()).ok);
  assert.equal(asked.length, 4);
  assert.ok((await removal.restore()).ok);
  assert.deepEqual(asked.slice(4), restored);
});
