/**
 * Problem details (RFC 9457): how /api/node/v1 and the server itself answer failures. Every
 * failure has a stable `code`; what is not declared is a bug, logged and answered with 500.
 */

import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type Fault, fault, type Logger } from '#base';
import { StoreError } from '#store';
import { nodeErrors } from '../errors.ts';

/** What the head of a request may hold. */
export const headersBytesMax = 32 * 1024;

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  /** Where in the request the fault lies. */
  readonly path?: string;
  readonly errors?: readonly { code: string; detail: string; path?: string }[];
}

/** A refusal on the way to a route; the error handler of the route's room puts it in its form. */
export class Refusal extends Error {
  readonly fault: Fault;
  readonly statusCode: number;

  constructor(given: Fault) {
    // Without its full stop: rooms put it into a sentence of theirs.
    super(given.message.replace(/\.$/, ''));
    this.name = 'Refusal';
    this.fault = given;
    this.statusCode = given.status;
  }
}

function problemOf(given: Fault, requestId: string): Problem {
  return {
    type: `urn:registan:error:${given.code}`,
    title: STATUS_CODES[given.status] ?? 'Error',
    status: given.status,
    detail: given.message,
    code: given.code,
    requestId,
    ...(given.path === undefined ? {} : { path: given.path }),
    ...(given.causes === undefined
      ? {}
      : {
          errors: given.causes.map(({ code, message, path }) => ({
            code,
            detail: message,
            ...(path === undefined ? {} : { path }),
          })),
        }),
  };
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, given: Fault): void {
  reply
    .code(given.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemOf(given, request.id));
}

/**
 * Answers what Node's parser could not read as a request: there is no request to speak of, only
 * the socket, which is closed afterwards.
 */
export function refuseUnreadable(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const given = unreadableFault(error.code);
  const body = JSON.stringify(problemOf(given, 'none'));
  socket.end(
    `HTTP/1.1 ${given.status} ${STATUS_CODES[given.status]}\r\n` +
      'Content-Type: application/problem+json; charset=utf-8\r\n' +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function unreadableFault(code: string): Fault {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return fault(nodeErrors, 'node.timeout', {});
    case 'HPE_HEADER_OVERFLOW':
      return fault(nodeErrors, 'node.headers-too-large', { limit: headersBytesMax });
    case 'HPE_INVALID_METHOD':
      return fault(nodeErrors, 'node.malformed-request', { detail: 'HTTP has no such method' });
    default:
      return fault(nodeErrors, 'node.malformed-request', { detail: 'it is not HTTP/1.1' });
  }
}

/** The fault behind an error that was thrown on the way, declared or not. */
export function faultOf(error: unknown, request: FastifyRequest, logger: Logger): Fault {
  if (error instanceof Refusal) return error.fault;
  if (error instanceof StoreError && error.fault.status < 500) return error.fault;
  const known = fastifyFault(error as FastifyError, request);
  if (known !== undefined) return known;
  logger.error('request failed', {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url,
    error,
  });
  if (error instanceof Refusal) return error.fault;
  if (error instanceof StoreError && error.fault.status === 503) return error.fault;
  return fault(nodeErrors, 'node.internal', { requestId: request.id });
}

/** Fastify's own refusals, in our words. */
function fastifyFault(error: FastifyError, request: FastifyRequest): Fault | undefined {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return fault(nodeErrors, 'node.body-too-large', { limit: request.routeOptions.bodyLimit });
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': {
      const type = request.headers['content-type'] ?? 'none';
      return fault(nodeErrors, 'node.unsupported-media-type', { type });
    }
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return fault(nodeErrors, 'node.malformed-body', { detail: 'it is empty' });
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return fault(nodeErrors, 'node.malformed-body', { detail: 'it is not JSON' });
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return fault(nodeErrors, 'node.malformed-body', { detail: 'its length is not as announced' });
    case 'FST_ERR_MAX_PARAM_LENGTH': {
      const detail = 'a part of the address is longer than any identifier may be';
      return { ...fault(nodeErrors, 'node.malformed-request', { detail }), status: 414 };
    }
    case 'FST_ERR_BAD_URL':
      return fault(nodeErrors, 'node.malformed-request', { detail: 'the address is malformed' });
    default:
      break;
  }
  const status = error.statusCode ?? 500;
  if (status < 400 || status >= 500) return undefined;
  // What other plugins refuse with a status of their own: the sentence is theirs.
  return { ...fault(nodeErrors, 'node.malformed-request', { detail: error.message }), status };
}
