/**
 * The composition root: the one place that knows every room. It opens the store, runs all rooms'
 * migrations, opens what stands on it, serves it, and closes it all again in the reverse order.
 */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock, Logger } from '#base';
import { formulaFunctions } from '#protection/rules';
import {
  type JobKind,
  type Migration,
  openBlobs,
  openJobs,
  openOutbox,
  openSqlite,
  storeMigrations,
} from '#store';
import { connectMigrations, openConnections, throughMachines } from '#technology/connect';
import {
  createOperationHandlers,
  importJobKind,
  openTwins,
  twinMigrations,
} from '#technology/twin';
import type { Settings } from './config/settings.ts';
import { importDemo, startDemo } from './demo.ts';
import { startHousekeeping } from './housekeeping.ts';
import { chosenPort, urlOf } from './http/address.ts';
import { EventFeed } from './http/event-feed.ts';
import type { RouteEntry } from './http/route-table.ts';
import type { Server } from './http/server.ts';
import { openUploads } from './import/uploads.ts';
import { giveBackMemory } from './memory.ts';
import { type Parts, serve } from './serve.ts';
import { productVersion } from './version.ts';

export interface NodeOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** With the demo factory, its machines simulated. */
  readonly demo: boolean;
  /** The built pages; web/dist when absent. */
  readonly pagesFolder?: string;
}

export interface Node {
  /** Opens everything and listens; the address that it is reached at. */
  start(): Promise<string>;
  /** Ends gracefully: no new requests, those under way finish, then everything closes. */
  stop(): Promise<void>;
  /** All routes of all rooms, once started. */
  readonly routes: readonly RouteEntry[];
}

/** Every room's schema. */
export const migrations: readonly Migration[] = [
  ...storeMigrations,
  ...twinMigrations,
  ...connectMigrations,
];

const jobKinds: readonly JobKind[] = [importJobKind];

export function openNode(options: NodeOptions): Node {
  const { settings, logger } = options;
  const closing: (() => Promise<void> | void)[] = [];
  let server: Server | undefined;
  let ready = false;

  return {
    get routes() {
      return server?.routes ?? [];
    },
    async start() {
      const port = await chosenPort(settings);
      const address = settings.baseUrl ?? urlOf(settings.host, port);
      const parts = await openParts(options, address, closing);
      server = await serve({ ...parts, isReady: () => ready }, pagesFolder(options));
      const { app, close } = server;
      closing.push(() => close(settings.stopMs));
      await app.ready();
      giveBackMemory();
      await app.listen({ host: settings.host, port });
      ready = true;
      logger.info('node started', { address, data: settings.data, version: productVersion() });
      return address;
    },
    async stop() {
      ready = false;
      for (const close of closing.splice(0).reverse()) await close();
      logger.info('node stopped');
    },
  };
}

/** Opens all that is served; each part says how it is closed as soon as it is open. */
async function openParts(
  options: NodeOptions,
  address: string,
  closing: (() => Promise<void> | void)[],
): Promise<Omit<Parts, 'isReady'>> {
  const { settings, clock, logger } = options;
  const folder = settings.data;
  const database = openSqlite({
    folder,
    clock,
    logger,
    migrations,
    functions: formulaFunctions(),
  });
  await database.start();
  closing.push(() => database.stop());
  const outbox = openOutbox({ database, clock, logger, keptMax: settings.eventsKept });
  const blobs = openBlobs({ folder, clock });
  const twins = openTwins({ database, outbox, blobs, clock, logger, baseUrl: address });
  const jobs = openJobs({ database, clock, logger, kinds: jobKinds });
  await jobs.start();
  closing.push(() => jobs.stop());
  const uploads = openUploads({ folder, jobs, logger });
  await uploads.start();
  closing.push(() => uploads.stop());
  closing.push(startHousekeeping({ blobs, twins, clock, logger }));
  const feed = new EventFeed({ outbox, source: address });
  feed.start();
  closing.push(() => feed.stop());
  const operations = createOperationHandlers();
  if (options.demo) await importDemo({ twins, jobs, dataFolder: folder, baseUrl: address, logger });
  const secretsFolder = join(folder, 'secrets');
  const common = { twins, database, outbox, clock, logger };
  const connections = openConnections({ ...common, operations, secretsFolder });
  await connections.start();
  closing.push(() => connections.stop());
  if (options.demo) closing.push(startDemo({ ...common, connections, folder }));
  return {
    ...options,
    ...common,
    address,
    // Others write through the machines; drivers and importers write to the twins themselves.
    twins: throughMachines(twins, connections),
    connections,
    jobs,
    uploads,
    feed,
    operations,
  };
}

function pagesFolder({ pagesFolder: given }: NodeOptions): string {
  return given ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
}
