/** What a person types becomes a shell that keeps every rule, whatever the code looks like. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verify } from '#technology/twin/model';
import { newShell, randomUrn } from './new-shell.ts';

const typed = { code: '', name: '', globalAssetId: '', kind: 'Instance', id: 'urn:x' } as const;

test('any code makes a shell that keeps every rule, with an idShort where one can be made', () => {
  const idShorts: Readonly<Record<string, string | undefined>> = {
    'CM-01': 'CM_01',
    ' press 7! ': 'press_7',
    A: undefined,
    '7': undefined,
    пресс: undefined,
  };
  for (const [code, idShort] of Object.entries(idShorts)) {
    const shell = newShell({ ...typed, code }, 'uz');
    assert.deepEqual(verify('AssetAdministrationShell', shell), [], code);
    assert.equal(shell.idShort, idShort);
    const assetCode = { name: 'assetCode', value: code.trim() };
    assert.deepEqual(shell.assetInformation.specificAssetIds, [assetCode]);
  }
});

test('an asset with neither code nor number is refused by its rule', () => {
  const violations = verify('AssetAdministrationShell', newShell({ ...typed, name: 'A' }, 'pt-BR'));
  assert.deepEqual(
    violations.map(({ constraint }) => constraint),
    ['AASd-131'],
  );
});

test('random identifiers are UUIDs of version 4, each another', () => {
  const urns = new Set(Array.from({ length: 100 }, randomUrn));
  assert.equal(urns.size, 100);
  for (const urn of urns) {
    assert.match(
      urn,
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  }
});
