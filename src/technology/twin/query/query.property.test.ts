/**
 * The compiler and the evaluator mean the same: on random twins, a random query finds through SQL,
 * with and without its indexes leading, what the evaluator finds in memory.
 */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { unwrap } from '#base';
import { evaluate, type Formula, parseFormula, type Thing } from '#protection/rules';
import type { Shell, Submodel, SubmodelElement } from '../model/index.ts';
import { openTestTwins, type TestTwins } from '../repository/testing.ts';
import { conceptScope, shellScope, submodelScope } from './catalogue.ts';
import { compileFor } from './query.store.ts';
import { shellThing, submodelThing } from './things.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const names = ['a', 'b', 'c', 'List'];
const texts = [
  '1',
  '2',
  '10',
  'x',
  'xy',
  'true',
  'false',
  '2024-01-01T00:00:00Z',
  '12:30',
  'Ü',
  '',
];
const ids = ['urn:1', 'urn:2', 'urn:3'];
const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const reference = fc.record({
  type: fc.constant('ExternalReference' as const),
  keys: fc.array(
    fc.record({ type: pick(['GlobalReference', 'FragmentReference']), value: pick(ids) }),
    { minLength: 1, maxLength: 2 },
  ),
});

const leaf: fc.Arbitrary<SubmodelElement> = fc.oneof(
  fc.record({
    modelType: fc.constant('Property' as const),
    valueType: pick(['xs:string', 'xs:int'] as const),
    value: optional(pick(texts)),
    semanticId: optional(reference),
  }),
  fc.record({
    modelType: fc.constant('MultiLanguageProperty' as const),
    value: optional(
      fc.uniqueArray(fc.record({ language: pick(['de', 'en']), text: pick(texts) }), {
        minLength: 1,
        selector: ({ language }) => language,
      }),
    ),
    semanticId: optional(reference),
  }),
);

const tree = fc.letrec<{ element: SubmodelElement; container: SubmodelElement }>((tie) => ({
  element: fc.oneof({ maxDepth: 3 }, leaf, tie('container')),
  container: fc
    .tuple(fc.boolean(), optional(reference), fc.array(tie('element'), { maxLength: 3 }))
    .map(([isList, semanticId, children]) =>
      isList
        ? {
            modelType: 'SubmodelElementList' as const,
            typeValueListElement: 'SubmodelElement',
            semanticId,
            value: children,
          }
        : {
            modelType: 'SubmodelElementCollection' as const,
            semanticId,
            value: named(children),
          },
    ),
})).element;

function named(children: readonly SubmodelElement[]): readonly SubmodelElement[] {
  return children.map((child, index) => ({ ...child, idShort: names[index] ?? `n${index}` }));
}

const submodelContent = fc.record({
  idShort: optional(pick(names)),
  semanticId: optional(reference),
  submodelElements: fc.array(tree, { maxLength: 4 }).map(named),
});
const shellContent = fc.record({
  idShort: optional(pick(names)),
  assetInformation: fc.record({
    assetKind: pick(['Instance', 'Type'] as const),
    globalAssetId: optional(pick(ids)),
    assetType: optional(pick(names)),
    specificAssetIds: fc.array(
      fc.record({ name: pick(names), value: pick(texts), externalSubjectId: optional(reference) }),
      { maxLength: 3 },
    ),
  }),
  submodels: fc.uniqueArray(fc.nat(7), { maxLength: 3 }),
});

const brackets = pick(['[]', '[0]', '[1]']);
const keyPart = fc
  .tuple(brackets, pick(['value', 'type']))
  .map(([index, part]) => `keys${index}.${part}`);
const semantics = fc.oneof(
  fc.constant('semanticId'),
  keyPart.map((key) => `semanticId.${key}`),
  fc.constant('semanticId.type'),
);
const path = fc
  .array(fc.tuple(pick(names), optional(brackets)), { minLength: 1, maxLength: 3 })
  .map((steps) => steps.map(([name, index]) => `${name}${index ?? ''}`).join('.'));
