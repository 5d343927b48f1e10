/** Connections over HTTP: their state, the decision on a machine's certificate, a new start. */

import { STATUS_CODES } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Fault, fault, type Result } from '#base';
import type { Connections } from './connections.ts';
import { connectErrors } from './errors.ts';
import { connectionSchema } from './view.ts';

const paramsSchema = z.strictObject({
  id: z.string().min(1).max(4096).meta({ description: 'the connection’s id' }),
});
const trustSchema = z.strictObject({
  fingerprint: z
    .string()
    .regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/, 'is not a SHA-256 fingerprint like 3F:A0:…')
    .meta({ description: 'as the connection shows it: what was compared with the machine' }),
  replace: z
    .boolean()
    .default(false)
    .meta({ description: 'also where another certificate was trusted before' }),
});
const listSchema = z.object({ items: z.array(connectionSchema) });

/** A Fastify plugin; mounted at /api/node/v1. */
export function connectRoutes(connections: Connections) {
  return async (server: FastifyInstance): Promise<void> => {
    add(server, {
      id: 'listConnections',
      summary: 'Connections to machines and how they are',
      method: 'GET',
      url: '/connections',
      answer: { status: 200, description: 'All connections', body: listSchema },
      handle: async () => ({ ok: true, value: { items: await connections.list() } }),
    });
    add(server, {
      id: 'getConnection',
      summary: 'One connection',
      method: 'GET',
      url: '/connections/:id',
      params: paramsSchema,
      answer: { status: 200, description: 'The connection', body: connectionSchema },
      faults: ['connect.not-found'],
      handle: ({ params }) => connections.get(params.id),
    });
    add(server, {
      id: 'trustConnection',
      summary: 'Trust the certificate that the machine shows now',
      method: 'POST',
      url: '/connections/:id/trust',
      params: paramsSchema,
      body: trustSchema,
      answer: { status: 204, description: 'Trusted; the connection goes on' },
      faults: [
        'connect.not-found',
        'connect.nothing-to-trust',
        'connect.other-certificate',
        'connect.changed-certificate',
      ],
      handle: ({ params, body }) => {
        const { fingerprint, replace } = trustSchema.parse(body);
        return connections.trust(params.id, fingerprint, replace);
      },
    });
    add(server, {
      id: 'restartConnection',
      summary: 'Close the connection and open it again',
      method: 'POST',
      url: '/connections/:id/restart',
      params: paramsSchema,
      answer: { status: 204, description: 'Opened again' },
      faults: ['connect.not-found'],
      handle: ({ params }) => connections.restart(params.id),
    });
  };
}

/** What the node's OpenAPI document reads from a route's config. */
interface Spec {
  readonly id: string;
  readonly summary: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly params?: typeof paramsSchema;
  readonly body?: z.ZodType;
  readonly answer: {
    readonly status: number;
    readonly description: string;
    readonly body?: z.ZodType;
  };
  readonly faults?: readonly string[];
  handle(call: { params: { id: string }; body: unknown }): Promise<Result<unknown>>;
}

function add(server: FastifyInstance, spec: Spec): void {
  server.route({
    method: spec.method,
    url: spec.url,
    config: { operation: spec } as object,
    handler: async (request, reply) => {
      const params = (spec.params ?? z.strictObject({})).safeParse(request.params);
      const body = (spec.body ?? z.unknown()).safeParse(request.body);
      const query = z.strictObject({}).safeParse(request.query);
      for (const parsed of [params, body, query]) {
        if (parsed.success) continue;
        const detail = parsed.error.issues.map(sentenceOf).join('; ');
        return sendFault(
          request,
          reply,
          fault(connectErrors, 'connect.malformed-request', { detail }),
        );
      }
      const call = { params: params.data as unknown as { id: string }, body: body.data };
      const outcome = await spec.handle(call);
      if (!outcome.ok) return sendFault(request, reply, outcome.error);
      reply.code(spec.answer.status);
      return spec.answer.body === undefined ? reply.send() : reply.send(outcome.value);
    },
  });
}

function sentenceOf({ path, message }: { path: readonly PropertyKey[]; message: string }): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** Problem details (RFC 9457). */
function sendFault(request: FastifyRequest, reply: FastifyReply, given: Fault): FastifyReply {
  return reply
    .code(given.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send({
      type: `urn:registan:error:${given.code}`,
      title: STATUS_CODES[given.status] ?? 'Error',
      status: given.status,
      detail: given.message,
      code: given.code,
      requestId: request.id,
    });
}
