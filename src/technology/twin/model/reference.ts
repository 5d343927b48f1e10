/** References (IDTA-01001, referencing): building those that point into the node's own twins. */

import type { PathSegment } from './path.ts';
import type { Key, Reference } from './types.ts';

/**
 * The model reference to a submodel or, with segments, an element in it. `types` names the class
 * of the element at each segment; without it the general `SubmodelElement` is written.
 */
export function referenceTo(
  submodelId: string,
  segments: readonly PathSegment[] = [],
  types: readonly string[] = [],
): Reference {
  const keys: Key[] = [{ type: 'Submodel', value: submodelId }];
  segments.forEach((segment, index) => {
    const value = 'index' in segment ? String(segment.index) : segment.idShort;
    keys.push({ type: types[index] ?? 'SubmodelElement', value });
  });
  return { type: 'ModelReference', keys };
}

/** The model reference to a shell. */
export function shellReference(id: string): Reference {
  return { type: 'ModelReference', keys: [{ type: 'AssetAdministrationShell', value: id }] };
}