const elementField = fc
  .tuple(
    optional(path),
    fc.oneof(semantics, pick(['value', 'value', 'idShort', 'valueType', 'language'])),
  )
  .map(([at, attribute]) => `$sme${at === undefined ? '' : `.${at}`}#${attribute}`);
const submodelField = fc
  .oneof(semantics, pick(['id', 'idShort']))
  .map((attribute) => `$sm#${attribute}`);
const assetField = fc
  .tuple(
    brackets,
    fc.oneof(
      pick(['name', 'value', 'externalSubjectId']),
      keyPart.map((key) => `externalSubjectId.${key}`),
    ),
  )
  .map(([index, part]) => `$aas#assetInformation.specificAssetIds${index}.${part}`);
const shellField = fc.oneof(
  assetField,
  pick([
    '$aas#id',
    '$aas#idShort',
    '$aas#assetInformation.assetKind',
    '$aas#assetInformation.assetType',
    '$aas#assetInformation.globalAssetId',
    '$aas#submodels',
    '$aas#submodels[].type',
    '$aas#submodels[0].keys[].value',
    '$aas#submodels[].keys[0].type',
  ]),
);
const field = fc
  .oneof({ weight: 3, arbitrary: elementField }, submodelField, shellField)
  .map(($field) => ({ $field }));

const value = fc.oneof(
  { weight: 3, arbitrary: pick([...texts, ...ids, ...names]).map(($strVal) => ({ $strVal })) },
  { weight: 2, arbitrary: pick([1, 2, 10]).map(($numVal) => ({ $numVal })) },
  fc.boolean().map(($boolean) => ({ $boolean })),
  fc.constant({ $timeVal: '12:30' }),
  fc.constant({ $dateTimeVal: '2024-01-01T00:00:00Z' }),
  field,
  field.map(($numCast) => ({ $numCast })),
  field.map(($dateTimeCast) => ({ $year: { $dateTimeCast } })),
  field.map(($boolCast) => ({ $boolCast })),
  field.map((inner) => ({ $strCast: { $numCast: inner } })),
);
const text = fc.oneof(
  field,
  pick(['x', '^u', '1', '']).map(($strVal) => ({ $strVal })),
);
const comparison = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(pick(['$eq', '$eq', '$ne', '$lt', '$le', '$gt', '$ge']), fc.tuple(field, value))
      .map(([operator, items]) => ({ [operator]: items })),
  },
  fc
    .tuple(pick(['$contains', '$starts-with', '$ends-with', '$regex']), fc.tuple(field, text))
    .map(([operator, items]) => ({ [operator]: items })),
  fc.boolean().map(($boolean) => ({ $boolean })),
);
const match = fc.letrec<{ match: unknown }>((tie) => ({
  match: fc
    .array(fc.oneof({ maxDepth: 1 }, comparison, tie('match')), { minLength: 1, maxLength: 3 })
    .map(($match) => ({ $match })),
})).match;
const condition = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    comparison,
    match,
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map(($and) => ({ $and })),
    fc.array(tie('any'), { minLength: 2, maxLength: 3 }).map(($or) => ({ $or })),
    tie('any').map(($not) => ({ $not })),
  ),
})).any;

