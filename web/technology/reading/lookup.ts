/**
 * Finds elements in submodels written by many hands: by the name that the template gives, in any
 * case, with or without a counter (`Document00`, `Phone__01__`), or by a semantic id.
 */

import type { Submodel, SubmodelElement } from '#technology/twin/model';
import { childrenOf } from '#technology/twin/model';
import { type Localised, pickText } from './localise.ts';
import { childPath } from './tree.ts';

/** An element with the idShortPath it was found at. */
export interface Placed {
  readonly element: SubmodelElement;
  readonly path: string;
}

export function placedChildren(parent: Submodel | Placed): readonly Placed[] {
  if (!('element' in parent)) {
    return (parent.submodelElements ?? []).map((element, index) => ({
      element,
      path: childPath('', false, element, index),
    }));
  }
  const inList = parent.element.modelType === 'SubmodelElementList';
  return childrenOf(parent.element).map((element, index) => ({
    element,
    path: childPath(parent.path, inList, element, index),
  }));
}

/** The first child with one of these names. */
export function childNamed(
  parent: Submodel | Placed | undefined,
  ...names: readonly string[]
): Placed | undefined {
  return childrenNamed(parent, ...names)[0];
}

/** Every child with one of these names, counters ignored; in the order of the names. */
export function childrenNamed(
  parent: Submodel | Placed | undefined,
  ...names: readonly string[]
): readonly Placed[] {
  if (parent === undefined) return [];
  const children = placedChildren(parent);
  return names.flatMap((name) =>
    children.filter((child) => bareName(child.element.idShort) === name.toLowerCase()),
  );
}

/**
 * The members of a list as template versions write it: a SubmodelElementList of that name, or
 * single elements of the member's name with a counter.
 */
export function membersOf(
  parent: Submodel | Placed | undefined,
  listName: string,
  memberName: string,
): readonly Placed[] {
  const lists = childrenNamed(parent, listName).filter(
    (child) => child.element.modelType !== 'Property' && childrenOf(child.element).length > 0,
  );
  const members = lists.flatMap((list) => placedChildren(list));
  return members.length > 0 ? members : childrenNamed(parent, memberName);
}

/** The text of a property or a multi-language property; undefined when it is empty. */
export function textOf(placed: Placed | undefined, language: string): Localised | undefined {
  const element = placed?.element;
  if (element?.modelType === 'MultiLanguageProperty') return pickText(element.value, language);
  if (element?.modelType === 'Property' && (element.value ?? '').trim() !== '') {
    return { text: element.value ?? '', language: '', fallback: false };
  }
  return undefined;
}

/** The text of the first of these children that has one. */
export function textNamed(
  parent: Submodel | Placed | undefined,
  language: string,
  ...names: readonly string[]
): Localised | undefined {
  for (const child of childrenNamed(parent, ...names)) {
    const text = textOf(child, language);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The plain text of a property, for codes and ids that belong to no language. */
export function plainNamed(
  parent: Submodel | Placed | undefined,
  ...names: readonly string[]
): string | undefined {
  return textNamed(parent, 'en', ...names)?.text;
}

/** An idShort without its counter, in lower case: `Document__00__` is `document`. */
function bareName(idShort: string | undefined): string {
  const bare = (idShort ?? '')
    .replace(/\{\d+\}$/, '')
    .replace(/_*\d+_*$/, '')
    .toLowerCase();
  return bare === '' ? (idShort ?? '').toLowerCase() : bare;
}
