/** What the node serves, and where: every room's routes under their addresses, then the pages. */

import type { FastifyInstance } from 'fastify';
import type { Database, Jobs, Outbox } from '#store';
import { type Connections, connectRoutes } from '#technology/connect';
import { type OperationHandlers, sendFault, type Twins, twinRoutes } from '#technology/twin';
import { thisMachineOnly } from './http/access.ts';
import type { EventFeed } from './http/event-feed.ts';
import { serveEvents } from './http/events.ts';
import { openApiDocument } from './http/openapi.ts';
import { serveOperation } from './http/operation.ts';
import { servePages } from './http/pages.ts';
import { buildServer, type Server } from './http/server.ts';
import type { Uploads } from './import/uploads.ts';
import { Metrics } from './metrics.ts';
import type { NodeOptions } from './open-node.ts';
import { importRoutes } from './routes/import.ts';
import { jobRoutes } from './routes/jobs.ts';
import { nodeRoutes } from './routes/node.ts';
import { twinListRoutes } from './routes/twins.ts';
import { productVersion } from './version.ts';

export interface Parts extends NodeOptions {
  readonly address: string;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly twins: Twins;
  readonly operations: OperationHandlers;
  readonly connections: Connections;
  readonly jobs: Jobs;
  readonly uploads: Uploads;
  readonly feed: EventFeed;
  readonly isReady: () => boolean;
}

const nodePrefix = '/api/node/v1';
const twinVersions = ['3.1', '3.0'] as const;

/** A server with everything registered, not yet listening. */
export async function serve(parts: Parts, pagesFolder: string): Promise<Server> {
  const { settings, logger } = parts;
  const metrics = new Metrics();
  const server = buildServer({
    logger,
    metrics,
    access: thisMachineOnly({ host: settings.host, baseUrl: settings.baseUrl }),
    bodyBytesMax: settings.bodyBytesMax,
    failureForms: twinVersions.map((version) => ({
      prefix: `/api/v${version}/`,
      send: (request, reply, fault) => void sendFault(parts, request, reply, fault),
    })),
  });
  const { app } = server;
  serveOperation(app, { ...parts, metrics });
  serveEvents(app, parts.feed);
  await serveTwins(app, parts);
  await serveNode(server, parts);
  await servePages(app, pagesFolder);
  return server;
}

/** The AAS API (IDTA-01002), at the address of each version. */
async function serveTwins(app: FastifyInstance, parts: Parts): Promise<void> {
  const { twins, operations, clock, logger, settings } = parts;
  for (const version of twinVersions) {
    await app.register(twinRoutes, {
      prefix: `/api/v${version}`,
      twins,
      operations,
      allowedOperationHosts: settings.operationHosts,
      uploadBytesMax: settings.uploadBytesMax,
      version,
      fetch,
      clock,
      logger,
    });
  }
}

/** Everything else, with its OpenAPI document. */
async function serveNode({ app, routes }: Server, parts: Parts): Promise<void> {
  const { settings, jobs, uploads, address, demo } = parts;
  const { name, region, jurisdiction } = settings;
  const version = productVersion();
  await app.register(
    async (scope) => {
      nodeRoutes(scope, () => ({ name, region, jurisdiction, version, demo }));
      jobRoutes(scope, jobs);
      twinListRoutes(scope, parts.twins);
      await scope.register(connectRoutes(parts.connections));
      scope.get('/openapi.json', () => openApiDocument(routes, nodePrefix, version));
      await scope.register(async (uploading) =>
        importRoutes(uploading, {
          jobs,
          uploads,
          bytesMax: settings.uploadBytesMax,
          dataFolder: settings.data,
          baseUrl: address,
        }),
      );
    },
    { prefix: nodePrefix },
  );
}
