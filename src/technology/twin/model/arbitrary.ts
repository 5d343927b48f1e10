/**
 * Test data: arbitrary environments, shells, submodels, elements and concepts that satisfy every
 * constraint, with all classes and attributes in them, for property tests of any room. Not part of
 * the product.
 */

import fc from 'fast-check';
import { elements } from './arbitrary-elements.ts';
import {
  elementParts,
  hasDataSpecification,
  identifiable,
  object,
  some,
  specificAssetId,
  withSemantics,
} from './arbitrary-parts.ts';
import {
  arbitraryContentType,
  arbitraryFilePath,
  arbitraryId,
  arbitraryReference,
} from './arbitrary-values.ts';
import type { ConceptDescription, Environment, Shell, Submodel, SubmodelElement } from './types.ts';

/** An element of any class, up to three levels deep. */
export const arbitraryElement: fc.Arbitrary<SubmodelElement> = elements(3).map(
  ([first]) => first as SubmodelElement,
);

export const arbitrarySubmodel: fc.Arbitrary<Submodel> = withSemantics(
  object(
    {
      ...elementParts,
      ...identifiable,
      kind: fc.constantFrom('Instance', 'Template'),
      submodelElements: elements(3),
    },
    { modelType: fc.constant('Submodel'), id: arbitraryId },
  ),
) as unknown as fc.Arbitrary<Submodel>;

const arbitraryShell: fc.Arbitrary<Shell> = object(
  {
    ...identifiable,
    ...hasDataSpecification,
    derivedFrom: arbitraryId.map((value) => ({
      type: 'ModelReference',
      keys: [{ type: 'AssetAdministrationShell', value }],
    })),
    submodels: some(
      arbitraryId.map((value) => ({ type: 'ModelReference', keys: [{ type: 'Submodel', value }] })),
    ),
  },
  {
    modelType: fc.constant('AssetAdministrationShell'),
    id: arbitraryId,
    assetInformation: object(
      {
        specificAssetIds: some(specificAssetId),
        assetType: arbitraryId,
        defaultThumbnail: object(
          { contentType: arbitraryContentType },
          { path: arbitraryFilePath },
        ),
      },
      {
        assetKind: fc.constantFrom('Instance', 'NotApplicable', 'Role', 'Type'),
        globalAssetId: arbitraryId,
      },
    ),
  },
) as unknown as fc.Arbitrary<Shell>;

const arbitraryConcept: fc.Arbitrary<ConceptDescription> = object(
  { ...identifiable, ...hasDataSpecification, isCaseOf: some(arbitraryReference) },
  { modelType: fc.constant('ConceptDescription'), id: arbitraryId },
) as unknown as fc.Arbitrary<ConceptDescription>;

const several = <T extends { readonly id: string }>(item: fc.Arbitrary<T>) =>
  fc.uniqueArray(item, { selector: ({ id }) => id, minLength: 1, maxLength: 3 });

export const arbitraryEnvironment: fc.Arbitrary<Environment> = fc.record(
  {
    assetAdministrationShells: several(arbitraryShell),
    submodels: several(arbitrarySubmodel),
    conceptDescriptions: several(arbitraryConcept),
  },
  { requiredKeys: [], noNullPrototype: true },
);
