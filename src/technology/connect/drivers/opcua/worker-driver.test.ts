/** The OPC UA driver in its worker thread passes the suite of all drivers too. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { silentLogger, systemClock } from '#base';
import { testDriver, until } from '../../driver.suite.ts';
import { startTestServer, testAddresses } from './test-server.ts';
import { openOpcUaHost } from './worker-driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'registan-opcua-'));
after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

testDriver('opcua in a worker', async () => {
  const serverFolder = join(folder, 'server');
  let server = await startTestServer({ folder: serverFolder });
  const { port } = server;
  let isRunning = true;
  const host = openOpcUaHost({ clock: systemClock, logger: silentLogger });
  const driver = host.driver(
    {
      endpointUrl: server.endpointUrl,
      security: { mode: 'SignAndEncrypt', policy: 'Basic256Sha256' },
      hasUser: false,
      folder: join(folder, 'client'),
      pauses: { firstMs: 100, maxMs: 400 },
    },
    { judge: async () => 'trusted', user: async () => undefined },
  );
  return {
    driver,
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
      await host.stop();
      if (isRunning) await server.stop();
    },
  };
});

test('secrets that cannot be read are the connection’s error, not the node’s end', async () => {
  const server = await startTestServer({ folder: join(folder, 'server') });
  const host = openOpcUaHost({ clock: systemClock, logger: silentLogger });
  const driver = host.driver(
    {
      endpointUrl: server.endpointUrl,
      security: { mode: 'None', policy: 'None' },
      hasUser: true,
      folder: join(folder, 'client'),
    },
    {
      judge: async () => 'trusted',
      async user() {
        throw new Error('connections.json is not a list of users');
      },
    },
  );
  await driver.start();
  await until(() => /connections\.json is not/.test(JSON.stringify(driver.status())));
  await driver.stop();
  await host.stop();
  await server.stop();
});
