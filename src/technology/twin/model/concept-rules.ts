/** The constraints of the data specification IEC 61360 (IDTA-01003-a, AASc-3a-…). */

import { isObject, type Loose, listIn, type Report, textIn, violate } from './report.ts';

type Rule = (object: Loose, report: Report) => void;

const measures = [
  'INTEGER_MEASURE',
  'REAL_MEASURE',
  'RATIONAL_MEASURE',
  'INTEGER_CURRENCY',
  'REAL_CURRENCY',
];
const propertyTypes = [
  ...measures,
  'DATE',
  'STRING',
  'STRING_TRANSLATABLE',
  'INTEGER_COUNT',
  'REAL_COUNT',
  'BOOLEAN',
  'RATIONAL',
  'TIME',
  'TIMESTAMP',
];

/** What a concept's category asks of its dataType; without a list, any will do. */
const dataTypesOf: Readonly<
  Record<string, { readonly constraint: string; readonly allowed?: readonly string[] }>
> = {
  PROPERTY: { constraint: 'AASc-3a-004', allowed: propertyTypes },
  VALUE: { constraint: 'AASc-3a-004', allowed: propertyTypes },
  REFERENCE: { constraint: 'AASc-3a-005', allowed: ['STRING', 'IRI', 'IRDI'] },
  DOCUMENT: { constraint: 'AASc-3a-006', allowed: ['FILE', 'BLOB', 'HTML'] },
  QUALIFIER_TYPE: { constraint: 'AASc-3a-007' },
};

export const conceptRules: readonly Rule[] = [dataTypeFitsCategory, definedInEnglish];

/** AASc-3a-002, 009 and 010, and one text for each language. */
export function iec61360Rule(content: Loose, report: Report): void {
  if (content.preferredName !== undefined && !hasEnglish(content, 'preferredName')) {
    violate(report, 'AASc-3a-002', 'It must be there in English too.', 'preferredName');
  }
  const dataType = textIn(content, 'dataType');
  if (dataType !== undefined && measures.includes(dataType)) {
    if (content.unit === undefined && content.unitId === undefined) {
      violate(report, 'AASc-3a-009', `A ${dataType} must have a unit or unitId.`, 'unit');
    }
  }
  if (content.value !== undefined && content.valueList !== undefined) {
    violate(report, 'AASc-3a-010', 'A value and a valueList exclude each other.', 'valueList');
  }
  for (const attribute of ['preferredName', 'shortName', 'definition']) {
    const seen = new Set<string>();
    listIn(content, attribute).forEach((each, index) => {
      const language = textIn(each, 'language');
      if (language === undefined) return;
      if (seen.has(language)) {
        const message = `There must be one text for the language "${language}".`;
        violate(report, 'unique-language', message, attribute, index, 'language');
      }
      seen.add(language);
    });
  }
}

function dataTypeFitsCategory(concept: Loose, report: Report): void {
  const category = textIn(concept, 'category') ?? '';
  const asked = Object.hasOwn(dataTypesOf, category) ? dataTypesOf[category] : undefined;
  if (asked === undefined) return;
  eachIec61360(concept, (content, path) => {
    const dataType = textIn(content, 'dataType');
    if (dataType !== undefined && (asked.allowed?.includes(dataType) ?? true)) return;
    const which = asked.allowed === undefined ? '' : `: ${asked.allowed.join(', ')}`;
    const message = `A concept of category ${category} must have a fitting dataType${which}.`;
    violate(report, asked.constraint, message, ...path, 'dataType');
  });
}

function definedInEnglish(concept: Loose, report: Report): void {
  eachIec61360(concept, (content, path) => {
    if (content.value !== undefined || hasEnglish(content, 'definition')) return;
    const message = 'A concept must be defined in English, unless it has a value.';
    violate(report, 'AASc-3a-008', message, ...path, 'definition');
  });
}

/** Calls back with each IEC 61360 content of an object, and where it is. */
export function eachIec61360(
  object: Loose,
  visit: (content: Loose, path: readonly (string | number)[]) => void,
): void {
  listIn(object, 'embeddedDataSpecifications').forEach((embedded, index) => {
    const content = isObject(embedded) ? embedded.dataSpecificationContent : undefined;
    if (!isObject(content) || content.modelType !== 'DataSpecificationIec61360') return;
    visit(content, ['embeddedDataSpecifications', index, 'dataSpecificationContent']);
  });
}

function hasEnglish(content: Loose, attribute: string): boolean {
  return listIn(content, attribute).some((each) =>
    /^en(?:-|$)/i.test(textIn(each, 'language') ?? ''),
  );
}
