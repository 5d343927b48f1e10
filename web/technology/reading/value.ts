/**
 * What an element shows in the value column, as data: the page writes numbers, dates and booleans
 * in the reader's language. A live value arrives in value-only form and is read the same way.
 */

import type {
  DataTypeDefXsd,
  LangString,
  Reference,
  SubmodelElement,
} from '#technology/twin/model';
import { childrenOf, exactNumber } from '#technology/twin/model';
import { type Localised, pickText } from './localise.ts';

export type ShownValue =
  | { readonly kind: 'none' }
  | { readonly kind: 'number'; readonly number: number; readonly digits: number | undefined }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date' | 'dateTime' | 'code' | 'text' | 'link'; readonly text: string }
  | { readonly kind: 'localised'; readonly localised: Localised }
  | { readonly kind: 'range'; readonly min: ShownValue; readonly max: ShownValue }
  | { readonly kind: 'file'; readonly name: string; readonly contentType: string | undefined }
  | { readonly kind: 'blob'; readonly bytes: number; readonly contentType: string | undefined }
  | { readonly kind: 'reference'; readonly text: string; readonly reference: Reference }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'operation' | 'event' | 'capability' };

/** The value of an element in the reader's language. */
export function shownValue(element: SubmodelElement, language: string): ShownValue {
  switch (element.modelType) {
    case 'Property':
      return typedValue(element.valueType, element.value);
    case 'MultiLanguageProperty':
      return localisedValue(element.value, language);
    case 'Range':
      return rangeValue(element.valueType, element.min, element.max);
    case 'File':
      return filled(element.value)
        ? { kind: 'file', name: fileName(element.value ?? ''), contentType: element.contentType }
        : { kind: 'none' };
    case 'Blob':
      return filled(element.value)
        ? {
            kind: 'blob',
            bytes: Math.floor(((element.value ?? '').length * 3) / 4),
            contentType: element.contentType,
          }
        : { kind: 'none' };
    case 'ReferenceElement':
      return referenceValue(element.value);
    case 'RelationshipElement':
    case 'AnnotatedRelationshipElement':
      return referenceValue(element.second);
    case 'Entity':
      return filled(element.globalAssetId)
        ? { kind: 'code', text: element.globalAssetId ?? '' }
        : { kind: 'count', count: childrenOf(element).length };
    case 'SubmodelElementCollection':
    case 'SubmodelElementList':
      return { kind: 'count', count: childrenOf(element).length };
    case 'Operation':
      return { kind: 'operation' };
    case 'BasicEventElement':
      return { kind: 'event' };
    case 'Capability':
      return { kind: 'capability' };
    default:
      return element satisfies never;
  }
}

/** A value-only document of the element (an event's, a `$value` answer's) put in its place. */
export function withValue(element: SubmodelElement, value: unknown): SubmodelElement {
  switch (element.modelType) {
    case 'Property':
      return value === null || value === undefined
        ? { ...element, value: undefined }
        : { ...element, value: String(value) };
    case 'Range': {
      const range = value as { min?: unknown; max?: unknown } | null;
      const text = (end: unknown) => (end === undefined || end === null ? undefined : String(end));
      return { ...element, min: text(range?.min), max: text(range?.max) };
    }
    case 'MultiLanguageProperty':
      return Array.isArray(value)
        ? { ...element, value: value.flatMap((each) => languageEntries(each)) }
        : element;
    default:
      return element;
  }
}

