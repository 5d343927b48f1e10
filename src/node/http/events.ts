/**
 * /events: changes as server-sent events, each a CloudEvent. Resumable by `Last-Event-ID` (or the
 * query `lastEventId`, for a first connection); `types` and `subject` filter. A listener that was
 * away longer than events are kept gets a `gap` event and should read anew what it shows.
 */

import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { fault } from '#base';
import { nodeErrors } from '../errors.ts';
import type { EventFeed, Frame } from './event-feed.ts';
import { sendProblem } from './problems.ts';
import type { Operation } from './route.ts';

const listenersMax = 1_000;
const heartbeatMs = 15_000;
const retryMs = 2_000;

const names = z.union([z.string(), z.array(z.string()).max(100)]);
const querySchema = z.strictObject({
  types: names.optional().meta({
    description: 'CloudEvents types to send, separated by commas; `*` at the end stands for any',
  }),
  subject: names.optional().meta({
    description: 'subjects to send; a submodel comes with its elements; repeatable',
  }),
  lastEventId: z.string().optional().meta({ description: 'where to resume, without the header' }),
});

interface Filter {
  readonly types: readonly string[];
  readonly subjects: readonly string[];
}

const operation: Operation = {
  id: 'listenToEvents',
  summary: 'Changes as server-sent events, each a CloudEvent',
  query: querySchema,
  answer: { status: 200, description: 'A stream without end', mediaType: 'text/event-stream' },
  faults: ['node.too-many-listeners'],
};

/** Registers /events; open streams end when the server closes. */
export function serveEvents(app: FastifyInstance, feed: EventFeed): void {
  const open = new Set<Listener>();
  app.get('/events', { config: { operation }, exposeHeadRoute: false }, async (request, reply) => {
    const query = querySchema.safeParse(request.query);
    const position = query.success ? positionOf(request, query.data.lastEventId) : 'malformed';
    if (!query.success || position === 'malformed') {
      const detail = query.success
        ? 'Last-Event-ID must be the id of an event'
        : query.error.issues.map((issue) => issue.message).join('; ');
      sendProblem(request, reply, fault(nodeErrors, 'node.malformed-request', { detail }));
      return reply;
    }
    if (open.size >= listenersMax) {
      const limit = { limit: listenersMax };
      sendProblem(request, reply, fault(nodeErrors, 'node.too-many-listeners', limit));
      return reply;
    }
    const { first, last } = await feed.range();
    // The head goes out past Fastify; this says to its hooks that the answer has no end.
    reply.header('content-type', 'text/event-stream').hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // The connection ends with the stream, so that a stopping node does not wait for its reuse.
      connection: 'close',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    const listener = new Listener(reply.raw, feed, filterOf(query.data));
    open.add(listener);
    reply.raw.on('close', () => {
      listener.stop();
      open.delete(listener);
    });
    listener.start(position ?? last, { first, last });
    return reply;
  });
  app.addHook('preClose', async () => {
    for (const listener of open) listener.end();
  });
}

/** Where to resume; undefined: from now on. */
function positionOf(
  request: FastifyRequest,
  fromQuery: string | undefined,
): number | 'malformed' | undefined {
  const text = request.headers['last-event-id'] ?? fromQuery;
  if (text === undefined || text === '') return undefined;
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : 'malformed';
}

function filterOf(query: z.output<typeof querySchema>): Filter {
  const listed = [query.types ?? []].flat().flatMap((text) => text.split(','));
  return { types: listed.filter((type) => type !== ''), subjects: [query.subject ?? []].flat() };
}

function passes(frame: Frame, { types, subjects }: Filter): boolean {
  const typeFits =
    types.length === 0 ||
    types.some((type) =>
      type.endsWith('*') ? frame.type.startsWith(type.slice(0, -1)) : frame.type === type,
    );
  if (!typeFits || subjects.length === 0) return typeFits;
  return subjects.some(
    (subject) => frame.subject === subject || frame.subject.startsWith(`${subject}#`),
  );
}

/** One open stream: its position in the feed, moved on as fast as the client reads. */
class Listener {
  readonly #out: ServerResponse;
  readonly #feed: EventFeed;
  readonly #filter: Filter;
  #after = 0;
  #sending = false;
  #again = false;
  #unlisten: (() => void) | undefined;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(out: ServerResponse, feed: EventFeed, filter: Filter) {
    this.#out = out;
    this.#feed = feed;
    this.#filter = filter;
  }

  start(position: number, range: { readonly first: number; readonly last: number }): void {
    this.#after = position;
    this.#unlisten = this.#feed.onMore(() => this.#wake());
    this.#heartbeat = setInterval(() => this.#out.write(': \n\n'), heartbeatMs);
    this.#out.write(`retry: ${retryMs}\nid: ${position}\n\n`);
    this.#tellGap(range);
    this.#wake();
  }

  stop(): void {
    this.#unlisten?.();
    clearInterval(this.#heartbeat);
  }

  end(): void {
    this.stop();
    this.#out.end();
  }

  #wake(): void {
    this.#again = true;
    if (this.#sending) return;
    this.#sending = true;
    this.#send()
      .catch((cause: unknown) => this.#out.destroy(cause as Error))
      .finally(() => {
        this.#sending = false;
        // Woken after the last look and before this line.
        if (this.#again && !this.#out.destroyed) this.#wake();
      });
  }

  async #send(): Promise<void> {
    while (this.#again && !this.#out.writableEnded && !this.#out.destroyed) {
      this.#again = false;
      const frames = await this.#feed.after(this.#after);
      const last = frames.at(-1);
      if (last === undefined) continue;
      const first = frames[0] as Frame;
      if (first.sequence > this.#after + 1) this.#tellGap(await this.#feed.range());
      this.#after = last.sequence;
      this.#again = true;
      const text = frames
        .filter((frame) => passes(frame, this.#filter))
        .map((frame) => frame.text)
        .join('');
      if (text !== '' && !this.#out.write(text)) await drained(this.#out);
    }
  }

  /** Events between the position and what is kept are lost for this listener: say so. */
  #tellGap({ first, last }: { readonly first: number; readonly last: number }): void {
    const behind = this.#after < first - 1;
    // Ahead of the log: the database is an older one than the listener knew (a restored backup).
    if (!behind && this.#after <= last) return;
    const resumed = behind ? first - 1 : last;
    const data = JSON.stringify({ after: this.#after, resumedAfter: resumed });
    this.#out.write(`event: gap\nid: ${resumed}\ndata: ${data}\n\n`);
    this.#after = resumed;
  }
}

function drained(out: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      out.off('drain', done);
      out.off('close', done);
      resolve();
    };
    out.on('drain', done);
    out.on('close', done);
  });
}
