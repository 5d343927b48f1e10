/**
 * The AAS HTTP API (IDTA-01002) as a Fastify plugin: each row of the table becomes a route. What
 * is common to all stands here: reading the request, refusing it, answering it.
 */

import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import { type Clock, err, type Fault, fault, type Logger, limits, ok, type Result } from '#base';
import { StoreError } from '#store';
import { twinErrors } from '../errors.ts';
import type { Twins } from '../repository/port.ts';
import { type Answering, sendAnswer, sendFault } from './answering.ts';
import { apiErrors } from './errors.ts';
import { readJson } from './json-body.ts';
import type { Answer, Call, Operation } from './operation.ts';
import type { OperationHandlers } from './operation-handlers.ts';
import { conditionOf, modifiersOf, pageOf, readPath, readQuery } from './parameters.ts';
import { createRunning } from './running.ts';
import { operationTable } from './table.ts';
import { readForm } from './upload.ts';

export interface TwinRoutesOptions {
  readonly twins: Twins;
  /** Who carries out operations; drivers register there. */
  readonly operations: OperationHandlers;
  /** Hosts that operations may be delegated to, `host` or `host:port`; none when empty. */
  readonly allowedOperationHosts: readonly string[];
  /** The version that is served at this prefix. */
  readonly version: '3.0' | '3.1';
  /** Largest attachment, thumbnail or package; `limits.uploadBytesMax` when absent. */
  readonly uploadBytesMax?: number;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** How long running invocations are waited for when the node stops. */
const stopGraceMs = 5000;

export const twinRoutes: FastifyPluginAsync<TwinRoutesOptions> = async (server, options) => {
  const { twins, clock, logger } = options;
  const running = createRunning({ twins, clock, logger });
  const table = operationTable({
    twins,
    handlers: options.operations,
    delegation: { fetch: options.fetch, allowedHosts: options.allowedOperationHosts },
    running,
    version: options.version,
  });
  const answering: Answering = { clock, logger };
  parseBodies(server);
  const uploadBytesMax = options.uploadBytesMax ?? limits.uploadBytesMax;
  for (const operation of table) addRoute(server, answering, operation, uploadBytesMax);
  refuseTheRest(server, answering, table);
  server.addHook('onReady', async () => {
    const count = await running.recover();
    if (count > 0) logger.warn('invocations were cut off by the last stop', { count });
  });
  server.addHook('preClose', () => running.stop(stopGraceMs));
};

/** The path of a row as Fastify writes it. */
function routePath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

type TwinRequest = FastifyRequest<{
  Params: Readonly<Record<string, string>>;
  Querystring: Readonly<Record<string, string | string[]>>;
}>;

function addRoute(
  server: FastifyInstance,
  answering: Answering,
  operation: Operation,
  uploadBytesMax: number,
): void {
  const url = routePath(operation.path);
  const base = server.prefix;
  server.route({
    // One route for both, instead of the second one that Fastify would make for HEAD.
    method: operation.method === 'GET' ? ['HEAD', 'GET'] : operation.method,
    exposeHeadRoute: false,
    url,
    // Sent when the event loop has taken in what else had come, so that answers go out together:
    // a client that waits for many is woken once for all of them, not once for each.
    handler: (request: TwinRequest, reply: FastifyReply) => {
      const fail = (cause: unknown) => reply.send(cause);
      answerTo(operation, base, request, uploadBytesMax).then((answer) => {
        setImmediate(() => {
          try {
            if (answer.ok) sendAnswer(answering, request, reply, answer.value);
            else sendFault(answering, request, reply, answer.error);
          } catch (cause) {
            fail(cause);
          }
        });
      }, fail);
    },
  });
}

async function answerTo(
  operation: Operation,
  base: string,
  request: TwinRequest,
  uploadBytesMax: number,
): Promise<Result<Answer>> {
  const call = readCall(operation, base, request);
  if (!call.ok) return call;
  if (operation.body !== 'form') return operation.run(call.value);
  return answerToForm(operation, call.value, request, uploadBytesMax);
}

/** Hands the form on with its file still to be read, and takes the answer back if it breaks off. */
async function answerToForm(
  operation: Operation,
  call: Call,
  request: TwinRequest,
  uploadBytesMax: number,
): Promise<Result<Answer>> {
  const needs = operation.path.startsWith('/packages') ? ['fileName', 'aasIds'] : ['fileName'];
  const form = await readForm(request.raw, needs, uploadBytesMax);
  if (!form.ok) return form;
  try {
    const answer = await operation.run({ ...call, form: form.value });
    const broken = form.value.fault();
    return broken === undefined ? answer : err(broken);
  } catch (cause) {
    const broken = form.value.fault();
    if (broken !== undefined) return err(broken);
    throw cause;
  } finally {
    await form.value.end();
  }
}

function readCall(operation: Operation, base: string, request: TwinRequest): Result<Call> {
  const path = readPath(request.params);
  if (!path.ok) return path;
  const query = readQuery(operation, request.query);
  if (!query.ok) return query;
  const body = readBody(operation, request);
  if (!body.ok) return body;
  const { headers, url } = request;
  if (operation.method === 'GET' && operation.answers !== 'file' && !takesJson(headers.accept)) {
    return err(fault(apiErrors, 'api.not-acceptable', { offered: 'application/json' }));
  }
  const end = url.indexOf('?');
  return ok({
    path: path.value,
    query: query.value,
    page: pageOf(query.value),
    modifiers: modifiersOf(query.value),
    body: body.value,
    condition: conditionOf(headers),
    accept: headers.accept,
    base,
    address: end === -1 ? url : url.slice(0, end),
  });
}

function takesJson(accept: string | undefined): boolean {
  return accept === undefined || accept === '*/*' || /\*\/\*|application\/(\*|json)/i.test(accept);
}

function readBody(operation: Operation, request: TwinRequest): Result<unknown> {
  if (operation.body !== 'json' && operation.body !== 'value') return ok(undefined);
  if (request.body instanceof Buffer && request.body.length > 0) {
    return readJson(request.body, { exactNumbers: operation.body === 'value' });
  }
  return err(fault(apiErrors, 'api.missing-body', { expected: 'JSON as application/json' }));
}

/** JSON bodies are kept as bytes, to be read with care; forms as the stream they are. */
function parseBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  server.addContentTypeParser('multipart/form-data', (_request, _payload, done) => {
    done(null, undefined);
  });
}

