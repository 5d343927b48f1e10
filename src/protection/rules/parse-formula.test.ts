/** The formulas of the standards' own texts are read; what is malformed is told by its place. */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseField } from './field.ts';
import { stepsText } from './formula.ts';
import { parseFormula } from './parse-formula.ts';

const specs = join(import.meta.dirname, '../../../../shared/specs');
const securityExamples = join(
  specs,
  'aas-security/documentation/IDTA-01004/modules/ROOT/partials/examples',
);
const queryPages = join(specs, 'aas-api/documentation/IDTA-01002-3/modules/ROOT/pages');
const without = existsSync(specs) ? false : `there is no ${specs}`;

describe('parseFormula', () => {
  it('reads every formula of the access rules that the standard gives', { skip: without }, () => {
    let read = 0;
    for (const name of readdirSync(securityExamples).filter((file) => file.endsWith('.json'))) {
      const json: unknown = JSON.parse(readFileSync(join(securityExamples, name), 'utf8'));
      for (const formula of formulasIn(json)) {
        const parsed = parseFormula(formula);
        assert.ok(parsed.ok, `${name}: ${JSON.stringify(parsed)}`);
        read += 1;
      }
    }
    assert.ok(read >= 10, `${read} formulas`);
  });

  it('reads every query that the query language shows', { skip: without }, () => {
    const page = readFileSync(join(queryPages, 'query-language.adoc'), 'utf8');
    let read = 0;
    for (const [, block = ''] of page.matchAll(/----\s*\n(\{[\s\S]*?)\n----/g)) {
      if (!block.includes('"$condition"')) continue;
      // The page breaks long field identifiers over lines.
      const text = block.replace(/"\$(?:aas|sm|sme|cd)[^"]*"/g, (field) =>
        field.replace(/\s+/g, ''),
      );
      const query = JSON.parse(text) as { $condition: unknown };
      const parsed = parseFormula(query.$condition);
      assert.ok(parsed.ok, `${text}: ${JSON.stringify(parsed)}`);
      read += 1;
    }
    assert.equal(read, 4);
  });

  it('refuses the dialect of the draft that a test file still has', { skip: without }, () => {
    const text = readFileSync(join(queryPages, 'http-rest-api/test/query/test1.json'), 'utf8');
    const draft = JSON.parse(text) as { filter: unknown };
    const parsed = parseFormula(draft.filter);
    assert.ok(!parsed.ok);
    assert.equal(parsed.error.path, '/$and/0/$eq/0/strModel');
  });

  const value = { $strVal: 'x' };
  const field = { $field: '$sm#id' };
  const malformed: readonly (readonly [unknown, string])[] = [
    [{}, ''],
    [[], ''],
    [{ $eq: [field] }, '/$eq'],
    [{ $eq: [field, value, value] }, '/$eq'],
    [{ $eq: [field, value], $ne: [field, value] }, ''],
    [{ $and: [{ $boolean: true }] }, '/$and'],
    [{ $like: [field, value] }, '/$like'],
    [{ constructor: [field, value] }, '/constructor'],
    [{ $eq: [field, { toString: 'x' }] }, '/$eq/1/toString'],
    [{ $eq: [{ $field: '$sm#nothing' }, value] }, '/$eq/0/$field'],
    [{ $eq: [field, { $hexVal: 'xyz' }] }, '/$eq/1/$hexVal'],
    [{ $eq: [field, { $timeVal: '25:00' }] }, '/$eq/1/$timeVal'],
    [{ $eq: [field, { $dateTimeVal: '2024-02-30T00:00:00Z' }] }, '/$eq/1/$dateTimeVal'],
    [{ $contains: [field, { $numVal: 1 }] }, '/$contains/1/$numVal'],
    [{ $regex: [field, { $strVal: '(' }] }, '/$regex/1'],
    [{ $regex: [field, { $strVal: '(a)\\1' }] }, '/$regex/1'],
    [{ $match: [{ $not: { $boolean: true } }] }, '/$match/0/$not'],
    [
      {
        $match: [
          { $eq: [{ $field: '$sme.A[]#value' }, value] },
          { $eq: [{ $field: '$sme.B[]#value' }, value] },
        ],
      },
      '/$match',
    ],
  ];
  for (const [json, path] of malformed) {
    it(`tells where ${JSON.stringify(json)} is wrong`, () => {
      const parsed = parseFormula(json);
      assert.ok(!parsed.ok);
      assert.equal(parsed.error.path, path);
    });
  }

  it('bounds nesting and size', () => {
    let deep: unknown = { $boolean: true };
    for (let level = 0; level < 40; level += 1) deep = { $not: deep };
    assert.equal(parseFormula(deep).ok, false);
    const $or = new Array(600).fill({ $boolean: true });
    assert.equal(parseFormula({ $or }).ok, false);
  });
});

describe('parseField', () => {
  it('writes shortcuts out', () => {
    const shortcuts = {
      '$sm#semanticId': 'semanticId.keys[0].value',
      '$aas#submodels': 'submodels[].keys[0].value',
      '$aasdesc#specificAssetIds[].externalSubjectId':
        'specificAssetIds[].externalSubjectId.keys[0].value',
      '$aasdesc#submodelDescriptors.semanticId': 'submodelDescriptors[].semanticId.keys[0].value',
    };
    for (const [text, written] of Object.entries(shortcuts)) {
      const field = parseField(text);
      assert.ok(field.ok, text);
      assert.equal(stepsText(field.value.attribute), written);
    }
  });
});

/** Formulas and conditions anywhere in a set of rules. */
function formulasIn(json: unknown): readonly unknown[] {
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, inner]) =>
    ['FORMULA', 'CONDITION', 'formula'].includes(name) ? [inner] : formulasIn(inner),
  );
}