/** A value of an xs type as its lexical text says it; text that is not of the type stays text. */
export function typedValue(type: DataTypeDefXsd, value: string | undefined): ShownValue {
  if (value === undefined || value === '') return { kind: 'none' };
  if (isNumeric(type)) {
    const number = Number(value);
    if (!Number.isFinite(number) || value.trim() === '') return { kind: 'text', text: value };
    if (!exact(type, value, number)) return { kind: 'code', text: value };
    return { kind: 'number', number, digits: fractionDigits(type, value) };
  }
  switch (type) {
    case 'xs:boolean':
      return { kind: 'boolean', value: value === 'true' || value === '1' };
    case 'xs:date':
      return { kind: 'date', text: value };
    case 'xs:dateTime':
      return { kind: 'dateTime', text: value };
    case 'xs:anyURI':
      return /^https?:\/\//i.test(value)
        ? { kind: 'link', text: value }
        : { kind: 'code', text: value };
    case 'xs:base64Binary':
    case 'xs:hexBinary':
      return { kind: 'code', text: value };
    default:
      return { kind: 'text', text: value };
  }
}

export function isNumeric(type: DataTypeDefXsd): boolean {
  return isFloating(type) || isWhole(type) || type === 'xs:decimal';
}

export function isWhole(type: DataTypeDefXsd): boolean {
  return /^xs:(byte|short|int|long|integer|unsigned\w+|(non)?(positive|negative)Integer)$/i.test(
    type,
  );
}

function isFloating(type: DataTypeDefXsd): boolean {
  return type === 'xs:double' || type === 'xs:float';
}

/**
 * How many fraction digits to write: those that were given, but of a floating-point number no
 * more than make three significant digits, since a machine sends 61.400001525878906 for 61.4.
 */
function fractionDigits(type: DataTypeDefXsd, text: string): number | undefined {
  const given = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  if (/e/i.test(text)) return undefined;
  if (!isFloating(type)) return given;
  const magnitude = Math.abs(Number(text));
  const whole = magnitude < 1 ? 1 : Math.floor(Math.log10(magnitude)) + 1;
  if (given + whole <= 6) return Math.min(given, 3);
  return Math.max(0, Math.min(given, 3 - whole));
}

/** A number formatter of the browser writes no more fraction digits than this. */
const fractionDigitsMax = 20;

/** Whether a double holds the number as written; an xs:integer or xs:decimal may be longer. */
function exact(type: DataTypeDefXsd, text: string, number: number): boolean {
  if (isFloating(type)) return true;
  const fraction = /\.(\d*)/.exec(text)?.[1] ?? '';
  if (fraction.length > fractionDigitsMax) return false;
  return exactNumber(number, text.replace(/^\+/, '')) === number;
}

function rangeValue(
  type: DataTypeDefXsd,
  min: string | undefined,
  max: string | undefined,
): ShownValue {
  if (!filled(min) && !filled(max)) return { kind: 'none' };
  return { kind: 'range', min: typedValue(type, min), max: typedValue(type, max) };
}

function localisedValue(texts: readonly LangString[] | undefined, language: string): ShownValue {
  const localised = pickText(texts, language);
  return localised === undefined ? { kind: 'none' } : { kind: 'localised', localised };
}

function referenceValue(reference: Reference | undefined): ShownValue {
  if (reference === undefined || reference.keys.length === 0) return { kind: 'none' };
  return { kind: 'reference', text: referenceText(reference), reference };
}

/** The part of a reference that a person recognises: the last key, or the path of elements. */
function referenceText(reference: Reference): string {
  const inside = reference.keys.filter(
    (key) =>
      !/^(Submodel|AssetAdministrationShell|GlobalReference|ConceptDescription)$/.test(key.type),
  );
  if (inside.length > 0) return inside.map((key) => key.value).join('.');
  return reference.keys[reference.keys.length - 1]?.value ?? '';
}

export function fileName(path: string): string {
  const name = path.split(/[\\/]/).pop() ?? path;
  try {
    return decodeURIComponent(name);
  } catch (cause) {
    if (cause instanceof URIError) return name;
    throw cause;
  }
}

function languageEntries(entry: unknown): readonly LangString[] {
  if (typeof entry !== 'object' || entry === null) return [];
  return Object.entries(entry).map(([language, text]) => ({ language, text: String(text) }));
}

function filled(text: string | undefined): boolean {
  return text !== undefined && text !== '';
}
