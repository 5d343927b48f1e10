/** The value-only format: what the standard shows, no loss, and what is refused. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryElement, arbitrarySubmodel } from './arbitrary.ts';
import { arbitraryXsdType, arbitraryXsdValue } from './arbitrary-values.ts';
import { applyValue, type SubmodelElement, toValue, verify } from './index.ts';
import type { DataTypeDefXsd, Submodel } from './types.ts';

const reference = {
  type: 'ExternalReference',
  keys: [{ type: 'GlobalReference', value: '0173-1#02-BAA120#008' }],
} as const;

function property(idShort: string, valueType: DataTypeDefXsd, value?: string): SubmodelElement {
  return { modelType: 'Property', idShort, valueType, ...(value === undefined ? {} : { value }) };
}

/** One element of each class with its value: the examples of IDTA-01001, value-only, by class. */
const examples: readonly (readonly [element: SubmodelElement, value: unknown])[] = [
  [property('MaxRotationSpeed', 'xs:int', '5000'), 5000],
  [property('On', 'xs:boolean', '1'), true],
  [property('At', 'xs:dateTime', '2000-01-01T14:23:00'), '2000-01-01T14:23:00'],
  [
    {
      modelType: 'MultiLanguageProperty',
      value: [
        { language: 'de', text: 'Das ist ein deutscher Bezeichner' },
        { language: 'en', text: "That's an English label" },
      ],
    },
    [{ de: 'Das ist ein deutscher Bezeichner' }, { en: "That's an English label" }],
  ],
  [
    { modelType: 'Range', valueType: 'xs:double', min: '3', max: '15' },
    { min: 3, max: 15 },
  ],
  [{ modelType: 'Range', valueType: 'xs:double', max: '15' }, { max: 15 }],
  [{ modelType: 'ReferenceElement', value: reference }, reference],
  [
    { modelType: 'File', contentType: 'application/pdf', value: '/aasx/files/a.pdf' },
    { contentType: 'application/pdf', value: '/aasx/files/a.pdf' },
  ],
  [
    { modelType: 'Blob', contentType: 'application/octet-stream', value: 'VGhpcw==' },
    { contentType: 'application/octet-stream', value: 'VGhpcw==' },
  ],
  [
    { modelType: 'RelationshipElement', first: reference, second: reference },
    { first: reference, second: reference },
  ],
  [
    {
      modelType: 'AnnotatedRelationshipElement',
      first: reference,
      second: reference,
      annotations: [property('AppliedRule', 'xs:string', 'TechnicalCurrentFlowDirection')],
    },
    {
      first: reference,
      second: reference,
      annotations: [{ AppliedRule: 'TechnicalCurrentFlowDirection' }],
    },
  ],
  [
    {
      modelType: 'Entity',
      entityType: 'SelfManagedEntity',
      globalAssetId: 'http://customer.com/demo/asset/1/1/MySubAsset',
      statements: [property('MaxRotationSpeed', 'xs:int', '5000')],
    },
    {
      statements: { MaxRotationSpeed: 5000 },
      entityType: 'SelfManagedEntity',
      globalAssetId: 'http://customer.com/demo/asset/1/1/MySubAsset',
    },
  ],
  [
    { modelType: 'BasicEventElement', observed: reference, direction: 'output', state: 'on' },
    { observed: reference },
  ],
  [
    {
      modelType: 'SubmodelElementList',
      typeValueListElement: 'Property',
      valueTypeListElement: 'xs:string',
      value: [property('a', 'xs:string', 'Martha'), property('b', 'xs:string', 'Clark')],
    },
    ['Martha', 'Clark'],
  ],
  [
    {
      modelType: 'SubmodelElementCollection',
      value: [
        property('prop1', 'xs:string', 'value of prop1'),
        property('without', 'xs:string'),
        { modelType: 'Capability', idShort: 'capability1' },
        { modelType: 'Operation', idShort: 'operation1' },
        {
          modelType: 'SubmodelElementList',
          idShort: 'list',
          typeValueListElement: 'Operation',
          value: [{ modelType: 'Operation' }],
        },
      ],
    },
    { prop1: 'value of prop1' },
  ],
];

