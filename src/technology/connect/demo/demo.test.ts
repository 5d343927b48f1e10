/**
 * The whole way, once: the demo's packages in a store, its machines simulated behind OPC UA, their
 * values in the twins, writes and operations back to the machines.
 */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock as clock, silentLogger as logger } from '#base';
import { openBlobs, openOutbox, openSqlite, storeMigrations } from '#store';
import { createOperationHandlers, openTwins, twinMigrations } from '#technology/twin';
import type { Operation } from '#technology/twin/model';
import { buildDemo } from '../../../../content/demo/build.ts';
import { openConnections } from '../connections.ts';
import { connectMigrations } from '../schema.ts';
import { throughMachines } from '../write-through.ts';
import { runDemoMachines } from './run-demo.ts';
import { demoPort } from './start.ts';

test('the demo factory: values move, writes and operations reach the machines', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'registan-demo-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const migrations = [...storeMigrations, ...twinMigrations, ...connectMigrations];
  const database = openSqlite({ folder, clock, logger, migrations });
  await database.start();
  const outbox = openOutbox({ database, clock, logger });
  const blobs = openBlobs({ folder, clock });
  const twins = openTwins({ database, outbox, blobs, clock, logger, baseUrl: 'http://x.example' });
  const operations = createOperationHandlers();
  for (const { environment } of await buildDemo()) {
    const imported = await twins.environment.importEnvironment(environment);
    assert.ok(imported.ok, JSON.stringify(imported));
  }
  const secretsFolder = join(folder, 'secrets');
  const connections = openConnections({
    ...{ twins, database, outbox, operations, secretsFolder, clock, logger },
  });
  await connections.start();
  // The usual port is taken, so that the true address must get into the twins.
  const squatter = createServer().listen(demoPort, '127.0.0.1');
  squatter.on('error', () => {});
  const machines = await runDemoMachines({
    ...{ twins, connections, clock, seed: 1, folder: join(folder, 'machines'), logger },
  });
  t.after(async () => {
    squatter.close();
    await connections.stop();
    await machines.stop();
    await database.stop();
  });

  const id = 'https://altobrembo.example/submodels/cm-01/operational-data';
  const read = async (path: string): Promise<unknown> => {
    const stored = await twins.submodels.getValueJson(id, path);
    assert.ok(stored.ok);
    return JSON.parse(stored.value.json.toString());
  };
  const listed = async () => connections.list();
  let views = await listed();
  assert.equal(views.length, 4);
  assert.ok(views.every(({ simulated }) => simulated));
  assert.deepEqual(
    views.flatMap(({ faults }) => faults),
    [],
  );

  assert.ok(!machines.endpointUrl.endsWith(`:${demoPort}`));
  const seen = new Set<unknown>();
  for (let tries = 0; seen.size < 3 && tries < 100; tries++) {
    seen.add(await read('SpindleSpeed'));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  assert.ok(seen.size >= 3, `SpindleSpeed showed only ${JSON.stringify([...seen])}`);
  views = await listed();
  for (const view of views) {
    assert.equal(view.endpointUrl, machines.endpointUrl);
    assert.equal(view.state, 'connected', JSON.stringify(view));
    assert.ok((view.lastValueAgeMs ?? 1e9) < 10_000);
    assert.deepEqual(view.faults, []);
    assert.equal(view.signals.mapped, view.signals.offered);
  }
  assert.deepEqual(views.map(({ shellIds }) => shellIds[0]).sort(), [
    'https://altobrembo.example/aas/cb-01',
    'https://altobrembo.example/aas/cm-01',
    'https://altobrembo.example/aas/em-01',
    'https://altobrembo.example/aas/st-01',
  ]);

  const through = throughMachines(twins, connections);
  assert.ok((await through.submodels.patchValue(id, 'FeedOverride', 55)).ok);
  assert.equal(await read('FeedOverride'), 55);
  const refusedWrite = await through.submodels.patchValue(id, undefined, { FeedOverride: 999 });
  assert.ok(!refusedWrite.ok);
  assert.equal(refusedWrite.error.code, 'connect.refused');
  assert.match(refusedWrite.error.message, /BadOutOfRange/);
  assert.equal(await read('FeedOverride'), 55);

  const handler = operations.find(id, 'ResetPartCounter');
  assert.ok(handler);
  const element = await twins.submodels.getElement(id, 'ResetPartCounter');
  assert.ok(element.ok);
  const before = await read('PartCounter');
  const outcome = await handler({
    submodelId: id,
    path: 'ResetPartCounter',
    operation: element.value.value as Operation,
    inputs: [],
    inoutputs: [],
    signal: AbortSignal.timeout(5_000),
  });
  assert.ok(outcome.isSuccess, outcome.message);
  const output = outcome.outputs?.[0]?.value;
  assert.ok(output?.modelType === 'Property');
  assert.ok(Math.abs(Number(output.value) - Number(before)) <= 1);
  for (let tries = 0; (await read('PartCounter')) !== 0 && tries < 100; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal(await read('PartCounter'), 0);

  // A package imported again brings the usual address back; the machines are elsewhere.
  const [again] = await buildDemo();
  assert.ok(again);
  assert.ok((await twins.environment.importEnvironment(again.environment)).ok);
  const isBack = async () => (await listed()).every((view) => view.state === 'connected');
  const addresses = async () => (await listed()).map((view) => view.endpointUrl);
  const seenAddresses = new Set<string>();
  for (let tries = 0; tries < 100; tries++) {
    for (const address of await addresses()) seenAddresses.add(address);
    if (seenAddresses.size > 1 && new Set(await addresses()).size === 1 && (await isBack())) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(new Set(await addresses()), new Set([machines.endpointUrl]));
  assert.ok(await isBack(), JSON.stringify(await listed()));
});
