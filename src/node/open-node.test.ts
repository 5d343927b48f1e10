/** A whole node over HTTP: what it answers, refuses, streams, and how it stops. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { silentLogger, systemClock } from '#base';
import { type Settings, settingsSchema } from './config/settings.ts';
import { type Node, openNode } from './open-node.ts';

interface Started {
  readonly url: string;
  readonly node: Node;
  readonly folder: string;
}

function temporary(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'registan-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function started(t: TestContext, given: Partial<Settings> = {}): Promise<Started> {
  const folder = given.data ?? temporary(t);
  const settings = settingsSchema.parse({ port: 0, host: '127.0.0.1', data: folder, ...given });
  const pagesFolder = builtPages(t);
  const options = { clock: systemClock, logger: silentLogger, demo: false, pagesFolder };
  const node = openNode({ settings, ...options });
  const url = await node.start();
  t.after(() => node.stop());
  return { url, node, folder };
}

function builtPages(t: TestContext): string {
  const folder = temporary(t);
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Registan</title>');
  writeFileSync(join(folder, 'assets/main-abc123.js'), 'console.log("registan")');
  writeFileSync(join(folder, 'assets/main-abc123.js.gz'), gzipSync('console.log("registan")'));
  return folder;
}

async function createSubmodel(url: string, id: string): Promise<void> {
  const response = await fetch(`${url}/api/v3.1/submodels`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ modelType: 'Submodel', id }),
  });
  assert.equal(response.status, 201, await response.text());
}

test('a started node is alive, ready, measured, and says what it is', async (t) => {
  const { url } = await started(t, { name: 'Samarkand', region: 'Samarqand viloyati' });
  assert.deepEqual(await (await fetch(`${url}/healthz`)).json(), { status: 'alive' });
  assert.deepEqual(await (await fetch(`${url}/readyz`)).json(), { status: 'ready' });
  const described = (await (await fetch(`${url}/api/node/v1/node`)).json()) as object;
  assert.deepEqual(
    { ...described, version: '' },
    { name: 'Samarkand', region: 'Samarqand viloyati', jurisdiction: '', version: '', demo: false },
  );
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const line = 'registan_http_requests_total{method="GET",route="/healthz",status="2xx"} 1';
  assert.ok(metrics.includes(line), metrics);
  await fetch(`${url}/healthz`, { method: 'HEAD' });
  const again = await (await fetch(`${url}/metrics`)).text();
  const head = 'registan_http_requests_total{method="HEAD",route="/healthz",status="2xx"} 1';
  assert.ok(again.includes(head) && again.includes(line), 'each request is counted once');
  assert.match(metrics, /^process_resident_memory_bytes \d+$/m);
});

test('a failure of the node is a problem with a stable code and the way out', async (t) => {
  const { url } = await started(t, { bodyBytesMax: 1024 });
  const post = { method: 'POST', body: 'x' };
  const cases: readonly (readonly [string, RequestInit, number, string])[] = [
    ['/api/node/v1/nix', {}, 404, 'node.not-found'],
    ['/api/node/v1/jobs/job-1', {}, 404, 'node.job-not-found'],
    ['/api/node/v1/jobs/job-1', { method: 'DELETE' }, 404, 'node.job-not-found'],
    ['/api/node/v1/jobs?limit=many', {}, 400, 'node.invalid-request'],
    ['/api/node/v1/jobs?limt=1', {}, 400, 'node.invalid-request'],
    ['/api/node/v1/import?lenient=perhaps', post, 400, 'node.invalid-request'],
    ['/api/node/v1/%zz', {}, 400, 'node.malformed-request'],
    ['/events', { headers: { 'last-event-id': 'x' } }, 400, 'node.malformed-request'],
    ['/events?tpes=a', {}, 400, 'node.malformed-request'],
  ];
  for (const [path, init, status, code] of cases) {
    const response = await fetch(url + path, init);
    assert.equal(response.status, status, path);
    assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    const problem = (await response.json()) as Record<string, unknown>;
    assert.equal(problem.code, code, path);
    assert.match(String(problem.detail), /^[A-Z].*[.]$/);
  }
});

test('what cannot be read as a request is refused with a problem too', async (t) => {
  const { url } = await started(t);
  const { port } = new URL(url);
  const head = 'GET / HTTP/1.1\r\nHost: localhost\r\n';
  const cases = [
    ['\u0016\u0003\u0001\r\n\r\n', 400, 'node.malformed-request'],
    ['FOO / HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 'node.malformed-request'],
    [`${head}X-Long: ${'a'.repeat(40_000)}\r\n\r\n`, 431, 'node.headers-too-large'],
    [
      `GET /api/v3.1/shells/${'a'.repeat(15_000)} HTTP/1.1\r\nHost: localhost\r\n` +
        'Connection: close\r\n\r\n',
      414,
      'node.malformed-request',
    ],
  ] as const;
  for (const [sent, status, code] of cases) {
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(sent);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    assert.match(answer, new RegExp(`^HTTP/1.1 ${status} `));
    assert.ok(answer.includes(`"code":"${code}"`), answer);
    assert.ok(answer.length < 1000, 'what was sent is not sent back');
  }
});

test('another name and another origin are refused, on every route of the table', async (t) => {
  const { url, node } = await started(t);
  assert.ok(node.routes.length > 300, `${node.routes.length} routes`);
  const { port } = new URL(url);
  for (const { method, url: path } of node.routes) {
    const concrete = path.replaceAll(/:\w+/g, 'YQ').replace('*', 'x');
    assert.equal(await statusOf(port, method, concrete, 'Host: evil.example'), 421, path);
    if (['GET', 'HEAD', 'OPTIONS'].includes(method)) continue;
    const origin = `Host: localhost\r\nOrigin: http://evil.example`;
    assert.equal(await statusOf(port, method, concrete, origin), 403, path);
  }
});

/** The status alone, over a socket of its own: fetch does not let the Host header be chosen. */
async function statusOf(port: string, method: string, path: string, headers: string) {
  const socket = connect(Number(port), '127.0.0.1');
  socket.end(`${method} ${path} HTTP/1.1\r\n${headers}\r\nConnection: close\r\n\r\n`);
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return Number(answer.split(' ')[1]);
}

