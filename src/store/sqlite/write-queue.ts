/**
 * The writer's turn. Writes that arrive while the event loop serves its sockets run together in
 * one transaction, each in a savepoint of its own, and share one commit: the disk is flushed once
 * for all of them. A failing one is rolled back alone. A loan stands in the same queue and has
 * its turn with no transaction open.
 */

import type { Writer } from '../database.ts';
import { storeError } from '../errors.ts';
import { type Connection, writerOn } from './connection.ts';

export interface WriteLimits {
  /** Writes and loans that may wait; more are refused with `store.busy`. */
  readonly waitingMax: number;
  /** Writes that share one commit, at most. */
  readonly batchMax: number;
  /** A batch commits when it has taken this long, so that the event loop gets its turn. */
  readonly batchMsMax: number;
  /** How long a commit waits for the writers that shared the ones before it, while it is busy. */
  readonly gatherMsMax: number;
  /** How long one write may hold the transaction. */
  readonly writeMsMax: number;
}

export const writeLimits: WriteLimits = {
  waitingMax: 10_000,
  batchMax: 1_000,
  batchMsMax: 10,
  gatherMsMax: 0.5,
  writeMsMax: 5_000,
};

/** A commit that fewer writes shared was not busy: the next one waits for nobody. */
const busyWrites = 4;

interface Write {
  readonly kind: 'write';
  readonly work: (writer: Writer) => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

interface Loan {
  readonly kind: 'loan';
  readonly work: () => Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

/** A write that ran in the open transaction; it is answered after the commit. */
interface Ran {
  readonly write: Write;
  readonly value: unknown;
}

type Outcome = { readonly ok: true; readonly value: unknown } | { ok: false; cause: unknown };

export class WriteQueue {
  readonly #connection: Connection;
  readonly #limits: WriteLimits;
  readonly #onCommit: (by: 'write' | 'lend', writes: number) => void;
  readonly #waiting: (Write | Loan)[] = [];
  #running = false;
  #stopped = false;
  /** Writes of the last commit and of the one before. */
  #shared: readonly [number, number] = [0, 0];
  #idle: (() => void)[] = [];

  constructor(
    connection: Connection,
    limits: WriteLimits,
    onCommit: (by: 'write' | 'lend', writes: number) => void,
  ) {
    this.#connection = connection;
    this.#limits = limits;
    this.#onCommit = onCommit;
  }

  write<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    return this.#enter<T>((resolve, reject) => ({ kind: 'write', work, resolve, reject }));
  }

  lend<T>(work: () => Promise<T>): Promise<T> {
    return this.#enter<T>((resolve, reject) => ({ kind: 'loan', work, resolve, reject }));
  }

  /** Takes no more; resolves when what waited has run. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#running) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  #enter<T>(
    entry: (resolve: (value: unknown) => void, reject: (cause: unknown) => void) => Write | Loan,
  ): Promise<T> {
    if (this.#stopped) return Promise.reject(storeError('store.stopped'));
    if (this.#waiting.length >= this.#limits.waitingMax) {
      return Promise.reject(storeError('store.busy', { limit: this.#limits.waitingMax }));
    }
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push(entry(resolve as (value: unknown) => void, reject));
      if (this.#running) return;
      this.#running = true;
      this.#next(performance.now());
    });
  }

  /**
   * The next turn, after the event loop has had its own. Many who write one after the other would
   * fall into two groups, the one coming in while the other is written: both are waited for, so
   * that they share a commit.
   */
  #next(sinceMs: number): void {
    setImmediate(() => {
      const [last, before] = this.#shared;
      const expected = last < busyWrites ? 0 : last + before;
      const isEarly = performance.now() - sinceMs < this.#limits.gatherMsMax;
      if (isEarly && this.#waiting.length < expected) this.#next(sinceMs);
      else void this.#turn();
    });
  }

  /** One turn: a loan or a batch; the next one after the event loop has had its own. */
  async #turn(): Promise<void> {
    const first = this.#waiting[0];
    if (first?.kind === 'loan') {
      this.#waiting.shift();
      await this.#runLoan(first);
    } else if (first !== undefined) {
      await this.#runBatch();
    }
    if (this.#waiting.length > 0) {
      this.#next(performance.now());
      return;
    }
    this.#running = false;
    for (const done of this.#idle.splice(0)) done();
  }

  async #runLoan(loan: Loan): Promise<void> {
    try {
      const value = await loan.work();
      this.#onCommit('lend', 0);
      loan.resolve(value);
    } catch (cause) {
      // What the borrower had committed before it failed is there; listeners must see it.
      this.#onCommit('lend', 0);
      loan.reject(cause);
    }
  }

  async #runBatch(): Promise<void> {
    const connection = this.#connection;
    let ran: Ran[] = [];
    let taken = 0;
    try {
      connection.run('BEGIN IMMEDIATE');
      const untilMs = performance.now() + this.#limits.batchMsMax;
      for (const entry of this.#waiting) {
        if (entry.kind === 'loan' || taken >= this.#limits.batchMax) break;
        taken += 1;
        const outcome = await this.#runOne(entry);
        if (outcome.ok) ran.push({ write: entry, value: outcome.value });
        else entry.reject(outcome.cause);
        if (!connection.inTransaction) throw outcome.ok ? lostTransaction() : outcome.cause;
        if (performance.now() >= untilMs) break;
      }
      connection.run('COMMIT');
    } catch (cause) {
      if (connection.inTransaction) connection.run('ROLLBACK');
      if (taken === 0) taken = this.#rejectNext(cause);
      for (const { write } of ran) write.reject(cause);
      ran = [];
    }
    this.#waiting.splice(0, taken);
    this.#shared = [ran.length, this.#shared[0]];
    if (ran.length > 0) this.#onCommit('write', ran.length);
    for (const { write, value } of ran) write.resolve(value);
  }

  /** No transaction could be begun: what is first in the queue fails, so that it moves on. */
  #rejectNext(cause: unknown): number {
    this.#waiting[0]?.reject(cause);
    return 1;
  }

  /** Runs one write in its savepoint; when it fails, nothing of it stays. */
  async #runOne(write: Write): Promise<Outcome> {
    const connection = this.#connection;
    let ended = false;
    const writer = writerOn(connection, () => {
      if (ended) throw storeError('store.ended', { what: 'writer' });
    });
    connection.run('SAVEPOINT one');
    const outcome = await settle(write, writer, this.#limits.writeMsMax);
    ended = true;
    if (!connection.inTransaction) return outcome;
    if (!outcome.ok) connection.run('ROLLBACK TO one');
    connection.run('RELEASE one');
    return outcome;
  }
}

/** The work's outcome, or `store.slow-write` when it waits for something that does not come. */
function settle(write: Write, writer: Writer, limitMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve({ ok: false, cause: storeError('store.slow-write', { limit: limitMs }) });
    }, limitMs);
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    try {
      write.work(writer).then(
        (value) => end({ ok: true, value }),
        (cause: unknown) => end({ ok: false, cause }),
      );
    } catch (cause) {
      end({ ok: false, cause });
    }
  });
}

function lostTransaction(): Error {
  return new Error(
    'the transaction ended inside a write; a writer must not run COMMIT or ROLLBACK',
  );
}
