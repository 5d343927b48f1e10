/** Verification against the official examples, against mutations, and against anything at all. */

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { limits } from '#base';
import { arbitraryEnvironment } from './arbitrary.ts';
import { type ClassName, choices, classes, constraints, type Violation, verify } from './index.ts';

const examplesFolder = path.resolve('../shared/data/aas-examples/json');
const skip = existsSync(examplesFolder) ? false : `there is no ${examplesFolder}`;

test('every official example is accepted', { skip }, () => {
  const files = globSync('**/*.json', { cwd: examplesFolder });
  assert.ok(files.length > 600, `only ${files.length} examples`);
  for (const file of files) {
    const json: unknown = JSON.parse(readFileSync(path.join(examplesFolder, file), 'utf8'));
    assert.deepEqual(verify('Environment', json), [], file);
  }
});

/** All objects in a document, each with its pointer. */
function objectsIn(value: unknown, pointer = ''): (readonly [string, Record<string, unknown>])[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = Array.isArray(value) ? [] : [[pointer, value as Record<string, unknown>] as const];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    objectsIn(each, `${pointer}/${key}`),
  );
  return [...own, ...inner];
}

function found(as: ClassName, value: unknown): readonly string[] {
  return verify(as, value).map((each) => `${each.path} ${each.constraint}`);
}

test('one mutation anywhere in a valid environment is found where it is', () => {
  const mutation = fc.constantFrom('unknown', 'null', 'empty', 'number');
  fc.assert(
    fc.property(arbitraryEnvironment, mutation, fc.nat(), (environment, kind, choice) => {
      const copy = structuredClone(environment);
      const objects = objectsIn(copy);
      const [pointer = '', object = {}] = objects[choice % objects.length] ?? [];
      const names = Object.keys(object);
      const name = names[choice % names.length];
      if (kind !== 'unknown' && name === undefined) return;
      if (kind === 'unknown') object.surplus = 1;
      else if (name !== undefined) object[name] = { null: null, empty: [], number: 7 }[kind];
      const place = `${pointer}/${kind === 'unknown' ? 'surplus' : name}`;
      const expected = kind === 'unknown' ? [`${place} unknown`] : [place];
      const all = found('Environment', copy);
      assert.ok(
        all.some((each) => expected.some((one) => `${each} `.startsWith(`${one} `))),
        `${place} is not among ${all.join(', ')}`,
      );
    }),
    { numRuns: 500 },
  );
});

test('a missing required attribute is found, in every class that has one', () => {
  for (const [name, { attributes, hasModelType }] of Object.entries(classes)) {
    const empty = hasModelType ? { modelType: name } : {};
    const missing = verify(name as ClassName, empty).filter(
      (each) => each.constraint === 'required',
    );
    const required = Object.entries(attributes).filter(([, each]) => each.required);
    assert.deepEqual(
      missing.map((each) => each.path),
      required.map(([attribute]) => `/${attribute}`),
      name,
    );
  }
});

test('anything at all is judged without an exception, by constraints of the catalogue', () => {
  const known = new Set([...constraints.map(({ id }) => id), 'limit']);
  const names = [...Object.keys(classes), ...Object.keys(choices)] as ClassName[];
  const attribute = fc.constantFrom(
    ...new Set(Object.values(classes).flatMap(({ attributes }) => Object.keys(attributes))),
    'modelType',
    '__proto__',
    'constructor',
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 6 },
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.constantFrom(...names),
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(attribute, tie('tree'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.oneof(tree, fc.anything()), (name, value) => {
      for (const { constraint } of verify(name, value))
        assert.ok(known.has(constraint), constraint);
    }),
    { numRuns: 3000 },
  );
});

test('an attribute that another class has is unknown, unless the reading is not strict', () => {
  const capability = { modelType: 'Capability', idShort: 'drill', valueType: 'xs:int' };
  assert.deepEqual(found('Capability', capability), ['/valueType unknown']);
  assert.deepEqual(verify('Capability', capability, { strict: false }), []);
});

test('a class that may not stand at a place is refused', () => {
  const operation = { modelType: 'Operation', idShort: 'run' };
  const relationship = { modelType: 'AnnotatedRelationshipElement', annotations: [operation] };
  assert.deepEqual(found('AnnotatedRelationshipElement', relationship), [
    '/annotations/0/modelType enum',
  ]);
  assert.deepEqual(found('Property', operation), ['/valueType required', '/modelType enum']);
  assert.deepEqual(verify('SubmodelElement', operation), []);
  assert.equal(verify('DataElement', operation)[0]?.constraint, 'enum');
});

test('a pointer escapes what JSON pointers escape', () => {
  assert.deepEqual(found('Key', { type: 'Submodel', value: 'urn:s', 'a/b~c': 1 }), [
    '/a~1b~0c unknown',
  ]);
});

test('nesting beyond the limit is found without a stack overflow', () => {
  let element: Record<string, unknown> = { modelType: 'Capability', idShort: 'deep' };
  for (let level = 0; level < 50_000; level += 1) {
    element = { modelType: 'SubmodelElementCollection', idShort: 'deep', value: [element] };
  }
  const violations = verify('SubmodelElementCollection', element);
  assert.deepEqual(
    violations.map((each) => each.constraint),
    ['depth'],
  );
});

test('beyond the limit violations are counted only', () => {
  const submodelElements = Array.from({ length: limits.violationsMax + 5 }, () => ({}));
  const violations = verify('Submodel', { modelType: 'Submodel', id: 'urn:s', submodelElements });
  const last: Violation | undefined = violations.at(-1);
  assert.equal(violations.length, limits.violationsMax + 1);
  assert.equal(last?.constraint, 'limit');
  assert.match(last.message, /^There are [0-9]+ more/);
});
