/**
 * The catalogue of constraints: what the standard states (IDTA-01001 3.1, annex "Overview
 * Constraints"; IDTA-01003-a for AASc-3a), whether `verify` judges it, and why not where it does
 * not. Below them the kinds of fault that the schemas state without an id.
 */

interface Constraint {
  readonly id: string;
  readonly says: string;
  /** Why it is not judged; absent when it is. */
  readonly unchecked?: string;
}

export const constraints: readonly Constraint[] = [
  { id: 'AASd-002', says: 'An idShort has letters, digits, "-" and "_" only, from a letter on.' },
  { id: 'AASd-005', says: 'A revision needs a version.' },
  {
    id: 'AASd-006',
    says: "A Qualifier's value is the coded value of its valueId (if that is in the document).",
  },
  {
    id: 'AASd-007',
    says: "A Property's value is the coded value of its valueId (if that is in the document).",
  },
  {
    id: 'AASd-012',
    says: "A MultiLanguageProperty's texts mean what its valueId refers to.",
    unchecked: 'it is about the meaning of texts',
  },
  { id: 'AASd-014', says: 'A self-managed Entity has a globalAssetId or specificAssetIds.' },
  { id: 'AASd-020', says: "A Qualifier's value is of its valueType." },
  { id: 'AASd-021', says: 'Qualifiers of one object have different types.' },
  { id: 'AASd-022', says: 'idShorts within one namespace are different.' },
  { id: 'AASd-077', says: 'Extensions of one object have different names.' },
  { id: 'AASd-107', says: "A list's elements have the semanticId semanticIdListElement." },
  { id: 'AASd-108', says: "A list's elements are of the class typeValueListElement." },
  { id: 'AASd-109', says: 'A list of Property or Range has one valueType, valueTypeListElement.' },
  { id: 'AASd-114', says: "A list's elements have the same semanticId." },
  {
    id: 'AASd-115',
    says: "A list's element without semanticId has semanticIdListElement.",
    unchecked: 'it defines a default and forbids nothing',
  },
  { id: 'AASd-116', says: 'A specific asset id named globalAssetId has its value.' },
  { id: 'AASd-117', says: 'An element that is not directly in a list has an idShort.' },
  { id: 'AASd-118', says: 'Supplemental semantic ids need a semanticId.' },
  { id: 'AASd-119', says: 'A submodel with a TemplateQualifier is of kind Template.' },
  { id: 'AASd-121', says: "A reference's first key is globally identifiable." },
  { id: 'AASd-122', says: "An external reference's first key is a GlobalReference." },
  { id: 'AASd-123', says: "A model reference's first key is an identifiable of the AAS." },
  {
    id: 'AASd-124',
    says: "An external reference's last key is a GlobalReference or FragmentReference.",
  },
  { id: 'AASd-125', says: "A model reference's further keys are fragment keys." },
  { id: 'AASd-126', says: 'In a model reference only the last key may be a FragmentReference.' },
  { id: 'AASd-127', says: 'A FragmentReference in a model reference follows a File or Blob.' },
  { id: 'AASd-128', says: 'The key after a SubmodelElementList is an index.' },
  {
    id: 'AASd-129',
    says: 'An element with a TemplateQualifier is in a submodel of kind Template.',
  },
  { id: 'AASd-130', says: 'A string has characters of XML 1.0 only.' },
  { id: 'AASd-131', says: 'AssetInformation has a globalAssetId or a specificAssetId.' },
  { id: 'AASd-133', says: 'An externalSubjectId is an external reference.' },
  { id: 'AASd-134', says: "idShorts of an Operation's variables are different." },
  { id: 'AASc-3a-002', says: 'A preferredName is there in English.' },
  {
    id: 'AASc-3a-003',
    says: 'A concept that a value list refers to has a value (judged within the environment).',
  },
  { id: 'AASc-3a-004', says: 'A concept of category PROPERTY or VALUE has a fitting dataType.' },
  { id: 'AASc-3a-005', says: 'A concept of category REFERENCE has the dataType of a reference.' },
  { id: 'AASc-3a-006', says: 'A concept of category DOCUMENT has the dataType of a file.' },
  { id: 'AASc-3a-007', says: 'A concept of category QUALIFIER_TYPE has a dataType.' },
  { id: 'AASc-3a-008', says: 'A concept has a definition in English, or a value.' },
  { id: 'AASc-3a-009', says: 'A measure or currency has a unit or unitId.' },
  { id: 'AASc-3a-010', says: 'A value and a value list exclude each other.' },
  {
    id: 'AASc-3a-050',
    says: 'The dataSpecification of IEC 61360 content refers to its template.',
    unchecked: 'the official examples of the standard refer to other templates',
  },
  {
    id: 'AASd-090',
    says: "A data element's category is CONSTANT, PARAMETER or VARIABLE.",
    unchecked: 'removed in version 3.1',
  },
  {
    id: 'AASd-120',
    says: "A list's elements have no idShort.",
    unchecked: 'removed in version 3.1',
  },

  { id: 'required', says: 'An attribute that the class must have is there.' },
  { id: 'type', says: 'A value has the JSON type of its attribute.' },
  { id: 'enum', says: 'A value is one of its enumeration.' },
  { id: 'length', says: 'A text is neither empty nor too long.' },
  { id: 'pattern', says: 'A text has the form of its attribute.' },
  { id: 'cardinality', says: 'A list has at least one item.' },
  { id: 'unknown', says: 'An attribute is one of its class.' },
  { id: 'depth', says: 'A document is not nested too deep.' },
  { id: 'value-type', says: 'The value of a Property, Range or Extension is of its valueType.' },
  { id: 'unique-language', says: 'Texts of one attribute have different languages.' },
  { id: 'unique-id', says: 'Identifiables of one environment have different ids.' },
  { id: 'reference', says: 'A reference is to the kind of thing that its attribute asks for.' },
  { id: 'interval', says: 'A maxInterval stands at events of direction output only.' },
];
