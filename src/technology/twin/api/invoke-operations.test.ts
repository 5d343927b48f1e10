/** Operations invoked by handlers and services, at once and in time; bulk changes likewise. */

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { encodeBase64Url } from '#base';
import type { OperationVariable } from '../model/index.ts';
import type { OperationCall } from './operation-handlers.ts';
import { ask as askOf, openTestApi } from './testing.ts';

const service = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/large') return void response.end(`["${'x'.repeat(2_000_000)}"]`);
    if (request.url === '/elsewhere') {
      return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    }
    const [first] = JSON.parse(Buffer.concat(chunks).toString()) as OperationVariable[];
    return void response.end(JSON.stringify([doubled(first)]));
  });
});
await new Promise<void>((done) => service.listen(0, '127.0.0.1', done));
const host = `127.0.0.1:${(service.address() as AddressInfo).port}`;
const api = await openTestApi({ allowedOperationHosts: [host] });
const delegated = ['double', 'large', 'elsewhere'].map((name) =>
  operation(`Delegated_${name}`, `http://${host}/${name}`),
);
await api.twins.submodels.create({
  modelType: 'Submodel',
  id: 'urn:machine',
  submodelElements: [
    operation('Double'),
    operation('Nobody'),
    operation('Foreign', 'http://example.org/double'),
    { modelType: 'Property', idShort: 'Speed', valueType: 'xs:int', value: '7' },
    ...delegated,
  ],
});
api.handlers.register('urn:machine', 'Double', carryOut);
after(async () => {
  await api.close();
  service.close();
});

const path = `/submodels/${encodeBase64Url('urn:machine')}/submodel-elements`;
const ask = (...given: Parameters<typeof askOf> extends [unknown, ...infer Rest] ? Rest : never) =>
  askOf(api, ...given);

function number(idShort: string, value: number): OperationVariable {
  return { value: { modelType: 'Property', idShort, valueType: 'xs:int', value: String(value) } };
}

function operation(idShort: string, delegation?: string) {
  const qualifier = { type: 'invocationDelegation', valueType: 'xs:string', value: delegation };
  return {
    modelType: 'Operation' as const,
    idShort,
    inputVariables: [number('Input', 0)],
    outputVariables: [number('Output', 0)],
    ...(delegation === undefined ? {} : { qualifiers: [qualifier as never] }),
  };
}

function doubled(input: OperationVariable | undefined): OperationVariable {
  const given = input?.value.modelType === 'Property' ? Number(input.value.value) : Number.NaN;
  return number('Output', given * 2);
}

