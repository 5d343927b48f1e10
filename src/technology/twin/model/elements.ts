/**
 * The tree of elements: children, lookup by path, and trimming to what a caller asked for. All of
 * it works on readonly objects: what changes is a copy that shares everything else.
 */

import type { PathSegment } from './path.ts';
import type { ModelClass, Submodel, SubmodelElement } from './types.ts';

export type Container = Submodel | SubmodelElement;

/** The attribute that holds a class's child elements, for the classes that have children. */
const childAttribute = {
  Submodel: 'submodelElements',
  SubmodelElementCollection: 'value',
  SubmodelElementList: 'value',
  Entity: 'statements',
  AnnotatedRelationshipElement: 'annotations',
} as const satisfies Partial<Record<ModelClass, string>>;

const none: readonly SubmodelElement[] = [];

/** The child elements in order; an Operation's variables are not addressable and not among them. */
export function childrenOf(element: Container): readonly SubmodelElement[] {
  switch (element.modelType) {
    case 'Submodel':
      return element.submodelElements ?? none;
    case 'SubmodelElementCollection':
    case 'SubmodelElementList':
      return element.value ?? none;
    case 'Entity':
      return element.statements ?? none;
    case 'AnnotatedRelationshipElement':
      return element.annotations ?? none;
    default:
      return none;
  }
}

export function canHaveChildren(element: Container): boolean {
  return Object.hasOwn(childAttribute, element.modelType);
}

/**
 * The same element with other children; without any, the attribute is left out, since the
 * standard's lists are never empty. Throws for a class that has no children: that is a bug.
 */
export function withChildren<T extends Container>(
  element: T,
  children: readonly SubmodelElement[],
): T {
  if (!canHaveChildren(element)) {
    throw new Error(`a ${element.modelType} has no child elements`);
  }
  const attribute = childAttribute[element.modelType as keyof typeof childAttribute];
  if (children.length > 0) return { ...element, [attribute]: children };
  const { [attribute]: _, ...rest } = element as unknown as Record<string, unknown>;
  return rest as unknown as T;
}

/** The element at a path, by idShort or, in a SubmodelElementList, by index. */
export function findElement(
  container: Container,
  segments: readonly PathSegment[],
): SubmodelElement | undefined {
  let current: Container = container;
  for (const segment of segments) {
    const next = childAt(current, segment);
    if (next === undefined) return undefined;
    current = next;
  }
  return current === container ? undefined : (current as SubmodelElement);
}

function childAt(container: Container, segment: PathSegment): SubmodelElement | undefined {
  const isList = container.modelType === 'SubmodelElementList';
  if ('index' in segment) return isList ? childrenOf(container)[segment.index] : undefined;
  if (isList) return undefined;
  return childrenOf(container).find((child) => child.idShort === segment.idShort);
}

export interface TrimOptions {
  /** `core` leaves out the children of children (IDTA-01002, SerializationModifier Level). */
  readonly level?: 'deep' | 'core';
  /** `withoutBlobValue` leaves out the values of Blobs (SerializationModifier Extent). */
  readonly extent?: 'withBlobValue' | 'withoutBlobValue';
}

/** The element or submodel cut down to a level and an extent; without options, all of it. */
export function trimTo<T extends Container>(of: T, options: TrimOptions = {}): T {
  const depth = options.level === 'core' ? 1 : Number.POSITIVE_INFINITY;
  const keepBlobs = options.extent !== 'withoutBlobValue';
  if (depth === Number.POSITIVE_INFINITY && keepBlobs) return of;
  return trimmed(of, depth, keepBlobs);
}

function trimmed<T extends Container>(of: T, depth: number, keepBlobs: boolean): T {
  if (of.modelType === 'Blob') {
    if (keepBlobs || of.value === undefined) return of;
    const { value: _, ...rest } = of;
    return rest as unknown as T;
  }
  const children = childrenOf(of);
  if (children.length === 0) return of;
  if (depth === 0) return withChildren(of, none);
  return withChildren(
    of,
    children.map((child) => trimmed(child, depth - 1, keepBlobs)),
  );
}
