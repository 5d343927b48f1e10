/**
 * Test data: an object that satisfies and one that violates each of the
 * constraints on what many classes share.
 */

import { asset, capability, external, property, type Row, toSubmodel } from './parts.ts';

export const objects: readonly Row[] = [
  {
    id: 'AASd-005',
    satisfying: ['AdministrativeInformation', { version: '1', revision: '2' }],
    violating: ['AdministrativeInformation', { revision: '2' }],
    at: '/revision',
  },
  {
    id: 'AASd-020',
    satisfying: ['Qualifier', { type: 't', valueType: 'xs:int', value: '5' }],
    violating: ['Qualifier', { type: 't', valueType: 'xs:int', value: 'five' }],
    at: '/value',
  },
  {
    id: 'AASd-021',
    satisfying: ['Capability', { ...capability, qualifiers: [{ type: 't', valueType: 'xs:int' }] }],
    violating: [
      'Capability',
      {
        ...capability,
        qualifiers: [
          { type: 't', valueType: 'xs:int' },
          { type: 't', valueType: 'xs:int' },
        ],
      },
    ],
    at: '/qualifiers/1/type',
  },
  {
    id: 'AASd-077',
    satisfying: ['Capability', { ...capability, extensions: [{ name: 'a' }, { name: 'b' }] }],
    violating: ['Capability', { ...capability, extensions: [{ name: 'a' }, { name: 'a' }] }],
    at: '/extensions/1/name',
  },
  {
    id: 'AASd-116',
    satisfying: [
      'AssetInformation',
      asset({ globalAssetId: 'a', specificAssetIds: [{ name: 'globalAssetId', value: 'a' }] }),
    ],
    violating: [
      'AssetInformation',
      asset({ globalAssetId: 'a', specificAssetIds: [{ name: 'GlobalAssetID', value: 'b' }] }),
    ],
    at: '/specificAssetIds/0/name',
  },
  {
    id: 'AASd-118',
    satisfying: [
      'Capability',
      { ...capability, semanticId: external, supplementalSemanticIds: [external] },
    ],
    violating: ['Capability', { ...capability, supplementalSemanticIds: [external] }],
    at: '/supplementalSemanticIds',
  },
  {
    id: 'AASd-130',
    satisfying: ['Property', property({ value: 'tab\t and 🤖' })],
    violating: ['Property', property({ value: 'bell\u0007' })],
    at: '/value',
  },
  {
    id: 'AASd-130',
    satisfying: ['Property', property({ value: '\ufffd' })],
    violating: ['Property', property({ value: 'half \ud83e' })],
    at: '/value',
  },
  {
    id: 'AASd-131',
    satisfying: ['AssetInformation', asset({ specificAssetIds: [{ name: 'serial', value: '1' }] })],
    violating: ['AssetInformation', asset({})],
    at: '',
  },
  {
    id: 'AASd-133',
    satisfying: ['SpecificAssetId', { name: 'n', value: 'v', externalSubjectId: external }],
    violating: ['SpecificAssetId', { name: 'n', value: 'v', externalSubjectId: toSubmodel }],
    at: '/externalSubjectId/type',
  },
];
