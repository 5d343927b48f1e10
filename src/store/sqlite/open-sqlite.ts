/**
 * The database port on SQLite: one file in the data folder, one connection that writes, one that
 * reads, and a few for snapshots. With the write-ahead log readers never wait for the writer.
 */

import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Clock, Logger } from '#base';
import type { Database, Migration, Reader, SqlFunctions, SqlValue, Writer } from '../database.ts';
import { storeError } from '../errors.ts';
import { Connection } from './connection.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { type SnapshotLimits, Snapshots, snapshotLimits } from './snapshots.ts';
import { type WriteLimits, WriteQueue, writeLimits } from './write-queue.ts';

const fileName = 'registan.sqlite';
const writerCacheBytes = 32 * 1024 * 1024;
const readerCacheBytes = 32 * 1024 * 1024;
const snapshotCacheBytes = 4 * 1024 * 1024;

export interface SqliteOptions {
  /** The data folder; made when missing. */
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The steps of all rooms. */
  readonly migrations: readonly Migration[];
  /** Pure functions that the rooms' SQL calls. */
  readonly functions?: SqlFunctions;
  readonly writeLimits?: Partial<WriteLimits>;
  readonly snapshotLimits?: Partial<SnapshotLimits>;
}

/** The database of a data folder; nothing is opened before `start()`. */
export function openSqlite(options: SqliteOptions): Database {
  const location = join(options.folder, fileName);
  return new SqliteDatabase(location, options, (writer) => {
    writer.script('PRAGMA journal_mode = WAL');
    migrate(writer, options.migrations, options.clock, options.logger);
  });
}

/**
 * The database that was lent (see `Database.lend`), opened by the borrower in its own thread. It
 * has to be started, and stopped before the loan ends.
 */
export function openLent(location: string): Database {
  return new SqliteDatabase(location, {}, undefined);
}

interface Limits {
  readonly functions?: SqlFunctions;
  readonly writeLimits?: Partial<WriteLimits>;
  readonly snapshotLimits?: Partial<SnapshotLimits>;
}

interface Opened {
  readonly writer: Connection;
  readonly reader: Connection;
  readonly queue: WriteQueue;
  readonly snapshots: Snapshots;
  readonly unlock: () => void;
}

class SqliteDatabase implements Database {
  readonly #location: string;
  readonly #limits: Limits;
  /** Makes the schema; absent on a lent database, which finds it made. */
  readonly #prepare: ((writer: Connection) => void) | undefined;
  readonly #listeners = new Set<(by: 'write' | 'lend', writes: number) => void>();
  #opened: Opened | undefined;

  constructor(location: string, limits: Limits, prepare?: (writer: Connection) => void) {
    this.#location = location;
    this.#limits = limits;
    this.#prepare = prepare;
  }

  async start(): Promise<void> {
    if (this.#opened !== undefined) return;
    const unlock = this.#takeFolder();
    const writer = this.#connect(false, writerCacheBytes);
    try {
      this.#prepare?.(writer);
    } catch (cause) {
      writer.close();
      unlock();
      throw cause;
    }
    this.#opened = {
      unlock,
      writer,
      reader: this.#connect(true, readerCacheBytes),
      queue: new WriteQueue(writer, { ...writeLimits, ...this.#limits.writeLimits }, (by, writes) =>
        this.#committed(by, writes),
      ),
      snapshots: new Snapshots(() => this.#connect(true, snapshotCacheBytes), {
        ...snapshotLimits,
        ...this.#limits.snapshotLimits,
      }),
    };
  }

  async stop(): Promise<void> {
    const opened = this.#opened;
    if (opened === undefined) return;
    await opened.queue.stop();
    this.#opened = undefined;
    opened.snapshots.close();
    opened.reader.close();
    opened.writer.close();
    opened.unlock();
  }

  async all<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<readonly Row[]> {
    return this.#running().reader.all<Row>(sql, parameters);
  }

  async get<Row>(sql: string, parameters?: readonly SqlValue[]): Promise<Row | undefined> {
    return this.#running().reader.get<Row>(sql, parameters);
  }

  async snapshot<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    return this.#running().snapshots.run(work);
  }

  async write<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    return this.#running().queue.write(work);
  }

  async lend<T>(work: (location: string) => Promise<T>): Promise<T> {
    if (this.#prepare === undefined) throw storeError('store.lent');
    return this.#running().queue.lend(() => work(this.#location));
  }

  onCommit(listener: (by: 'write' | 'lend', writes: number) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A borrower finds the folder made, and locked by the lender. */
  #takeFolder(): () => void {
    if (this.#prepare === undefined) return () => {};
    const folder = dirname(this.#location);
    mkdirSync(folder, { recursive: true });
    return lockFolder(folder);
  }

  #running(): Opened {
    if (this.#opened === undefined) throw storeError('store.stopped');
    return this.#opened;
  }

  #connect(readOnly: boolean, cacheBytes: number): Connection {
    const { functions } = this.#limits;
    return new Connection(this.#location, { readOnly, cacheBytes, functions });
  }

  #committed(by: 'write' | 'lend', writes: number): void {
    for (const listener of this.#listeners) listener(by, writes);
  }
}
