/**
 * The constraints as rules, by class: each takes an object of its class, of whose attributes it
 * must not trust the types, and notes what the object violates.
 */

import { type ClassName, choices, classes } from './classes.ts';
import { conceptRules, iec61360Rule } from './concept-rules.ts';
import { environmentRules, noteCodedValue } from './environment-rules.ts';
import { isModelReferenceTo, isSameReference, referenceRule } from './reference-rules.ts';
import { isObject, type Loose, listIn, type Report, textIn, violate } from './report.ts';
import { isXsdType, isXsdValue } from './xsd.ts';

export type Rule = (object: Loose, report: Report) => void;

const ofClass: Readonly<Partial<Record<ClassName, readonly Rule[]>>> = {
  Environment: environmentRules,
  AssetAdministrationShell: [shellReferences],
  Submodel: [namespace('submodelElements'), templateSubmodel],
  ConceptDescription: conceptRules,
  DataSpecificationIec61360: [iec61360Rule],

  AnnotatedRelationshipElement: [namespace('annotations')],
  BasicEventElement: [eventReferences, eventInterval],
  Entity: [namespace('statements'), selfManaged],
  MultiLanguageProperty: [uniqueLanguages('value')],
  Operation: [variables],
  Property: [typedValues('value-type', 'value'), noteCodedValue('AASd-007')],
  Range: [typedValues('value-type', 'min', 'max')],
  SubmodelElementCollection: [namespace('value')],
  SubmodelElementList: [listElements],

  AdministrativeInformation: [revisionNeedsVersion],
  AssetInformation: [assetIsIdentified, reservedAssetIdName],
  EventPayload: [payloadReferences],
  Extension: [typedValues('value-type', 'value'), refersToReferables],
  OperationVariable: [variableHasName],
  Qualifier: [typedValues('AASd-020', 'value'), noteCodedValue('AASd-006')],
  Reference: [referenceRule],
  SpecificAssetId: [externalSubject],
};

/** The rules of every class: its own, and those of the attributes that it shares with others. */
export const rules: Readonly<Record<ClassName, readonly Rule[]>> = Object.fromEntries(
  Object.entries(classes).map(([name, { attributes }]) => {
    const own: Rule[] = [...(ofClass[name as ClassName] ?? [])];
    if ('supplementalSemanticIds' in attributes) own.push(supplementNeedsMain);
    if ('displayName' in attributes) {
      own.push(uniqueLanguages('displayName'), uniqueLanguages('description'), extensionNames);
    }
    if ('qualifiers' in attributes) own.push(qualifierTypes);
    if ('qualifiers' in attributes && name !== 'Submodel') own.push(templateElement);
    return [name, own];
  }),
) as unknown as Record<ClassName, readonly Rule[]>;

/** Notes each item whose key was seen before, with `describe` telling what would be right. */
function unique(
  items: readonly unknown[],
  key: string,
  report: Report,
  constraint: string,
  path: (index: number) => readonly (string | number)[],
  describe: (repeated: string) => string,
): void {
  if (items.length < 2) return;
  const seen = new Set<string>();
  items.forEach((item, index) => {
    const value = textIn(item, key);
    if (value === undefined) return;
    if (seen.has(value)) violate(report, constraint, describe(value), ...path(index));
    seen.add(value);
  });
}

function namespace(attribute: string): Rule {
  return (object, report) => {
    const children = listIn(object, attribute);
    children.forEach((child, index) => {
      if (isObject(child) && child.idShort === undefined) {
        const message = 'An element that is not directly in a SubmodelElementList must be named.';
        violate(report, 'AASd-117', message, attribute, index, 'idShort');
      }
    });
    unique(
      children,
      'idShort',
      report,
      'AASd-022',
      (index) => [attribute, index, 'idShort'],
      (name) => `The idShort "${name}" is taken by an element beside it; choose another.`,
    );
  };
}

function uniqueLanguages(attribute: string): Rule {
  return (object, report) =>
    unique(
      listIn(object, attribute),
      'language',
      report,
      'unique-language',
      (index) => [attribute, index, 'language'],
      (language) => `There must be one text for the language "${language}".`,
    );
}

