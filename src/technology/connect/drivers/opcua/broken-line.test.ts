/** The OPC UA driver on a line that is cut and mended while the server runs on. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { silentLogger, systemClock } from '#base';
import { reaches, until } from '../../driver.suite.ts';
import type { Sample } from '../../driver.ts';
import { OpcUaDriver } from './opcua-driver.ts';
import { openOwnCertificate } from './pki.ts';
import { startTestServer, testAddresses } from './test-server.ts';

/** A TCP relay that can be cut: its sockets die, and it takes no new ones until mended. */
async function openLine(port: number) {
  const sockets = new Set<Socket>();
  let isCut = false;
  const relay = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    far.pipe(near);
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  return {
    endpointUrl: `opc.tcp://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      isCut = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      relay.close();
    },
  };
}

test('a cut line is mended with its subscription, time after time', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'registan-line-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const server = await startTestServer({ folder: join(folder, 'server') });
  const line = await openLine(server.port);
  const driver = new OpcUaDriver({
    endpointUrl: line.endpointUrl,
    security: { mode: 'None', policy: 'None' },
    own: await openOwnCertificate(join(folder, 'client'), Date.now()),
    judge: async () => 'trusted',
    clock: systemClock,
    logger: silentLogger,
    pauses: { firstMs: 100, maxMs: 400 },
  });
  const got: Sample[] = [];
  await driver.subscribe([{ address: testAddresses.level, samplingMs: 50 }], (batch) =>
    got.push(...batch),
  );
  await driver.start();
  await until(() => got.length > 0);
  for (const [round, level] of [11, 22, 33].entries()) {
    line.cut();
    await reaches(driver, 'reconnecting');
    server.changeLevel(level);
    await new Promise((resolve) => setTimeout(resolve, 400));
    line.mend();
    await reaches(driver, 'connected');
    await until(
      () => got.some(({ value }) => value === level),
      30_000,
      () => `round ${round}: no ${level} in ${JSON.stringify(got.slice(-5))}`,
    );
  }
  assert.equal(driver.status().state, 'connected');
  await driver.stop();
  await line.close();
  await server.stop();
});
