/**
 * Format "Value" (IDTA-01001, mappings, value-only serialisation): what an element is worth,
 * without what it means. Operations and Capabilities have no value; what has none is left out.
 *
 * Where text and example of the standard differ: an Entity's globalAssetId is a string, as its
 * schema says; annotations are an array of objects of one name each, as its example shows; in a
 * list null holds the place of an element without value, so that indexes stay what they are.
 */

import { type Container, childrenOf, type TrimOptions, trimTo } from './elements.ts';
import type { Entity, SubmodelElement } from './types.ts';
import { toJsonValue } from './xsd-json.ts';

/**
 * The value of a submodel or element; undefined for an element that has none. Containers without
 * valued content give `{}` or `[]`. Without options: deep, with the values of Blobs.
 */
export function toValue(of: Container, options: TrimOptions = {}): unknown {
  const trimmed = trimTo(of, options);
  const value = worthOf(trimmed);
  if (value !== undefined) return value;
  if (trimmed.modelType === 'SubmodelElementList') return [];
  return hasObjectValue.has(trimmed.modelType) ? {} : undefined;
}

const hasObjectValue: ReadonlySet<Container['modelType']> = new Set([
  'AnnotatedRelationshipElement',
  'Blob',
  'Entity',
  'File',
  'Range',
  'RelationshipElement',
  'Submodel',
  'SubmodelElementCollection',
] as const);

function worthOf(of: Container): unknown {
  switch (of.modelType) {
    case 'Property':
      return of.value === undefined ? undefined : toJsonValue(of.valueType, of.value);
    case 'MultiLanguageProperty':
      return of.value?.map(({ language, text }) => ({ [language]: text }));
    case 'Range':
      return present({
        min: of.min === undefined ? undefined : toJsonValue(of.valueType, of.min),
        max: of.max === undefined ? undefined : toJsonValue(of.valueType, of.max),
      });
    case 'Blob':
    case 'File':
      return present({ contentType: of.contentType, value: of.value });
    case 'ReferenceElement':
      return of.value;
    case 'RelationshipElement':
      return present({ first: of.first, second: of.second });
    case 'AnnotatedRelationshipElement':
      return present({ first: of.first, second: of.second, annotations: annotationsOf(of) });
    case 'Entity':
      return entityWorth(of);
    case 'BasicEventElement':
      return { observed: of.observed };
    case 'Submodel':
    case 'SubmodelElementCollection':
      return named(childrenOf(of));
    case 'SubmodelElementList':
      return listed(childrenOf(of));
    case 'Capability':
    case 'Operation':
      return undefined;
    default:
      throw new Error(`no such class of element: ${(of satisfies never as Container).modelType}`);
  }
}

function entityWorth(entity: Entity): unknown {
  return present({
    statements: named(childrenOf(entity)),
    entityType: entity.entityType,
    globalAssetId: entity.globalAssetId,
    specificAssetIds: entity.specificAssetIds,
  });
}

function annotationsOf(element: SubmodelElement): unknown {
  const annotations = childrenOf(element).flatMap((child) => {
    const value = worthOf(child);
    return value === undefined ? [] : [{ [child.idShort ?? '']: value }];
  });
  return annotations.length === 0 ? undefined : annotations;
}

function listed(elements: readonly SubmodelElement[]): unknown {
  const values = elements.map(worthOf);
  if (values.every((value) => value === undefined)) return undefined;
  return values.map((value) => (value === undefined ? null : value));
}

function named(elements: readonly SubmodelElement[]): unknown {
  return present(
    Object.fromEntries(elements.map((child) => [child.idShort ?? '', worthOf(child)])),
  );
}

/** The object without undefined attributes; undefined when none is left. */
function present(object: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(object).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