test('each class of element has the value that the standard shows', () => {
  for (const [element, value] of examples) {
    assert.deepEqual(toValue(element), value, element.modelType);
  }
});

test('what has no value gives none, and containers an empty one', () => {
  assert.equal(toValue(property('empty', 'xs:int')), undefined);
  assert.equal(toValue({ modelType: 'Capability' }), undefined);
  assert.equal(toValue({ modelType: 'Operation' }), undefined);
  assert.deepEqual(toValue({ modelType: 'SubmodelElementCollection' }), {});
  const list = { modelType: 'SubmodelElementList', typeValueListElement: 'Property' } as const;
  assert.deepEqual(toValue(list), []);
});

test('in a list null holds the place of an element without value', () => {
  const list: SubmodelElement = {
    modelType: 'SubmodelElementList',
    typeValueListElement: 'Property',
    valueTypeListElement: 'xs:int',
    value: [property('a', 'xs:int'), property('b', 'xs:int', '2')],
  };
  assert.deepEqual(toValue(list), [null, 2]);
});

test('level core and extent withoutBlobValue leave out what they say', () => {
  const submodel: Submodel = {
    modelType: 'Submodel',
    id: 'urn:s',
    submodelElements: [
      { modelType: 'Blob', idShort: 'blob', contentType: 'text/plain', value: 'QQ==' },
      {
        modelType: 'SubmodelElementCollection',
        idShort: 'inner',
        value: [property('deep', 'xs:int', '1')],
      },
    ],
  };
  assert.deepEqual(toValue(submodel, { level: 'core', extent: 'withoutBlobValue' }), {
    blob: { contentType: 'text/plain' },
  });
});

/** Literals that a JSON number would change are strings (IDTA-01001, value-only, note 1 and 2). */
const lossy: readonly (readonly [DataTypeDefXsd, string, unknown])[] = [
  ['xs:long', '9007199254740991', 9007199254740991],
  ['xs:long', '9007199254740993', '9007199254740993'],
  ['xs:unsignedLong', '18446744073709551615', '18446744073709551615'],
  ['xs:decimal', '0.1', 0.1],
  ['xs:decimal', '100000.00', 100000],
  ['xs:decimal', '126789672374892739424.543233', '126789672374892739424.543233'],
  ['xs:decimal', '0.12345678901234567890', '0.12345678901234567890'],
  ['xs:double', 'INF', 'INF'],
  ['xs:double', 'NaN', 'NaN'],
  ['xs:double', '-0.0', '-0.0'],
  ['xs:double', '234.567e8', 23456700000],
  ['xs:int', '007', 7],
];

test('a number that JSON would change is written as a string', () => {
  for (const [type, literal, value] of lossy) {
    assert.equal(toValue(property('p', type, literal)), value, literal);
  }
});

test('a value survives JSON and gives the same literal back, whatever its type', () => {
  const literal = arbitraryXsdType.chain((type) =>
    fc.tuple(fc.constant(type), arbitraryXsdValue(type)),
  );
  fc.assert(
    fc.property(literal, ([type, text]) => {
      const element = property('p', type, text);
      const sent: unknown = JSON.parse(JSON.stringify(toValue(element)));
      assert.deepEqual(applyValue(element, sent), { ok: true, value: element });
    }),
    { numRuns: 2000 },
  );
});

test('writing the value that is there changes nothing', () => {
  fc.assert(
    fc.property(arbitrarySubmodel, (submodel) => {
      const value = JSON.parse(JSON.stringify(toValue(submodel)));
      assert.deepEqual(applyValue(submodel, value), { ok: true, value: submodel });
    }),
    { numRuns: 150 },
  );
});

