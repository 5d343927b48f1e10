/** The OPC UA driver in its worker thread passes the suite of all drivers too. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { silentLogger, systemClock } from '#base';
import { testDriver } from '../../driver.suite.ts';
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
