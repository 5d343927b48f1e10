/**
 * The classes of the metamodel as data (IDTA-01001, clause "Metamodel"; the JSON and XML schemas):
 * for each its attributes in the order of the XML schema, with type and cardinality. Verification,
 * lenient reading and the XML reader and writer are driven by it.
 */

import type { TextName } from './texts.ts';
import type { ModelClass } from './types.ts';

export type ClassName =
  | ModelClass
  | 'AdministrativeInformation'
  | 'AssetInformation'
  | 'EmbeddedDataSpecification'
  | 'Environment'
  | 'EventPayload'
  | 'Extension'
  | 'Key'
  | 'LangStringDefinitionTypeIec61360'
  | 'LangStringNameType'
  | 'LangStringPreferredNameTypeIec61360'
  | 'LangStringShortNameTypeIec61360'
  | 'LangStringTextType'
  | 'LevelType'
  | 'OperationVariable'
  | 'Qualifier'
  | 'Reference'
  | 'Resource'
  | 'SpecificAssetId'
  | 'ValueList'
  | 'ValueReferencePair';

type AttributeType =
  | { readonly kind: 'text'; readonly text: TextName }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'enumeration'; readonly of: EnumerationName }
  | { readonly kind: 'object'; readonly of: ClassName }
  /** One of several classes, told apart by modelType (in XML by the element's name). */
  | { readonly kind: 'choice'; readonly of: ChoiceName };

export interface Attribute {
  readonly type: AttributeType;
  readonly required: boolean;
  /** A list; where it stands, it has at least one item. */
  readonly list: boolean;
}

interface ClassDescription {
  /** Whether its JSON carries `modelType`. */
  readonly hasModelType: boolean;
  readonly attributes: Readonly<Record<string, Attribute>>;
}

const dataElements = [
  'Blob',
  'File',
  'MultiLanguageProperty',
  'Property',
  'Range',
  'ReferenceElement',
] as const satisfies readonly ModelClass[];

/** The abstract classes that attributes have, and the classes that may stand there. */
export const choices = {
  DataElement: dataElements,
  DataSpecificationContent: ['DataSpecificationIec61360'],
  SubmodelElement: [
    ...dataElements,
    'AnnotatedRelationshipElement',
    'BasicEventElement',
    'Capability',
    'Entity',
    'Operation',
    'RelationshipElement',
    'SubmodelElementCollection',
    'SubmodelElementList',
  ],
} as const satisfies Record<string, readonly ModelClass[]>;

export type ChoiceName = keyof typeof choices;

const submodelElementTypes = [...choices.SubmodelElement, 'DataElement', 'EventElement'] as const;

export const enumerations = {
  AasSubmodelElements: [...submodelElementTypes, 'SubmodelElement'],
  AssetKind: ['Instance', 'NotApplicable', 'Role', 'Type'],
  DataTypeDefXsd: [
    'xs:anyURI',
    'xs:base64Binary',
    'xs:boolean',
    'xs:byte',
    'xs:date',
    'xs:dateTime',
    'xs:decimal',
    'xs:double',
    'xs:duration',
    'xs:float',
    'xs:gDay',
    'xs:gMonth',
    'xs:gMonthDay',
    'xs:gYear',
    'xs:gYearMonth',
    'xs:hexBinary',
    'xs:int',
    'xs:integer',
    'xs:long',
    'xs:negativeInteger',
    'xs:nonNegativeInteger',
    'xs:nonPositiveInteger',
    'xs:positiveInteger',
    'xs:short',
    'xs:string',
    'xs:time',
    'xs:unsignedByte',
    'xs:unsignedInt',
    'xs:unsignedLong',
    'xs:unsignedShort',
  ],
  DataTypeIec61360: [
    'BLOB',
    'BOOLEAN',
    'DATE',
    'FILE',
    'HTML',
    'INTEGER_COUNT',
    'INTEGER_CURRENCY',
    'INTEGER_MEASURE',
    'IRDI',
    'IRI',
    'RATIONAL',
    'RATIONAL_MEASURE',
    'REAL_COUNT',
    'REAL_CURRENCY',
    'REAL_MEASURE',
    'STRING',
    'STRING_TRANSLATABLE',
    'TIME',
    'TIMESTAMP',
  ],
  Direction: ['input', 'output'],
  EntityType: ['CoManagedEntity', 'SelfManagedEntity'],
  KeyTypes: [
    ...submodelElementTypes,
    'SubmodelElement',
    'AssetAdministrationShell',
    'ConceptDescription',
    'FragmentReference',
    'GlobalReference',
    'Identifiable',
    'Referable',
    'Submodel',
  ],
  ModellingKind: ['Instance', 'Template'],
  QualifierKind: ['ConceptQualifier', 'TemplateQualifier', 'ValueQualifier'],
  ReferenceTypes: ['ExternalReference', 'ModelReference'],
  StateOfEvent: ['off', 'on'],
} as const satisfies Record<string, readonly string[]>;

