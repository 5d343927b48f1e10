/**
 * Elements for the tests of the readings, written as short as a table, and the published templates
 * with their example values filled in, where the optional data folder is there.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  DataTypeDefXsd,
  Submodel,
  SubmodelElement,
  SubmodelElementCollection,
  SubmodelElementList,
} from '#technology/twin/model';

export function property(
  idShort: string,
  value: string,
  valueType: DataTypeDefXsd = 'xs:string',
): SubmodelElement {
  return { modelType: 'Property', idShort, valueType, value };
}

export function texts(idShort: string, byLanguage: Readonly<Record<string, string>>) {
  return {
    modelType: 'MultiLanguageProperty' as const,
    idShort,
    value: Object.entries(byLanguage).map(([language, text]) => ({ language, text })),
  };
}

export function file(idShort: string, value: string, contentType: string): SubmodelElement {
  return { modelType: 'File', idShort, value, contentType };
}

export function collection(
  idShort: string | undefined,
  ...value: readonly SubmodelElement[]
): SubmodelElementCollection {
  return { modelType: 'SubmodelElementCollection', idShort, value };
}

export function list(idShort: string, ...value: readonly SubmodelElement[]): SubmodelElementList {
  return {
    modelType: 'SubmodelElementList',
    idShort,
    typeValueListElement: value[0]?.modelType ?? 'Property',
    value,
  };
}

export function submodel(...submodelElements: readonly SubmodelElement[]): Submodel {
  return { modelType: 'Submodel', id: 'urn:test:submodel', submodelElements };
}

const templatesFolder = join(import.meta.dirname, '../../../../shared/data/idta-templates');

/**
 * The submodel of a published template (`02006`), its example values as values; undefined where
 * the optional data folder is missing.
 */
export function publishedTemplate(number: string): Submodel | undefined {
  if (!existsSync(templatesFolder)) return undefined;
  const name = readdirSync(templatesFolder).find(
    (each) => each.includes(number) && each.endsWith('.json'),
  );
  if (name === undefined) return undefined;
  const environment = JSON.parse(readFileSync(join(templatesFolder, name), 'utf8'));
  return filled(environment.submodels[0]) as Submodel;
}

function filled(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(filled);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, filled(value)]),
  ) as Record<string, unknown>;
  const qualifiers = (copy.qualifiers ?? []) as { type: string; value?: string }[];
  const example = qualifiers.find((each) => /ExampleValue$/.test(each.type))?.value;
  if (copy.modelType === 'Property' && isNumber(copy.valueType)) copy.value ??= example ?? '1';
  if (example === undefined) return copy;
  if (copy.modelType === 'Property' || copy.modelType === 'File') copy.value ??= example;
  if (copy.modelType === 'MultiLanguageProperty') {
    const match = /^(.*)@([a-z]{2}(?:-\w+)?)$/s.exec(example);
    copy.value ??= [{ language: match?.[2] ?? 'en', text: match?.[1] ?? example }];
  }
  return copy;
}

function isNumber(valueType: unknown): boolean {
  return valueType === 'xs:decimal' || valueType === 'xs:double';
}
