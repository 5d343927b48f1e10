/**
 * From a semanticId to its concept description: which id to ask the node for, and where its
 * IEC 61360 content is.
 */

import type {
  ConceptDescription,
  DataSpecificationIec61360,
  HasSemantics,
} from '#technology/twin/model';

/** The id under which the concept of a semanticId may be stored: its last key. */
export function conceptIdOf(thing: HasSemantics): string | undefined {
  const keys = thing.semanticId?.keys ?? [];
  const value = keys[keys.length - 1]?.value;
  return value === undefined || value === '' ? undefined : value;
}

export function contentOf(
  thing: Pick<ConceptDescription, 'embeddedDataSpecifications'> | undefined,
): DataSpecificationIec61360 | undefined {
  return thing?.embeddedDataSpecifications?.find(
    (each) => each.dataSpecificationContent?.modelType === 'DataSpecificationIec61360',
  )?.dataSpecificationContent;
}
