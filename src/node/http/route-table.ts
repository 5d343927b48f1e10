/**
 * The table of all routes, and the one place where access to each is decided: every route that
 * any room registers passes through here, so nothing can be served past the decision, and a test
 * can walk the table.
 */

import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Fault } from '#base';
import type { Metrics } from '../metrics.ts';
import { Refusal } from './problems.ts';
import type { Operation } from './route.ts';

export interface RouteEntry {
  readonly method: string;
  /** With its prefix and parameters: `/api/node/v1/jobs/:id`. */
  readonly url: string;
  /** What the OpenAPI document says about it, when it is one of ours. */
  readonly operation?: Operation;
}

/** Decides before anything of a request is read; a fault refuses it. */
export type AccessDecision = (request: FastifyRequest, route: RouteEntry) => Fault | undefined;

export interface RouteTableOptions {
  readonly access: AccessDecision;
  readonly metrics: Metrics;
}

const secondsBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Must be called before any route is registered; the table fills as routes are. */
export function keepRouteTable(
  server: FastifyInstance,
  options: RouteTableOptions,
): readonly RouteEntry[] {
  const table: RouteEntry[] = [];
  server.addHook('onRoute', (route) => {
    const operation = (route.config as { operation?: Operation } | undefined)?.operation;
    for (const method of [route.method].flat()) {
      table.push({ method, url: route.url, ...(operation === undefined ? {} : { operation }) });
    }
    const entry = table[table.length - 1];
    if (entry === undefined) return;
    guard(route, entry, options.access);
    measure(route, entry, options.metrics);
  });
  return table;
}

function guard(route: RouteOptions, entry: RouteEntry, access: AccessDecision): void {
  const existing = [route.onRequest ?? []].flat();
  route.onRequest = [
    (request, _reply, done) => {
      const refused = access(request, entry);
      if (refused === undefined) done();
      else done(new Refusal(refused));
    },
    ...existing,
  ];
}

/** Counts and times; the series are found once per route, when it first answers. */
function measure(route: RouteOptions, entry: RouteEntry, metrics: Metrics): void {
  let series: ReturnType<typeof seriesOf> | undefined;
  const existing = [route.onResponse ?? []].flat();
  route.onResponse = [
    (_request, reply, done) => {
      series ??= seriesOf(entry, metrics);
      series.duration.observe(reply.elapsedTime / 1000);
      series.byClass[Math.floor(reply.statusCode / 100) - 1]?.add();
      done();
    },
    ...existing,
  ];
}

function seriesOf({ method, url }: RouteEntry, metrics: Metrics) {
  const labels = { method, route: url };
  const name = 'registan_http_request';
  return {
    duration: metrics.histogram(
      `${name}_duration_seconds`,
      'Time from a request to the end of its answer.',
      secondsBounds,
      labels,
    ),
    byClass: ['1xx', '2xx', '3xx', '4xx', '5xx'].map((status) =>
      metrics.counter(`${name}s_total`, 'Requests answered.', { ...labels, status }),
    ),
  };
}
