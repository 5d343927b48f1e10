/**
 * The HTTP server: Fastify with the node's limits, one place for access, one form for failures.
 * What it serves is registered by the composition.
 */

import { randomUUID } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Fault, Logger } from '#base';
import type { Metrics } from '../metrics.ts';
import { type Listeners, openListeners } from './listeners.ts';
import { faultOf, headersBytesMax, refuseUnreadable, sendProblem } from './problems.ts';
import { type AccessDecision, keepRouteTable, type RouteEntry } from './route-table.ts';

/** A request's head and body have to arrive within this. */
const requestTimeoutMs = 3_600_000;
const headersTimeoutMs = 20_000;
const keepAliveTimeoutMs = 72_000;
/** An identifier of 2048 characters in base64url, each of up to four bytes, in the address. */
const paramLengthMax = 11_000;
/** How often a stopping server looks for connections that have become idle. */
const idleEveryMs = 20;
/** Answers slower than this are worth a line in the log. */
const slowMs = 1_000;

export interface ServerOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly access: AccessDecision;
  readonly bodyBytesMax: number;
  /** APIs with a form of their own for failures, for what fails before a route is found. */
  readonly failureForms?: readonly FailureForm[];
}

interface FailureForm {
  readonly prefix: string;
  readonly send: (request: FastifyRequest, reply: FastifyReply, fault: Fault) => void;
}

export interface Server {
  readonly app: FastifyInstance;
  readonly routes: readonly RouteEntry[];
  /** Takes no more requests; those under way get this time to finish, then they are cut off. */
  readonly close: (limitMs: number) => Promise<void>;
}

export function buildServer(options: ServerOptions): Server {
  const { logger } = options;
  const prefix = randomUUID().slice(0, 8);
  let count = 0;
  const listeners = openListeners({
    requestTimeout: requestTimeoutMs,
    headersTimeout: headersTimeoutMs,
    keepAliveTimeout: keepAliveTimeoutMs,
    maxHeaderSize: headersBytesMax,
    noDelay: true,
  });
  const app = fastify({
    bodyLimit: options.bodyBytesMax,
    serverFactory: listeners.create,
    // AAS clients write the address of a single shell or submodel with a slash at its end.
    routerOptions: { maxParamLength: paramLengthMax, ignoreTrailingSlash: true },
    genReqId: () => {
      count += 1;
      return `${prefix}-${count.toString(36)}`;
    },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: refuseUnreadable,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'ignore',
    frameworkErrors: (error, request, reply) => {
      const given = faultOf(error, request, logger);
      const form = options.failureForms?.find(({ prefix }) => request.url.startsWith(prefix));
      (form?.send ?? sendProblem)(request, reply, given);
    },
  });
  const routes = keepRouteTable(app, options);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (reply.elapsedTime > slowMs && reply.getHeader('content-type') !== 'text/event-stream') {
      logger.warn('slow answer', {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
    }
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    sendProblem(request, reply, faultOf(error, request, logger));
  });
  return { app, routes, close: (limitMs) => close(app, listeners, limitMs) };
}

async function close(app: FastifyInstance, listeners: Listeners, limitMs: number): Promise<void> {
  const untilMs = performance.now() + limitMs;
  // Again and again: a connection may have been made before the stop and come to light after it.
  const timer = setInterval(() => {
    if (performance.now() < untilMs) listeners.dropIdle();
    else listeners.cutAll();
  }, idleEveryMs);
  try {
    await app.close();
  } finally {
    clearInterval(timer);
  }
}
