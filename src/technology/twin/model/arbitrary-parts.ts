/**
 * Test data: arbitrary attributes that several classes of the metamodel share, for the generators
 * in arbitrary.ts and arbitrary-elements.ts. Not part of the product.
 */

import fc from 'fast-check';
import {
  arbitraryExternalReference,
  arbitraryId,
  arbitraryIdShort,
  arbitraryLangStrings,
  arbitraryModelReference,
  arbitraryReference,
  arbitraryText,
  arbitraryXsdType,
  arbitraryXsdValue,
} from './arbitrary-values.ts';

export type Parts = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** An object with some of the optional attributes and all of the required ones. */
export function object(
  optional: Parts,
  required: Parts = {},
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(
    { ...optional, ...required },
    { requiredKeys: Object.keys(required), noNullPrototype: true },
  );
}

export const some = (item: fc.Arbitrary<unknown>) => fc.array(item, { minLength: 1, maxLength: 2 });

function someUnique(item: fc.Arbitrary<Record<string, unknown>>, key: string) {
  return fc.uniqueArray(item, { selector: (each) => each[key], minLength: 1, maxLength: 3 });
}

/** Adds what holds between attributes: no supplement without a semanticId. */
export function withSemantics(
  item: fc.Arbitrary<Record<string, unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  return item.map(({ supplementalSemanticIds, ...rest }) =>
    rest.semanticId === undefined || supplementalSemanticIds === undefined
      ? rest
      : { ...rest, supplementalSemanticIds },
  );
}

const hasSemantics: Parts = {
  semanticId: arbitraryExternalReference,
  supplementalSemanticIds: some(arbitraryReference),
};

/** A valueType with a value of it under each of the names, some of them left out. */
export function typed(names: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  return arbitraryXsdType.chain((valueType) =>
    object(Object.fromEntries(names.map((name) => [name, arbitraryXsdValue(valueType)])), {
      valueType: fc.constant(valueType),
    }),
  );
}

export function both(
  one: fc.Arbitrary<Record<string, unknown>>,
  other: fc.Arbitrary<Record<string, unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.tuple(one, other).map(([a, b]) => ({ ...a, ...b }));
}

const extension = withSemantics(
  both(
    object(
      { ...hasSemantics, refersTo: some(arbitraryModelReference) },
      { name: arbitraryText(1, 12) },
    ),
    typed(['value']),
  ),
);

const qualifier = withSemantics(
  both(
    object(
      { ...hasSemantics, kind: fc.constantFrom('ConceptQualifier', 'ValueQualifier') },
      { type: arbitraryText(1, 12) },
    ),
    typed(['value']),
  ),
);

export const specificAssetId = withSemantics(
  object(
    { ...hasSemantics, externalSubjectId: arbitraryExternalReference },
    { name: arbitraryText(1, 12).map((name) => `${name}#`), value: arbitraryId },
  ),
);

const english = arbitraryLangStrings(18).map((texts) => [
  ...texts.filter(({ language }) => language !== 'en'),
  { language: 'en', text: 'name' },
]);

const iec61360 = object(
  {
    shortName: arbitraryLangStrings(18),
    unit: arbitraryText(1, 5),
    sourceOfDefinition: arbitraryText(1, 12),
    symbol: arbitraryText(1, 3),
    valueFormat: arbitraryText(1, 6),
    dataType: fc.constantFrom('STRING', 'REAL_COUNT', 'BOOLEAN', 'TIMESTAMP'),
    levelType: fc.record(
      {
        min: fc.boolean(),
        nom: fc.boolean(),
        typ: fc.boolean(),
        max: fc.boolean(),
      },
      { noNullPrototype: true },
    ),
    valueList: object(
      {},
      {
        valueReferencePairs: some(
          object({ valueId: arbitraryExternalReference }, { value: arbitraryText(1, 12) }),
        ),
      },
    ),
  },
  {
    modelType: fc.constant('DataSpecificationIec61360'),
    preferredName: english,
    definition: english,
  },
);

export const hasDataSpecification: Parts = {
  embeddedDataSpecifications: some(
    object(
      {},
      { dataSpecification: arbitraryExternalReference, dataSpecificationContent: iec61360 },
    ),
  ),
};

const referable: Parts = {
  extensions: someUnique(extension, 'name'),
  category: arbitraryText(1, 12),
  displayName: arbitraryLangStrings(128),
  description: arbitraryLangStrings(1023),
};

const administration = object({
  ...hasDataSpecification,
  version: fc.nat(9999).map(String),
  creator: arbitraryReference,
  templateId: arbitraryId,
});

export const identifiable = { ...referable, idShort: arbitraryIdShort, administration };

export const elementParts: Parts = {
  ...referable,
  ...hasSemantics,
  ...hasDataSpecification,
  qualifiers: someUnique(qualifier, 'type'),
};
