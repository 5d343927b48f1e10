/**
 * The outbox port: changes leave as CloudEvents (1.0) that are written in the transaction of the
 * change itself, so that no change is without its event and no event without its change.
 */

import type { Writer } from './database.ts';

export interface OutboxEvent {
  /** CloudEvents `type`, e.g. `org.registan.twin.value-changed`. */
  readonly type: string;
  /** CloudEvents `subject`: the id (and path) of what changed. */
  readonly subject: string;
  /** JSON data, small: what changed, not the whole thing. */
  readonly data?: unknown;
}

export interface SequencedEvent extends OutboxEvent {
  /** Grows by commit order, without end; the SSE `id`. */
  readonly sequence: number;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

export interface Outbox {
  append(writer: Writer, event: OutboxEvent): Promise<void>;
  /** Events after a sequence number, oldest first, at most `limit`. */
  readAfter(sequence: number, limit: number): Promise<readonly SequencedEvent[]>;
  /** The first sequence still kept and the last one written. */
  range(): Promise<{ readonly first: number; readonly last: number }>;
  /** Calls back after each commit that wrote events and after its writers; returns how to stop. */
  onCommitted(listener: () => void): () => void;
  /** Forgets old events beyond the kept number; runs by itself too. */
  prune(): Promise<number>;
}
