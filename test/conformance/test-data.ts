/**
 * The data that the official test engines are run on: two shells, each with two submodels, the
 * first of which has an element of every type, so that no case of the engines is skipped.
 *
 * Two things about it are on purpose, where the engines (1.0.3) contradict the standard:
 * - The first Property has no value. The engines take the first element of each type and expect
 *   its `$value` to be a JSON object or array, while the standard (IDTA-01001, value-only) makes
 *   it a bare string, number or boolean. Without a value the answer is a Result object.
 * - Elements with mandatory attributes that metadata leaves out (`observed`, `first`,
 *   `contentType`, an entity's asset) are inside a collection. The engines read the list of
 *   top-level elements as `$metadata` as if it were the normal form, which must have those.
 */

import type { Environment, Reference, Submodel, SubmodelElement } from '#technology/twin/model';

export const testEnvironment: Environment = {
  assetAdministrationShells: ['one', 'two'].map((name) => ({
    modelType: 'AssetAdministrationShell',
    id: `https://example.org/shells/${name}`,
    idShort: `Shell_${name}`,
    assetInformation: {
      assetKind: 'Instance',
      globalAssetId: `https://example.org/assets/${name}`,
      specificAssetIds: [{ name: 'serialNumber', value: `SN-${name}` }],
    },
    submodels: ['everything', 'little'].map((kind) => modelReference(`${name}/${kind}`)),
  })),
  submodels: ['one', 'two'].flatMap((name) => [
    submodel(`${name}/everything`, 'Everything', everyElement()),
    submodel(`${name}/little`, 'Little', [
      { modelType: 'Property', idShort: 'Only', valueType: 'xs:int', value: '5' },
    ]),
  ]),
  conceptDescriptions: [
    {
      modelType: 'ConceptDescription',
      id: 'https://example.org/concepts/machine',
      idShort: 'Machine',
      description: [{ language: 'en', text: 'Something that turns.' }],
    },
  ],
};

function submodel(
  name: string,
  idShort: string,
  submodelElements: readonly SubmodelElement[],
): Submodel {
  return {
    modelType: 'Submodel',
    kind: 'Instance',
    id: `https://example.org/submodels/${name}`,
    idShort,
    semanticId: {
      type: 'ModelReference',
      keys: [{ type: 'ConceptDescription', value: 'https://example.org/concepts/machine' }],
    },
    submodelElements,
  };
}

function modelReference(name: string): Reference {
  return {
    type: 'ModelReference',
    keys: [{ type: 'Submodel', value: `https://example.org/submodels/${name}` }],
  };
}

function everyElement(): readonly SubmodelElement[] {
  return [
    { modelType: 'Property', idShort: 'NotMeasuredYet', valueType: 'xs:double' },
    { modelType: 'Property', idShort: 'Speed', valueType: 'xs:double', value: '1450.5' },
    {
      modelType: 'SubmodelElementCollection',
      idShort: 'Collection',
      value: collected(),
    },
    {
      modelType: 'SubmodelElementList',
      idShort: 'List',
      orderRelevant: true,
      typeValueListElement: 'Property',
      valueTypeListElement: 'xs:int',
      value: [
        { modelType: 'Property', valueType: 'xs:int', value: '1' },
        { modelType: 'Property', valueType: 'xs:int', value: '2' },
      ],
    },
    { modelType: 'Capability', idShort: 'Turning' },
    {
      modelType: 'Operation',
      idShort: 'Reset',
      inputVariables: [
        { value: { modelType: 'Property', idShort: 'Delay', valueType: 'xs:int', value: '0' } },
      ],
    },
    {
      modelType: 'MultiLanguageProperty',
      idShort: 'Title',
      value: [
        { language: 'en', text: 'Lathe' },
        { language: 'it', text: 'Tornio' },
      ],
    },
    { modelType: 'Range', idShort: 'Allowed', valueType: 'xs:int', min: '0', max: '3000' },
    { modelType: 'ReferenceElement', idShort: 'Pointer', value: modelReference('one/little') },
  ];
}

function collected(): readonly SubmodelElement[] {
  const first = modelReference('one/everything');
  const second = modelReference('one/little');
  return [
    { modelType: 'Property', idShort: 'Inner', valueType: 'xs:string', value: 'text' },
    { modelType: 'Property', idShort: 'Flag', valueType: 'xs:boolean', value: 'true' },
    {
      modelType: 'Entity',
      idShort: 'Part',
      entityType: 'SelfManagedEntity',
      globalAssetId: 'https://example.org/assets/part',
      statements: [{ modelType: 'Property', idShort: 'Mass', valueType: 'xs:int', value: '7' }],
    },
    {
      modelType: 'BasicEventElement',
      idShort: 'Event',
      observed: first,
      direction: 'output',
      state: 'on',
    },
    { modelType: 'RelationshipElement', idShort: 'Relation', first, second },
    {
      modelType: 'AnnotatedRelationshipElement',
      idShort: 'Annotated',
      first,
      second,
      annotations: [
        { modelType: 'Property', idShort: 'Note', valueType: 'xs:string', value: 'because' },
      ],
    },
    {
      modelType: 'Blob',
      idShort: 'Bytes',
      contentType: 'application/octet-stream',
      value: 'AAEC',
    },
    {
      modelType: 'File',
      idShort: 'Manual',
      contentType: 'text/plain',
      value: '/aasx/files/manual.txt',
    },
  ];
}
