/**
 * Builds a submodel from the structure of its published template and the values of one machine:
 * kinds, semantic ids and list types come from the structure, so that only content is written by
 * hand. A mandatory element without a value, or a value without an element, stops the build.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reference, Submodel, SubmodelElement } from '#technology/twin/model';
import type { ElementStructure, SubmodelStructure } from './extract.ts';
import { langStrings, type Texts } from './texts.ts';

/** A file inside the package. */
interface FileValue {
  readonly path: string;
  readonly contentType: string;
}

/** A value from a published list, with the identifier that it has there. */
interface CodedValue {
  readonly code: string;
  readonly irdi: string;
}

/**
 * The value of an element: text for a Property, six texts (or tagged ones) for a
 * MultiLanguageProperty, and so on; a finished element is taken as it is. In a collection, `more`
 * holds finished elements that the template leaves open (its "arbitrary" ones and drop-ins).
 */
export type Value =
  | string
  | Texts
  | FileValue
  | Reference
  | SubmodelElement
  | { readonly plain: string; readonly language: string }
  | CodedValue
  | readonly Value[]
  | Values;
export interface Values {
  readonly more?: readonly SubmodelElement[];
  readonly [idShort: string]: Value | undefined;
}

export function readStructure(name: string): SubmodelStructure {
  const path = join(import.meta.dirname, 'structure', `${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8'));
}

export function fillSubmodel(structure: SubmodelStructure, id: string, values: Values): Submodel {
  return {
    modelType: 'Submodel',
    idShort: structure.idShort,
    administration: { version: '1', revision: '0', templateId: structure.templateId },
    id,
    kind: 'Instance',
    semanticId: structure.semanticId,
    supplementalSemanticIds: structure.supplementalSemanticIds,
    submodelElements: fillChildren(structure.children, values, structure.idShort),
  };
}

/** The elements of one collection, in the template's order; `at` names the place in messages. */
export function fillChildren(
  structures: readonly ElementStructure[],
  values: Values,
  at: string,
): readonly SubmodelElement[] {
  const known = new Set(structures.map(({ idShort }) => idShort));
  for (const name of Object.keys(values)) {
    if (name !== 'more' && !known.has(name)) throw new Error(`${at} has no element ${name}`);
  }
  const filled = structures.flatMap((structure) => {
    const name = structure.idShort ?? '';
    const value = values[name];
    if (value !== undefined) return [fillElement(structure, value, `${at}.${name}`)];
    if (structure.cardinality?.startsWith('One')) throw new Error(`${at}.${name} needs a value`);
    return [];
  });
  return [...filled, ...(values.more ?? [])];
}

/** One element from its structure and value. */
export function fillElement(
  structure: ElementStructure,
  value: Value,
  at: string,
): SubmodelElement {
  if (typeof value === 'object' && 'modelType' in value) return value as SubmodelElement;
  const base = {
    idShort: structure.idShort,
    semanticId: structure.semanticId,
    supplementalSemanticIds: structure.supplementalSemanticIds,
  };
  switch (structure.modelType) {
    case 'Property':
      return property(base, structure.valueType, value, at);
    case 'MultiLanguageProperty':
      return { modelType: 'MultiLanguageProperty', ...base, value: texts(value, at) };
    case 'File': {
      const file = value as FileValue;
      return { modelType: 'File', ...base, value: file.path, contentType: file.contentType };
    }
    case 'ReferenceElement':
      return { modelType: 'ReferenceElement', ...base, value: value as Reference };
    case 'SubmodelElementCollection':
      return {
        modelType: 'SubmodelElementCollection',
        ...base,
        value: some(fillChildren(structure.children ?? [], value as Values, at)),
      };
    case 'SubmodelElementList':
      return list(structure, base, value as readonly Value[], at);
    default:
      throw new Error(`${at}: a ${structure.modelType} is built by hand`);
  }
}

function property(base: object, valueType: string | undefined, value: Value, at: string) {
  if (typeof value === 'object' && 'code' in value) {
    const { code, irdi } = value as CodedValue;
    const valueId = externalReference(irdi);
    return { modelType: 'Property', ...base, valueType, value: code, valueId } as SubmodelElement;
  }
  if (typeof value !== 'string') throw new Error(`${at} takes one text`);
  return { modelType: 'Property', ...base, valueType, value } as SubmodelElement;
}

export function externalReference(value: string): Reference {
  return { type: 'ExternalReference', keys: [{ type: 'GlobalReference', value }] };
}

function texts(value: Value, at: string) {
  if (Array.isArray(value)) return langStrings(value as unknown as Texts);
  if (typeof value === 'object' && 'plain' in value) {
    const { language, plain } = value as { language: string; plain: string };
    return [{ language, text: plain }];
  }
  throw new Error(`${at} takes six texts, or one with its language`);
}

function list(
  structure: ElementStructure,
  base: object,
  values: readonly Value[],
  at: string,
): SubmodelElement {
  const child = structure.children?.[0];
  if (child === undefined) throw new Error(`${at}: the template shows no element of the list`);
  return {
    modelType: 'SubmodelElementList',
    ...base,
    orderRelevant: structure.orderRelevant,
    semanticIdListElement: structure.semanticIdListElement,
    typeValueListElement: structure.typeValueListElement ?? child.modelType,
    valueTypeListElement: structure.valueTypeListElement,
    value: values.map((value, index) => ({
      ...fillElement(child, value, `${at}[${index}]`),
      idShort: undefined,
    })),
  } as SubmodelElement;
}

function some<T>(elements: readonly T[]): readonly T[] | undefined {
  return elements.length === 0 ? undefined : elements;
}
