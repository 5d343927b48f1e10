/**
 * Snapshots: many reads that see one state. Each has a connection of its own with a read
 * transaction open, taken from a small pool; a snapshot that is held too long is ended, because
 * the write-ahead log cannot shrink below it.
 */

import type { Reader } from '../database.ts';
import { storeError } from '../errors.ts';
import { type Connection, readerOn } from './connection.ts';

export interface SnapshotLimits {
  /** Snapshots open at once; more wait. */
  readonly openMax: number;
  /** How long one may be held. */
  readonly heldMsMax: number;
}

export const snapshotLimits: SnapshotLimits = { openMax: 8, heldMsMax: 120_000 };

export class Snapshots {
  readonly #connect: () => Connection;
  readonly #limits: SnapshotLimits;
  readonly #free: Connection[] = [];
  readonly #waiting: (() => void)[] = [];
  #open = 0;
  #closed = false;

  constructor(connect: () => Connection, limits: SnapshotLimits) {
    this.#connect = connect;
    this.#limits = limits;
  }

  async run<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    await this.#enter();
    const connection = this.#free.pop() ?? this.#connect();
    const started = performance.now();
    let ended = false;
    const end = () => {
      if (ended) return;
      ended = true;
      connection.run('ROLLBACK');
    };
    const timer = setTimeout(end, this.#limits.heldMsMax);
    try {
      connection.run('BEGIN');
      // The state is fixed by the first read, so it is made here.
      connection.get('SELECT 1 FROM sqlite_schema LIMIT 1');
      return await work(
        readerOn(connection, () => {
          if (!ended) return;
          const tooLong = performance.now() - started >= this.#limits.heldMsMax;
          throw tooLong
            ? storeError('store.slow-snapshot', { limit: this.#limits.heldMsMax })
            : storeError('store.ended', { what: 'snapshot' });
        }),
      );
    } finally {
      clearTimeout(timer);
      end();
      if (this.#closed) connection.close();
      else this.#free.push(connection);
      this.#leave();
    }
  }

  /** Closes the free ones now, those in use when their work ends. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#free.splice(0)) connection.close();
  }

  async #enter(): Promise<void> {
    if (this.#open < this.#limits.openMax) {
      this.#open += 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#open -= 1;
    else next();
  }
}
