/**
 * One SQLite connection with its prepared statements. It is synchronous; the port's async
 * functions stand on it. Settings that make the promises true (WAL, foreign keys) are made here.
 */

import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Reader, SqlFunctions, SqlValue, Writer } from '../database.ts';

/** Prepared statements kept per connection; the query compiler makes ever new ones. */
const statementsMax = 512;
/**
 * Pages of 4 kB that the write-ahead log gathers before they are brought into the database: four
 * times SQLite's own, since pages that are written often then are brought over once. Rarer still
 * would be faster, but a write would wait for it longer (some 20 ms now).
 */
const checkpointPages = 4_000;
/** How long a connection waits for another one's lock before it fails. */
const busyTimeoutMs = 10_000;

type Durability = 'OFF' | 'NORMAL' | 'FULL';

/** Sorts and savepoints that grow large go to disk (`temp_store`), not into the node's memory. */
export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** SQLite's `synchronous`; FULL when absent. */
  readonly synchronous?: Durability;
  /** Upper bound of the page cache; it fills with use. */
  readonly cacheBytes: number;
  /** Pure functions that SQL may call. */
  readonly functions?: SqlFunctions;
}

export class Connection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(location: string, options: ConnectionOptions) {
    this.#database = new DatabaseSync(location, {
      readOnly: options.readOnly,
      enableForeignKeyConstraints: true,
      timeout: busyTimeoutMs,
    });
    this.#database.exec(`
      PRAGMA synchronous = ${options.synchronous ?? 'FULL'};
      PRAGMA cache_size = ${-Math.ceil(options.cacheBytes / 1024)};
      PRAGMA wal_autocheckpoint = ${checkpointPages};
      PRAGMA temp_store = FILE;
      PRAGMA trusted_schema = OFF;
    `);
    for (const [name, call] of Object.entries(options.functions ?? {})) {
      this.#database.function(name, { deterministic: true, varargs: true }, call);
    }
  }

  /** Whether a transaction is open; some errors (a full disk) end it by themselves. */
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  /** Runs several statements without parameters; for pragmas and migrations. */
  script(sql: string): void {
    this.#database.exec(sql);
  }

  all<Row>(sql: string, parameters: readonly SqlValue[] = []): readonly Row[] {
    return this.#statement(sql).all(...parameters) as unknown as readonly Row[];
  }

  get<Row>(sql: string, parameters: readonly SqlValue[] = []): Row | undefined {
    return this.#statement(sql).get(...parameters) as unknown as Row | undefined;
  }

  run(
    sql: string,
    parameters: readonly SqlValue[] = [],
  ): { readonly changes: number; readonly lastId: number } {
    const done = this.#statement(sql).run(...parameters);
    return { changes: Number(done.changes), lastId: Number(done.lastInsertRowid) };
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.#database.prepare(sql);
    if (this.#statements.size >= statementsMax) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    this.#statements.set(sql, made);
    return made;
  }
}

/** The port's reader on a connection; `check` throws once it may no longer be used. */
export function readerOn(connection: Connection, check: () => void): Reader {
  return {
    async all(sql, parameters) {
      check();
      return connection.all(sql, parameters);
    },
    async get(sql, parameters) {
      check();
      return connection.get(sql, parameters);
    },
  };
}

/** The port's writer on a connection; `check` throws once it may no longer be used. */
export function writerOn(connection: Connection, check: () => void): Writer {
  return {
    ...readerOn(connection, check),
    async run(sql, parameters) {
      check();
      return connection.run(sql, parameters);
    },
  };
}
