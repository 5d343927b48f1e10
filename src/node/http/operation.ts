/** What operating a node needs: is it alive, is it ready, how does it do. */

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import type { Database, Outbox } from '#store';
import type { Metrics } from '../metrics.ts';

export interface OperationOptions {
  readonly metrics: Metrics;
  readonly database: Database;
  readonly outbox: Outbox;
  /** False while the node starts and once it stops. */
  readonly isReady: () => boolean;
}

/** Registers /healthz, /readyz and /metrics. */
export function serveOperation(app: FastifyInstance, options: OperationOptions): void {
  const { metrics, database, isReady } = options;
  const events = { first: 1, last: 0 };
  recordProcess(app, metrics);
  recordStore(metrics, database, events);

  app.get('/healthz', (_request, reply) => reply.send({ status: 'alive' }));

  app.get('/readyz', async (_request, reply) => {
    if (!isReady()) return reply.code(503).send({ status: 'not ready' });
    await database.get('SELECT 1 AS one');
    return reply.send({ status: 'ready' });
  });

  app.get('/metrics', async (_request, reply) => {
    Object.assign(events, await options.outbox.range());
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text());
  });
}

function recordProcess(app: FastifyInstance, metrics: Metrics): void {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  // What was late while the node started kept nobody waiting.
  app.addHook('onListen', async () => {
    delay.enable();
  });
  app.addHook('onClose', async () => {
    delay.disable();
  });
  for (const quantile of [50, 99, 100]) {
    metrics.gauge(
      'registan_event_loop_delay_seconds',
      'How late the event loop comes to its timers, since the node listens.',
      () => (delay.count === 0 ? 0 : Math.max(0, delay.percentile(quantile) / 1e9)),
      { quantile: String(quantile / 100) },
    );
  }
  const memory = (kind: 'rss' | 'heapUsed' | 'external') => () => process.memoryUsage()[kind];
  metrics.gauge('process_resident_memory_bytes', 'Memory held in all.', memory('rss'));
  metrics.gauge('nodejs_heap_size_used_bytes', 'JavaScript heap in use.', memory('heapUsed'));
  metrics.gauge('nodejs_external_memory_bytes', 'Memory outside the heap.', memory('external'));
  metrics.gauge('process_uptime_seconds', 'Time since the start.', () => process.uptime());
}

function recordStore(
  metrics: Metrics,
  database: Database,
  events: { readonly first: number; readonly last: number },
): void {
  const writes = metrics.counter('registan_store_writes_total', 'Writes that are durable.');
  const commits = metrics.counter('registan_store_commits_total', 'Commits that they shared.');
  const loans = metrics.counter('registan_store_loans_total', 'Times the writer was lent.');
  database.onCommit((by, count) => {
    if (by === 'lend') {
      loans.add();
      return;
    }
    commits.add();
    writes.add(count);
  });
  metrics.gauge('registan_outbox_last_sequence', 'The newest event.', () => events.last);
  metrics.gauge('registan_outbox_kept_events', 'Events that can still be resumed from.', () =>
    Math.max(0, events.last - events.first + 1),
  );
}
