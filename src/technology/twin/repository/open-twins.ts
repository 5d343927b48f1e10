/**
 * The repository of twins on a database: opens every part of the port on one store, with the cache
 * of what was read most recently. A worker that was lent the database opens its own.
 */

import { type Clock, type Logger, systemClock } from '#base';
import { type Blobs, type Database, type Outbox, openBlobs, openLent, openOutbox } from '#store';
import { openQueries } from '../query/query.store.ts';
import { openConcepts } from './concepts.store.ts';
import { openDiscovery } from './discovery.store.ts';
import { openEnvironment } from './environment.store.ts';
import { isBlobUsed } from './files.store.ts';
import { openInvocations } from './invocations.store.ts';
import { openPackages } from './packages.store.ts';
import type { Twins } from './port.ts';
import { ReadCache } from './read-cache.ts';
import { openRegistry } from './registry.store.ts';
import { openSearch } from './search.store.ts';
import { openShells } from './shells.store.ts';
import { openSubmodels } from './submodels.store.ts';
import type { TwinStore } from './transaction.ts';

const cacheBytesDefault = 48 * 1024 * 1024;

export interface TwinsOptions {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where others reach the node; descriptors' endpoints start with it. */
  readonly baseUrl: string;
  /** Upper bound of what is kept in memory for reads. */
  readonly cacheBytesMax?: number;
}

export function openTwins(options: TwinsOptions): Twins {
  const { database, outbox, blobs, clock, logger } = options;
  const cache = new ReadCache(options.cacheBytesMax ?? cacheBytesDefault);
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const terms = new Map<string, number>();
  const store: TwinStore = { database, outbox, blobs, clock, logger, baseUrl, cache, terms };
  // What a borrower wrote is not known here: nothing read before may be served after.
  database.onCommit((by) => {
    if (by === 'lend') cache.clear();
  });
  return {
    shells: openShells(store),
    submodels: openSubmodels(store),
    concepts: openConcepts(store),
    registry: openRegistry(store),
    discovery: openDiscovery(store),
    query: openQueries(store),
    search: openSearch(store),
    environment: openEnvironment(store),
    packages: openPackages(store),
    invocations: openInvocations(store),
    isBlobUsed: (hash) => isBlobUsed(database, hash),
  };
}

export interface WorkerTwins {
  readonly twins: Twins;
  start(): Promise<void>;
  /** To be called before the loan ends. */
  stop(): Promise<void>;
}

/** The twins of a lent database (see `Database.lend`), for work in a thread of its own. */
export function openTwinsForWorker(
  location: string,
  options: { readonly dataFolder: string; readonly baseUrl: string; readonly logger: Logger },
): WorkerTwins {
  const { dataFolder, baseUrl, logger } = options;
  const clock = systemClock;
  const database = openLent(location);
  const outbox = openOutbox({ database, clock, logger });
  const blobs = openBlobs({ folder: dataFolder, clock });
  const twins = openTwins({ database, outbox, blobs, clock, logger, baseUrl });
  return { twins, start: () => database.start(), stop: () => database.stop() };
}
