/**
 * Serves freshly built pages to a browser test on loopback, as the node does: files as they are,
 * and index.html for every other address. What the node would answer is given by the test.
 */

import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildPages } from '../web/build.ts';

export interface ServedPages {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers by path, e.g. `/api/node/v1/node`; anything else under /api and /events is a 404. */
export type Answers = Readonly<Record<string, unknown>>;

export async function servePages(answers: Answers = {}): Promise<ServedPages> {
  const folder = mkdtempSync(path.join(tmpdir(), 'registan-pages-'));
  await buildPages(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname in answers) return sendJson(response, 200, answers[pathname]);
    if (/^\/(api|events)\b/.test(pathname)) return sendJson(response, 404, {});
    const file = path.join(folder, path.normalize(pathname));
    const isFile = existsSync(file) && statSync(file).isFile();
    const sent = isFile ? file : path.join(folder, 'index.html');
    response.setHeader(
      'content-type',
      mediaTypes[path.extname(sent)] ?? 'application/octet-stream',
    );
    createReadStream(sent).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
