/**
 * What was read most recently, ready to be sent: documents and values as bytes, grouped by the
 * object that they are part of, bounded in bytes. It is exact: a write forgets after its commit,
 * and a read that began before that does not keep what it found.
 */

import type { Result } from '#base';
import type { StoredJson } from './port.ts';

/** What an entry costs beside its bytes, roughly: keys, objects, the buffer's own. */
const entryOverheadBytes = 256;

interface Group {
  readonly entries: Map<string, StoredJson>;
  sizeBytes: number;
  /** Whether it was read since it was last considered for removal. */
  used: boolean;
}

interface Reading {
  stale: boolean;
}

export class ReadCache {
  readonly #bytesMax: number;
  /**
   * In the order in which they are considered for removal: a group that was read since the last
   * time goes to the end instead. So a hit only sets a mark and moves nothing.
   */
  readonly #groups = new Map<string, Group>();
  readonly #readings = new Map<string, Set<Reading>>();
  #sizeBytes = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** `owner` is the object, `name` what of it. */
  get(owner: string, name: string): StoredJson | undefined {
    const group = this.#groups.get(owner);
    const found = group?.entries.get(name);
    if (group === undefined || found === undefined) return undefined;
    group.used = true;
    return found;
  }

  /** Reads and keeps what was read, unless it was written meanwhile. */
  async read(
    owner: string,
    name: string,
    read: () => Promise<Result<StoredJson>>,
  ): Promise<Result<StoredJson>> {
    const reading: Reading = { stale: false };
    const all = this.#readings.get(owner) ?? new Set();
    this.#readings.set(owner, all.add(reading));
    try {
      const result = await read();
      if (result.ok && !reading.stale) this.#keep(owner, name, result.value);
      return result;
    } finally {
      all.delete(reading);
      if (all.size === 0) this.#readings.delete(owner);
    }
  }

  /** Forgets everything of an object, or only these names of it. */
  forget(owner: string, names?: Iterable<string>): void {
    for (const reading of this.#readings.get(owner) ?? []) reading.stale = true;
    const group = this.#groups.get(owner);
    if (group === undefined) return;
    if (names === undefined) {
      this.#groups.delete(owner);
      this.#sizeBytes -= group.sizeBytes;
      return;
    }
    for (const name of names) {
      const entry = group.entries.get(name);
      if (entry === undefined) continue;
      group.entries.delete(name);
      this.#grow(group, -costOf(entry));
    }
  }

  clear(): void {
    for (const readings of this.#readings.values()) {
      for (const reading of readings) reading.stale = true;
    }
    this.#groups.clear();
    this.#sizeBytes = 0;
  }

  #keep(owner: string, name: string, json: StoredJson): void {
    if (costOf(json) > this.#bytesMax / 4) return;
    const group = this.#groups.get(owner) ?? { entries: new Map(), sizeBytes: 0, used: false };
    const before = group.entries.get(name);
    if (before !== undefined) this.#grow(group, -costOf(before));
    group.entries.set(name, json);
    this.#grow(group, costOf(json));
    this.#groups.delete(owner);
    this.#groups.set(owner, group);
    this.#makeRoom();
  }

  #makeRoom(): void {
    for (const [oldest, group] of this.#groups) {
      if (this.#sizeBytes <= this.#bytesMax) return;
      this.#groups.delete(oldest);
      if (group.used) {
        group.used = false;
        this.#groups.set(oldest, group);
      } else {
        this.#sizeBytes -= group.sizeBytes;
      }
    }
  }

  #grow(group: Group, bytes: number): void {
    group.sizeBytes += bytes;
    this.#sizeBytes += bytes;
  }
}

function costOf(entry: StoredJson): number {
  return entry.json.byteLength + entryOverheadBytes;
}
