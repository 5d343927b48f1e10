/**
 * The blob port: content-addressed (SHA-256), immutable, kept as files beside the database. A blob
 * is written and made durable before the row that names it; unnamed ones are swept later.
 */

import type { Readable } from 'node:stream';

export interface Blob {
  /** SHA-256 of the content, lower-case hex. */
  readonly hash: string;
  readonly sizeBytes: number;
}

export interface Blobs {
  /** Streams content in; fails with an error when it passes `bytesMax`, leaving nothing behind. */
  put(content: Readable, bytesMax: number): Promise<Blob>;
  open(hash: string): Readable;
  has(hash: string): Promise<boolean>;
  /** Removes blobs that `isUsed` disowns and that are older than an hour. */
  sweep(isUsed: (hash: string) => Promise<boolean>): Promise<number>;
}
