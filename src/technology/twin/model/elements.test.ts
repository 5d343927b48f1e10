/** The tree of elements: children, lookup, trimming. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitrarySubmodel } from './arbitrary.ts';
import {
  canHaveChildren,
  childrenOf,
  findElement,
  type Submodel,
  type SubmodelElement,
  toPaths,
  trimTo,
  withChildren,
} from './index.ts';

function all(of: Submodel | SubmodelElement): readonly (Submodel | SubmodelElement)[] {
  return [of, ...childrenOf(of).flatMap(all)];
}

test('an element with its own children is the same element', () => {
  fc.assert(
    fc.property(arbitrarySubmodel, (submodel) => {
      for (const each of all(submodel).filter(canHaveChildren)) {
        assert.deepEqual(withChildren(each, childrenOf(each)), each);
      }
    }),
  );
});

test('without children the attribute is left out, and nothing else', () => {
  const list: SubmodelElement = {
    modelType: 'SubmodelElementList',
    idShort: 'list',
    typeValueListElement: 'Capability',
    value: [{ modelType: 'Capability' }],
  };
  assert.deepEqual(withChildren(list, []), {
    modelType: 'SubmodelElementList',
    idShort: 'list',
    typeValueListElement: 'Capability',
  });
  assert.equal(list.value?.length, 1);
});

test('giving children to an element that has none is a bug', () => {
  assert.throws(() => withChildren({ modelType: 'Capability' }, []), /no child elements/);
});

test('an index finds nothing outside a list, and a name nothing in one', () => {
  const submodel: Submodel = {
    modelType: 'Submodel',
    id: 'urn:s',
    submodelElements: [
      {
        modelType: 'SubmodelElementList',
        idShort: 'list',
        typeValueListElement: 'Capability',
        value: [{ modelType: 'Capability', idShort: 'named' }],
      },
    ],
  };
  assert.equal(findElement(submodel, [{ index: 0 }]), undefined);
  assert.equal(findElement(submodel, [{ idShort: 'list' }, { idShort: 'named' }]), undefined);
  assert.equal(findElement(submodel, [{ idShort: 'list' }, { index: 1 }]), undefined);
  assert.equal(findElement(submodel, [{ idShort: 'list' }, { index: 0 }])?.idShort, 'named');
  assert.equal(findElement(submodel, []), undefined);
});

test('core keeps the children and none of theirs', () => {
  fc.assert(
    fc.property(arbitrarySubmodel, (submodel) => {
      const core = trimTo(submodel, { level: 'core' });
      assert.deepEqual(toPaths(core), toPaths(submodel, { level: 'core' }));
      assert.deepEqual(toPaths(trimTo(submodel)), toPaths(submodel));
    }),
  );
});

test('without blob values everything else stays', () => {
  fc.assert(
    fc.property(arbitrarySubmodel, (submodel) => {
      const trimmed = trimTo(submodel, { extent: 'withoutBlobValue' });
      assert.deepEqual(toPaths(trimmed), toPaths(submodel));
      for (const each of all(trimmed)) {
        if (each.modelType === 'Blob') assert.equal(each.value, undefined);
      }
    }),
  );
});
