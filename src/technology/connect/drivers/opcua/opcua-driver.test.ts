/** The OPC UA driver against a real server: the suite of all drivers, and what is OPC UA's own. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { silentLogger, systemClock } from '#base';
import { reaches, testDriver, until } from '../../driver.suite.ts';
import type { Driver, Sample, TrustVerdict } from '../../driver.ts';
import { OpcUaDriver, type OpcUaDriverOptions } from './opcua-driver.ts';
import { openOwnCertificate } from './pki.ts';
import { startTestServer, type TestServer, testAddresses } from './test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'registan-opcua-'));
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
const own = openOwnCertificate(join(folder, 'client'), Date.now());
const serverFolder = join(folder, 'server');
const none = { mode: 'None', policy: 'None' } as const;
const encrypted = { mode: 'SignAndEncrypt', policy: 'Basic256Sha256' } as const;

async function driverFor(
  server: TestServer,
  more: Partial<OpcUaDriverOptions> = {},
): Promise<Driver> {
  return new OpcUaDriver({
    endpointUrl: server.endpointUrl,
    security: none,
    own: await own,
    judge: async () => 'trusted',
    clock: systemClock,
    logger: silentLogger,
    pauses: { firstMs: 100, maxMs: 400 },
    ...more,
  });
}

testDriver('opcua', async () => {
  let server = await startTestServer({ folder: serverFolder });
  const { port } = server;
  let isRunning = true;
  return {
    driver: await driverFor(server),
    addresses: testAddresses,
    changeLevel: (value) => server.changeLevel(value),
    async breakLink() {
      await server.stop();
      isRunning = false;
    },
    async mendLink() {
      server = await startTestServer({ folder: serverFolder, port });
      isRunning = true;
    },
    async close() {
      if (isRunning) await server.stop();
    },
  };
});

test('a server that comes back with other namespace indexes is still understood', async () => {
  let server = await startTestServer({ folder: serverFolder });
  const driver = await driverFor(server);
  const got: Sample[] = [];
  await driver.subscribe([{ address: testAddresses.level, samplingMs: 50 }], (batch) =>
    got.push(...batch),
  );
  await driver.start();
  await until(() => got.some(({ quality }) => quality === 'good'));
  const { port } = server;
  await server.stop();
  await reaches(driver, 'reconnecting');
  const namespacesBefore = ['urn:registan:test:other', 'urn:registan:test:another'];
  server = await startTestServer({ folder: serverFolder, port, namespacesBefore });
  server.changeLevel(64);
  await until(() => got.some(({ value }) => value === 64));
  const read = await driver.read([testAddresses.level]);
  assert.ok(read.ok && read.value[0]?.value === 64);
  await driver.stop();
  await server.stop();
});

for (const mode of ['Sign', 'SignAndEncrypt'] as const) {
  test(`${mode}: an unknown certificate waits for a decision, then the values flow`, async () => {
    const server = await startTestServer({ folder: serverFolder });
    let verdict: TrustVerdict = 'unknown';
    const driver = await driverFor(server, {
      security: { mode, policy: 'Basic256Sha256' },
      judge: async () => verdict,
    });
    await driver.start();
    await reaches(driver, 'waiting-for-trust');
    const status = driver.status();
    assert.ok(status.state === 'waiting-for-trust');
    assert.match(status.certificate.fingerprint, /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    assert.equal(status.isChanged, false);
    assert.equal((await driver.read([testAddresses.level])).ok, false);
    verdict = 'trusted';
    driver.retry();
    await reaches(driver, 'connected');
    const read = await driver.read([testAddresses.name]);
    assert.ok(read.ok && read.value[0]?.value === 'Press 1');
    await driver.stop();
    await server.stop();
  });
}

test('a machine that shows another certificate after a restart is refused', async () => {
  let server = await startTestServer({ folder: serverFolder });
  const trusted = new Set<string>();
  const driver = await driverFor(server, {
    security: encrypted,
    async judge(fingerprint) {
      if (trusted.size === 0) trusted.add(fingerprint);
      return trusted.has(fingerprint) ? 'trusted' : 'changed';
    },
  });
  await driver.start();
  await reaches(driver, 'connected');
  const { port } = server;
  await server.stop();
  server = await startTestServer({ folder: join(folder, 'impostor'), port });
  await reaches(driver, 'waiting-for-trust', 60_000);
  const status = driver.status();
  assert.ok(status.state === 'waiting-for-trust' && status.isChanged);
  await driver.stop();
  await server.stop();
});

test('a user comes in with the right password only, and a corrected one counts', async () => {
  const user = { userName: 'gina', password: 'right' };
  const server = await startTestServer({ folder: serverFolder, user });
  let password = 'wrong';
  const driver = await driverFor(server, {
    security: encrypted,
    user: async () => ({ userName: 'gina', password }),
  });
  await driver.start();
  await until(() => /user or password/.test(JSON.stringify(driver.status())));
  password = 'right';
  driver.retry();
  await reaches(driver, 'connected');
  await driver.stop();
  await server.stop();
});

// The library itself would give up after ten seconds for each of the two attempts.
test('a mute machine does not hold up a stop', { timeout: 9_000 }, async () => {
  const mute = createServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const server = await startTestServer({ folder: serverFolder });
  const { port } = mute.address() as AddressInfo;
  for (const security of [none, encrypted]) {
    const driver = await driverFor(server, {
      endpointUrl: `opc.tcp://127.0.0.1:${port}`,
      security,
    });
    const connected = once(mute, 'connection');
    await driver.start();
    await connected;
    await driver.stop();
    assert.equal(driver.status().state, 'stopped');
  }
  mute.close();
  await server.stop();
});

test('where nothing listens the driver says so and goes on trying', async () => {
  const server = await startTestServer({ folder: serverFolder });
  const { port } = server;
  await server.stop();
  const driver = await driverFor(server);
  await driver.start();
  await until(() => /Nothing answers/.test(JSON.stringify(driver.status())));
  const again = await startTestServer({ folder: serverFolder, port });
  await reaches(driver, 'connected');
  await driver.stop();
  await again.stop();
});
