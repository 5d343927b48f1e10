/**
 * Test data: an object that satisfies and one that violates each of the
 * constraints on submodels and their elements.
 */

import {
  capability,
  collection,
  external,
  list,
  otherExternal,
  property,
  type Row,
  submodel,
  templateQualifier,
} from './parts.ts';

export const elements: readonly Row[] = [
  {
    id: 'AASd-002',
    satisfying: ['Property', property({ idShort: 'a-1_b' })],
    violating: ['Property', property({ idShort: 'a-' })],
    at: '/idShort',
  },
  {
    id: 'AASd-014',
    satisfying: [
      'Entity',
      { modelType: 'Entity', entityType: 'SelfManagedEntity', globalAssetId: 'a' },
    ],
    violating: ['Entity', { modelType: 'Entity', entityType: 'SelfManagedEntity' }],
    at: '',
  },
  {
    id: 'AASd-022',
    satisfying: [
      'Submodel',
      submodel({ submodelElements: [capability, { ...capability, idShort: 'Drill' }] }),
    ],
    violating: ['Submodel', submodel({ submodelElements: [capability, capability] })],
    at: '/submodelElements/1/idShort',
  },
  {
    id: 'AASd-107',
    satisfying: [
      'SubmodelElementList',
      list({
        semanticIdListElement: external,
        value: [{ modelType: 'Capability', semanticId: external }],
      }),
    ],
    violating: [
      'SubmodelElementList',
      list({
        semanticIdListElement: external,
        value: [{ modelType: 'Capability', semanticId: otherExternal }],
      }),
    ],
    at: '/value/0/semanticId',
  },
  {
    id: 'AASd-108',
    satisfying: [
      'SubmodelElementList',
      list({
        typeValueListElement: 'DataElement',
        value: [{ modelType: 'File' }, { modelType: 'Blob' }],
      }),
    ],
    violating: ['SubmodelElementList', list({ value: [{ modelType: 'File' }] })],
    at: '/value/0',
  },
  {
    id: 'AASd-109',
    satisfying: [
      'SubmodelElementList',
      list({
        typeValueListElement: 'Property',
        valueTypeListElement: 'xs:string',
        value: [property({})],
      }),
    ],
    violating: [
      'SubmodelElementList',
      list({
        typeValueListElement: 'Property',
        valueTypeListElement: 'xs:int',
        value: [property({})],
      }),
    ],
    at: '/value/0/valueType',
  },
  {
    id: 'AASd-109',
    satisfying: ['SubmodelElementList', list({ typeValueListElement: 'Property' })],
    violating: [
      'SubmodelElementList',
      list({ typeValueListElement: 'Property', value: [property({})] }),
    ],
    at: '/valueTypeListElement',
  },
  {
    id: 'AASd-114',
    satisfying: [
      'SubmodelElementList',
      list({
        value: [{ modelType: 'Capability', semanticId: external }, { modelType: 'Capability' }],
      }),
    ],
    violating: [
      'SubmodelElementList',
      list({
        value: [
          { modelType: 'Capability', semanticId: external },
          { modelType: 'Capability', semanticId: otherExternal },
        ],
      }),
    ],
    at: '/value/1/semanticId',
  },
  {
    id: 'AASd-117',
    satisfying: ['SubmodelElementList', list({ value: [{ modelType: 'Capability' }] })],
    violating: ['SubmodelElementCollection', collection({ modelType: 'Capability' })],
    at: '/value/0/idShort',
  },
  {
    id: 'AASd-117',
    satisfying: ['OperationVariable', { value: capability }],
    violating: ['OperationVariable', { value: { modelType: 'Capability' } }],
    at: '/value/idShort',
  },
  {
    id: 'AASd-119',
    satisfying: ['Submodel', submodel({ kind: 'Template', qualifiers: templateQualifier })],
    violating: ['Submodel', submodel({ qualifiers: templateQualifier })],
    at: '/kind',
  },
  {
    id: 'AASd-129',
    satisfying: [
      'Submodel',
      submodel({
        kind: 'Template',
        submodelElements: [{ ...capability, qualifiers: templateQualifier }],
      }),
    ],
    violating: [
      'Submodel',
      submodel({
        submodelElements: [
          { ...collection({ ...capability, qualifiers: templateQualifier }), idShort: 'inner' },
        ],
      }),
    ],
    at: '/submodelElements/0/value/0/qualifiers',
  },
  {
    id: 'AASd-134',
    satisfying: ['Operation', { modelType: 'Operation', inputVariables: [{ value: capability }] }],
    violating: [
      'Operation',
      {
        modelType: 'Operation',
        inputVariables: [{ value: capability }],
        inoutputVariables: [{ value: capability }],
      },
    ],
    at: '/inoutputVariables/0/value/idShort',
  },
];
