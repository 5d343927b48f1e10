/** The log: one line per event, bounded, without secrets. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLog } from './log.ts';

function logged(level: 'debug' | 'info' | 'silent', forPeople = false) {
  const lines: string[] = [];
  const clock = { nowMs: () => 0 };
  return { lines, log: openLog({ level, clock, forPeople, write: (line) => lines.push(line) }) };
}

test('an event is one line of JSON with time, level, message and fields', () => {
  const { lines, log } = logged('info');
  log.debug('not wanted');
  log.info('line\nbreak', { count: 1n, nested: { ok: true } });
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /^[^\n]*\n$/);
  assert.deepEqual(JSON.parse(lines[0] ?? ''), {
    time: '1970-01-01T00:00:00.000Z',
    level: 'info',
    message: 'line\nbreak',
    count: '1',
    nested: { ok: true },
  });
  logged('silent').log.error('never');
});

test('what is called like a secret is masked, however deep', () => {
  const { lines, log } = logged('debug');
  log.warn('careful', { token: 'abc', headers: { Authorization: 'abc', cookie: 'abc' } });
  assert.doesNotMatch(lines.join(), /abc/);
});

test('errors carry their code, stack and cause; long texts and deep values are cut', () => {
  const { lines, log } = logged('debug');
  const circular: Record<string, unknown> = {};
  circular.self = circular;
  const cause = Object.assign(new Error('inner'), { code: 'EIO' });
  log.error('failed', { cause: new Error('outer', { cause }), long: 'x'.repeat(1e6), circular });
  const line = JSON.parse(lines[0] ?? '');
  assert.equal(line.cause.message, 'outer');
  assert.equal(line.cause.cause.code, 'EIO');
  assert.ok((lines[0] ?? '').length < 20_000);
});

test('for a person a line is short', () => {
  const { lines, log } = logged('info', true);
  log.info('node started', { port: 1 });
  assert.deepEqual(lines, ['00:00:00 info  node started {"port":1}\n']);
});
