/** Strict reading is all or nothing; lenient reading keeps what it can and tells the rest. */

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryEnvironment } from './arbitrary.ts';
import { parsePath, readEnvironment, toPaths, verify } from './index.ts';

const folder = path.resolve('../shared/data/idta-templates');
const skip = existsSync(folder) ? false : `there is no ${folder}`;

/** Faults that a lenient reading may leave: they break nothing but conformance. */
const harmless = /^(?:AAS|unique-language|value-type|length|pattern|reference|interval)/;

test('a valid environment is read as it is, leniently or not', () => {
  fc.assert(
    fc.property(arbitraryEnvironment, fc.boolean(), (environment, lenient) => {
      assert.deepEqual(readEnvironment(environment, { lenient }), { environment, violations: [] });
    }),
    { numRuns: 50 },
  );
});

test('a strict reading of a faulty document gives nothing but its faults', () => {
  const { environment, violations } = readEnvironment({ submodels: [{}] }, { lenient: false });
  assert.deepEqual(environment, {});
  assert.deepEqual(
    violations.map((each) => each.path),
    ['/submodels/0/id', '/submodels/0/modelType'],
  );
});

test('every published template is imported whole, with its defects by path', { skip }, () => {
  const files = globSync('*.json', { cwd: folder });
  assert.ok(files.length >= 19);
  for (const file of files) {
    const json = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
    const { environment, violations } = readEnvironment(json, { lenient: true });
    assert.equal(environment.submodels?.length, json.submodels.length, file);
    json.submodels.forEach((submodel: never, index: number) => {
      const read = environment.submodels?.[index];
      assert.ok(read);
      assert.equal(toPaths(read).length, toPaths(submodel).length, file);
    });
    for (const { constraint } of verify('Environment', environment)) {
      assert.match(constraint, harmless, file);
    }
    for (const { path: at, message } of violations) {
      assert.match(at, /^\/(?:submodels|conceptDescriptions|assetAdministrationShells)\//, file);
      assert.match(message, /It was (?:kept|left out|read as .+)\.$/, file);
    }
  }
});

test('whatever is read leniently has the structure of the metamodel and can be named', () => {
  const junk = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.constant([]), fc.object());
  fc.assert(
    fc.property(arbitraryEnvironment, fc.array(fc.tuple(fc.nat(), junk)), (valid, changes) => {
      const copy = structuredClone(valid);
      for (const [choice, value] of changes) mutate(copy, choice, value);
      const { environment } = readEnvironment(copy, { lenient: true });
      const left = verify('Environment', environment);
      for (const each of left) assert.match(each.constraint, harmless, JSON.stringify(each));
      for (const submodel of environment.submodels ?? []) {
        const paths = toPaths(submodel);
        assert.equal(new Set(paths).size, paths.length);
        for (const each of paths) assert.ok(parsePath(each).ok, each);
      }
    }),
    { numRuns: 300 },
  );
});

/** Puts a value somewhere in a document. */
function mutate(document: unknown, choice: number, value: unknown): void {
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      collect((node as Record<string, unknown>)[key]);
    }
  };
  collect(document);
  const [node, key] = places[choice % Math.max(1, places.length)] ?? [];
  if (node !== undefined && key !== undefined) node[key] = value;
}

