/**
 * The database port. SQLite is the first implementation, PostgreSQL will be the second: the
 * functions are async, and the SQL passed to them uses `?` parameters and the common subset of
 * both dialects. Times are integers (milliseconds), booleans are 0 or 1, documents are TEXT.
 */

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface Reader {
  /** All rows of a query that is known to be bounded (by LIMIT or by its nature). */
  all<Row = SqlRow>(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** The first row, or undefined. */
  get<Row = SqlRow>(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined>;
}

export interface Writer extends Reader {
  /** Runs one statement; `lastId` is the integer key that an INSERT made. */
  run(
    sql: string,
    parameters?: readonly SqlValue[],
  ): Promise<{ readonly changes: number; readonly lastId: number }>;
}

export interface Database extends Reader {
  /** Many reads that see one state. */
  snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * A transaction. Resolves when what `work` wrote is durable (survives power loss); when `work`
   * throws, nothing of it stays. Writes that wait at the same time share one commit (each in a
   * savepoint of its own), so `work` must be short and wait for nothing but its writer.
   */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /**
   * Lends the writer to a worker thread: no other write runs until `work` ends. `work` is given
   * what a worker needs to open the same database by itself (see `openLent`).
   */
  lend<T>(work: (location: string) => Promise<T>): Promise<T>;
  /**
   * Calls back after each commit, before its writes are answered, with how many shared it; and
   * after each loan, whose writes are not counted. Returns how to stop.
   */
  onCommit(listener: (by: 'write' | 'lend', writes: number) => void): () => void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** One step of the schema's history; steps run once each, in the order of their ids. */
export interface Migration {
  /** Sorts and identifies: `0001-twin-shells`. Never changed once released. */
  readonly id: string;
  readonly sql: string;
}

/** Pure functions that SQL may call beside its own; a database without them needs its own kind. */
export type SqlFunctions = Readonly<Record<string, (...values: SqlValue[]) => SqlValue>>;
