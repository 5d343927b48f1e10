/** The description of the classes is that of the official JSON and XML schemas. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { type ClassName, choices, classes, enumerations } from './index.ts';
import { type TextRule, textRules } from './texts.ts';

const schemas = path.resolve('../shared/specs/aas-metamodel/schemas');
const skip = existsSync(schemas) ? false : `there is no ${schemas}`;

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly type?: string;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

function definitions(): Readonly<Record<string, Schema>> {
  return JSON.parse(readFileSync(path.join(schemas, 'json/aas.json'), 'utf8')).definitions;
}

/** A schema with those that it includes. */
function flat(schema: Schema, all: Readonly<Record<string, Schema>>): readonly Schema[] {
  const target = schema.$ref === undefined ? undefined : all[nameOf(schema)];
  const inner = [...(target === undefined ? [] : [target]), ...(schema.allOf ?? [])];
  return [schema, ...inner.flatMap((each) => flat(each, all))];
}

function nameOf(schema: Schema): string {
  return (schema.$ref ?? '').replace('#/definitions/', '');
}

function propertiesOf(name: string, all: Readonly<Record<string, Schema>>) {
  const merged: Record<string, Schema[]> = {};
  for (const { properties = {} } of flat({ $ref: `#/definitions/${name}` }, all)) {
    for (const [property, schema] of Object.entries(properties)) {
      merged[property] = [...(merged[property] ?? []), ...flat(schema, all)];
    }
  }
  return merged;
}

test('each class has the attributes of the JSON schema, with cardinality', { skip }, () => {
  const all = definitions();
  for (const [name, { attributes, hasModelType }] of Object.entries(classes)) {
    const properties = propertiesOf(name, all);
    const required = flat({ $ref: `#/definitions/${name}` }, all).flatMap((s) => s.required ?? []);
    const expected = new Set(Object.keys(properties));
    assert.equal(expected.delete('modelType'), hasModelType, name);
    assert.deepEqual(new Set(Object.keys(attributes)), expected, name);
    for (const [attribute, description] of Object.entries(attributes)) {
      const schema = properties[attribute] ?? [];
      const where = `${name}/${attribute}`;
      assert.equal(description.required, required.includes(attribute), where);
      assert.equal(
        description.list,
        schema.some((each) => each.type === 'array'),
        where,
      );
    }
  }
});

test('each text has the lengths of the JSON schema', { skip }, () => {
  const all = definitions();
  for (const [name, { attributes }] of Object.entries(classes)) {
    const properties = propertiesOf(name, all);
    for (const [attribute, { type }] of Object.entries(attributes)) {
      if (type.kind !== 'text') continue;
      const rule: TextRule = textRules[type.text];
      const schema = properties[attribute] ?? [];
      const lengths = (key: 'minLength' | 'maxLength') =>
        schema.map((each) => each[key]).find((each) => each !== undefined);
      assert.equal(rule.lengthMin, lengths('minLength'), `${name}/${attribute}`);
      assert.equal(rule.lengthMax, lengths('maxLength'), `${name}/${attribute}`);
    }
  }
});

test('each enumeration and choice has the members of the JSON schema', { skip }, () => {
  const all = definitions();
  for (const [name, members] of Object.entries(enumerations)) {
    assert.deepEqual(new Set<string>(members), new Set(all[name]?.enum), name);
  }
  for (const [name, members] of Object.entries(choices)) {
    const schema = all[`${name}_choice`]?.oneOf ?? [];
    assert.deepEqual(new Set<string>(members), new Set(schema.map(nameOf)), name);
  }
});

test('each attribute has the type of the JSON schema', { skip }, () => {
  const all = definitions();
  for (const [name, { attributes }] of Object.entries(classes)) {
    const properties = propertiesOf(name, all);
    for (const [attribute, { type }] of Object.entries(attributes)) {
      const schemas = (properties[attribute] ?? []).flatMap((each) => [each, each.items ?? {}]);
      const referred = schemas.map(nameOf).filter((each) => each !== '');
      const expected = {
        text: [],
        boolean: [],
        enumeration: 'of' in type ? [type.of] : [],
        object: 'of' in type ? [type.of] : [],
        choice: 'of' in type ? [`${type.of}_choice`] : [],
      }[type.kind];
      assert.deepEqual(referred.slice(0, 1), expected, `${name}/${attribute}`);
    }
  }
});

test('attributes stand in the order of the XML schema', { skip }, () => {
  const xsd = readFileSync(path.join(schemas, 'xml/AAS.xsd'), 'utf8');
  const groups = new Map<string, string>();
  for (const [, name = '', body = ''] of xsd.matchAll(
    /<xs:group name="(\w+)">([\s\S]*?)\n {2}<\/xs:group>/g,
  )) {
    groups.set(name, body);
  }
  assert.ok(groups.size > 40, `only ${groups.size} groups were read`);
  const orderOf = (group: string): readonly string[] =>
    [...(groups.get(group) ?? '').matchAll(/^ {6}<xs:(group ref|element name)="(\w+)"/gm)].flatMap(
      ([, kind, name = '']) => (kind === 'group ref' ? orderOf(name) : [name]),
    );
  for (const [name, { attributes }] of Object.entries(classes)) {
    const group = (name.charAt(0).toLowerCase() + name.slice(1)) as Uncapitalize<ClassName>;
    assert.deepEqual(Object.keys(attributes), orderOf(group), name);
  }
});
