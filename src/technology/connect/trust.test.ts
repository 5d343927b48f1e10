/** Trust and secrets survive a restart, and a changed certificate is told from an unknown one. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock as clock, silentLogger as logger } from '#base';
import { openSqlite } from '#store';
import { connectMigrations as migrations } from './schema.ts';
import { fileSecrets } from './secrets.ts';
import { openTrust } from './trust.store.ts';

test('a certificate is unknown, then trusted, and another one is changed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'registan-trust-'));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const certificate = { fingerprint: 'AA:BB', subject: 'CN=press', notAfterMs: 1 };
  const first = openSqlite({ folder, clock, logger, migrations });
  await first.start();
  const trust = openTrust(first, clock);
  assert.equal(await trust.judge('opc.tcp://press:4840', 'AA:BB'), 'unknown');
  await trust.trust('opc.tcp://press:4840/path', certificate);
  await first.stop();
  const second = openSqlite({ folder, clock, logger, migrations });
  await second.start();
  const again = openTrust(second, clock);
  assert.equal(await again.judge('OPC.TCP://Press:4840', 'AA:BB'), 'trusted');
  assert.equal(await again.judge('opc.tcp://press:4840', 'CC:DD'), 'changed');
  assert.equal(await again.judge('opc.tcp://press:4841', 'AA:BB'), 'unknown');
  await again.trust('opc.tcp://press:4840', { ...certificate, fingerprint: 'CC:DD' });
  assert.equal(await again.judge('opc.tcp://press:4840', 'CC:DD'), 'trusted');
  assert.equal(await again.judge('opc.tcp://press:4840', 'AA:BB'), 'changed');
  await second.stop();
});

test('secrets are read anew each time, and a file that is not one is told', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'registan-secrets-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const secrets = fileSecrets(folder);
  assert.equal(await secrets.userOf('one'), undefined);
  const path = join(folder, 'connections.json');
  writeFileSync(path, JSON.stringify({ one: { userName: 'gina', password: 'p' } }));
  assert.deepEqual(await secrets.userOf('one'), { userName: 'gina', password: 'p' });
  assert.equal(await secrets.userOf('two'), undefined);
  writeFileSync(path, JSON.stringify({ one: { user: 'gina' } }));
  await assert.rejects(secrets.userOf('one'), /connections\.json/);
});
