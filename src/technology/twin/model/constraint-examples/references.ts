/**
 * Test data: an object that satisfies and one that violates each of the
 * constraints on references.
 */

import { keys, type Row } from './parts.ts';

export const references: readonly Row[] = [
  {
    id: 'AASd-121',
    satisfying: ['Reference', keys('ExternalReference', 'GlobalReference')],
    violating: ['Reference', keys('ExternalReference', 'Property')],
    at: '/keys/0/type',
  },
  {
    id: 'AASd-122',
    satisfying: ['Reference', keys('ExternalReference', 'GlobalReference', 'FragmentReference')],
    violating: ['Reference', keys('ExternalReference', 'Submodel')],
    at: '/keys/0/type',
  },
  {
    id: 'AASd-123',
    satisfying: ['Reference', keys('ModelReference', 'ConceptDescription')],
    violating: ['Reference', keys('ModelReference', 'GlobalReference')],
    at: '/keys/0/type',
  },
  {
    id: 'AASd-124',
    satisfying: ['Reference', keys('ExternalReference', 'GlobalReference', 'GlobalReference')],
    violating: ['Reference', keys('ExternalReference', 'GlobalReference', 'Submodel')],
    at: '/keys/1/type',
  },
  {
    id: 'AASd-125',
    satisfying: ['Reference', keys('ModelReference', 'Submodel', 'Entity', 'Property')],
    violating: ['Reference', keys('ModelReference', 'AssetAdministrationShell', 'Submodel')],
    at: '/keys/1/type',
  },
  {
    id: 'AASd-126',
    satisfying: ['Reference', keys('ModelReference', 'Submodel', 'File', 'FragmentReference')],
    violating: [
      'Reference',
      keys('ModelReference', 'Submodel', 'File', 'FragmentReference', 'Property'),
    ],
    at: '/keys/2/type',
  },
  {
    id: 'AASd-127',
    satisfying: ['Reference', keys('ModelReference', 'Submodel', 'Blob', 'FragmentReference')],
    violating: ['Reference', keys('ModelReference', 'Submodel', 'Property', 'FragmentReference')],
    at: '/keys/2/type',
  },
  {
    id: 'AASd-128',
    satisfying: [
      'Reference',
      {
        type: 'ModelReference',
        keys: [
          { type: 'Submodel', value: 'urn:s' },
          { type: 'SubmodelElementList', value: 'list' },
          { type: 'Property', value: '0' },
        ],
      },
    ],
    violating: [
      'Reference',
      {
        type: 'ModelReference',
        keys: [
          { type: 'Submodel', value: 'urn:s' },
          { type: 'SubmodelElementList', value: 'list' },
          { type: 'Property', value: '-1' },
        ],
      },
    ],
    at: '/keys/2/value',
  },
];
