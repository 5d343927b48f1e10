/**
 * The composition root: the one place that knows every room. It opens the store, runs all rooms'
 * migrations, opens what stands on it, serves it, and closes it all again in the reverse order.
 */

import { fileURLToPath } from 'node:url';
import type { Clock, Logger } from '#base';
import {
  type Database,
  type Migration,
  type Outbox,
  openOutbox,
  openSqlite,
  storeMigrations,
} from '#store';
import type { Settings } from './config/settings.ts';
import { thisMachineOnly } from './http/access.ts';
import { EventFeed } from './http/event-feed.ts';
import { serveEvents } from './http/events.ts';
import { openApiDocument } from './http/openapi.ts';
import { serveOperation } from './http/operation.ts';
import { servePages } from './http/pages.ts';
import type { RouteEntry } from './http/route-table.ts';
import { buildServer, type Server } from './http/server.ts';
import { Metrics } from './metrics.ts';
import { nodeRoutes } from './routes/node.ts';
import { productVersion } from './version.ts';

const nodePrefix = '/api/node/v1';

export interface NodeOptions {
  readonly settings: Settings;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Whether the machines are simulated. */
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
const migrations: readonly Migration[] = [...storeMigrations];

export function openNode(options: NodeOptions): Node {
  const { settings, clock, logger } = options;
  const database = openSqlite({ folder: settings.data, clock, logger, migrations });
  const closing: (() => Promise<void>)[] = [];
  let server: Server | undefined;
  let address = settings.baseUrl ?? '';
  let ready = false;

  return {
    get routes() {
      return server?.routes ?? [];
    },
    async start() {
      await database.start();
      closing.push(() => database.stop());
      const outbox = openOutbox({ database, clock, logger, keptMax: settings.eventsKept });
      const feed = new EventFeed({ outbox, clock, source: () => address });
      feed.start();
      closing.push(() => feed.stop());
      server = await serve(options, { database, outbox, feed, isReady: () => ready });
      const { app } = server;
      closing.push(() =>
        withLimit(app.close(), settings.stopMs, () => app.server.closeAllConnections()),
      );
      await app.listen({ host: settings.host, port: settings.port });
      address ||= ownAddress(server, settings.host);
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

interface Parts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly feed: EventFeed;
  readonly isReady: () => boolean;
}

async function serve(options: NodeOptions, parts: Parts): Promise<Server> {
  const { settings, logger } = options;
  const metrics = new Metrics();
  const server = buildServer({
    logger,
    metrics,
    access: thisMachineOnly({ host: settings.host, baseUrl: settings.baseUrl }),
    bodyBytesMax: settings.bodyBytesMax,
  });
  const { app, routes } = server;
  serveOperation(app, { ...parts, metrics });
  serveEvents(app, parts.feed);
  const version = productVersion();
  await app.register(
    async (scope) => {
      nodeRoutes(scope, () => ({
        name: settings.name,
        region: settings.region,
        jurisdiction: settings.jurisdiction,
        version,
        demo: options.demo,
      }));
      scope.get('/openapi.json', () => openApiDocument(routes, nodePrefix, version));
    },
    { prefix: nodePrefix },
  );
  const pages = options.pagesFolder ?? fileURLToPath(new URL('../../web/dist', import.meta.url));
  await servePages(app, pages);
  return server;
}

function ownAddress({ app }: Server, host: string): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${address.port}`;
}

/** Waits for the work, or until the limit: then what is left is cut off and it is waited for. */
async function withLimit(work: Promise<unknown>, limitMs: number, cut: () => void): Promise<void> {
  const timer = setTimeout(cut, limitMs);
  try {
    await work;
  } finally {
    clearTimeout(timer);
  }
}
