/**
 * Test data: an object that satisfies and one that violates each of the
 * constraints on concepts and coded values.
 */

import { codedIn, concept, contentPath, defined, iec, listedConcept, type Row } from './parts.ts';

export const concepts: readonly Row[] = [
  {
    id: 'AASd-006',
    satisfying: ['Environment', codedIn('red')],
    violating: ['Environment', codedIn('blue')],
    at: '/submodels/0/qualifiers/0/value',
  },
  {
    id: 'AASd-007',
    satisfying: ['Environment', codedIn('red')],
    violating: ['Environment', codedIn('blue')],
    at: '/submodels/0/submodelElements/0/value',
  },
  {
    id: 'AASc-3a-002',
    satisfying: ['DataSpecificationIec61360', iec({})],
    violating: [
      'DataSpecificationIec61360',
      iec({ preferredName: [{ language: 'de', text: 'Name' }] }),
    ],
    at: '/preferredName',
  },
  {
    id: 'AASc-3a-003',
    satisfying: ['Environment', listedConcept({ value: 'red' })],
    violating: ['Environment', listedConcept({})],
    at: `/conceptDescriptions/1${contentPath}/value`,
  },
  {
    id: 'AASc-3a-004',
    satisfying: [
      'ConceptDescription',
      concept({ category: 'PROPERTY' }, { ...defined, dataType: 'DATE' }),
    ],
    violating: [
      'ConceptDescription',
      concept({ category: 'VALUE' }, { ...defined, dataType: 'FILE' }),
    ],
    at: `${contentPath}/dataType`,
  },
  {
    id: 'AASc-3a-005',
    satisfying: [
      'ConceptDescription',
      concept({ category: 'REFERENCE' }, { ...defined, dataType: 'IRI' }),
    ],
    violating: [
      'ConceptDescription',
      concept({ category: 'REFERENCE' }, { ...defined, dataType: 'DATE' }),
    ],
    at: `${contentPath}/dataType`,
  },
  {
    id: 'AASc-3a-006',
    satisfying: [
      'ConceptDescription',
      concept({ category: 'DOCUMENT' }, { ...defined, dataType: 'FILE' }),
    ],
    violating: ['ConceptDescription', concept({ category: 'DOCUMENT' }, defined)],
    at: `${contentPath}/dataType`,
  },
  {
    id: 'AASc-3a-007',
    satisfying: [
      'ConceptDescription',
      concept({ category: 'QUALIFIER_TYPE' }, { ...defined, dataType: 'IRDI' }),
    ],
    violating: ['ConceptDescription', concept({ category: 'QUALIFIER_TYPE' }, defined)],
    at: `${contentPath}/dataType`,
  },
  {
    id: 'AASc-3a-008',
    satisfying: ['ConceptDescription', concept({}, { value: '5' })],
    violating: [
      'ConceptDescription',
      concept({}, { definition: [{ language: 'it', text: 'cosa' }] }),
    ],
    at: `${contentPath}/definition`,
  },
  {
    id: 'AASc-3a-009',
    satisfying: ['DataSpecificationIec61360', iec({ dataType: 'REAL_MEASURE', unit: 'mm' })],
    violating: ['DataSpecificationIec61360', iec({ dataType: 'REAL_MEASURE' })],
    at: '/unit',
  },
  {
    id: 'AASc-3a-010',
    satisfying: ['DataSpecificationIec61360', iec({ value: '5' })],
    violating: [
      'DataSpecificationIec61360',
      iec({ value: '5', valueList: { valueReferencePairs: [{ value: '5' }] } }),
    ],
    at: '/valueList',
  },
];
