/**
 * One node per data folder: a lock that the operating system takes back by itself when the
 * process dies, made of an empty SQLite file held in an exclusive transaction.
 */

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { storeError } from '../errors.ts';

/** Takes the folder, or throws `store.in-use`; returns how to leave it. */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'registan.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    const { errcode } = cause as { errcode?: number };
    const busy = 5;
    if (errcode === busy) throw storeError('store.in-use', { folder }, { cause });
    throw cause;
  }
  return () => lock.close();
}