function extensionNames(object: Loose, report: Report): void {
  unique(
    listIn(object, 'extensions'),
    'name',
    report,
    'AASd-077',
    (index) => ['extensions', index, 'name'],
    (name) => `There must be one extension named "${name}".`,
  );
}

function qualifierTypes(object: Loose, report: Report): void {
  unique(
    listIn(object, 'qualifiers'),
    'type',
    report,
    'AASd-021',
    (index) => ['qualifiers', index, 'type'],
    (type) => `There must be one qualifier of the type "${type}".`,
  );
}

function hasTemplateQualifier(object: Loose): boolean {
  return listIn(object, 'qualifiers').some((each) => textIn(each, 'kind') === 'TemplateQualifier');
}

function templateSubmodel(submodel: Loose, report: Report): void {
  if (submodel.kind === 'Template' || !hasTemplateQualifier(submodel)) return;
  const message = 'A submodel with a TemplateQualifier must be of kind Template.';
  violate(report, 'AASd-119', message, 'kind');
}

function templateElement(element: Loose, report: Report): void {
  if (report.submodelKind !== 'Instance' || !hasTemplateQualifier(element)) return;
  const message = 'A TemplateQualifier must be in a submodel of kind Template.';
  violate(report, 'AASd-129', message, 'qualifiers');
}

function supplementNeedsMain(object: Loose, report: Report): void {
  if (object.supplementalSemanticIds === undefined || object.semanticId !== undefined) return;
  const message = 'Supplemental semantic ids need a semanticId beside them.';
  violate(report, 'AASd-118', message, 'supplementalSemanticIds');
}

/** The value of an Extension without valueType is a string (IDTA-01001, Extension/valueType). */
function typedValues(constraint: string, ...attributes: readonly string[]): Rule {
  return (object, report) => {
    const type = object.valueType ?? 'xs:string';
    if (!isXsdType(type)) return;
    for (const attribute of attributes) {
      const value = object[attribute];
      if (typeof value === 'string' && !isXsdValue(type, value)) {
        const shown = JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
        violate(report, constraint, `${shown} is not a value of the type ${type}.`, attribute);
      }
    }
  };
}

function shellReferences(shell: Loose, report: Report): void {
  if (isObject(shell.derivedFrom)) {
    if (!isModelReferenceTo(shell.derivedFrom, 'AssetAdministrationShell')) {
      const message = 'It must be a model reference to an AssetAdministrationShell.';
      violate(report, 'reference', message, 'derivedFrom');
    }
  }
  listIn(shell, 'submodels').forEach((reference, index) => {
    if (isObject(reference) && !isModelReferenceTo(reference, 'Submodel')) {
      const message = 'It must be a model reference to a Submodel.';
      violate(report, 'reference', message, 'submodels', index);
    }
  });
}

function eventReferences(event: Loose, report: Report): void {
  for (const attribute of ['observed', 'messageBroker']) {
    const reference = event[attribute];
    if (isObject(reference) && !isModelReferenceTo(reference, 'Referable')) {
      violate(report, 'reference', 'It must be a model reference to a Referable.', attribute);
    }
  }
}

function eventInterval(event: Loose, report: Report): void {
  if (event.direction !== 'input' || event.maxInterval === undefined) return;
  violate(report, 'interval', 'An event of direction input has no maxInterval.', 'maxInterval');
}

function payloadReferences(payload: Loose, report: Report): void {
  if (isObject(payload.source) && !isModelReferenceTo(payload.source, 'EventElement')) {
    violate(report, 'reference', 'It must be a model reference to an EventElement.', 'source');
  }
  const observed = payload.observableReference;
  if (isObject(observed) && !isModelReferenceTo(observed, 'Referable')) {
    const message = 'It must be a model reference to a Referable.';
    violate(report, 'reference', message, 'observableReference');
  }
}

function refersToReferables(extension: Loose, report: Report): void {
  listIn(extension, 'refersTo').forEach((reference, index) => {
    if (isObject(reference) && !isModelReferenceTo(reference, 'Referable')) {
      const message = 'It must be a model reference to a Referable.';
      violate(report, 'reference', message, 'refersTo', index);
    }
  });
}

function externalSubject(assetId: Loose, report: Report): void {
  const type = textIn(assetId.externalSubjectId, 'type');
  if (type === undefined || type === 'ExternalReference') return;
  violate(report, 'AASd-133', 'It must be an ExternalReference.', 'externalSubjectId', 'type');
}

