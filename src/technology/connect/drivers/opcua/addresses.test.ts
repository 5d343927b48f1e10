/** Addresses of OPC UA nodes: read in all their spellings, kept by namespace URI. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatAddress, fromNodeId, parseAddress, toNodeId } from './addresses.ts';

test('an address is read from a node id, an href and an encoded href', () => {
  const expected = { namespaceUri: 'http://maker.example/UA/', identifier: 's=Axis 1.Load' };
  for (const text of [
    'nsu=http://maker.example/UA/;s=Axis 1.Load',
    '/?id=nsu=http://maker.example/UA/;s=Axis 1.Load',
    'opc.tcp://host:4840/?id=nsu%3Dhttp%3A%2F%2Fmaker.example%2FUA%2F%3Bs%3DAxis%201.Load',
  ]) {
    assert.deepEqual(parseAddress(text), { ok: true, value: expected });
  }
  assert.deepEqual(parseAddress('i=85'), { ok: true, value: { identifier: 'i=85' } });
  assert.deepEqual(parseAddress('ns=0;i=2258'), { ok: true, value: { identifier: 'i=2258' } });
});

test('a namespace index, an unknown form and broken encoding are refused with the way out', () => {
  for (const [text, hint] of [
    ['ns=3;s=Load', /nsu=URI/],
    ['Load', /nsu=URI;s=NAME/],
    ['nsu=urn:x;i=seven', /digits/],
    ['/?id=%E0%A4%A', /percent/],
    ['', /nsu=URI;s=NAME/],
  ] as const) {
    const parsed = parseAddress(text);
    assert.ok(!parsed.ok, text);
    assert.equal(parsed.error.code, 'connect.malformed-address');
    assert.match(parsed.error.message, hint);
  }
});

test('the same address finds its node in any order of namespaces', () => {
  const uris = ['http://opcfoundation.org/UA/', 'urn:a', 'urn:b;c', 'urn:d'];
  fc.assert(
    fc.property(
      fc.shuffledSubarray(uris.slice(1), { minLength: 3 }),
      fc.constantFrom(...uris.slice(1)),
      fc.string({ minLength: 1 }),
      (order, namespaceUri, name) => {
        const namespaces = [uris[0] ?? '', ...order];
        const address = { namespaceUri, identifier: `s=${name}` };
        const parsed = parseAddress(formatAddress(address));
        assert.deepEqual(parsed, { ok: true, value: address });
        const nodeId = toNodeId(address, namespaces) ?? '';
        assert.equal(nodeId, `ns=${namespaces.indexOf(namespaceUri)};s=${name}`);
        assert.equal(fromNodeId(nodeId, namespaces), formatAddress(address));
      },
    ),
    { seed: 20_260_101 },
  );
});

test('a server without the namespace has no such node', () => {
  assert.equal(toNodeId({ namespaceUri: 'urn:x', identifier: 'i=1' }, ['urn:y']), undefined);
});
