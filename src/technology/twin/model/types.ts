/**
 * The metamodel of the Asset Administration Shell (IDTA-01001, version 3.1; 3.0 is a subset) as
 * plain readonly objects. Their shape is the standard's JSON serialisation, so that a document read
 * is the model and the model written is a document. What the types cannot say, `verify` checks.
 */

export type AssetKind = 'Instance' | 'NotApplicable' | 'Role' | 'Type';
export type ModellingKind = 'Instance' | 'Template';
export type QualifierKind = 'ConceptQualifier' | 'TemplateQualifier' | 'ValueQualifier';
export type ReferenceType = 'ExternalReference' | 'ModelReference';
export type EntityType = 'CoManagedEntity' | 'SelfManagedEntity';
export type Direction = 'input' | 'output';
export type StateOfEvent = 'on' | 'off';

export type DataTypeDefXsd =
  | 'xs:anyURI'
  | 'xs:base64Binary'
  | 'xs:boolean'
  | 'xs:byte'
  | 'xs:date'
  | 'xs:dateTime'
  | 'xs:decimal'
  | 'xs:double'
  | 'xs:duration'
  | 'xs:float'
  | 'xs:gDay'
  | 'xs:gMonth'
  | 'xs:gMonthDay'
  | 'xs:gYear'
  | 'xs:gYearMonth'
  | 'xs:hexBinary'
  | 'xs:int'
  | 'xs:integer'
  | 'xs:long'
  | 'xs:negativeInteger'
  | 'xs:nonNegativeInteger'
  | 'xs:nonPositiveInteger'
  | 'xs:positiveInteger'
  | 'xs:short'
  | 'xs:string'
  | 'xs:time'
  | 'xs:unsignedByte'
  | 'xs:unsignedInt'
  | 'xs:unsignedLong'
  | 'xs:unsignedShort';

export interface Key {
  readonly type: string;
  readonly value: string;
}

export interface Reference {
  readonly type: ReferenceType;
  readonly referredSemanticId?: Reference;
  readonly keys: readonly Key[];
}

export interface LangString {
  /** BCP 47 language tag. */
  readonly language: string;
  readonly text: string;
}

export interface HasSemantics {
  readonly semanticId?: Reference;
  readonly supplementalSemanticIds?: readonly Reference[];
}

export interface Extension extends HasSemantics {
  readonly name: string;
  readonly valueType?: DataTypeDefXsd;
  readonly value?: string;
  readonly refersTo?: readonly Reference[];
}

export interface Qualifier extends HasSemantics {
  readonly kind?: QualifierKind;
  readonly type: string;
  readonly valueType: DataTypeDefXsd;
  readonly value?: string;
  readonly valueId?: Reference;
}

export interface LevelType {
  readonly min: boolean;
  readonly nom: boolean;
  readonly typ: boolean;
  readonly max: boolean;
}

export interface ValueReferencePair {
  readonly value: string;
  readonly valueId?: Reference;
}

export interface DataSpecificationIec61360 {
  readonly modelType: 'DataSpecificationIec61360';
  readonly preferredName?: readonly LangString[];
  readonly shortName?: readonly LangString[];
  readonly unit?: string;
  readonly unitId?: Reference;
  readonly sourceOfDefinition?: string;
  readonly symbol?: string;
  readonly dataType?: string;
  readonly definition?: readonly LangString[];
  readonly valueFormat?: string;
  readonly valueList?: { readonly valueReferencePairs: readonly ValueReferencePair[] };
  readonly value?: string;
  readonly levelType?: LevelType;
}

export interface EmbeddedDataSpecification {
  readonly dataSpecification: Reference;
  readonly dataSpecificationContent: DataSpecificationIec61360;
}

export interface HasDataSpecification {
  readonly embeddedDataSpecifications?: readonly EmbeddedDataSpecification[];
}

export interface Referable {
  readonly extensions?: readonly Extension[];
  readonly category?: string;
  readonly idShort?: string;
  readonly displayName?: readonly LangString[];
  readonly description?: readonly LangString[];
}

export interface AdministrativeInformation extends HasDataSpecification {
  readonly version?: string;
  readonly revision?: string;
  readonly creator?: Reference;
  readonly templateId?: string;
}

export interface Identifiable extends Referable {
  readonly administration?: AdministrativeInformation;
  readonly id: string;
}

export interface SpecificAssetId extends HasSemantics {
  readonly name: string;
  readonly value: string;
  readonly externalSubjectId?: Reference;
}

export interface Resource {
  readonly path: string;
  readonly contentType?: string;
}

export interface AssetInformation {
  readonly assetKind: AssetKind;
  readonly globalAssetId?: string;
  readonly specificAssetIds?: readonly SpecificAssetId[];
  readonly assetType?: string;
  readonly defaultThumbnail?: Resource;
}