export type EnumerationName = keyof typeof enumerations;

const attribute = (type: AttributeType): Attribute => ({ type, required: false, list: false });
const text = (name: TextName) => attribute({ kind: 'text', text: name });
const oneOf = (of: EnumerationName) => attribute({ kind: 'enumeration', of });
const one = (of: ClassName) => attribute({ kind: 'object', of });
const many = (of: ClassName): Attribute => ({ ...one(of), list: true });
const elements = (of: ChoiceName): Attribute => ({
  ...attribute({ kind: 'choice', of }),
  list: true,
});
const required = (optional: Attribute): Attribute => ({ ...optional, required: true });
const flag = required(attribute({ kind: 'boolean' }));

type Attributes = Readonly<Record<string, Attribute>>;

const hasSemantics: Attributes = {
  semanticId: one('Reference'),
  supplementalSemanticIds: many('Reference'),
};
const hasDataSpecification: Attributes = {
  embeddedDataSpecifications: many('EmbeddedDataSpecification'),
};
const referable: Attributes = {
  extensions: many('Extension'),
  category: text('name'),
  idShort: text('idShort'),
  displayName: many('LangStringNameType'),
  description: many('LangStringTextType'),
};
const identifiable: Attributes = {
  ...referable,
  administration: one('AdministrativeInformation'),
  id: required(text('identifier')),
};
const qualifiable: Attributes = { qualifiers: many('Qualifier') };
const element: Attributes = {
  ...referable,
  ...hasSemantics,
  ...qualifiable,
  ...hasDataSpecification,
};
const relationship: Attributes = {
  ...element,
  first: one('Reference'),
  second: one('Reference'),
};
const content: Attributes = { contentType: text('contentType') };

const withModelType = (attributes: Attributes): ClassDescription => ({
  hasModelType: true,
  attributes,
});
const plain = (attributes: Attributes): ClassDescription => ({ hasModelType: false, attributes });
const langString = (name: TextName) =>
  plain({ language: required(text('language')), text: required(text(name)) });

