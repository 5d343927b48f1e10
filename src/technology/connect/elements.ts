/** Small readings of submodel elements that interface descriptions and mappings are made of. */

import {
  formatPath,
  childrenOf as modelChildren,
  type SubmodelElement,
} from '#technology/twin/model';

/** One step of a reference's keys below the submodel. */
export type Place = readonly { readonly value: string; readonly isIndex: boolean }[];

/** The idShortPath of a reference's keys. */
export function pathOf(place: Place): string {
  return formatPath(
    place.map(({ value, isIndex }) => (isIndex ? { index: Number(value) } : { idShort: value })),
  );
}

export function childrenOf(element: SubmodelElement | undefined): readonly SubmodelElement[] {
  return element === undefined ? [] : modelChildren(element);
}

export function childNamed(
  element: SubmodelElement | undefined,
  idShort: string,
): SubmodelElement | undefined {
  return childrenOf(element).find((child) => child.idShort === idShort);
}

/** The text of a Property (or a Blob's), undefined where it is empty. */
export function textOf(element: SubmodelElement | undefined): string | undefined {
  if (element?.modelType !== 'Property' && element?.modelType !== 'Blob') return undefined;
  return element.value === '' ? undefined : element.value;
}
