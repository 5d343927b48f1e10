/** A shell and a submodel with an element of every type, for tests. */

import type { Environment, SubmodelElement } from '../model/index.ts';

const shellId = 'https://example.org/shells/one';
const submodelId = 'https://example.org/submodels/one';
const reference = {
  type: 'ModelReference',
  keys: [{ type: 'Submodel', value: submodelId }],
} as const;

const number = (idShort: string, value: string) =>
  ({ modelType: 'Property', idShort, valueType: 'xs:int', value }) as const;

const inCollection: readonly SubmodelElement[] = [
  { modelType: 'Property', idShort: 'Inner', valueType: 'xs:string', value: 'text' },
  { modelType: 'Blob', idShort: 'Bytes', contentType: 'text/plain', value: 'AAEC' },
  { modelType: 'File', idShort: 'Manual', contentType: 'text/plain' },
  { modelType: 'ReferenceElement', idShort: 'Pointer', value: reference },
  { modelType: 'RelationshipElement', idShort: 'Relation', first: reference, second: reference },
  {
    modelType: 'AnnotatedRelationshipElement',
    idShort: 'Annotated',
    first: reference,
    second: reference,
    annotations: [number('Note', '1')],
  },
];

export const fixture: Environment = {
  assetAdministrationShells: [
    {
      modelType: 'AssetAdministrationShell',
      id: shellId,
      idShort: 'Machine',
      assetInformation: { assetKind: 'Instance', globalAssetId: 'https://example.org/assets/one' },
      submodels: [reference],
    },
  ],
  submodels: [
    {
      modelType: 'Submodel',
      id: submodelId,
      idShort: 'Everything',
      submodelElements: [
        { modelType: 'Property', idShort: 'Speed', valueType: 'xs:double', value: '1450.5' },
        { modelType: 'SubmodelElementCollection', idShort: 'Collection', value: inCollection },
        {
          modelType: 'SubmodelElementList',
          idShort: 'List',
          typeValueListElement: 'Property',
          valueTypeListElement: 'xs:int',
          value: [{ modelType: 'Property', valueType: 'xs:int', value: '1' }],
        },
        { modelType: 'Entity', idShort: 'Part', statements: [number('Mass', '7')] },
        { modelType: 'Capability', idShort: 'Turning' },
        {
          modelType: 'Operation',
          idShort: 'Reset',
          inputVariables: [{ value: number('Delay', '0') }],
        },
        {
          modelType: 'MultiLanguageProperty',
          idShort: 'Title',
          value: [{ language: 'en', text: 'Lathe' }],
        },
        { modelType: 'Range', idShort: 'Allowed', valueType: 'xs:int', min: '0', max: '3000' },
        {
          modelType: 'BasicEventElement',
          idShort: 'Event',
          observed: reference,
          direction: 'output',
          state: 'on',
        },
      ],
    },
  ],
  conceptDescriptions: [
    {
      modelType: 'ConceptDescription',
      id: 'https://example.org/concepts/machine',
      idShort: 'Machine',
    },
  ],
};