/** Everything that no route takes, and what went wrong before or in one, as Result objects. */
function refuseTheRest(
  server: FastifyInstance,
  answering: Answering,
  table: readonly Operation[],
): void {
  const base = server.prefix;
  const patterns = table.map((operation) => ({
    method: operation.method,
    pattern: new RegExp(
      `^${operation.path.replaceAll(/[$]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`,
    ),
  }));
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.slice(base.length).replace(/\?.*$/s, '');
    const methods = patterns.filter((one) => one.pattern.test(path)).map((one) => one.method);
    const allowed = [...new Set(methods.flatMap((one) => (one === 'GET' ? [one, 'HEAD'] : [one])))];
    if (allowed.length === 0) {
      const details = { address: request.url.slice(0, 200), base };
      return sendFault(answering, request, reply, fault(apiErrors, 'api.unknown-address', details));
    }
    const details = { method: request.method, address: path, allowed: allowed.join(', ') };
    reply.header('allow', allowed.join(', '));
    return sendFault(
      answering,
      request,
      reply,
      fault(apiErrors, 'api.method-not-allowed', details),
    );
  });
  server.setErrorHandler((error: FastifyError, request, reply) => {
    const known = faultOf(error, request);
    if (known !== undefined) return sendFault(answering, request, reply, known);
    answering.logger.error('a request failed', { id: request.id, url: request.url, cause: error });
    const internal = fault(apiErrors, 'api.internal', { id: request.id });
    return sendFault(answering, request, reply, internal);
  });
}

/** What the store or Fastify itself refuses, in the words of this API; undefined for a bug. */
function faultOf(error: FastifyError | StoreError, request: FastifyRequest): Fault | undefined {
  if (error instanceof StoreError) return error.fault.status === 500 ? undefined : error.fault;
  if (error.statusCode === undefined || error.statusCode >= 500) return undefined;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': {
      const details = { what: 'body', limit: `${request.routeOptions.bodyLimit} bytes` };
      return fault(twinErrors, 'twin.too-large', details);
    }
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': {
      const actual = request.headers['content-type'] ?? 'none';
      const expected = 'application/json, or multipart/form-data for files';
      return fault(apiErrors, 'api.unsupported-media-type', { actual, expected });
    }
    default: {
      const refused = fault(apiErrors, 'api.request-refused', { detail: error.message });
      return { ...refused, status: error.statusCode };
    }
  }
}