test('any value that is accepted leaves a valid element', () => {
  fc.assert(
    fc.property(arbitraryElement, fc.jsonValue({ depthSize: 'small' }), (element, value) => {
      const applied = applyValue(element, value);
      if (applied.ok) assert.deepEqual(verify(element.modelType, applied.value), []);
      else assert.ok(applied.error.length > 0);
    }),
    { numRuns: 500 },
  );
});

test('what the document does not name stays', () => {
  const [, , , , , , , , , , , , , , [collection] = []] = examples;
  assert.ok(collection?.modelType === 'SubmodelElementCollection');
  const applied = applyValue(collection, { prop1: 'other' });
  assert.ok(applied.ok);
  assert.deepEqual(toValue(applied.value), { prop1: 'other' });
  assert.equal(applied.value.value?.length, collection.value?.length);
});

const refusals: readonly (readonly [
  what: string,
  element: SubmodelElement,
  value: unknown,
  path: string,
  constraint: string,
])[] = [
  ['text for a number', property('p', 'xs:int', '1'), 'five', '', 'value-type'],
  ['a number out of range', property('p', 'xs:byte', '1'), 128, '', 'value-type'],
  ['a fraction for an integer', property('p', 'xs:int', '1'), 1.5, '', 'value-type'],
  ['a number for text', property('p', 'xs:string', 'a'), 1, '', 'type'],
  ['a number for a boolean', property('p', 'xs:boolean', 'true'), 1, '', 'type'],
  ['null', property('p', 'xs:int', '1'), null, '', 'type'],
  ['a number beyond 2^53', property('p', 'xs:long', '1'), 2 ** 60, '', 'type'],
  [
    'a bound of the wrong type',
    { modelType: 'Range', valueType: 'xs:int' },
    { min: 'x' },
    '/min',
    'value-type',
  ],
  [
    'an unknown bound',
    { modelType: 'Range', valueType: 'xs:int' },
    { minimum: 1 },
    '/minimum',
    'unknown',
  ],
  [
    'an object for a list of texts',
    { modelType: 'MultiLanguageProperty' },
    { en: 'a' },
    '',
    'type',
  ],
  [
    'two languages in one object',
    { modelType: 'MultiLanguageProperty' },
    [{ en: 'a', de: 'b' }],
    '/0',
    'type',
  ],
  [
    'a language twice',
    { modelType: 'MultiLanguageProperty' },
    [{ en: 'a' }, { en: 'b' }],
    '/1',
    'unique-language',
  ],
  [
    'a malformed media type',
    { modelType: 'File' },
    { contentType: 'pdf' },
    '/contentType',
    'pattern',
  ],
  [
    'a reference without keys',
    { modelType: 'ReferenceElement' },
    { type: 'ModelReference' },
    '/keys',
    'required',
  ],
  [
    'an element that is not there',
    { modelType: 'SubmodelElementCollection', value: [property('a', 'xs:int')] },
    { b: 1 },
    '/b',
    'unknown',
  ],
  [
    'a list of another length',
    {
      modelType: 'SubmodelElementList',
      typeValueListElement: 'Property',
      valueTypeListElement: 'xs:int',
      value: [property('a', 'xs:int', '1')],
    },
    [1, 2],
    '',
    'cardinality',
  ],
  [
    'a self-managed entity without an asset',
    { modelType: 'Entity', entityType: 'CoManagedEntity' },
    { entityType: 'SelfManagedEntity' },
    '',
    'AASd-014',
  ],
  ['the value of a capability', { modelType: 'Capability' }, {}, '', 'type'],
  ['the value of an operation', { modelType: 'Operation' }, {}, '', 'type'],
];

for (const [what, element, value, path, constraint] of refusals) {
  test(`writing ${what} is refused with its place and reason`, () => {
    const applied = applyValue(element, value);
    assert.ok(!applied.ok);
    assert.deepEqual(
      applied.error.map((each) => [each.path, each.constraint]),
      [[path, constraint]],
    );
  });
}
