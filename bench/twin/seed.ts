/**
 * Twins by the hundred thousand, the same ones on each run: shells with asset ids, small submodels
 * of 2.5 kB, and submodels whose elements a query can find. For benchmarks and load tests.
 */

import { unwrap } from '#base';
import type { Twins } from '#technology/twin';
import type {
  Shell,
  Submodel,
  SubmodelElement,
  SubmodelElementCollection,
} from '#technology/twin/model';

/** Objects of one transaction. */
const batchMax = 500;

export const shellId = (n: number) => `https://seed.example/aas/${n}`;
export const submodelId = (n: number) => `https://seed.example/submodel/${n}`;
export const assetId = (n: number) => `https://seed.example/asset/${n}`;

/** The semanticId of a property; there are 200 different ones. */
export const semanticId = (n: number) => `0173-1#02-SEED${String(n % 200).padStart(3, '0')}#001`;

/** A shell with a global asset id and two specific ones. */
export function seedShell(n: number): Shell {
  return {
    modelType: 'AssetAdministrationShell',
    id: shellId(n),
    idShort: `Machine${n}`,
    displayName: [{ language: 'en', text: `Machining centre ${n}` }],
    assetInformation: {
      assetKind: 'Instance',
      globalAssetId: assetId(n),
      specificAssetIds: [
        { name: 'serialNumber', value: `SN-${n}` },
        { name: 'plant', value: `plant-${n % 50}` },
      ],
    },
    submodels: [{ type: 'ModelReference', keys: [{ type: 'Submodel', value: submodelId(n) }] }],
  };
}

/** A submodel of about 2.5 kB as JSON: twelve properties, one collection of three. */
export function seedSubmodel(n: number): Submodel {
  return {
    modelType: 'Submodel',
    id: submodelId(n),
    idShort: 'OperationalData',
    semanticId: externalReference('https://seed.example/semantics/operational-data'),
    submodelElements: [
      ...Array.from({ length: 9 }, (_, index) => property(`Value${index}`, n + index, n + index)),
      axis(n),
    ],
  };
}

function axis(n: number): SubmodelElementCollection {
  const value = Array.from({ length: 3 }, (_, index) => property(`Axis${index}`, index, n * index));
  return { modelType: 'SubmodelElementCollection', idShort: 'Axes', value };
}

/** A submodel of `elements` properties whose semanticIds and values are spread evenly. */
export function seedMeasurements(n: number, elements: number): Submodel {
  return {
    modelType: 'Submodel',
    id: submodelId(n),
    idShort: 'Measurements',
    submodelElements: Array.from({ length: elements }, (_, index) => {
      const number = n * elements + index;
      return property(`M${index}`, number, Math.floor(number / 200));
    }),
  };
}

/** One submodel of about `bytes` as JSON, as a large import has it. */
export function seedLargeSubmodel(n: number, bytes: number): Submodel {
  const one = property('E0', 0, 0);
  const count = Math.ceil(bytes / JSON.stringify(one).length);
  const groups = Math.ceil(Math.sqrt(count));
  const submodelElements = Array.from({ length: groups }, (_, group) => ({
    modelType: 'SubmodelElementCollection' as const,
    idShort: `Group${group}`,
    value: Array.from({ length: groups }, (__, index) =>
      property(`E${index}`, index, group * groups + index),
    ),
  }));
  return { modelType: 'Submodel', id: submodelId(n), idShort: 'Large', submodelElements };
}

function property(idShort: string, semantics: number, value: number): SubmodelElement {
  return {
    modelType: 'Property',
    idShort,
    valueType: 'xs:double',
    value: String(value),
    semanticId: externalReference(semanticId(semantics)),
  };
}

function externalReference(value: string) {
  return {
    type: 'ExternalReference' as const,
    keys: [{ type: 'GlobalReference', value }],
  };
}

/** Writes `count` shells from number `first` on. */
export async function writeShells(twins: Twins, first: number, count: number): Promise<void> {
  for (let start = 0; start < count; start += batchMax) {
    const length = Math.min(batchMax, count - start);
    const assetAdministrationShells = Array.from({ length }, (_, index) =>
      seedShell(first + start + index),
    );
    unwrap(await twins.environment.importEnvironment({ assetAdministrationShells }));
  }
}

/** Writes `count` submodels that `make` makes, from number `first` on. */
export async function writeSubmodels(
  twins: Twins,
  first: number,
  count: number,
  make: (n: number) => Submodel,
): Promise<void> {
  for (let start = 0; start < count; start += batchMax) {
    const length = Math.min(batchMax, count - start);
    const submodels = Array.from({ length }, (_, index) => make(first + start + index));
    unwrap(await twins.environment.importEnvironment({ submodels }));
  }
}
