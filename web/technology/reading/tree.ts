/**
 * Walks over the elements of a submodel by their idShortPath, as rows of a tree need it.
 */

import type { SubmodelElement } from '#technology/twin/model';
import { childrenOf } from '#technology/twin/model';

/** The key of a submodel's row, and the start of the keys of its elements' rows. */
export function rowKey(submodelId: string, path = ''): string {
  return `${submodelId}#${path}`;
}

/** The idShortPath of a child: `.idShort`, or `[index]` inside a list. */
export function childPath(
  parentPath: string,
  inList: boolean,
  child: SubmodelElement,
  index: number,
): string {
  if (inList) return `${parentPath}[${index}]`;
  const idShort = child.idShort ?? '';
  return parentPath === '' ? idShort : `${parentPath}.${idShort}`;
}

/** Every element with its path, depth first. */
export function* walk(
  elements: readonly SubmodelElement[],
  parentPath = '',
  inList = false,
): Generator<{ readonly path: string; readonly element: SubmodelElement }> {
  for (const [index, element] of elements.entries()) {
    const path = childPath(parentPath, inList, element, index);
    yield { path, element };
    yield* walk(childrenOf(element), path, element.modelType === 'SubmodelElementList');
  }
}

/** How many elements there are at any depth. */
export function countElements(elements: readonly SubmodelElement[]): number {
  let count = 0;
  for (const element of elements) count += 1 + countElements(childrenOf(element));
  return count;
}

/** The keys of the paths above an element, to be opened so that its row is there. */
export function keysAbove(submodelId: string, path: string): readonly string[] {
  const keys = [rowKey(submodelId)];
  for (const match of path.matchAll(/\.|\[/g)) {
    keys.push(rowKey(submodelId, path.slice(0, match.index)));
  }
  return keys;
}