export interface Shell extends Identifiable, HasDataSpecification {
  readonly modelType: 'AssetAdministrationShell';
  readonly derivedFrom?: Reference;
  readonly assetInformation: AssetInformation;
  readonly submodels?: readonly Reference[];
}

export interface ConceptDescription extends Identifiable, HasDataSpecification {
  readonly modelType: 'ConceptDescription';
  readonly isCaseOf?: readonly Reference[];
}

export interface Submodel extends Identifiable, HasSemantics, HasDataSpecification {
  readonly modelType: 'Submodel';
  readonly kind?: ModellingKind;
  readonly qualifiers?: readonly Qualifier[];
  readonly submodelElements?: readonly SubmodelElement[];
}

export interface ElementBase extends Referable, HasSemantics, HasDataSpecification {
  readonly qualifiers?: readonly Qualifier[];
}

export interface Property extends ElementBase {
  readonly modelType: 'Property';
  readonly valueType: DataTypeDefXsd;
  readonly value?: string;
  readonly valueId?: Reference;
}

export interface MultiLanguageProperty extends ElementBase {
  readonly modelType: 'MultiLanguageProperty';
  readonly value?: readonly LangString[];
  readonly valueId?: Reference;
}

export interface Range extends ElementBase {
  readonly modelType: 'Range';
  readonly valueType: DataTypeDefXsd;
  readonly min?: string;
  readonly max?: string;
}

export interface Blob extends ElementBase {
  readonly modelType: 'Blob';
  /** Base64. */
  readonly value?: string;
  readonly contentType?: string;
}

export interface File extends ElementBase {
  readonly modelType: 'File';
  readonly value?: string;
  readonly contentType?: string;
}

export interface ReferenceElement extends ElementBase {
  readonly modelType: 'ReferenceElement';
  readonly value?: Reference;
}

export interface RelationshipElement extends ElementBase {
  readonly modelType: 'RelationshipElement';
  readonly first?: Reference;
  readonly second?: Reference;
}

export interface AnnotatedRelationshipElement extends ElementBase {
  readonly modelType: 'AnnotatedRelationshipElement';
  readonly first?: Reference;
  readonly second?: Reference;
  readonly annotations?: readonly SubmodelElement[];
}

export interface Entity extends ElementBase {
  readonly modelType: 'Entity';
  readonly statements?: readonly SubmodelElement[];
  readonly entityType?: EntityType;
  readonly globalAssetId?: string;
  readonly specificAssetIds?: readonly SpecificAssetId[];
}

export interface BasicEventElement extends ElementBase {
  readonly modelType: 'BasicEventElement';
  readonly observed: Reference;
  readonly direction: Direction;
  readonly state: StateOfEvent;
  readonly messageTopic?: string;
  readonly messageBroker?: Reference;
  readonly lastUpdate?: string;
  readonly minInterval?: string;
  readonly maxInterval?: string;
}

export interface OperationVariable {
  readonly value: SubmodelElement;
}

export interface Operation extends ElementBase {
  readonly modelType: 'Operation';
  readonly inputVariables?: readonly OperationVariable[];
  readonly outputVariables?: readonly OperationVariable[];
  readonly inoutputVariables?: readonly OperationVariable[];
}

export interface Capability extends ElementBase {
  readonly modelType: 'Capability';
}

export interface SubmodelElementCollection extends ElementBase {
  readonly modelType: 'SubmodelElementCollection';
  readonly value?: readonly SubmodelElement[];
}

export interface SubmodelElementList extends ElementBase {
  readonly modelType: 'SubmodelElementList';
  readonly orderRelevant?: boolean;
  readonly semanticIdListElement?: Reference;
  readonly typeValueListElement: string;
  readonly valueTypeListElement?: DataTypeDefXsd;
  readonly value?: readonly SubmodelElement[];
}

export type SubmodelElement =
  | AnnotatedRelationshipElement
  | BasicEventElement
  | Blob
  | Capability
  | Entity
  | File
  | MultiLanguageProperty
  | Operation
  | Property
  | Range
  | ReferenceElement
  | RelationshipElement
  | SubmodelElementCollection
  | SubmodelElementList;

export interface Environment {
  readonly assetAdministrationShells?: readonly Shell[];
  readonly submodels?: readonly Submodel[];
  readonly conceptDescriptions?: readonly ConceptDescription[];
}

/** The classes whose objects carry a modelType. */
export type ModelClass =
  | SubmodelElement['modelType']
  | 'AssetAdministrationShell'
  | 'ConceptDescription'
  | 'DataSpecificationIec61360'
  | 'Submodel';

/** One violated constraint of the standard, or a fault of form. */
export interface Violation {
  /** JSON pointer (RFC 6901) into the document, e.g. `/submodels/0/submodelElements/3/idShort`. */
  readonly path: string;
  /** The constraint's id (`AASd-117`, `AASc-3a-002`) or the kind of fault (`required`, …). */
  readonly constraint: string;
  /** What is wrong and what would be right. */
  readonly message: string;
}