test('an uploaded environment is imported by a job, and the upload is gone', async (t) => {
  // Larger than a JSON body may be: an upload has a limit of its own.
  const { url, folder } = await started(t, { bodyBytesMax: 1024 });
  const submodels = [{ modelType: 'Submodel', id: 'urn:test:1' }];
  const environment = JSON.stringify({ submodels }) + ' '.repeat(5000);
  const response = await fetch(`${url}/api/node/v1/import?name=line.json`, {
    method: 'POST',
    body: environment,
  });
  assert.equal(response.status, 202);
  const { job } = (await response.json()) as { job: { id: string; input?: unknown } };
  assert.equal(job.input, undefined, 'its input names files of this machine');
  const ended = await endOf(url, job.id);
  assert.equal(ended.state, 'done', JSON.stringify(ended));
  assert.equal(ended.output?.report.submodels, 1);
  const stored = await fetch(`${url}/api/v3.1/submodels`);
  assert.equal(((await stored.json()) as { result: unknown[] }).result.length, 1);
  // The job is told as done first; its upload is removed right after.
  const left = () => readdirSync(join(folder, 'uploads'));
  for (let tries = 0; left().length > 0 && tries < 500; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.deepEqual(left(), []);
});

test('an upload over the limit is refused and leaves nothing', async (t) => {
  const { url, folder } = await started(t, { uploadBytesMax: 2048 });
  const init = { method: 'POST', body: 'x'.repeat(5000) };
  const response = await fetch(`${url}/api/node/v1/import`, init);
  assert.equal(response.status, 413);
  assert.equal(((await response.json()) as { code: string }).code, 'node.body-too-large');
  assert.deepEqual(readdirSync(join(folder, 'uploads')), []);
});

interface JobSeen {
  readonly state: string;
  readonly output?: { readonly report: { readonly submodels: number } };
}

async function endOf(url: string, id: string): Promise<JobSeen> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const job = (await (await fetch(`${url}/api/node/v1/jobs/${id}`)).json()) as JobSeen;
    if (job.state !== 'waiting' && job.state !== 'running') return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the job does not end');
}

interface Received {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: { readonly type?: string; readonly subject?: string } & Record<string, unknown>;
}

/** The first `count` events of a stream, then it is closed. */
async function events(url: string, count: number, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  assert.equal(response.status, 200, await (response.ok ? '' : response.text()));
  const received: Received[] = [];
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
      );
      if (fields.data === undefined) continue;
      received.push({ id: fields.id, event: fields.event, data: JSON.parse(fields.data) });
    }
    if (received.length >= count) break;
  }
  abort.abort();
  return received;
}

test('changes stream as CloudEvents, resumed after the last one seen, filtered', async (t) => {
  const { url } = await started(t);
  for (const id of ['urn:a', 'urn:b', 'urn:c']) await createSubmodel(url, id);
  const all = await events(`${url}/events?lastEventId=0`, 3);
  assert.deepEqual(
    all.map(({ data }) => data.subject),
    ['urn:a', 'urn:b', 'urn:c'],
  );
  assert.equal(all[0]?.data.specversion, '1.0');
  assert.equal(all[0]?.data.type, 'org.registan.twin.submodel-created');
  assert.equal(all[0]?.data.source, url);

  const resumed = await events(`${url}/events`, 2, { 'last-event-id': all[0]?.id ?? '' });
  assert.deepEqual(resumed, all.slice(1));

  const only = await events(`${url}/events?lastEventId=0&subject=urn:b`, 1);
  assert.deepEqual(only, [all[1]]);

  const none = events(`${url}/events?lastEventId=0&types=other,org.registan.twin.submodel-d*`, 1);
  await fetch(`${url}/api/v3.1/submodels/${Buffer.from('urn:a').toString('base64url')}`, {
    method: 'DELETE',
  });
  assert.equal((await none)[0]?.data.type, 'org.registan.twin.submodel-deleted');
});

