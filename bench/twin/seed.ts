/**
 * Data of known size and shape for the benchmarks, written through the repository's own port, so
 * that what is measured afterwards is what users' imports leave behind.
 */

import { silentLogger, systemClock } from '#base';
import { type Database, openBlobs, openOutbox, openSqlite, storeMigrations } from '#store';
import { openTwins, type Twins, twinMigrations } from '#technology/twin';
import type { Shell, Submodel } from '#technology/twin/model';

/** Identifiables per transaction. */
const batchSize = 2_000;

export interface Seeded {
  readonly twins: Twins;
  readonly database: Database;
  close(): Promise<void>;
}

/** The twins of a data folder, opened in this process. */
export async function openSeeded(folder: string): Promise<Seeded> {
  const clock = systemClock;
  const logger = silentLogger;
  const migrations = [...storeMigrations, ...twinMigrations];
  const database = openSqlite({ folder, clock, logger, migrations });
  await database.start();
  const outbox = openOutbox({ database, clock, logger });
  const blobs = openBlobs({ folder, clock });
  const baseUrl = 'http://127.0.0.1:7410';
  const twins = openTwins({ database, outbox, blobs, clock, logger, baseUrl });
  return { twins, database, close: () => database.stop() };
}

export function shellId(index: number): string {
  return `https://altobrembo.example/aas/${index}`;
}

export function submodelId(index: number): string {
  return `https://altobrembo.example/sm/${index}`;
}

/** Shells with a global asset id and `linksPerShell - 1` specific ones. */
export async function seedShells(
  twins: Twins,
  count: number,
  linksPerShell = 2,
  submodelsPerShell = 0,
): Promise<void> {
  for (let first = 0; first < count; first += batchSize) {
    const size = Math.min(batchSize, count - first);
    const shells = Array.from({ length: size }, (_, offset) =>
      makeShell(first + offset, linksPerShell, submodelsPerShell),
    );
    await imported(twins, { assetAdministrationShells: shells });
  }
}

function makeShell(index: number, links: number, submodels: number): Shell {
  const specificAssetIds = Array.from({ length: links - 1 }, (_, link) => ({
    name: `serial-${link}`,
    value: `SN-${link}-${index}`,
  }));
  return {
    modelType: 'AssetAdministrationShell',
    id: shellId(index),
    idShort: `Machine${index}`,
    assetInformation: {
      assetKind: 'Instance',
      globalAssetId: `https://altobrembo.example/asset/${index}`,
      ...(specificAssetIds.length > 0 ? { specificAssetIds } : {}),
    },
    ...(submodels > 0
      ? {
          submodels: Array.from({ length: submodels }, (_, each) => ({
            type: 'ModelReference' as const,
            keys: [{ type: 'Submodel', value: submodelId(index * submodels + each) }],
          })),
        }
      : {}),
  };
}

/** Submodels of about 2.5 kB as JSON, each with the property `Value0` and its like. */
export async function seedSubmodels(
  twins: Twins,
  count: number,
  elementsEach: number,
): Promise<void> {
  const batch = Math.max(1, Math.floor((batchSize * 10) / elementsEach));
  for (let first = 0; first < count; first += batch) {
    const size = Math.min(batch, count - first);
    const submodels = Array.from({ length: size }, (_, offset) =>
      makeSubmodel(first + offset, elementsEach),
    );
    await imported(twins, { submodels });
  }
}

/**
 * Element `e` of submodel `s` has the value `s * elements + e` and one of a hundred semantic ids,
 * by its place; so every value is there once, and each semantic id on a hundredth of the elements.
 */
export function makeSubmodel(index: number, elementsEach: number): Submodel {
  return {
    modelType: 'Submodel',
    id: submodelId(index),
    idShort: `OperationalData${index}`,
    semanticId: external('https://altobrembo.example/semantics/operational-data'),
    submodelElements: Array.from({ length: elementsEach }, (_, element) => ({
      modelType: 'Property' as const,
      idShort: `Value${element}`,
      semanticId: external(semanticId(element)),
      valueType: 'xs:double' as const,
      value: String(index * elementsEach + element),
    })),
  };
}

export function semanticId(element: number): string {
  return `https://altobrembo.example/semantics/signal/${element % 100}`;
}

function external(value: string) {
  return { type: 'ExternalReference' as const, keys: [{ type: 'GlobalReference', value }] };
}

async function imported(
  twins: Twins,
  environment: Parameters<Twins['environment']['importEnvironment']>[0],
): Promise<void> {
  const report = await twins.environment.importEnvironment(environment);
  if (!report.ok) throw new Error('the seed was refused', { cause: report.error });
}
