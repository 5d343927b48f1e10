/** idShortPaths: reading, writing, and the places of faults. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitrarySubmodel } from './arbitrary.ts';
import { arbitraryIdShort } from './arbitrary-values.ts';
import { findElement, formatPath, parsePath, type Submodel, toPaths } from './index.ts';

const segment = fc.oneof(
  arbitraryIdShort.map((idShort) => ({ idShort })),
  fc.nat(10_000).map((index) => ({ index })),
);
const segments = fc
  .tuple(arbitraryIdShort, fc.array(segment, { maxLength: 6 }))
  .map(([idShort, rest]) => [{ idShort }, ...rest]);

test('a path that is written is read as the same segments', () => {
  fc.assert(
    fc.property(segments, (path) => {
      assert.deepEqual(parsePath(formatPath(path)), { ok: true, value: path });
    }),
  );
});

test('any text is read as a path that is written the same, or refused', () => {
  const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z.[\]0-9-]{0,12}$/));
  fc.assert(
    fc.property(text, (each) => {
      const path = parsePath(each);
      if (path.ok) assert.equal(formatPath(path.value), each);
      else assert.match(path.error, /^(?:is|has) /);
    }),
    { numRuns: 2000 },
  );
});

const faults: readonly (readonly [path: string, error: string])[] = [
  ['', 'is empty; it must start with an idShort'],
  ['.a', 'has "." at character 1 where an idShort must stand'],
  ['[0]', 'has "[" at character 1 where an idShort must stand'],
  ['a.', 'has the end at character 3 where an idShort must stand'],
  ['a..b', 'has "." at character 3 where an idShort must stand'],
  ['a[]', 'has "]" at character 3 where an index must stand'],
  ['a[x]', 'has "x" at character 3 where an index must stand'],
  ['a[-1]', 'has "-" at character 3 where an index must stand'],
  ['a[01]', 'has an index with a leading zero at character 3'],
  ['a[1', 'has the end at character 4 where "]" must stand'],
  ['a[1]b', 'has "b" at character 5 where "." or "[" must stand'],
  ['a.[1]', 'has "[" at character 3 where an idShort must stand'],
  ['a b', 'has " " at character 2 where "." or "[" must stand'],
  ['1a', 'has "1" at character 1 where a letter to start the idShort must stand'],
  ['a-.b', 'has an idShort that ends with a hyphen at character 2'],
  ['a[99999999999999999999]', 'has an index that is too large at character 3'],
  ['é', 'has "é" at character 1 where an idShort must stand'],
];

for (const [path, error] of faults) {
  test(`the path ${JSON.stringify(path)} ${error}`, () => {
    assert.deepEqual(parsePath(path), { ok: false, error });
  });
}

/** The example of IDTA-01001, format "Path", shortened. */
const example: Submodel = {
  modelType: 'Submodel',
  id: 'urn:example',
  idShort: 'MySubmodel',
  submodelElements: [
    { modelType: 'Property', idShort: 'MyTopLevelProperty', valueType: 'xs:string' },
    {
      modelType: 'SubmodelElementCollection',
      idShort: 'MySMC',
      value: [
        { modelType: 'Property', idShort: 'MySubProperty', valueType: 'xs:string' },
        {
          modelType: 'SubmodelElementList',
          idShort: 'MyList',
          typeValueListElement: 'SubmodelElementList',
          value: [
            {
              modelType: 'SubmodelElementList',
              idShort: 'ignored',
              typeValueListElement: 'SubmodelElementCollection',
              value: [
                {
                  modelType: 'SubmodelElementCollection',
                  value: [{ modelType: 'Capability', idShort: 'Leaf' }],
                },
              ],
            },
          ],
        },
      ],
    },
  ],
};

test('the paths of a submodel name each element, in lists by index', () => {
  const top = ['MyTopLevelProperty', 'MySMC'];
  assert.deepEqual(toPaths(example), [
    ...top,
    'MySMC.MySubProperty',
    'MySMC.MyList',
    'MySMC.MyList[0]',
    'MySMC.MyList[0][0]',
    'MySMC.MyList[0][0].Leaf',
  ]);
  assert.deepEqual(toPaths(example, { level: 'core' }), top);
});

test('the paths of an element start with its idShort', () => {
  const collection = example.submodelElements?.[1];
  assert.ok(collection);
  assert.deepEqual(toPaths(collection, { level: 'core' }), [
    'MySMC',
    'MySMC.MySubProperty',
    'MySMC.MyList',
  ]);
});

test('every path of a submodel leads to its element', () => {
  fc.assert(
    fc.property(arbitrarySubmodel, (submodel) => {
      for (const text of toPaths(submodel)) {
        const path = parsePath(text);
        assert.ok(path.ok, text);
        const last = path.value.at(-1);
        const element = findElement(submodel, path.value);
        assert.ok(element, text);
        if (last !== undefined && 'idShort' in last) assert.equal(element.idShort, last.idShort);
      }
    }),
  );
});
