/**
 * The submodels of a twin as the rows of one table: only what is open, in reading order, each row
 * with what a screen reader needs (level, position, size). Pure, so that ten thousand elements are
 * one array to cut a window from.
 */

import type { Submodel, SubmodelElement } from '#technology/twin/model';
import { childrenOf } from '#technology/twin/model';

/** A submodel of the twin as far as it was loaded: its attributes first, its elements on opening. */
export interface Branch {
  readonly id: string;
  /** Undefined while loading, or when the node does not have it. */
  readonly metadata?: Submodel;
  readonly elements?: readonly SubmodelElement[];
  /** How many elements it has at any depth, once known. */
  readonly count?: number;
  readonly state: 'closed' | 'loading' | 'loaded' | 'missing' | 'failed';
}

export interface TreeRow {
  readonly key: string;
  readonly depth: number;
  readonly branch: Branch;
  /** The idShortPath; empty on a submodel's own row. */
  readonly path: string;
  readonly element?: SubmodelElement;
  readonly expandable: boolean;
  readonly open: boolean;
  /** 1-based, among its siblings. */
  readonly position: number;
  readonly siblings: number;
}

/** The key of a submodel's row, and the start of the keys of its elements' rows. */
export function rowKey(submodelId: string, path = ''): string {
  return `${submodelId}#${path}`;
}

/** The rows to show, from the branches and the keys that the reader opened. */
export function flatten(
  branches: readonly Branch[],
  open: ReadonlySet<string>,
): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  branches.forEach((branch, index) => {
    const key = rowKey(branch.id);
    const isOpen = open.has(key);
    rows.push({
      key,
      depth: 0,
      branch,
      path: '',
      expandable: branch.state !== 'missing',
      open: isOpen,
      position: index + 1,
      siblings: branches.length,
    });
    if (isOpen) addElements(rows, branch, branch.elements ?? [], '', false, 1, open);
  });
  return rows;
}

function addElements(
  rows: TreeRow[],
  branch: Branch,
  elements: readonly SubmodelElement[],
  parentPath: string,
  inList: boolean,
  depth: number,
  open: ReadonlySet<string>,
): void {
  elements.forEach((element, index) => {
    const path = childPath(parentPath, inList, element, index);
    const key = rowKey(branch.id, path);
    const children = childrenOf(element);
    const isOpen = children.length > 0 && open.has(key);
    rows.push({
      key,
      depth,
      branch,
      path,
      element,
      expandable: children.length > 0,
      open: isOpen,
      position: index + 1,
      siblings: elements.length,
    });
    if (isOpen) {
      const list = element.modelType === 'SubmodelElementList';
      addElements(rows, branch, children, path, list, depth + 1, open);
    }
  });
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
