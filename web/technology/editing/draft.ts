/**
 * What a person is typing, before it is an element: one text per field, read into the element's
 * value by its xs type. Every problem names its field, so that the sentence stands under it.
 */

import type { DataTypeDefXsd, LangString, SubmodelElement } from '#technology/twin/model';
import { isXsdValue } from '#technology/twin/model';
import { isNumeric, isWhole } from '../reading/value.ts';

/** Texts by field: `value`, `min`, `max`, `contentType`, `text.it`… */
export type Draft = Readonly<Record<string, string>>;

/** A message key of what is wrong, and with which limits. */
export type Problem =
  | { readonly field: string; readonly kind: 'number' | 'whole' | 'boolean' | 'date' | 'dateTime' }
  | { readonly field: string; readonly kind: 'bounds'; readonly low: string; readonly high: string }
  | { readonly field: string; readonly kind: 'type'; readonly type: DataTypeDefXsd }
  | { readonly field: string; readonly kind: 'order' };

export interface Reading {
  readonly element: SubmodelElement;
  readonly problems: readonly Problem[];
}

/** The fields of an element's value as they are now; numbers with the reader's decimal sign. */
export function draftOf(element: SubmodelElement, decimalSign: string): Draft {
  const write = (type: DataTypeDefXsd, text: string | undefined) =>
    isNumeric(type) ? (text ?? '').replace('.', decimalSign) : (text ?? '');
  switch (element.modelType) {
    case 'Property':
      return { value: write(element.valueType, element.value) };
    case 'Range':
      return {
        min: write(element.valueType, element.min),
        max: write(element.valueType, element.max),
      };
    case 'MultiLanguageProperty':
      return draftOfTexts(element.value);
    case 'File':
    case 'Blob':
      return { value: element.value ?? '', contentType: element.contentType ?? '' };
    case 'ReferenceElement':
      return { reference: JSON.stringify(element.value ?? null, null, 2) };
    default:
      return {};
  }
}

/** Whether the value of this kind of element is edited in fields of its own. */
export function hasValueFields(element: SubmodelElement): boolean {
  return ['Property', 'Range', 'MultiLanguageProperty', 'File', 'ReferenceElement'].includes(
    element.modelType,
  );
}

/** The element with the drafted value; unchanged where a problem says so. */
export function readDraft(element: SubmodelElement, draft: Draft): Reading {
  switch (element.modelType) {
    case 'Property': {
      const read = readTyped('value', element.valueType, draft.value ?? '');
      return { element: { ...element, value: read.text }, problems: read.problems };
    }
    case 'Range': {
      const min = readTyped('min', element.valueType, draft.min ?? '');
      const max = readTyped('max', element.valueType, draft.max ?? '');
      const problems = [...min.problems, ...max.problems];
      const crossed =
        problems.length === 0 && isNumeric(element.valueType) && above(min.text, max.text);
      return {
        element: { ...element, min: min.text, max: max.text },
        problems: crossed ? [{ field: 'max', kind: 'order' }] : problems,
      };
    }
    case 'MultiLanguageProperty':
      return { element: { ...element, value: readTexts(draft) }, problems: [] };
    case 'File':
      return {
        element: {
          ...element,
          value: optional(draft.value),
          contentType: optional(draft.contentType),
        },
        problems: [],
      };
    default:
      return { element, problems: [] };
  }
}

export function draftOfTexts(texts: readonly LangString[] | undefined): Draft {
  return Object.fromEntries((texts ?? []).map((each) => [`text.${each.language}`, each.text]));
}

/** The languages with a text; undefined when none has one, since an empty list is not allowed. */
export function readTexts(draft: Draft): readonly LangString[] | undefined {
  const texts = Object.entries(draft).flatMap(([field, text]) =>
    field.startsWith('text.') && text.trim() !== ''
      ? [{ language: field.slice('text.'.length), text }]
      : [],
  );
  return texts.length === 0 ? undefined : texts;
}

/**
 * A number as a person types it: either sign may stand for the decimals, thousands may not be set
 * apart, since 1.234 would be two different numbers. Undefined when it is not a number.
 */
export function readNumber(text: string): string | undefined {
  const plain = text.trim().replace('\u2212', '-').replace(',', '.');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? plain : undefined;
}

function readTyped(
  field: string,
  type: DataTypeDefXsd,
  typed: string,
): { readonly text: string | undefined; readonly problems: readonly Problem[] } {
  if (typed.trim() === '') return { text: undefined, problems: [] };
  const text = isNumeric(type) ? (readNumber(typed) ?? typed.trim()) : trimmedFor(type, typed);
  if (isXsdValue(type, text)) return { text, problems: [] };
  return { text, problems: [problemOf(field, type, text)] };
}

/** White space is part of a text, and never of a date or an address. */
function trimmedFor(type: DataTypeDefXsd, typed: string): string {
  return type === 'xs:string' ? typed : typed.trim();
}

function problemOf(field: string, type: DataTypeDefXsd, text: string): Problem {
  const limits = bounds[type];
  if (isWhole(type) && readNumber(text) !== undefined) {
    if (!/^[+-]?\d+$/.test(text)) return { field, kind: 'whole' };
    if (limits !== undefined) return { field, kind: 'bounds', low: limits[0], high: limits[1] };
  }
  if (isWhole(type)) return { field, kind: 'whole' };
  if (isNumeric(type)) return { field, kind: 'number' };
  if (type === 'xs:boolean') return { field, kind: 'boolean' };
  if (type === 'xs:date') return { field, kind: 'date' };
  if (type === 'xs:dateTime') return { field, kind: 'dateTime' };
  return { field, kind: 'type', type };
}

function above(min: string | undefined, max: string | undefined): boolean {
  return min !== undefined && max !== undefined && Number(min) > Number(max);
}

function optional(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

/** XML Schema Part 2, 3.4: the value spaces of the bounded integers. */
const bounds: Readonly<Partial<Record<DataTypeDefXsd, readonly [string, string]>>> = {
  'xs:byte': ['-128', '127'],
  'xs:short': ['-32768', '32767'],
  'xs:int': ['-2147483648', '2147483647'],
  'xs:long': ['-9223372036854775808', '9223372036854775807'],
  'xs:unsignedByte': ['0', '255'],
  'xs:unsignedShort': ['0', '65535'],
  'xs:unsignedInt': ['0', '4294967295'],
  'xs:unsignedLong': ['0', '18446744073709551615'],
  'xs:nonNegativeInteger': ['0', '∞'],
  'xs:positiveInteger': ['1', '∞'],
  'xs:nonPositiveInteger': ['−∞', '0'],
  'xs:negativeInteger': ['−∞', '-1'],
};
