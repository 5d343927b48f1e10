/**
 * The pages: the built files of web/dist, hashed ones cached for good, compressed variants where
 * the build made them; any other address that a browser asks a page of gets the application.
 */

import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fault } from '#base';
import { nodeErrors } from '../errors.ts';
import { sendProblem } from './problems.ts';

/** Addresses of programs; a mistake there is answered with a problem, not with a page. */
const programs = /^\/(api|events|dsp|\.well-known|healthz|readyz|metrics)(\/|$|\?)/;

/** Only this node's own scripts, styles and connections; nobody may frame it. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Registers the pages in `folder`, or a page that says how to build them when it is missing. */
export async function servePages(app: FastifyInstance, folder: string): Promise<void> {
  const built = existsSync(join(folder, 'index.html'));
  if (built) {
    // Loaded here, so that a node without pages does not pay for it at its start.
    const { default: files } = await import('@fastify/static');
    const hashed = `${join(folder, 'assets')}${sep}`;
    await app.register(files, {
      root: folder,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      index: false,
      setHeaders(reply, path) {
        const forGood = path.startsWith(hashed);
        reply.header('cache-control', forGood ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (/\.html(\.br|\.gz)?$/.test(path)) {
          reply.header('content-security-policy', contentSecurityPolicy);
          reply.header('referrer-policy', 'same-origin');
          reply.header('cross-origin-opener-policy', 'same-origin');
        }
      },
    });
    app.get('/', (_request, reply) => sendApplication(reply));
  } else {
    app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(notBuilt));
  }
  app.setNotFoundHandler((request, reply) => {
    if (built && asksForPage(request)) return sendApplication(reply);
    const [path = ''] = request.url.split('?');
    const details = { method: request.method, path };
    sendProblem(request, reply, fault(nodeErrors, 'node.not-found', details));
  });
}

function asksForPage(request: FastifyRequest): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false;
  if (programs.test(request.url)) return false;
  return (request.headers.accept ?? '').includes('text/html');
}

function sendApplication(reply: FastifyReply): FastifyReply {
  return reply.code(200).sendFile('index.html');
}

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Registan</title>
<p>The node runs; its pages are not built. Run <code>npm run build</code> and start it again.</p>
</html>`;
