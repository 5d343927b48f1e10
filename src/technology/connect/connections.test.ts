/** Connections on the twins, with machines in memory: plans that change, values, writes, trust. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fastify from 'fastify';
import { systemClock as clock, silentLogger as logger } from '#base';
import { openBlobs, openOutbox, openSqlite, storeMigrations } from '#store';
import { createOperationHandlers, openTwins, twinMigrations } from '#technology/twin';
import { buildDemo } from '../../../content/demo/build.ts';
import { openConnections } from './connections.ts';
import { until } from './driver.suite.ts';
import type { Driver, DriverStatus } from './driver.ts';
import { MemoryDriver, type MemoryMachine, memoryMachine } from './drivers/memory/memory-driver.ts';
import { connectRoutes } from './routes.ts';
import { connectMigrations } from './schema.ts';
import { throughMachines } from './write-through.ts';

const data = 'https://altobrembo.example/submodels/cm-01/operational-data';
const description = 'https://altobrembo.example/submodels/cm-01/asset-interfaces';
const mapping = 'https://altobrembo.example/submodels/cm-01/interfaces-mapping';
const connectionId = `${description}#OpcUa`;
const address = (name: string) => `/?id=nsu=urn:altobrembo.example:machines;s=CM-01.${name}`;

/** A node's store with CM-01 in it, its machine in memory. */
async function openBench(t: TestContext, wrap: (driver: Driver) => Driver = (driver) => driver) {
  const folder = mkdtempSync(join(tmpdir(), 'registan-connect-'));
  const migrations = [...storeMigrations, ...twinMigrations, ...connectMigrations];
  const database = openSqlite({ folder, clock, logger, migrations });
  await database.start();
  const outbox = openOutbox({ database, clock, logger });
  const blobs = openBlobs({ folder, clock });
  const twins = openTwins({ database, outbox, blobs, clock, logger, baseUrl: 'http://x.example' });
  const demo = (await buildDemo()).find(({ fileName }) => fileName === 'CM-01.aasx');
  assert.ok(demo);
  const imported = await twins.environment.importEnvironment(demo.environment);
  assert.ok(imported.ok);
  const machine: MemoryMachine = memoryMachine();
  machine.values.set(address('FeedOverride'), 100).set(address('SpindleSpeed'), 8240);
  machine.accepts.set(address('FeedOverride'), (value) => Number(value) <= 150);
  const opened: string[] = [];
  const operations = createOperationHandlers();
  const connections = openConnections({
    ...{ twins, database, outbox, operations, secretsFolder: folder, clock, logger },
    openDriver(plan) {
      opened.push(plan.endpointUrl);
      return wrap(new MemoryDriver(machine, clock));
    },
  });
  t.after(async () => {
    await connections.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });
  const readValue = async (path: string): Promise<unknown> => {
    const stored = await twins.submodels.getValueJson(data, path);
    return stored.ok ? JSON.parse(stored.value.json.toString()) : stored.error.code;
  };
  const reachesValue = async (path: string, value: unknown) => {
    let now: unknown;
    for (let tries = 0; tries < 200; tries++) {
      now = await readValue(path);
      if (now === value) return;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    assert.equal(now, value);
  };
  return { twins, connections, machine, opened, operations, readValue, reachesValue, outbox };
}

test('values of the machine come into the twin, with an event each', async (t) => {
  const { connections, machine, reachesValue, outbox } = await openBench(t);
  await connections.start();
  await reachesValue('SpindleSpeed', 8240);
  machine.change(address('SpindleSpeed'), 12_400);
  await reachesValue('SpindleSpeed', 12_400);
  const events = await outbox.readAfter(0, 1000);
  const changes = events.filter(({ type }) => type === 'org.registan.twin.value-changed');
  assert.ok(changes.some(({ subject }) => subject === `${data}#SpindleSpeed`));
  const [view] = await connections.list();
  assert.equal(view?.state, 'connected');
  assert.ok(
    view?.faults.some(({ name }) => name === 'CoolantFlow'),
    'what is missing is told',
  );
  assert.ok((view?.lastValueAgeMs ?? 1e9) < 60_000);
});

test('a write goes to the machine first, and changes nothing where it is refused', async (t) => {
  const { twins, connections, machine, reachesValue, readValue } = await openBench(t);
  await connections.start();
  await reachesValue('FeedOverride', 100);
  const { submodels } = throughMachines(twins, connections);
  assert.ok((await submodels.patchValue(data, 'FeedOverride', 80)).ok);
  assert.equal(machine.values.get(address('FeedOverride')), 80);
  assert.equal(await readValue('FeedOverride'), 80);
  assert.ok((await submodels.patchValue(data, undefined, { FeedOverride: 70 })).ok);
  assert.equal(machine.values.get(address('FeedOverride')), 70);
  const tooMuch = await submodels.patchValue(data, 'FeedOverride', 400);
  assert.ok(!tooMuch.ok && tooMuch.error.code === 'connect.refused');
  assert.equal(await readValue('FeedOverride'), 70);
  const stale = await submodels.patchValue(data, 'FeedOverride', 50, { ifMatch: '"stale"' });
  assert.ok(!stale.ok && stale.error.status === 412);
  const noNumber = await submodels.patchValue(data, 'FeedOverride', 'fast');
  assert.ok(!noNumber.ok && noNumber.error.status === 400);
  const half = await submodels.patchValue(data, undefined, { FeedOverride: 50, Nothing: 1 });
  assert.ok(!half.ok && half.error.status === 400);
  assert.equal(machine.values.get(address('FeedOverride')), 70, 'the machine was not touched');
  const read = await submodels.getValueJson(data, 'FeedOverride');
  assert.ok(read.ok);
  const fresh = await submodels.patchValue(data, 'FeedOverride', 75, { ifMatch: read.value.etag });
  assert.ok(fresh.ok);
  assert.equal(machine.values.get(address('FeedOverride')), 75);
  assert.ok((await submodels.patchValue(data, 'SpindleSpeed', 1)).ok, 'unmapped ways stay free');
  assert.equal(machine.values.get(address('SpindleSpeed')), 8240);
  machine.disconnect();
  const away = await submodels.patchValue(data, 'FeedOverride', 60);
  assert.ok(!away.ok && away.error.code === 'connect.not-connected' && away.error.status === 503);
});

test('an operation runs the machine’s action while the connection stands', async (t) => {
  const { connections, operations, machine } = await openBench(t);
  machine.actions.set(address('ResetPartCounter'), () => [17]);
  await connections.start();
  await connections.settled();
  assert.ok(operations.find(data, 'ResetPartCounter'));
  await connections.stop();
  assert.equal(operations.find(data, 'ResetPartCounter'), undefined);
});

test('a driver that ends by itself is opened again, and the values go on', async (t) => {
  const drivers: Driver[] = [];
  const { connections, machine, reachesValue } = await openBench(t, (driver) => {
    drivers.push(driver);
    return driver;
  });
  await connections.start();
  await reachesValue('SpindleSpeed', 8240);
  await drivers[0]?.stop();
  await until(() => drivers.length === 2);
  machine.change(address('SpindleSpeed'), 5200);
  await reachesValue('SpindleSpeed', 5200);
});

test('a new address opens another connection, a lost mapping ends the flow', async (t) => {
  const { twins, connections, opened, machine, reachesValue, readValue } = await openBench(t);
  await connections.start();
  await reachesValue('SpindleSpeed', 8240);
  assert.deepEqual(opened, ['opc.tcp://127.0.0.1:48410']);
  const path = 'OpcUa.EndpointMetadata.base';
  const moved = await twins.submodels.patchValue(description, path, 'opc.tcp://10.0.0.7:4840');
  assert.ok(moved.ok);
  await until(() => opened.length === 2);
  assert.equal(opened[1], 'opc.tcp://10.0.0.7:4840');
  assert.ok((await twins.submodels.delete(mapping)).ok);
  const mapped = async () => (await connections.list())[0]?.signals.mapped;
  for (let tries = 0; (await mapped()) !== 0 && tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.equal(await mapped(), 0);
  const before = await readValue('SpindleSpeed');
  machine.change(address('SpindleSpeed'), 1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.equal(await readValue('SpindleSpeed'), before);
  assert.ok((await twins.submodels.delete(description)).ok);
  for (let tries = 0; (await connections.list()).length > 0 && tries < 200; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.deepEqual(await connections.list(), []);
});

test('the routes show connections and take a decision on a certificate', async (t) => {
  const fingerprint = Array.from({ length: 32 }, () => 'AB').join(':');
  let isTrusted = false;
  const waiting: DriverStatus = {
    state: 'waiting-for-trust',
    sinceMs: 1,
    certificate: { fingerprint, subject: 'CN=press', notAfterMs: 2 },
    isChanged: true,
  };
  const { connections } = await openBench(t, (driver) =>
    Object.assign(Object.create(driver) as Driver, {
      start: () => driver.start(),
      stop: () => driver.stop(),
      subscribe: driver.subscribe.bind(driver),
      onStatus: driver.onStatus.bind(driver),
      status: () => (isTrusted ? driver.status() : waiting),
      retry: () => {
        isTrusted = true;
      },
    }),
  );
  await connections.start();
  await connections.settled();
  const app = fastify();
  t.after(() => app.close());
  await app.register(connectRoutes(connections), { prefix: '/api/node/v1' });
  const list = await app.inject('/api/node/v1/connections');
  assert.equal(list.statusCode, 200);
  const [item] = list.json().items;
  assert.equal(item.state, 'waiting-for-trust');
  assert.deepEqual(item.certificate, { ...waiting.certificate, isChanged: true });
  const one = `/api/node/v1/connections/${encodeURIComponent(connectionId)}`;
  assert.equal((await app.inject(one)).json().id, connectionId);
  const trust = (payload: object) => app.inject({ method: 'POST', url: `${one}/trust`, payload });
  const malformed = (await trust({ fingerprint: 'AB' })).json();
  assert.equal(malformed.code, 'connect.malformed-request');
  assert.match(malformed.detail, /^The request is malformed: fingerprint: is not a SHA-256/);
  const other = await trust({ fingerprint: fingerprint.replaceAll('AB', 'CD') });
  assert.equal(other.json().code, 'connect.other-certificate');
  assert.equal((await trust({ fingerprint })).json().code, 'connect.changed-certificate');
  assert.equal((await trust({ fingerprint, replace: true })).statusCode, 204);
  assert.equal((await trust({ fingerprint })).json().code, 'connect.nothing-to-trust');
  assert.equal((await app.inject(one)).json().state, 'connected');
  const restart = (payload?: object) =>
    app.inject({ method: 'POST', url: `${one}/restart`, payload });
  assert.equal((await restart()).statusCode, 204);
  assert.equal((await restart({})).statusCode, 204);
  const missing = await app.inject('/api/node/v1/connections/none');
  assert.equal(missing.statusCode, 404);
  assert.match(missing.headers['content-type'] as string, /problem\+json/);
});