function selfManaged(entity: Loose, report: Report): void {
  if (entity.entityType !== 'SelfManagedEntity') return;
  if (entity.globalAssetId !== undefined || entity.specificAssetIds !== undefined) return;
  const message = 'A SelfManagedEntity must have a globalAssetId or specificAssetIds.';
  violate(report, 'AASd-014', message);
}

function revisionNeedsVersion(administration: Loose, report: Report): void {
  if (administration.revision === undefined || administration.version !== undefined) return;
  violate(report, 'AASd-005', 'A revision needs a version; add one.', 'revision');
}

function assetIsIdentified(asset: Loose, report: Report): void {
  if (asset.globalAssetId !== undefined || listIn(asset, 'specificAssetIds').length > 0) return;
  violate(report, 'AASd-131', 'It must have a globalAssetId or at least one specificAssetId.');
}

function reservedAssetIdName(asset: Loose, report: Report): void {
  listIn(asset, 'specificAssetIds').forEach((assetId, index) => {
    if (textIn(assetId, 'name')?.toLowerCase() !== 'globalassetid') return;
    if (textIn(assetId, 'value') === asset.globalAssetId) return;
    const message = 'The name globalAssetId is reserved; its value must be that of globalAssetId.';
    violate(report, 'AASd-116', message, 'specificAssetIds', index, 'name');
  });
}

function variables(operation: Loose, report: Report): void {
  const seen = new Set<string>();
  for (const attribute of ['inputVariables', 'outputVariables', 'inoutputVariables']) {
    listIn(operation, attribute).forEach((variable, index) => {
      const name = isObject(variable) ? textIn(variable.value, 'idShort') : undefined;
      if (name === undefined) return;
      if (seen.has(name)) {
        const message = `The idShort "${name}" is taken by another variable; choose another.`;
        violate(report, 'AASd-134', message, attribute, index, 'value', 'idShort');
      }
      seen.add(name);
    });
  }
}

function variableHasName(variable: Loose, report: Report): void {
  if (!isObject(variable.value) || variable.value.idShort !== undefined) return;
  violate(report, 'AASd-117', "An operation's variable must be named.", 'value', 'idShort');
}

const elementsOfType: Readonly<Record<string, readonly string[]>> = {
  ...choices,
  EventElement: ['BasicEventElement'],
  RelationshipElement: ['RelationshipElement', 'AnnotatedRelationshipElement'],
};

function listElements(list: Loose, report: Report): void {
  const children = listIn(list, 'value');
  if (children.length === 0) return;
  const type = textIn(list, 'typeValueListElement') ?? '';
  const allowed = elementsOfType[type] ?? [type];
  const isTyped = type === 'Property' || type === 'Range';
  if (isTyped && list.valueTypeListElement === undefined) {
    const message = `A list of ${type} must name their valueType here.`;
    violate(report, 'AASd-109', message, 'valueTypeListElement');
  }
  let first: Loose | undefined;
  children.forEach((child, index) => {
    if (!isObject(child)) return;
    const { modelType, valueType, semanticId } = child;
    if (typeof modelType === 'string' && type !== '' && !allowed.includes(modelType)) {
      violate(report, 'AASd-108', `It must be a ${type}, as the list says.`, 'value', index);
    }
    if (isTyped && list.valueTypeListElement !== undefined && valueType !== undefined) {
      if (valueType !== list.valueTypeListElement) {
        const message = `It must be ${list.valueTypeListElement}, as the list says.`;
        violate(report, 'AASd-109', message, 'value', index, 'valueType');
      }
    }
    if (!isObject(semanticId)) return;
    if (
      isObject(list.semanticIdListElement) &&
      !isSameReference(semanticId, list.semanticIdListElement)
    ) {
      const message = "It must be the list's semanticIdListElement, or be left out.";
      violate(report, 'AASd-107', message, 'value', index, 'semanticId');
    }
    if (first !== undefined && !isSameReference(semanticId, first)) {
      const message = 'It must be the same as that of the other elements of the list.';
      violate(report, 'AASd-114', message, 'value', index, 'semanticId');
    }
    first ??= semanticId;
  });
}
