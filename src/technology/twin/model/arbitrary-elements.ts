/**
 * Test data: arbitrary valid submodel elements of every class, for the generators in arbitrary.ts.
 * Not part of the product.
 */

import fc from 'fast-check';
import {
  both,
  elementParts,
  object,
  type Parts,
  some,
  specificAssetId,
  typed,
  withSemantics,
} from './arbitrary-parts.ts';
import {
  arbitraryBase64,
  arbitraryContentType,
  arbitraryExternalReference,
  arbitraryFilePath,
  arbitraryId,
  arbitraryIdShort,
  arbitraryLangStrings,
  arbitraryModelReference,
  arbitraryReference,
  arbitraryText,
  arbitraryXsdType,
  arbitraryXsdValue,
} from './arbitrary-values.ts';
import type { DataTypeDefXsd, SubmodelElement } from './types.ts';

type Kind = SubmodelElement['modelType'];

/** An element of a class, named; `children` makes elements one level further down. */
function element(
  kind: Kind,
  children: (kinds?: readonly Kind[]) => fc.Arbitrary<readonly SubmodelElement[]>,
): fc.Arbitrary<Record<string, unknown>> {
  const base = withSemantics(
    object(elementParts, { modelType: fc.constant(kind), idShort: arbitraryIdShort }),
  );
  return both(base, ownParts(kind, children));
}

const dataKinds = [
  'Blob',
  'File',
  'MultiLanguageProperty',
  'Property',
  'Range',
  'ReferenceElement',
] as const satisfies readonly Kind[];
const containerKinds = [
  'AnnotatedRelationshipElement',
  'Entity',
  'Operation',
  'SubmodelElementCollection',
  'SubmodelElementList',
] as const satisfies readonly Kind[];
const leafKinds: readonly Kind[] = [
  ...dataKinds,
  'BasicEventElement',
  'Capability',
  'RelationshipElement',
];

function ownParts(
  kind: Kind,
  children: (kinds?: readonly Kind[]) => fc.Arbitrary<readonly SubmodelElement[]>,
): fc.Arbitrary<Record<string, unknown>> {
  const ends: Parts = { first: arbitraryReference, second: arbitraryReference };
  switch (kind) {
    case 'Property':
      return both(typed(['value']), object({ valueId: arbitraryReference }));
    case 'Range':
      return typed(['min', 'max']);
    case 'MultiLanguageProperty':
      return object({ value: arbitraryLangStrings(1023), valueId: arbitraryReference });
    case 'Blob':
      return object({ value: arbitraryBase64, contentType: arbitraryContentType });
    case 'File':
      return object({ value: arbitraryFilePath, contentType: arbitraryContentType });
    case 'ReferenceElement':
      return object({ value: arbitraryReference });
    case 'RelationshipElement':
      return object(ends);
    case 'AnnotatedRelationshipElement':
      return object({ ...ends, annotations: children(dataKinds) });
    case 'BasicEventElement':
      return event;
    case 'Capability':
      return fc.constant({});
    case 'Entity':
      return object(
        { statements: children(), specificAssetIds: some(specificAssetId) },
        {
          entityType: fc.constantFrom('CoManagedEntity', 'SelfManagedEntity'),
          globalAssetId: arbitraryId,
        },
      );
    case 'Operation':
      return children().map(variables);
    case 'SubmodelElementCollection':
      return object({ value: children() });
    case 'SubmodelElementList':
      return list(children);
    default:
      throw new Error(`no such class: ${kind satisfies never}`);
  }
}

const event = object(
  {
    messageTopic: arbitraryText(1, 12),
    messageBroker: arbitraryModelReference,
    lastUpdate: arbitraryXsdValue('xs:dateTime').map((text) =>
      text.replace(/(?:Z|[+-][0-9]{2}:[0-9]{2})?$/, 'Z'),
    ),
    minInterval: arbitraryXsdValue('xs:duration'),
    maxInterval: arbitraryXsdValue('xs:duration'),
  },
  {
    observed: arbitraryModelReference,
    direction: fc.constant('output'),
    state: fc.constantFrom('on', 'off'),
  },
);

/** Spreads differently named elements over the three lists of an Operation. */
function variables(elements: readonly SubmodelElement[]): Record<string, unknown> {
  const operation: Record<string, unknown> = {};
  const lists = ['inputVariables', 'outputVariables', 'inoutputVariables'];
  elements.forEach((value, index) => {
    const list = lists[index % lists.length] ?? '';
    operation[list] = [...((operation[list] as unknown[]) ?? []), { value }];
  });
  return operation;
}

/** A list whose elements are of one class, one type of value, and without own semanticIds. */
function list(
  children: (kinds?: readonly Kind[]) => fc.Arbitrary<readonly SubmodelElement[]>,
): fc.Arbitrary<Record<string, unknown>> {
  const typeValueListElement = fc.constantFrom<Kind>(
    'Property',
    'Range',
    'File',
    'MultiLanguageProperty',
    'SubmodelElementCollection',
  );
  return fc
    .tuple(typeValueListElement, arbitraryXsdType, fc.boolean())
    .chain(([kind, type, named]) =>
      object(
        {
          orderRelevant: fc.boolean(),
          semanticIdListElement: arbitraryExternalReference,
          value: children([kind]).chain((items) =>
            fc.tuple(...items.map((item) => listed(item, type, named))),
          ),
        },
        {
          typeValueListElement: fc.constant(kind),
          ...(kind === 'Property' || kind === 'Range'
            ? { valueTypeListElement: fc.constant(type) }
            : {}),
        },
      ),
    );
}

function listed(
  item: SubmodelElement,
  valueType: DataTypeDefXsd,
  named: boolean,
): fc.Arbitrary<unknown> {
  const { semanticId: _, supplementalSemanticIds: __, idShort, ...rest } = item;
  const base = named ? { ...rest, idShort } : rest;
  if (item.modelType !== 'Property' && item.modelType !== 'Range') return fc.constant(base);
  const names = item.modelType === 'Property' ? ['value'] : ['min', 'max'];
  return fc.tuple(...names.map(() => arbitraryXsdValue(valueType))).map((values) => ({
    ...base,
    valueType,
    ...Object.fromEntries(names.map((name, index) => [name, values[index]])),
  }));
}

/** Differently named elements, up to `depth` levels deep, of any class or of the given ones. */
export function elements(
  depth: number,
  kinds?: readonly Kind[],
): fc.Arbitrary<readonly SubmodelElement[]> {
  const allowed = kinds ?? (depth > 0 ? [...leafKinds, ...containerKinds] : leafKinds);
  const one = fc
    .constantFrom(...allowed)
    .chain((kind) => element(kind, (wanted) => elements(Math.max(0, depth - 1), wanted)));
  return fc.uniqueArray(one, {
    selector: (each) => each.idShort,
    minLength: 1,
    maxLength: 3,
  }) as unknown as fc.Arbitrary<readonly SubmodelElement[]>;
}
