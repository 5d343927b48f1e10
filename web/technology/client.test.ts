/** The client against a fetch of its own: addresses, headers, and every kind of refusal. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from './client.ts';
import { faultOf } from './fault.ts';
import { byPlace, readReport } from './import/report.ts';

interface Sent {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const sent: Sent[] = [];
  const client = createClient({
    fetch: async (url, init) => {
      sent.push({ url, init });
      const hasBody = status !== 204;
      return new Response(hasBody ? JSON.stringify(body) : null, { status, headers });
    },
  });
  return { client, sent };
}

test('identifiers are unpadded base64url and paths are escaped', async () => {
  const { client, sent } = answering(204, undefined);
  await client.patchValue('urn:a?b', 'Axes.Loads[0]', 7, '"1"');
  assert.equal(
    sent[0]?.url,
    '/api/v3.1/submodels/dXJuOmE_Yg/submodel-elements/Axes.Loads%5B0%5D/$value',
  );
  assert.equal(sent[0]?.init?.method, 'PATCH');
  assert.equal(new Headers(sent[0]?.init?.headers).get('if-match'), '"1"');
  assert.equal(sent[0]?.init?.body, '7');
});

test('a file is sent as a form, with its name and without a content type of its own', async () => {
  const { client, sent } = answering(204, undefined);
  await client.putFile('urn:a', 'Manual', new File(['%PDF'], 'manual.pdf'));
  assert.match(sent[0]?.url ?? '', /submodel-elements\/Manual\/attachment$/);
  const form = sent[0]?.init?.body as FormData;
  assert.equal(form.get('fileName'), 'manual.pdf');
  assert.equal(new Headers(sent[0]?.init?.headers).has('content-type'), false);
});

test('a search is one page by its cursor, and nothing that was not asked for', async () => {
  const { client, sent } = answering(200, { items: [] });
  await client.twins({}, 100);
  await client.twins({ q: 'cm-01 &', has: 'nameplate' }, 50, 'abc');
  assert.equal(sent[0]?.url, '/api/node/v1/twins?limit=100');
  assert.equal(sent[1]?.url, '/api/node/v1/twins?q=cm-01+%26&has=nameplate&limit=50&cursor=abc');
});

test('an export names its shells and asks for its format by the Accept header', async () => {
  const { client, sent } = answering(200, {});
  await client.serialization(['urn:a', 'urn:b'], 'aasx');
  assert.match(sent[0]?.url ?? '', /aasIds=dXJuOmE&aasIds=dXJuOmI&includeConcept/);
  assert.equal(
    new Headers(sent[0]?.init?.headers).get('accept'),
    'application/asset-administration-shell-package+xml',
  );
});

test('a refusal carries the standard’s messages, with their places', async () => {
  const { client } = answering(400, {
    messages: [
      { code: 'twin.invalid', text: '/idShort: An idShort starts with a letter.' },
      { code: 'twin.invalid', text: 'Another.', correlationId: '01JPA7' },
    ],
  });
  const answer = await client.submodel('urn:a');
  assert.ok(!answer.ok);
  assert.equal(answer.error.status, 400);
  assert.deepEqual(answer.error.details[0], {
    path: '/idShort',
    code: 'twin.invalid',
    text: 'An idShort starts with a letter.',
  });
});

test('problem details are read too, and so is an answer that is no JSON', async () => {
  const fault = faultOf({ title: 'Too large', detail: 'At most 1 GB.', code: 'import.x' }, 413);
  assert.deepEqual([fault.code, fault.message], ['import.x', 'At most 1 GB.']);
  assert.equal(faultOf(undefined, 502).code, 'http.502');
});

test('a node that does not answer is a fault and not an exception', async () => {
  const client = createClient({
    fetch: async () => {
      throw new TypeError('fetch failed');
    },
  });
  const answer = await client.counts();
  assert.ok(!answer.ok);
  assert.deepEqual([answer.error.status, answer.error.code], [0, 'network.unreachable']);
});

test('a stored thing comes with its entity tag', async () => {
  const { client } = answering(200, { id: 'urn:a' }, { etag: '"7"' });
  const answer = await client.shell('urn:a');
  assert.equal(answer.ok && answer.value.etag, '"7"');
});

test('a report groups its sentences by place and keeps what came in', () => {
  const report = readReport({
    shells: 1,
    submodels: 2,
    concepts: 3,
    files: 4,
    shellIds: ['urn:a'],
    violations: [
      { path: '/a', constraint: 'AASd-117', message: 'One.' },
      { path: '/b', constraint: 'type', message: 'Two.' },
      { path: '/a', constraint: 'AASd-117', message: 'One.' },
      { path: '/a', constraint: 'AASd-002', message: 'Three.' },
      { nonsense: true },
    ],
  });
  assert.deepEqual(report.cameIn.shellIds, ['urn:a']);
  assert.deepEqual(
    byPlace(report.violations).map((place) => [place.path, place.sentences.length]),
    [
      ['/a', 2],
      ['/b', 1],
    ],
  );
  assert.equal(readReport(undefined).cameIn.shells, 0);
});