export const classes: Readonly<Record<ClassName, ClassDescription>> = {
  Environment: plain({
    assetAdministrationShells: many('AssetAdministrationShell'),
    submodels: many('Submodel'),
    conceptDescriptions: many('ConceptDescription'),
  }),
  AssetAdministrationShell: withModelType({
    ...identifiable,
    ...hasDataSpecification,
    derivedFrom: one('Reference'),
    assetInformation: required(one('AssetInformation')),
    submodels: many('Reference'),
  }),
  Submodel: withModelType({
    ...identifiable,
    kind: oneOf('ModellingKind'),
    ...hasSemantics,
    ...qualifiable,
    ...hasDataSpecification,
    submodelElements: elements('SubmodelElement'),
  }),
  ConceptDescription: withModelType({
    ...identifiable,
    ...hasDataSpecification,
    isCaseOf: many('Reference'),
  }),

  AnnotatedRelationshipElement: withModelType({
    ...relationship,
    annotations: elements('DataElement'),
  }),
  BasicEventElement: withModelType({
    ...element,
    observed: required(one('Reference')),
    direction: required(oneOf('Direction')),
    state: required(oneOf('StateOfEvent')),
    messageTopic: text('messageTopic'),
    messageBroker: one('Reference'),
    lastUpdate: text('dateTimeUtc'),
    minInterval: text('duration'),
    maxInterval: text('duration'),
  }),
  Blob: withModelType({ ...element, value: text('base64'), ...content }),
  Capability: withModelType(element),
  Entity: withModelType({
    ...element,
    statements: elements('SubmodelElement'),
    entityType: oneOf('EntityType'),
    globalAssetId: text('identifier'),
    specificAssetIds: many('SpecificAssetId'),
  }),
  File: withModelType({ ...element, value: text('path'), ...content }),
  MultiLanguageProperty: withModelType({
    ...element,
    value: many('LangStringTextType'),
    valueId: one('Reference'),
  }),
  Operation: withModelType({
    ...element,
    inputVariables: many('OperationVariable'),
    outputVariables: many('OperationVariable'),
    inoutputVariables: many('OperationVariable'),
  }),
  Property: withModelType({
    ...element,
    valueType: required(oneOf('DataTypeDefXsd')),
    value: text('value'),
    valueId: one('Reference'),
  }),
  Range: withModelType({
    ...element,
    valueType: required(oneOf('DataTypeDefXsd')),
    min: text('value'),
    max: text('value'),
  }),
  ReferenceElement: withModelType({ ...element, value: one('Reference') }),
  RelationshipElement: withModelType(relationship),
  SubmodelElementCollection: withModelType({ ...element, value: elements('SubmodelElement') }),
  SubmodelElementList: withModelType({
    ...element,
    orderRelevant: attribute({ kind: 'boolean' }),
    semanticIdListElement: one('Reference'),
    typeValueListElement: required(oneOf('AasSubmodelElements')),
    valueTypeListElement: oneOf('DataTypeDefXsd'),
    value: elements('SubmodelElement'),
  }),

  AdministrativeInformation: plain({
    ...hasDataSpecification,
    version: text('version'),
    revision: text('version'),
    creator: one('Reference'),
    templateId: text('identifier'),
  }),
  AssetInformation: plain({
    assetKind: required(oneOf('AssetKind')),
    globalAssetId: text('identifier'),
    specificAssetIds: many('SpecificAssetId'),
    assetType: text('identifier'),
    defaultThumbnail: one('Resource'),
  }),
  EmbeddedDataSpecification: plain({
    dataSpecification: required(one('Reference')),
    dataSpecificationContent: required(
      attribute({ kind: 'choice', of: 'DataSpecificationContent' }),
    ),
  }),
  EventPayload: plain({
    source: required(one('Reference')),
    sourceSemanticId: one('Reference'),
    observableReference: required(one('Reference')),
    observableSemanticId: one('Reference'),
    topic: text('messageTopic'),
    subjectId: one('Reference'),
    timeStamp: required(text('dateTimeUtc')),
    payload: text('base64'),
  }),
  Extension: plain({
    ...hasSemantics,
    name: required(text('name')),
    valueType: oneOf('DataTypeDefXsd'),
    value: text('value'),
    refersTo: many('Reference'),
  }),
  Key: plain({ type: required(oneOf('KeyTypes')), value: required(text('identifier')) }),
  LangStringDefinitionTypeIec61360: langString('longText'),
  LangStringNameType: langString('nameText'),
  LangStringPreferredNameTypeIec61360: langString('preferredNameText'),
  LangStringShortNameTypeIec61360: langString('shortNameText'),
  LangStringTextType: langString('longText'),
  OperationVariable: plain({
    value: required(attribute({ kind: 'choice', of: 'SubmodelElement' })),
  }),
  Qualifier: plain({
    ...hasSemantics,
    kind: oneOf('QualifierKind'),
    type: required(text('name')),
    valueType: required(oneOf('DataTypeDefXsd')),
    value: text('value'),
    valueId: one('Reference'),
  }),
  Reference: plain({
    type: required(oneOf('ReferenceTypes')),
    referredSemanticId: one('Reference'),
    keys: required(many('Key')),
  }),
  Resource: plain({ path: required(text('path')), ...content }),
  SpecificAssetId: plain({
    ...hasSemantics,
    name: required(text('label')),
    value: required(text('identifier')),
    externalSubjectId: one('Reference'),
  }),

  DataSpecificationIec61360: withModelType({
    preferredName: required(many('LangStringPreferredNameTypeIec61360')),
    shortName: many('LangStringShortNameTypeIec61360'),
    unit: text('nonEmpty'),
    unitId: one('Reference'),
    sourceOfDefinition: text('nonEmpty'),
    symbol: text('nonEmpty'),
    dataType: oneOf('DataTypeIec61360'),
    definition: many('LangStringDefinitionTypeIec61360'),
    valueFormat: text('nonEmpty'),
    valueList: one('ValueList'),
    value: text('conceptValue'),
    levelType: one('LevelType'),
  }),
  LevelType: plain({ min: flag, nom: flag, typ: flag, max: flag }),
  ValueList: plain({ valueReferencePairs: required(many('ValueReferencePair')) }),
  ValueReferencePair: plain({ value: required(text('conceptValue')), valueId: one('Reference') }),
};
