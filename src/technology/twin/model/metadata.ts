/**
 * Format "Metadata" (IDTA-01001, mappings, metadata objects): an object without the attributes
 * that have an address of their own, and the way back.
 */

import type { ConceptDescription, ModelClass, Shell, Submodel, SubmodelElement } from './types.ts';

type HasMetadata = Shell | Submodel | ConceptDescription | SubmodelElement;

/** What a class's metadata leaves out; a class that is not here leaves out nothing. */
const leftOut: Readonly<Partial<Record<ModelClass, readonly string[]>>> = {
  AssetAdministrationShell: ['assetInformation', 'submodels'],
  Submodel: ['submodelElements'],
  SubmodelElementCollection: ['value'],
  SubmodelElementList: ['value'],
  Entity: ['statements', 'globalAssetId', 'specificAssetIds'],
  BasicEventElement: ['observed'],
  Property: ['value', 'valueId'],
  MultiLanguageProperty: ['value', 'valueId'],
  Range: ['min', 'max'],
  ReferenceElement: ['value'],
  RelationshipElement: ['first', 'second'],
  AnnotatedRelationshipElement: ['first', 'second', 'annotations'],
  Blob: ['value', 'contentType'],
  File: ['value', 'contentType'],
};

/** The metadata of an object: all its attributes but those the standard's table leaves out. */
export function toMetadata<T extends HasMetadata>(of: T): Partial<T> {
  const excluded = leftOut[of.modelType];
  if (excluded === undefined) return of;
  return Object.fromEntries(
    Object.entries(of).filter(([attribute]) => !excluded.includes(attribute)),
  ) as Partial<T>;
}

/**
 * The object with other metadata: what metadata covers is replaced as a whole, what it leaves out
 * stays. The result is not verified.
 */
export function applyMetadata<T extends HasMetadata>(target: T, metadata: Partial<T>): T {
  const excluded = leftOut[target.modelType] ?? [];
  const kept = Object.entries(target).filter(([attribute]) => excluded.includes(attribute));
  const replaced = Object.entries(metadata).filter(([attribute]) => !excluded.includes(attribute));
  return { modelType: target.modelType, ...Object.fromEntries([...replaced, ...kept]) } as T;
}
