/**
 * Who is let in, before persons sign in: this machine, by the node's own names, and pages only
 * from the node itself. The name is checked because a foreign page can make its own name resolve
 * to loopback; the origin, because any page may send requests here.
 */

import type { FastifyRequest } from 'fastify';
import { type Fault, fault } from '#base';
import { nodeErrors } from '../errors.ts';
import type { AccessDecision } from './route-table.ts';

const ownNames = ['localhost', '127.0.0.1', '[::1]'];
const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets in requests to the node's own names; changes only from its own pages or from no page. */
export function thisMachineOnly(options: {
  readonly host: string;
  readonly baseUrl?: string;
}): AccessDecision {
  const names = new Set([...ownNames, options.host]);
  if (options.baseUrl !== undefined) names.add(new URL(options.baseUrl).hostname);
  return (request) => wrongHost(request, names) ?? foreignOrigin(request, names);
}

function wrongHost(request: FastifyRequest, names: ReadonlySet<string>): Fault | undefined {
  const host = request.headers.host ?? '';
  if (names.has(host.replace(/:\d+$/, '').toLowerCase())) return undefined;
  return fault(nodeErrors, 'node.wrong-host', { host: host || '(none)' });
}

function foreignOrigin(request: FastifyRequest, names: ReadonlySet<string>): Fault | undefined {
  const { origin } = request.headers;
  if (origin === undefined || readingMethods.has(request.method)) return undefined;
  if (URL.canParse(origin) && names.has(new URL(origin).hostname)) return undefined;
  return fault(nodeErrors, 'node.foreign-origin', { origin });
}
