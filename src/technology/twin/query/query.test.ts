/** Queries over stored twins: what they find, what is refused, and that indexes lead. */

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { unwrap } from '#base';
import { parseFormula } from '#protection/rules';
import type { Shell, Submodel } from '../model/index.ts';
import { openTestTwins, type TestTwins } from '../repository/testing.ts';
import { shellScope, submodelScope } from './catalogue.ts';
import { compileFor } from './query.store.ts';

const tables = {
  submodels: { name: 'twin_submodel', root: '$sm', scope: submodelScope },
  shells: { name: 'twin_shell', root: '$aas', scope: shellScope },
} as const;

const external = (value: string) => ({
  type: 'ExternalReference' as const,
  keys: [{ type: 'GlobalReference', value }],
});

/** The technical data of a motor starter, as the query language's example asks for it. */
const technicalData = (n: number, width: number, classId: string): Submodel => ({
  modelType: 'Submodel',
  id: `urn:technical-data:${n}`,
  idShort: 'TechnicalData',
  submodelElements: [
    {
      modelType: 'SubmodelElementList',
      idShort: 'ProductClassifications',
      typeValueListElement: 'SubmodelElementCollection',
      value: [
        {
          modelType: 'SubmodelElementCollection',
          value: [
            {
              modelType: 'Property',
              idShort: 'ProductClassId',
              valueType: 'xs:string',
              value: classId,
            },
          ],
        },
      ],
    },
    {
      modelType: 'Property',
      idShort: 'Width',
      valueType: 'xs:double',
      value: String(width),
      semanticId: external('0173-1#02-BAF016#006'),
    },
  ],
});

const shell = (n: number): Shell => ({
  modelType: 'AssetAdministrationShell',
  id: `urn:shell:${n}`,
  assetInformation: { assetKind: 'Instance', globalAssetId: `urn:asset:${n}` },
  submodels: [
    { type: 'ModelReference', keys: [{ type: 'Submodel', value: `urn:technical-data:${n}` }] },
  ],
});

const field = ($field: string) => ({ $field });
const text = ($strVal: string) => ({ $strVal });
const isTechnicalData = { $eq: [field('$sm#idShort'), text('TechnicalData')] };
const motorStarters = {
  $and: [
    {
      $match: [
        isTechnicalData,
        {
          $eq: [field('$sme.ProductClassifications[].ProductClassId#value'), text('27-37-09-05')],
        },
      ],
    },
    {
      $match: [
        isTechnicalData,
        { $eq: [field('$sme#semanticId'), text('0173-1#02-BAF016#006')] },
        { $lt: [field('$sme#value'), { $numVal: 100 }] },
      ],
    },
  ],
};

