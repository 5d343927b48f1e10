/**
 * Test data: arbitrary texts and literals that the metamodel allows, for property tests of any
 * room. Not part of the product.
 */

import fc from 'fast-check';
import { enumerations } from './classes.ts';
import type { DataTypeDefXsd, LangString, Reference } from './types.ts';

export const arbitraryXsdType: fc.Arbitrary<DataTypeDefXsd> = fc.constantFrom(
  ...enumerations.DataTypeDefXsd,
);

/** Text of XML 1.0 characters (AASd-130), with the awkward ones in it. */
export function arbitraryText(lengthMin: number, lengthMax: number): fc.Arbitrary<string> {
  const character = fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0x20, max: 0x7e }) },
    { weight: 1, arbitrary: fc.constantFrom(0x09, 0x0a, 0x0d, 0xe9, 0x5d0, 0x4e2d, 0xfffd) },
    { weight: 1, arbitrary: fc.integer({ min: 0x1f300, max: 0x1f600 }) },
  );
  return fc
    .array(character, { minLength: lengthMin, maxLength: lengthMax })
    .map((codes) => String.fromCodePoint(...codes));
}

export const arbitraryIdShort: fc.Arbitrary<string> = fc.stringMatching(
  /^[a-zA-Z][a-zA-Z0-9_-]{0,12}[a-zA-Z0-9_]$/,
);

export const arbitraryId: fc.Arbitrary<string> = fc.oneof(
  fc.uuid().map((uuid) => `urn:uuid:${uuid}`),
  fc.webUrl({ withFragments: true }),
  arbitraryText(1, 30),
);

export const arbitraryContentType: fc.Arbitrary<string> = fc.constantFrom(
  'application/pdf',
  'image/svg+xml',
  'text/plain; charset=utf-8',
);

export const arbitraryFilePath: fc.Arbitrary<string> = fc.oneof(
  fc.stringMatching(/^\/aasx\/files\/[a-z0-9_.]{1,20}$/),
  fc.webUrl(),
);

export const arbitraryBase64: fc.Arbitrary<string> = fc
  .uint8Array({ maxLength: 24 })
  .map((bytes) => btoa(String.fromCharCode(...bytes)));

const integerBetween = (min: bigint, max: bigint) => fc.bigInt({ min, max }).map(String);
const two = (value: number) => String(value).padStart(2, '0');
const zone = fc.constantFrom('', 'Z', '+14:00', '-05:30');
const year = fc.oneof(
  fc.integer({ min: 1, max: 9999 }).map((value) => String(value).padStart(4, '0')),
  fc.integer({ min: 10_000, max: 99_999 }).map((value) => `-${value}`),
);
const month = fc.integer({ min: 1, max: 12 }).map(two);
const day = fc.integer({ min: 1, max: 28 }).map(two);
const date = fc.tuple(year, month, day).map((parts) => parts.join('-'));
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.nat(999))
  .map(([hour, minute, fraction]) => `${two(hour)}:${two(minute)}:07.${fraction}`);
const joined = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((each) => each.join(''));

const decimal = fc.stringMatching(/^[+-]?[0-9]{1,25}(\.[0-9]{1,25})?$/);
const double = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('INF', '-INF', 'NaN', '-0', '+12.50', '1E3', '.5'),
);
const float = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom('INF', '-INF', 'NaN', '-0.0', '007'),
);

const literals: Readonly<Record<DataTypeDefXsd, fc.Arbitrary<string>>> = {
  'xs:anyURI': fc.webUrl(),
  'xs:base64Binary': arbitraryBase64,
  'xs:boolean': fc.constantFrom('true', 'false', '1', '0'),
  'xs:byte': integerBetween(-128n, 127n),
  'xs:date': joined(date, zone),
  'xs:dateTime': joined(date, fc.constant('T'), clock, zone),
  'xs:decimal': decimal,
  'xs:double': double,
  'xs:duration': fc.stringMatching(
    /^-?P[0-9]{1,3}Y[0-9]{1,3}M[0-9]{1,3}DT[0-9]{1,3}(\.[0-9]{1,3})?S$/,
  ),
  'xs:float': float,
  'xs:gDay': joined(fc.constant('---'), day, zone),
  'xs:gMonth': joined(fc.constant('--'), month, zone),
  'xs:gMonthDay': joined(fc.constant('--'), month, fc.constant('-'), day, zone),
  'xs:gYear': joined(year, zone),
  'xs:gYearMonth': joined(year, fc.constant('-'), month, zone),
  'xs:hexBinary': fc.stringMatching(/^([0-9a-fA-F]{2}){0,12}$/),
  'xs:int': integerBetween(-(2n ** 31n), 2n ** 31n - 1n),
  'xs:integer': integerBetween(-(10n ** 30n), 10n ** 30n),
  'xs:long': integerBetween(-(2n ** 63n), 2n ** 63n - 1n),
  'xs:negativeInteger': integerBetween(-(10n ** 30n), -1n),
  'xs:nonNegativeInteger': integerBetween(0n, 10n ** 30n),
  'xs:nonPositiveInteger': integerBetween(-(10n ** 30n), 0n),
  'xs:positiveInteger': integerBetween(1n, 10n ** 30n),
  'xs:short': integerBetween(-32768n, 32767n),
  'xs:string': arbitraryText(0, 20),
  'xs:time': joined(clock, zone),
  'xs:unsignedByte': integerBetween(0n, 255n),
  'xs:unsignedInt': integerBetween(0n, 2n ** 32n - 1n),
  'xs:unsignedLong': integerBetween(0n, 2n ** 64n - 1n),
  'xs:unsignedShort': integerBetween(0n, 65535n),
};

/** A literal of the type, of many spellings. */
export function arbitraryXsdValue(type: DataTypeDefXsd): fc.Arbitrary<string> {
  return literals[type];
}

/** Texts of different languages. */
export function arbitraryLangStrings(lengthMax: number): fc.Arbitrary<readonly LangString[]> {
  const language = fc.constantFrom('en', 'it', 'de-CH', 'pt-BR', 'uz-Latn', 'ar', 'ru');
  return fc.uniqueArray(
    fc.record(
      { language, text: arbitraryText(1, Math.min(lengthMax, 20)) },
      { noNullPrototype: true },
    ),
    {
      selector: (each) => each.language,
      minLength: 1,
      maxLength: 3,
    },
  );
}

const globalKey = arbitraryId.map((value) => ({ type: 'GlobalReference', value }));

export const arbitraryExternalReference: fc.Arbitrary<Reference> = fc
  .array(globalKey, { minLength: 1, maxLength: 2 })
  .map((keys) => ({ type: 'ExternalReference', keys }));

export const arbitraryModelReference: fc.Arbitrary<Reference> = fc
  .tuple(arbitraryId, arbitraryIdShort, fc.nat(20), fc.integer({ min: 0, max: 2 }))
  .map(([id, idShort, index, deeper]) => ({
    type: 'ModelReference',
    keys: [
      { type: 'Submodel', value: id },
      { type: 'SubmodelElementList', value: idShort },
      { type: 'Property', value: String(index) },
    ].slice(0, deeper + 1),
  }));

export const arbitraryReference: fc.Arbitrary<Reference> = fc
  .tuple(
    fc.oneof(arbitraryExternalReference, arbitraryModelReference),
    fc.option(arbitraryExternalReference, { nil: undefined, freq: 6 }),
  )
  .map(([reference, referredSemanticId]) =>
    referredSemanticId === undefined ? reference : { ...reference, referredSemanticId },
  );