test('a stream opened without a position brings what happens from then on', async (t) => {
  const { url } = await started(t);
  await createSubmodel(url, 'urn:before');
  const next = events(`${url}/events`, 5);
  await new Promise((resolve) => setTimeout(resolve, 100));
  for (let index = 0; index < 5; index++) await createSubmodel(url, `urn:after:${index}`);
  const subjects = (await next).map(({ data }) => data.subject);
  assert.deepEqual(
    subjects,
    [0, 1, 2, 3, 4].map((index) => `urn:after:${index}`),
  );
});

test('a position that is kept no more, or not yet reached, is told as a gap', async (t) => {
  const { url, node, folder } = await started(t, { eventsKept: 1000 });
  const ahead = await events(`${url}/events?lastEventId=77`, 1);
  assert.deepEqual([ahead[0]?.event, ahead[0]?.data.resumedAfter], ['gap', 0]);
  await createSubmodel(url, 'urn:old');
  await createSubmodel(url, 'urn:new');
  await node.stop();
  const database = new DatabaseSync(join(folder, 'registan.sqlite'));
  database.exec('DELETE FROM store_event WHERE sequence = 1');
  database.close();
  const again = await started(t, { data: folder });
  const behind = await events(`${again.url}/events?lastEventId=0`, 2);
  assert.deepEqual([behind[0]?.event, behind[0]?.data.resumedAfter], ['gap', 1]);
  assert.equal(behind[1]?.data.subject, 'urn:new');
});

test('pages are cached by their kind, compressed, and stand in for other addresses', async (t) => {
  const { url } = await started(t);
  const asset = await fetch(`${url}/assets/main-abc123.js`);
  assert.equal(asset.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(asset.headers.get('content-encoding'), 'gzip');
  assert.match(asset.headers.get('content-type') ?? '', /^(text|application)\/javascript/);
  assert.equal(await asset.text(), 'console.log("registan")');
  for (const path of ['/', '/twins/abc?tab=values']) {
    const page = await fetch(url + path, { headers: { accept: 'text/html' } });
    assert.equal(page.status, 200);
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
    assert.match(await page.text(), /Registan/);
  }
  const missing = await fetch(`${url}/assets/other.js`);
  assert.equal(missing.status, 404);
  for (const path of ['/api/node/v1/nix', '/dsp/x']) {
    const program = await fetch(url + path, { headers: { accept: 'text/html' } });
    assert.equal(program.status, 404, path);
  }
});

test('the OpenAPI document names every operation of its prefix', async (t) => {
  const { url, node } = await started(t);
  const document = (await (await fetch(`${url}/api/node/v1/openapi.json`)).json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  assert.equal(document.openapi, '3.1.0');
  const documented = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const registered = node.routes
    .filter((route) => route.url.startsWith('/api/node/v1/') && route.method !== 'HEAD')
    .map(({ method, url: path }) => `${method} ${path.slice('/api/node/v1'.length)}`)
    .filter((name) => name !== 'GET /openapi.json')
    .map((name) => name.replaceAll(/:(\w+)/g, '{$1}'));
  assert.deepEqual([...documented].sort(), [...registered].sort());
});

test('a stop lets requests finish, ends event streams, and takes no new ones', async (t) => {
  const { url, node, folder } = await started(t, { stopMs: 3000 });
  const stream = await fetch(`${url}/events`);
  const writes = Array.from({ length: 50 }, (_, index) => createSubmodel(url, `urn:${index}`));
  await Promise.race(writes);
  const stopped = node.stop();
  const outcomes = await Promise.allSettled(writes);
  await stopped;
  assert.equal(await stream.text().then((text) => text.startsWith('retry: ')), true);
  await assert.rejects(fetch(`${url}/healthz`));
  const again = await started(t, { data: folder });
  const answered = outcomes.filter(({ status }) => status === 'fulfilled').length;
  assert.ok(answered > 0);
  const list = await fetch(`${again.url}/api/v3.1/submodels?limit=100`);
  const { result } = (await list.json()) as { result: unknown[] };
  assert.ok(result.length >= answered, 'what was answered is there');
});

test('a stop cuts off what does not end in time', async (t) => {
  const { url, node } = await started(t, { stopMs: 50 });
  const { port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write(
    'POST /api/node/v1/import HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nhalf',
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = once(socket, 'close');
  await node.stop();
  await closed;
});
