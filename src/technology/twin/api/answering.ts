/**
 * Sends answers: bytes and JSON with their entity tags, streams, redirects, faults as the
 * standard's Result object. Conditional reads end here with 304 or 412 (RFC 9110, 13).
 */

import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Clock, err, type Fault, fault, type Logger, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { Answer } from './operation.ts';
import { resultObject } from './result-object.ts';

const jsonType = 'application/json; charset=utf-8';

export interface Answering {
  readonly clock: Clock;
  readonly logger: Logger;
}

export function sendAnswer(
  answering: Answering,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
): FastifyReply {
  if ('etag' in answer && answer.etag !== undefined) {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const checked = isRead ? checkRead(request, answer.etag) : ok('send' as const);
    if (!checked.ok) return sendFault(answering, request, reply, checked.error);
    reply.header('etag', answer.etag);
    if (checked.value === 'not-modified') return reply.code(304).send();
  }
  switch (answer.kind) {
    case 'bytes':
      return sendBytes(reply, 200, answer.json);
    case 'json':
      if (answer.location !== undefined) reply.header('location', answer.location);
      if (answer.retryAfterS !== undefined) reply.header('retry-after', answer.retryAfterS);
      return sendJson(reply, answer.status, answer.json);
    case 'empty':
      return reply.code(answer.status).send();
    case 'redirect':
      return reply.code(answer.status).header('location', answer.location).send();
    case 'stream':
      return sendStream(answering, request, reply, answer);
    default:
      return answer satisfies never;
  }
}

export function sendFault(
  { clock }: Answering,
  request: FastifyRequest,
  reply: FastifyReply,
  fault: Fault,
): FastifyReply {
  const body = resultObject(fault, request.id, clock.nowMs());
  return sendJson(reply, fault.status, body);
}

function sendJson(reply: FastifyReply, status: number, value: unknown): FastifyReply {
  const text = JSON.stringify(value) ?? 'null';
  return sendBody(reply, status, text.length <= onePieceMax ? text : Buffer.from(text));
}

function sendBytes(reply: FastifyReply, status: number, json: Buffer): FastifyReply {
  return sendBody(reply, status, json.byteLength <= onePieceMax ? json.toString() : json);
}

/** Bodies up to this length go out as strings: in one piece with the head, which costs less. */
const onePieceMax = 1_024;

function sendBody(reply: FastifyReply, status: number, json: Buffer | string): FastifyReply {
  return reply.code(status).header('content-type', jsonType).send(json);
}

function checkRead(request: FastifyRequest, etag: string): Result<'not-modified' | 'send'> {
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = request.headers;
  if (ifMatch !== undefined && !names(ifMatch, etag)) {
    return err(fault(twinErrors, 'twin.precondition-failed', { what: 'thing asked for' }));
  }
  return ok(ifNoneMatch !== undefined && names(ifNoneMatch, etag) ? 'not-modified' : 'send');
}

/** Weak comparison: whether a list of entity tags, or `*`, has this one. */
function names(header: string, etag: string): boolean {
  if (header.trim() === '*') return true;
  return header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

function sendStream(
  { logger }: Answering,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer & { readonly kind: 'stream' },
): FastifyReply {
  reply.code(200).header('content-type', answer.contentType);
  if (answer.sizeBytes !== undefined) reply.header('content-length', answer.sizeBytes);
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
  if (request.method === 'HEAD') return reply.send();
  const body = answer.body();
  // Fastify ends the connection; that the store failed half-way must not go unnoticed.
  body.once('error', (cause) => {
    logger.warn('a download broke off', { address: request.url, cause });
  });
  return reply.send(body);
}
