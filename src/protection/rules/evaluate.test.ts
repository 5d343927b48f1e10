/** The comparisons that IDTA-01002 tabulates ("Comparison Operators", Example; "Match"). */

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unwrap } from '#base';
import { evaluate, type Thing } from './evaluate.ts';
import { parseFormula } from './parse-formula.ts';

const reference = (value: string) => ({
  type: 'ModelReference',
  keys: [{ type: 'Submodel', value }],
});
const shell: Thing = {
  root: '$aas',
  document: {
    modelType: 'AssetAdministrationShell',
    id: 'https://example.com/asset-administration-shell-1',
    assetInformation: {
      assetKind: 'Instance',
      globalAssetId: 'urn:asset-administration-shell-1',
      specificAssetIds: [
        { name: 'supplierId', value: 'aas-1' },
        { name: 'customerId', value: 'aas-2' },
      ],
    },
    submodels: [
      reference('https://example.com/submodel-1'),
      reference('https://example.com/submodel-2'),
    ],
  },
};

const kind = { $field: '$aas#assetInformation.assetKind' };
const idShort = { $field: '$aas#idShort' };
const assetType = { $field: '$aas#assetInformation.assetType' };
const submodels = { $field: '$aas#submodels' };
const id = { $field: '$aas#id' };
const num = ($numVal: number) => ({ $numVal });
const str = ($strVal: string) => ({ $strVal });
const truth = { $boolCast: str('true') };
const name = { $field: '$aas#assetInformation.specificAssetIds[].name' };
const value = { $field: '$aas#assetInformation.specificAssetIds[].value' };

const table: readonly (readonly [unknown, boolean])[] = [
  [{ $eq: [idShort, assetType] }, true],
  [{ $le: [idShort, assetType] }, true],
  [{ $ne: [idShort, assetType] }, false],
  [{ $le: [num(1), num(2)] }, true],
  [{ $gt: [num(1), num(2)] }, false],
  [{ $eq: [num(13), str('13')] }, false],
  [{ $lt: [str('a'), str('b')] }, true],
  [{ $gt: [str('1'), str('2')] }, false],
  [{ $gt: [str('11'), str('2')] }, false],
  [{ $eq: [kind, submodels] }, false],
  [{ $ne: [kind, submodels] }, true],
  [{ $eq: [kind, kind] }, true],
  [{ $ne: [kind, kind] }, false],
  [{ $eq: [submodels, submodels] }, true],
  [{ $eq: [kind, num(17)] }, false],
  [{ $ne: [kind, num(17)] }, true],
  [{ $le: [kind, kind] }, true],
  [{ $ge: [truth, truth] }, true],
  [{ $gt: [truth, truth] }, false],
  [{ $contains: [id, str('https://example.com/asset-administration')] }, true],
  [{ $match: [{ $eq: [name, str('supplierId')] }, { $eq: [value, str('aas-1')] }] }, true],
  [{ $match: [{ $eq: [name, str('supplierId')] }, { $eq: [value, str('aas-2')] }] }, false],
  [{ $and: [{ $eq: [name, str('supplierId')] }, { $eq: [value, str('aas-2')] }] }, true],
];

describe('evaluate', () => {
  for (const [json, expected] of table) {
    it(`gives ${expected} for ${JSON.stringify(json)}`, () => {
      assert.equal(
        evaluate(unwrap(parseFormula(json)), shell, () => undefined),
        expected,
      );
    });
  }

  it('makes a whole condition invalid by one invalid comparison, negated or not', () => {
    const invalid = { $lt: [kind, num(17)] };
    for (const json of [
      invalid,
      { $not: invalid },
      { $or: [invalid, { $boolean: true }] },
      { $not: { $and: [invalid, { $boolean: false }] } },
      { $eq: [{ $numCast: kind }, num(1)] },
      { $ne: [{ $numCast: kind }, num(1)] },
    ]) {
      const found = evaluate(unwrap(parseFormula(json)), shell, () => undefined);
      assert.equal(found, false, JSON.stringify(json));
    }
  });

  it('reads attributes of the one who asks, and compares moments with times of day', () => {
    const now = { $attribute: { GLOBAL: 'UTCNOW' } };
    const noon = Date.UTC(2024, 4, 5, 12);
    const attribute = (_: string, of: string) =>
      of === 'UTCNOW'
        ? ({ type: 'dateTime', value: noon } as const)
        : ({ type: 'string', value: 'a@b.example' } as const);
    const holds = (json: unknown) => evaluate(unwrap(parseFormula(json)), shell, attribute);
    assert.ok(holds({ $ge: [now, { $timeVal: '09:00' }] }));
    assert.ok(!holds({ $ge: [now, { $timeVal: '17:00' }] }));
    assert.ok(holds({ $eq: [{ $dayOfWeek: now }, num(0)] }));
    const mail = { $attribute: { CLAIM: 'email' } };
    assert.ok(holds({ $regex: [mail, str('^[\\w\\.]+@b\\.example$')] }));
  });
});
