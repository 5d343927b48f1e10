/** Metadata and references: what is left out, what is named. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryElement, arbitrarySubmodel } from './arbitrary.ts';
import { applyMetadata, referenceTo, shellReference, toMetadata, verify } from './index.ts';

test('metadata leaves out what the standard lists, and no more', () => {
  const property = {
    modelType: 'Property',
    idShort: 'speed',
    valueType: 'xs:int',
    value: '5',
    category: 'VARIABLE',
  } as const;
  assert.deepEqual(toMetadata(property), {
    modelType: 'Property',
    idShort: 'speed',
    valueType: 'xs:int',
    category: 'VARIABLE',
  });
  const capability = { modelType: 'Capability', idShort: 'drill' } as const;
  assert.deepEqual(toMetadata(capability), capability);
});

test('writing the metadata that is there changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(arbitrarySubmodel, arbitraryElement), (object) => {
      assert.deepEqual(applyMetadata(object, toMetadata(object)), object);
    }),
  );
});

test('writing metadata keeps what it does not cover and drops what it does not name', () => {
  const target = {
    modelType: 'Property',
    idShort: 'speed',
    valueType: 'xs:int',
    value: '5',
    category: 'old',
  } as const;
  const metadata = { modelType: 'Property', idShort: 'pace', valueType: 'xs:int', value: '9' };
  assert.deepEqual(applyMetadata<typeof target>(target, metadata as never), {
    modelType: 'Property',
    idShort: 'pace',
    valueType: 'xs:int',
    value: '5',
  });
});

test('a reference names the submodel, then each segment with its class', () => {
  const reference = referenceTo(
    'urn:s',
    [{ idShort: 'list' }, { index: 3 }],
    ['SubmodelElementList'],
  );
  assert.deepEqual(reference, {
    type: 'ModelReference',
    keys: [
      { type: 'Submodel', value: 'urn:s' },
      { type: 'SubmodelElementList', value: 'list' },
      { type: 'SubmodelElement', value: '3' },
    ],
  });
  assert.deepEqual(verify('Reference', reference), []);
  assert.deepEqual(verify('Reference', shellReference('urn:a')), []);
});