describe('queries', () => {
  let opened: TestTwins;
  before(async () => {
    opened = await openTestTwins();
  });
  after(() => opened.close());

  it(`find the same through SQL as in memory (seed ${seed})`, async () => {
    const contents = fc.tuple(
      fc.array(submodelContent, { minLength: 4, maxLength: 8 }),
      fc.array(shellContent, { minLength: 3, maxLength: 6 }),
      fc.array(condition, { minLength: 40, maxLength: 40 }),
    );
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(contents, async ([submodelContents, shellContents, conditions]) => {
        const twins = await store(opened, submodelContents, shellContents);
        for (const json of conditions) {
          const parsed = parseFormula(json);
          if (!parsed.ok) continue;
          asked += 1;
          await agree(opened, parsed.value, twins, json);
        }
      }),
      { seed, numRuns: 40 },
    );
    assert.ok(asked > 300, `only ${asked} conditions could be asked`);
  });

  it('asks concepts too', async () => {
    const parsed = unwrap(parseFormula({ $eq: [{ $field: '$cd#id' }, { $strVal: 'urn:1' }] }));
    const table = { name: 'twin_concept', root: '$cd' as const, scope: conceptScope };
    assert.match(compileFor(table, parsed, true).sql, /s\.id = \?/);
  });
});

interface Stored {
  readonly shells: readonly Thing[];
  readonly submodels: readonly Thing[];
}

async function store(
  { twins, database }: TestTwins,
  submodelContents: readonly object[],
  shellContents: readonly (Omit<Partial<Shell>, 'submodels'> & { submodels: number[] })[],
): Promise<Stored> {
  const submodels = submodelContents.map(
    (content, index) => ({ modelType: 'Submodel', id: `urn:sm:${index}`, ...content }) as Submodel,
  );
  const shells = shellContents.map(({ submodels: referred, ...content }, index) => {
    const references = referred.map((number) => ({
      type: 'ModelReference',
      keys: [{ type: 'Submodel', value: `urn:sm:${number}` }],
    }));
    const own = { modelType: 'AssetAdministrationShell', id: `urn:aas:${index}`, ...content };
    return { ...own, submodels: references } as unknown as Shell;
  });
  const known = await database.all<{ id: string }>('SELECT id FROM twin_shell');
  for (const { id } of known) unwrap(await twins.shells.delete(id));
  const old = await database.all<{ id: string }>('SELECT id FROM twin_submodel');
  for (const { id } of old) unwrap(await twins.submodels.delete(id));
  const clean = JSON.parse(JSON.stringify({ submodels, assetAdministrationShells: shells }));
  unwrap(await twins.environment.importEnvironment(clean));
  const shellThings: Thing[] = [];
  const submodelThings: Thing[] = clean.submodels.map((submodel: Submodel) =>
    submodelThing(submodel, () =>
      shellThings.filter((thing) =>
        (thing.document as Shell).submodels?.some((r) => r.keys[0]?.value === submodel.id),
      ),
    ),
  );
  for (const shell of clean.assetAdministrationShells as Shell[]) {
    const referred = shell.submodels?.map((r) => r.keys[0]?.value) ?? [];
    shellThings.push(
      shellThing(shell, () =>
        submodelThings.filter((thing) => referred.includes((thing.document as Submodel).id)),
      ),
    );
  }
  return { shells: shellThings, submodels: submodelThings };
}

async function agree(opened: TestTwins, formula: Formula, twins: Stored, json: unknown) {
  const targets = [
    { things: twins.shells, name: 'twin_shell', root: '$aas', scope: shellScope },
    { things: twins.submodels, name: 'twin_submodel', root: '$sm', scope: submodelScope },
  ] as const;
  for (const { things, ...table } of targets) {
    const expected = things
      .filter((thing) => evaluate(formula, thing, () => undefined))
      .map((thing) => (thing.document as Shell).id);
    for (const indexFirst of [true, false]) {
      const { sql, parameters } = compileFor(table, formula, indexFirst);
      const whole = `SELECT id FROM ${table.name} s WHERE ${sql} ORDER BY pk`;
      const rows = await opened.database.all<{ id: string }>(whole, parameters);
      const found = rows.map(({ id }) => id);
      const shown = `${table.name}, indexes ${indexFirst ? 'lead' : 'do not lead'}:
        ${JSON.stringify(json)}\n${sql}`;
      assert.deepEqual(found, expected, shown);
    }
  }
}
