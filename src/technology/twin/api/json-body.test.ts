/** JSON from strangers: read as JSON.parse does, refused with the place of the fault. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJson } from './json-body.ts';
import { findJsonFault } from './json-fault.ts';

const seed = Number(process.env.FC_SEED ?? Math.floor(Math.random() * 0x7fffffff));

function refusal(text: string | Buffer): string {
  const read = readJson(Buffer.from(text as string));
  assert.ok(!read.ok, String(text));
  assert.equal(read.error.status, 400);
  return read.error.message;
}

test(`what is JSON is read as JSON.parse reads it (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), undefined, indent);
      if (written.includes('"__proto__"')) return;
      const read = readJson(Buffer.from(written));
      assert.ok(read.ok);
      assert.deepEqual(read.value, JSON.parse(written));
    }),
    { seed, numRuns: 300 },
  );
});

test(`the place of a fault is found exactly where JSON.parse refuses (seed ${seed})`, () => {
  const piece = fc.constantFrom('"', ',', '}', ']', '{', '\\', '0', 'tru', '\n', '\u0001');
  fc.assert(
    fc.property(fc.json(), fc.nat(), piece, (text, at, added) => {
      const start = at % (text.length + 1);
      const broken = text.slice(0, start) + added + text.slice(start);
      const found = findJsonFault(broken);
      let isJson = true;
      try {
        JSON.parse(broken);
      } catch {
        isJson = false;
      }
      if (!isJson) assert.ok(found !== undefined && found.position <= broken.length, broken);
      else assert.ok(found === undefined || /second time|forbidden/.test(found.problem), broken);
    }),
    { seed, numRuns: 1000 },
  );
});

test('faults are named with line and column', () => {
  assert.match(refusal('{"a": [1, 2}'), /has "}" where "," or "]" must stand at line 1, column 12/);
  assert.match(refusal('{"a": 1,\n\n  "a": 2}'), /key "a" a second time at line 3, column 3/);
  assert.match(refusal('{"a": 1, "\\u0061": 2}'), /a second time at line 1, column 10/);
  assert.match(refusal('{"a": "x'), /string that does not end.* at line 1, column 7/);
  assert.match(refusal('{"a": 1} x'), /has "x" where the end must stand/);
  assert.match(refusal(''), /has its end where a value must stand/);
  assert.match(refusal(Buffer.from([0x22, 0xff, 0x22])), /not valid UTF-8/);
  assert.match(refusal('{"__proto__": 1}'), /forbidden key/);
  assert.match(refusal(`${'['.repeat(129)}${']'.repeat(129)}`), /nested deeper than 128/);
});

test('brackets and colons inside of strings count for nothing', () => {
  const text = JSON.stringify({ a: ':{[\\"'.repeat(200), 'b:c': '"', d: ['\\'] });
  const read = readJson(Buffer.from(text));
  assert.ok(read.ok);
  assert.deepEqual(read.value, JSON.parse(text));
});

test('numbers keep the digits that a double would lose, where they are asked for', () => {
  const exact = (text: string): unknown => {
    const read = readJson(Buffer.from(text), { exactNumbers: true });
    assert.ok(read.ok);
    return read.value;
  };
  const long = '0.12345678901234567890123';
  assert.equal(exact(long), long);
  assert.equal(exact(`-${long}`), `-${long}`);
  assert.equal(exact('9007199254740993'), '9007199254740993');
  assert.equal(exact('12345678901234567000'), '12345678901234567000');
  assert.equal(exact('1e400'), '1e400');
  assert.deepEqual(exact(`{"a": [${long}, 1.5, "1e400"]}`), { a: [long, 1.5, '1e400'] });
  for (const short of ['0', '-7.5', '1.10', '9007199254740991', '0.1234567890123456', '1e21']) {
    assert.equal(exact(short), Number(short), short);
  }
  const rounded = readJson(Buffer.from(long));
  assert.ok(rounded.ok);
  assert.equal(rounded.value, Number(long));
});
