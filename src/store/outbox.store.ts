/**
 * The outbox on a database. The sequence is the table's integer key: with one writer at a time it
 * grows by commit order, and since the newest event is never pruned, it is never used twice.
 */

import type { Clock, Logger } from '#base';
import type { Database } from './database.ts';
import type { Outbox, SequencedEvent } from './outbox.ts';

/** Events kept for those who come back; older ones are forgotten. */
const keptMaxDefault = 100_000;
/** Events forgotten in one transaction, so that other writes get their turn. */
const prunedAtOnceMax = 5_000;

const insertEvent = 'INSERT INTO store_event (at_ms, type, subject, data) VALUES (?, ?, ?, ?)';
const selectAfter = `
  SELECT sequence, at_ms, type, subject, data FROM store_event
  WHERE sequence > ? ORDER BY sequence LIMIT ?`;
const selectRange = `
  SELECT (SELECT min(sequence) FROM store_event) AS first,
         (SELECT max(sequence) FROM store_event) AS last`;
const deleteUpTo = 'DELETE FROM store_event WHERE sequence <= ?';

interface EventRow {
  readonly sequence: number;
  readonly at_ms: number;
  readonly type: string;
  readonly subject: string;
  readonly data: string | null;
}

export interface OutboxOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly keptMax?: number;
}

/** The outbox of a started database (its own, or one lent to this thread). */
export function openOutbox(options: OutboxOptions): Outbox {
  const { database, clock, logger } = options;
  const keptMax = options.keptMax ?? keptMaxDefault;
  const listeners = new Set<() => void>();
  let appended = 0;
  let sincePrune = 0;

  const outbox: Outbox = {
    async append(writer, event) {
      appended += 1;
      const data = event.data === undefined ? null : JSON.stringify(event.data);
      await writer.run(insertEvent, [clock.nowMs(), event.type, event.subject, data]);
    },
    async readAfter(sequence, limit) {
      const rows = await database.all<EventRow>(selectAfter, [sequence, limit]);
      return rows.map(eventOf);
    },
    async range() {
      const row = await database.get<{ first: number | null; last: number | null }>(selectRange);
      return { first: row?.first ?? 1, last: row?.last ?? 0 };
    },
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async prune() {
      sincePrune = 0;
      let removed = 0;
      for (;;) {
        const { first, last } = await outbox.range();
        const upTo = Math.min(last - keptMax, first + prunedAtOnceMax - 1);
        if (upTo < first) return removed;
        removed += await database.write(async (writer) => {
          const done = await writer.run(deleteUpTo, [upTo]);
          return done.changes;
        });
      }
    },
  };

  database.onCommit((by) => {
    // A borrower's events were appended in its own thread, so they are not counted here.
    if (appended === 0 && by === 'write') return;
    sincePrune += appended;
    appended = 0;
    // After those whose write it was: they let go of what they kept of the state before.
    setImmediate(() => {
      for (const listener of listeners) listener();
    });
    if (sincePrune > keptMax / 10 || by === 'lend') {
      outbox.prune().catch((cause: unknown) => {
        logger.warn('old events could not be pruned; it is tried again later', { cause });
      });
    }
  });
  return outbox;
}

function eventOf(row: EventRow): SequencedEvent {
  return {
    sequence: row.sequence,
    atMs: row.at_ms,
    type: row.type,
    subject: row.subject,
    ...(row.data === null ? {} : { data: JSON.parse(row.data) as unknown }),
  };
}