describe('queries', () => {
  let opened: TestTwins;
  before(async () => {
    opened = await openTestTwins();
    const submodels = [
      technicalData(0, 45, '27-37-09-05'),
      technicalData(1, 90, '27-37-09-05'),
      technicalData(2, 120, '27-37-09-05'),
      technicalData(3, 45, '27-00-00-00'),
    ];
    const assetAdministrationShells = [0, 1, 2, 3].map(shell);
    unwrap(
      await opened.twins.environment.importEnvironment({ submodels, assetAdministrationShells }),
    );
  });
  after(() => opened.close());

  const ask = async (target: 'shells' | 'submodels', $condition: unknown, limit = 10) =>
    unwrap(await opened.twins.query.query(target, { $condition, $select: 'id' }, { limit }));

  it('finds narrow motor starters, and the shells that they belong to', async () => {
    assert.deepEqual((await ask('submodels', motorStarters)).items, [
      'urn:technical-data:0',
      'urn:technical-data:1',
    ]);
    assert.deepEqual((await ask('shells', motorStarters)).items, ['urn:shell:0', 'urn:shell:1']);
  });

  it('gives whole objects, in pages', async () => {
    const query = { $condition: motorStarters };
    const first = unwrap(await opened.twins.query.query('submodels', query, { limit: 1 }));
    assert.equal((first.items[0] as Submodel).submodelElements?.length, 2);
    const { cursor } = first;
    const second = unwrap(await opened.twins.query.query('submodels', query, { limit: 1, cursor }));
    assert.equal((second.items[0] as Submodel).id, 'urn:technical-data:1');
    assert.equal(second.cursor, undefined);
  });

  it('finds descriptors of what is hosted by what they are built from', async () => {
    const $condition = {
      $match: [
        { $eq: [field('$aasdesc#submodelDescriptors[].id'), text('urn:technical-data:2')] },
        {
          $starts_with: [
            field('$aasdesc#submodelDescriptors[].endpoints[].protocolinformation.href'),
            text('https://node.example/api/'),
          ],
        },
      ],
    };
    const found = unwrap(
      await opened.twins.query.query('shellDescriptors', { $condition }, { limit: 10 }),
    );
    assert.deepEqual(
      found.items.map((item) => (item as { id: string }).id),
      ['urn:shell:2'],
    );
  });

  it('says where a query is malformed, and what cannot be asked', async () => {
    const malformed = await opened.twins.query.query(
      'shells',
      { $condition: { $eq: [field('$aas#nothing'), text('x')] } },
      { limit: 10 },
    );
    assert.ok(!malformed.ok && malformed.error.status === 400);
    assert.equal(malformed.error.path, '/$condition/$eq/0/$field');
    const $condition = { $eq: [field('$cd#id'), text('x')] };
    const unsupported = await opened.twins.query.query('shells', { $condition }, { limit: 10 });
    assert.ok(!unsupported.ok && unsupported.error.status === 422);
  });

  const led: readonly (readonly ['shells' | 'submodels', unknown, RegExp])[] = [
    [
      'submodels',
      {
        $match: [
          { $eq: [field('$sme#semanticId'), text('x')] },
          { $lt: [field('$sme#value'), { $numVal: 100 }] },
        ],
      },
      /COVERING INDEX twin_element_semantic_num \(semantic=\? AND value_num<\?\)/,
    ],
    [
      'submodels',
      {
        $match: [
          { $eq: [field('$sme#semanticId'), text('x')] },
          { $eq: [field('$sme#value'), text('y')] },
        ],
      },
      /INDEX twin_element_semantic_text \(semantic=\? AND value_text=\?\)/,
    ],
    [
      'shells',
      { $eq: [field('$sme.A.B[]#value'), text('y')] },
      /INDEX twin_element_path_text \(path=\? AND value_text=\?\)/,
    ],
    [
      'submodels',
      {
        $match: [
          { $eq: [field('$sme#semanticId'), text('x')] },
          { $eq: [field('$sme#value'), text('45')] },
        ],
      },
      /INDEX twin_element_semantic_num \(semantic=\? AND value_num=\?\)/,
    ],
    [
      'submodels',
      { $eq: [field('$sme.A.B#value'), text('45')] },
      /INDEX twin_element_path_num \(path=\? AND value_num=\?\)/,
    ],
    [
      'submodels',
      { $eq: [field('$sme#semanticId'), text('x')] },
      /COVERING INDEX twin_element_semantic \(semantic=\?\)/,
    ],
    ['submodels', { $eq: [field('$sm#semanticId'), text('x')] }, /INDEX twin_submodel_semantic/],
    [
      'shells',
      {
        $match: [
          { $eq: [field('$aas#assetInformation.specificAssetIds[].name'), text('x')] },
          { $eq: [field('$aas#assetInformation.specificAssetIds[].value'), text('y')] },
        ],
      },
      /INDEX twin_asset_link_hosted \(name=\? AND value=\?/,
    ],
  ];
  for (const [target, json, expected] of led) {
    it(`lets an index lead on ${target} to ${JSON.stringify(json)}`, async () => {
      const { sql, parameters, selective } = compileFor(
        tables[target],
        unwrap(parseFormula(json)),
        true,
      );
      assert.ok(selective);
      const whole = `EXPLAIN QUERY PLAN SELECT s.pk FROM ${tables[target].name} s
        WHERE s.pk > ? AND ${sql} ORDER BY s.pk LIMIT ?`;
      const plan = await opened.database.all<{ detail: string }>(whole, [0, ...parameters, 10]);
      const details = plan.map(({ detail }) => detail).join('\n');
      assert.match(details, expected);
      assert.doesNotMatch(details, /SCAN/, details);
    });
  }

  it('looks at the elements of one submodel after another when no index leads', async () => {
    const json = { $eq: [field('$sme#value'), text('45')] };
    const { sql, parameters } = compileFor(tables.submodels, unwrap(parseFormula(json)), false);
    const whole = `EXPLAIN QUERY PLAN SELECT s.pk FROM twin_submodel s
      WHERE s.pk > ? AND s.pk <= ? AND ${sql}`;
    const plan = await opened.database.all<{ detail: string }>(whole, [0, 9, ...parameters]);
    const details = plan.map(({ detail }) => detail).join('\n');
    assert.match(details, /INDEX twin_element_children \(submodel=\?\)/);
    assert.doesNotMatch(details, /SCAN/, details);
    assert.equal((await ask('submodels', json)).items.length, 2);
  });
});
