/**
 * Blobs as files: `blobs/ab/abcd…`, named by their SHA-256. Content goes to a temporary file, is
 * flushed, and only then gets its name; the folder is flushed too, so that the name survives
 * power loss before any row can mention it.
 */

import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, statSync, unlinkSync } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '#base';
import type { Blob, Blobs } from './blobs.ts';
import { storeError } from './errors.ts';

/** What is younger may be waiting for the row that names it. */
const sweepAfterMs = 60 * 60 * 1000;

/** The blobs of a data folder; several threads may put into one folder. */
export function openBlobs(options: { readonly folder: string; readonly clock: Clock }): Blobs {
  const root = join(options.folder, 'blobs');
  const incoming = join(root, 'incoming');
  return {
    async put(content, bytesMax) {
      await mkdir(incoming, { recursive: true });
      const temporary = join(incoming, randomUUID());
      try {
        const blob = await receive(content, temporary, bytesMax);
        await giveName(root, temporary, blob.hash);
        return blob;
      } catch (cause) {
        await rm(temporary, { force: true });
        throw cause;
      }
    },
    open: (hash) => createReadStream(pathOf(root, hash)),
    has: (hash) =>
      access(pathOf(root, hash)).then(
        () => true,
        (cause: NodeJS.ErrnoException) => {
          if (cause.code === 'ENOENT') return false;
          throw cause;
        },
      ),
    async sweep(isUsed) {
      const beforeMs = options.clock.nowMs() - sweepAfterMs;
      let removed = 0;
      for (const shard of await foldersIn(root)) {
        for (const name of await readdir(join(root, shard))) {
          const path = join(root, shard, name);
          if (!isOlder(path, beforeMs)) continue;
          if (shard !== 'incoming' && (await isUsed(name))) continue;
          // Looked at again: it may have been put once more while `isUsed` was asked.
          if (!isOlder(path, beforeMs)) continue;
          unlinkSync(path);
          removed += 1;
        }
      }
      return removed;
    },
  };
}

function pathOf(root: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error(`not the hash of a blob: ${hash}`);
  return join(root, hash.slice(0, 2), hash);
}

async function receive(content: Readable, path: string, bytesMax: number): Promise<Blob> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      if (sizeBytes > bytesMax) {
        done(storeError('store.too-large', { limit: bytesMax }));
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(content, measure, createWriteStream(path, { flush: true, flags: 'wx' }));
  return { hash: hash.digest('hex'), sizeBytes };
}

/** Renames onto an equal blob as well: that makes it young again, so that no sweep takes it. */
async function giveName(root: string, temporary: string, hash: string): Promise<void> {
  const path = pathOf(root, hash);
  const made = await mkdir(dirname(path), { recursive: true });
  if (made !== undefined) await flushFolder(root);
  await rename(temporary, path);
  await flushFolder(dirname(path));
}

async function flushFolder(path: string): Promise<void> {
  // Windows cannot open a folder as a file; NTFS journals the name by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function foldersIn(root: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(root, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw cause;
  }
}

function isOlder(path: string, beforeMs: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && stats.mtimeMs < beforeMs;
}
