/** Settings come from flags, variables, file, default, in this order; what is wrong is named. */

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { readArguments } from '../cli/arguments.ts';
import { optionsOf } from './read-options.ts';
import { type Environment, readSettings } from './read-settings.ts';
import { settingsSchema } from './settings.ts';

function folderWith(t: TestContext, file?: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'registan-'));
  t.after(() => rmSync(folder, { recursive: true }));
  if (file !== undefined) writeFileSync(join(folder, 'registan.json'), file);
  return folder;
}

function read(argv: readonly string[], environment: Environment = {}) {
  const parsed = readArguments(argv, optionsOf(settingsSchema));
  assert.ok(parsed.ok);
  return readSettings(parsed.value.given, environment);
}

function problems(argv: readonly string[], environment: Environment = {}): string {
  const result = read(argv, environment);
  assert.ok(!result.ok);
  return result.error.join('\n');
}

test('each source yields to the one before it, and each value says where it is from', (t) => {
  const file = { port: 1, name: 'from the file', region: 'Lombardia' };
  const data = folderWith(t, JSON.stringify(file));
  const environment = { REGISTAN_PORT: '2', REGISTAN_NAME: 'from a variable', PATH: '/bin' };
  const result = read(['--port', '3', '--data', data], environment);
  assert.ok(result.ok);
  const { settings, listed } = result.value;
  assert.deepEqual(
    [settings.port, settings.name, settings.region, settings.logLevel],
    [3, 'from a variable', 'Lombardia', 'info'],
  );
  const sources = Object.fromEntries(listed.map(({ key, source }) => [key, source]));
  assert.deepEqual(
    [sources.port, sources.name, sources.region, sources.logLevel],
    ['flag', 'variable', 'file', 'default'],
  );
});

test('the data folder of a variable is where the file is looked for', (t) => {
  const data = folderWith(t, '{"port": 5}');
  const result = read([], { REGISTAN_DATA: data });
  assert.equal(result.ok && result.value.settings.port, 5);
});

test('an unknown option is named, wherever it stands, with the one that was meant', (t) => {
  assert.match(problems([], { REGISTAN_PROT: '1' }), /REGISTAN_PROT .*did you mean REGISTAN_PORT/);
  const data = folderWith(t, '{"prot": 1}');
  assert.match(problems(['--data', data]), /"prot" in .*did you mean port/);
  const flags = readArguments(['--prot', '1'], optionsOf(settingsSchema));
  assert.ok(!flags.ok);
  assert.match(flags.error.join(), /--prot is not an option; did you mean --port/);
});

test('an invalid value is named with its source and what is wrong', (t) => {
  assert.match(problems(['--port', 'many']), /--port \("many"\) is not valid/);
  assert.match(problems([], { REGISTAN_PORT: '70000' }), /REGISTAN_PORT \("70000"\)/);
  const data = folderWith(t, '{"port": "7410x"}');
  assert.match(problems(['--data', data]), /"port" in .*registan.json/);
  assert.match(problems(['--data', folderWith(t, '{')]), /cannot be read/);
  assert.match(problems(['--data', folderWith(t, '[]')]), /one JSON object/);
  assert.match(problems(['--data', folderWith(t, '{"data": "x"}')]), /lies in that folder/);
});

test('plain HTTP off loopback is refused in a sentence', () => {
  for (const host of ['0.0.0.0', '192.168.1.2', 'example.org', '::']) {
    assert.match(problems(['--host', host]), /loopback address .*plain HTTP may not leave/);
  }
  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1']) {
    assert.equal(read(['--host', host]).ok, true);
  }
});

test('a secret is never shown, neither as a setting nor in a refusal', () => {
  const secret = 'correct horse battery staple, and more';
  const result = read([], { REGISTAN_TOKEN: secret });
  assert.ok(result.ok);
  assert.doesNotMatch(JSON.stringify(result.value.listed), /horse/);
  assert.equal(result.value.settings.token, secret);
  assert.doesNotMatch(problems([], { REGISTAN_TOKEN: 'too short' }), /too short/);
});

test('a list is repeated as a flag, and separated by commas in a variable', () => {
  const hosts = ['plc-1:8080', 'plc-2'];
  const flags = read(['--operation-hosts', 'plc-1:8080', '--operation-hosts', 'plc-2']);
  assert.deepEqual(flags.ok && flags.value.settings.operationHosts, hosts);
  const variable = read([], { REGISTAN_OPERATION_HOSTS: 'plc-1:8080, plc-2' });
  assert.deepEqual(variable.ok && variable.value.settings.operationHosts, hosts);
});