/** Waits 50 ms, then doubles; fails for 13, never ends for 99 unless it is told to. */
async function carryOut({ inputs, signal }: OperationCall) {
  const [input] = inputs;
  const given = input?.value.modelType === 'Property' ? input.value.value : '';
  if (given === '13') throw new Error('the machine refuses unlucky numbers');
  await new Promise((resolve, reject) => {
    if (given !== '99') setTimeout(resolve, 50);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  return { isSuccess: true, outputs: [doubled(input)] };
}

const request = (value: number) => ({ inputArguments: [number('Input', value)] });

test('an operation is invoked by its registered handler, in both serialisations', async () => {
  const normal = await ask('POST', `${path}/Double/invoke`, request(21));
  assert.equal(normal.status, 200);
  assert.equal(normal.json.executionState, 'Completed');
  assert.equal(normal.json.success, true);
  assert.deepEqual(normal.json.outputArguments, [number('Output', 42)]);
  const value = await ask('POST', `${path}/Double/invoke/$value`, { inputArguments: { Input: 4 } });
  assert.deepEqual(value.json.outputArguments, { Output: 8 });
});

test('a failing machine is told as a result, not as an error of the server', async () => {
  const failed = await ask('POST', `${path}/Double/invoke`, request(13));
  assert.equal(failed.status, 200);
  assert.equal(failed.json.executionState, 'Failed');
  assert.equal(failed.json.success, false);
  assert.match(failed.json.messages[0].text, /unlucky/);
});

test('an invocation ends at the timeout that the client asked for', async () => {
  const late = await ask('POST', `${path}/Double/invoke`, {
    ...request(99),
    clientTimeoutDuration: 'PT0.05S',
  });
  assert.equal(late.json.executionState, 'Timeout');
});

test('arguments that the operation does not declare, or of another type, are refused', async () => {
  const refused = [
    {},
    { inputArguments: [number('Other', 1)] },
    { inputArguments: [number('Input', 1), number('Input', 2)] },
    { inputArguments: [{ value: { modelType: 'Capability', idShort: 'Input' } }] },
    { ...request(1), clientTimeoutDuration: 'soon' },
    { ...request(1), timeout: 5 },
  ];
  for (const body of refused) {
    assert.equal((await ask('POST', `${path}/Double/invoke`, body)).status, 400);
  }
  const value = { inputArguments: { Input: 'many' } };
  assert.equal((await ask('POST', `${path}/Double/invoke/$value`, value)).status, 400);
});

test('only operations that somebody carries out can be invoked', async () => {
  assert.equal((await ask('POST', `${path}/Speed/invoke`, request(1))).status, 405);
  assert.equal((await ask('POST', `${path}/Nobody/invoke`, request(1))).status, 405);
  assert.equal((await ask('POST', `${path}/Missing/invoke`, request(1))).status, 404);
});

test('an operation is delegated to the service of its qualifier on an allowed host', async () => {
  const done = await ask('POST', `${path}/Delegated_double/invoke`, request(5));
  assert.deepEqual(done.json.outputArguments, [number('Output', 10)]);
  assert.equal((await ask('POST', `${path}/Foreign/invoke`, request(5))).status, 403);
});

test('a service that answers too much, or leads elsewhere, is a failure', async () => {
  for (const name of ['large', 'elsewhere']) {
    const failed = await ask('POST', `${path}/Delegated_${name}/invoke`, request(5));
    assert.equal(failed.status, 200);
    assert.equal(failed.json.executionState, 'Failed', name);
  }
});

test('an asynchronous invocation is followed from its handle to its result', async () => {
  for (const form of ['', '/$value']) {
    const body = form === '' ? request(3) : { inputArguments: { Input: 3 } };
    const accepted = await ask('POST', `${path}/Double/invoke-async${form}`, body);
    assert.equal(accepted.status, 202);
    const status = String(accepted.headers.location).replace('/api/v3.1', '');
    const early = await ask('GET', status);
    assert.equal(early.status, 200);
    assert.equal(early.json.executionState, 'Running');
    const result = await followed(status);
    const done = await ask('GET', result + form);
    assert.equal(done.json.executionState, 'Completed');
    const expected = form === '' ? [number('Output', 6)] : { Output: 6 };
    assert.deepEqual(done.json.outputArguments, expected);
    assert.equal((await ask('GET', status.replace('/Double/', '/Nobody/'))).status, 404);
  }
});

test('an invocation that was cut off is failed at the next start, with the reason', async () => {
  await api.twins.invocations.create({
    handleId: 'cut-off',
    submodelId: 'urn:machine',
    path: 'Double',
    state: 'Running',
    request: request(1),
    startedAtMs: Date.now(),
    timeoutMs: 1000,
  });
  const again = await openTestApi({ on: api });
  const handle = encodeBase64Url('cut-off');
  const found = await askOf(again, 'GET', `${path}/Double/operation-results/${handle}`);
  assert.equal(found.json.executionState, 'Failed');
  assert.match(found.json.messages[0].text, /stopped while this was under way/);
  await again.app.close();
});

test('bulk changes of the registry are accepted, followed and all or nothing', async () => {
  const descriptors = ['a', 'b'].map((name) => ({ id: `urn:foreign:${name}` }));
  const accepted = await ask('POST', '/bulk/shell-descriptors', descriptors);
  assert.equal(accepted.status, 202);
  const result = await followed(String(accepted.headers.location).replace('/api/v3.1', ''));
  assert.equal((await ask('GET', result)).status, 204);
  const one = `/shell-descriptors/${encodeBase64Url('urn:foreign:a')}`;
  assert.equal((await ask('GET', one)).status, 200);
  const more = [{ id: 'urn:foreign:c' }, { id: 'urn:foreign:a' }];
  const doubled = await ask('POST', '/bulk/shell-descriptors', more);
  const failure = await followed(String(doubled.headers.location).replace('/api/v3.1', ''));
  assert.equal((await ask('GET', failure)).status, 409);
  const third = `/shell-descriptors/${encodeBase64Url('urn:foreign:c')}`;
  assert.equal((await ask('GET', third)).status, 404);
  assert.equal((await ask('POST', '/bulk/shell-descriptors', [])).status, 400);
  const deleted = await ask('DELETE', '/bulk/shell-descriptors', ['urn:foreign:a']);
  const gone = await followed(String(deleted.headers.location).replace('/api/v3.1', ''));
  assert.equal((await ask('GET', gone)).status, 204);
  assert.equal((await ask('GET', one)).status, 404);
});

/** Asks for a status until it leads on; the address that it leads to. */
async function followed(status: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await ask('GET', status);
    if (found.status === 302) return String(found.headers.location).replace('/api/v3.1', '');
    assert.equal(found.status, 200);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${status} never ended`);
}
