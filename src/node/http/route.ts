/**
 * One operation of /api/node/v1: its schemas stand beside its code, check what comes in and what
 * goes out, and become its entry in the OpenAPI document.
 */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Fault, fault, type Result } from '#base';
import { nodeErrors } from '../errors.ts';
import { sendProblem } from './problems.ts';

type Shape = z.ZodObject | undefined;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What the OpenAPI document says of an operation. */
export interface Operation {
  readonly id: string;
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** The media type of a body that is streamed, not parsed. */
  readonly rawBody?: string;
  readonly answer: Answer;
  /** Codes of the faults that it answers with by itself. */
  readonly faults?: readonly string[];
}

export interface Answer<S extends z.ZodType = z.ZodType> {
  readonly status: number;
  readonly description: string;
  /** The JSON body; none when absent (204), or when `mediaType` says otherwise. */
  readonly body?: S;
  readonly mediaType?: string;
}

export interface RouteSpec<P extends Shape, Q extends Shape, B extends z.ZodType | undefined, A>
  extends Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify's syntax: `/jobs/:id`. */
  readonly url: string;
  readonly params?: P & z.ZodObject;
  readonly query?: Q & z.ZodObject;
  readonly body?: B & z.ZodType;
  readonly answer: Answer<z.ZodType<A>>;
  readonly bodyLimit?: number;
  handle(call: Call<P, Q, B>): Promise<Result<A>>;
}

interface Call<P, Q, B> {
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
  readonly request: FastifyRequest;
  /** For headers; the body is the handler's result. */
  readonly reply: FastifyReply;
}

/** Registers the operation. */
export function route<
  A,
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends z.ZodType | undefined = undefined,
>(server: FastifyInstance, spec: RouteSpec<P, Q, B, A>): void {
  server.route({
    method: spec.method,
    url: spec.url,
    config: { operation: spec as Operation },
    ...(spec.bodyLimit === undefined ? {} : { bodyLimit: spec.bodyLimit }),
    handler: async (request, reply) => {
      const parsed = parse(spec, request);
      if (!parsed.ok) {
        sendProblem(request, reply, parsed.error);
        return reply;
      }
      const result = await spec.handle({ ...parsed.value, request, reply } as Call<P, Q, B>);
      if (!result.ok) {
        sendProblem(request, reply, result.error);
        return reply;
      }
      reply.code(spec.answer.status);
      if (spec.answer.body === undefined) return reply.send();
      const body = spec.answer.body.safeParse(result.value);
      if (!body.success)
        throw new Error(`${spec.id} answers unlike its schema`, { cause: body.error });
      return reply.send(body.data);
    },
  });
}

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

function parse(spec: Operation, request: FastifyRequest): Result<Input> {
  const causes: Fault[] = [];
  const read = (where: string, schema: z.ZodType | undefined, value: unknown): unknown => {
    if (schema === undefined) return undefined;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const field = [where, ...issue.path.map(String)].join('/');
      const detail = issue.message;
      causes.push(fault(nodeErrors, 'node.invalid-field', { field, detail }, { path: field }));
    }
    return undefined;
  };
  const input = {
    params: read('params', spec.params, request.params),
    query: read('query', spec.query ?? z.strictObject({}), request.query),
    body: read('body', spec.body, request.body),
  };
  if (causes.length === 0) return { ok: true, value: input };
  const error = fault(nodeErrors, 'node.invalid-request', { count: causes.length }, { causes });
  return { ok: false, error };
}