/** A document, what is read of it, and what is told. */
const mendings: readonly (readonly [
  what: string,
  element: object,
  read: object,
  told: readonly string[],
])[] = [
  [
    'a number for a string',
    { modelType: 'Property', idShort: 'speed', valueType: 'xs:int', value: 5 },
    { modelType: 'Property', idShort: 'speed', valueType: 'xs:int', value: '5' },
    ['/value type It was read as "5".'],
  ],
  [
    'a type without its prefix',
    { modelType: 'Property', idShort: 'speed', valueType: 'Int', value: '5' },
    { modelType: 'Property', idShort: 'speed', valueType: 'xs:int', value: '5' },
    ['/valueType enum It was read as "xs:int".'],
  ],
  [
    'an unknown attribute and an empty list',
    { modelType: 'Capability', idShort: 'drill', parent: 'x', qualifiers: [] },
    { modelType: 'Capability', idShort: 'drill' },
    ['/parent unknown It was left out.', '/qualifiers cardinality It was left out.'],
  ],
  [
    'an attribute that is null',
    { modelType: 'Capability', idShort: 'drill', category: null },
    { modelType: 'Capability', idShort: 'drill' },
    ['/category type It was left out.'],
  ],
  [
    'an idShort with other characters',
    { modelType: 'Capability', idShort: '3 holes {00}' },
    { modelType: 'Capability', idShort: 'x3_holes__00_' },
    ['/idShort AASd-002 It was read as "x3_holes__00_".'],
  ],
  [
    'a missing idShort',
    { modelType: 'Capability' },
    { modelType: 'Capability', idShort: 'Capability' },
    ['/idShort AASd-117 It was read as "Capability".'],
  ],
  [
    'a reference of before 3.0',
    {
      modelType: 'Capability',
      idShort: 'drill',
      semanticId: { type: 'GlobalReference', keys: [{ type: 'GlobalReference', value: 'urn:x' }] },
    },
    {
      modelType: 'Capability',
      idShort: 'drill',
      semanticId: {
        type: 'ExternalReference',
        keys: [{ type: 'GlobalReference', value: 'urn:x' }],
      },
    },
    ['/semanticId/type enum It was read as "ExternalReference".'],
  ],
  [
    'a reference with a key that nobody knows',
    {
      modelType: 'Capability',
      idShort: 'drill',
      semanticId: { type: 'ModelReference', keys: [{ type: 'View', value: 'urn:x' }] },
    },
    { modelType: 'Capability', idShort: 'drill' },
    ['/semanticId/keys/0/type enum It was left out.'],
  ],
  [
    'a reference with a key named as what every object inherits',
    {
      modelType: 'Capability',
      idShort: 'drill',
      semanticId: { type: 'ModelReference', keys: [{ type: 'toString', value: 'urn:x' }] },
    },
    { modelType: 'Capability', idShort: 'drill' },
    ['/semanticId/keys/0/type enum It was left out.'],
  ],
  [
    'a value of the wrong type, which only the constraint forbids',
    { modelType: 'Property', idShort: 'speed', valueType: 'xs:int', value: 'fast' },
    { modelType: 'Property', idShort: 'speed', valueType: 'xs:int', value: 'fast' },
    ['/value value-type It was kept.'],
  ],
  [
    'a control character',
    { modelType: 'Property', idShort: 'name', valueType: 'xs:string', value: 'a\u0000' },
    { modelType: 'Property', idShort: 'name', valueType: 'xs:string', value: 'a\ufffd' },
    ['/value AASd-130 It was read as "a\ufffd".'],
  ],
];

for (const [what, element, read, told] of mendings) {
  test(`read leniently, ${what} is told and does no harm`, () => {
    const submodel = { modelType: 'Submodel', id: 'urn:s', submodelElements: [element] };
    const { environment, violations } = readEnvironment(
      { submodels: [submodel] },
      { lenient: true },
    );
    assert.deepEqual(environment.submodels?.[0]?.submodelElements, [read]);
    const start = '/submodels/0/submodelElements/0';
    const short = violations.map(
      ({ path: at, constraint, message }) =>
        `${at.replace(start, '')} ${constraint} ${message.slice(message.lastIndexOf('It was'))}`,
    );
    assert.deepEqual(short, told);
  });
}

test('an unreadable element is left out, and the names after it are told where they stand', () => {
  const elements = [
    { modelType: 'View', idShort: 'gone' },
    { modelType: 'Capability', idShort: 'drill' },
    { modelType: 'Capability', idShort: 'drill' },
  ];
  const submodel = { modelType: 'Submodel', id: 'urn:s', submodelElements: elements };
  const { environment, violations } = readEnvironment({ submodels: [submodel] }, { lenient: true });
  assert.deepEqual(
    environment.submodels?.[0]?.submodelElements?.map((each) => each.idShort),
    ['drill', 'drill_2'],
  );
  assert.match(violations[0]?.message ?? '', /It was left out\.$/);
  assert.equal(violations[1]?.path, '/submodels/0/submodelElements/2/idShort');
  assert.match(violations[1]?.message ?? '', /It was read as "drill_2"\.$/);
});

test('of two objects with one id the first is kept', () => {
  const concepts = ['one', 'two'].map((idShort) => ({
    modelType: 'ConceptDescription',
    id: 'urn:c',
    idShort,
  }));
  const { environment } = readEnvironment({ conceptDescriptions: concepts }, { lenient: true });
  assert.deepEqual(
    environment.conceptDescriptions?.map((each) => each.idShort),
    ['one'],
  );
});

test('what is no environment at all is read as an empty one, and told', () => {
  for (const json of [null, 7, 'x', [], [{}]]) {
    const { environment, violations } = readEnvironment(json, { lenient: true });
    assert.deepEqual(environment, {});
    assert.equal(violations[0]?.constraint, 'type');
  }
});
