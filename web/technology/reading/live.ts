/**
 * The values that arrived since the page was opened, by element: the last one, when it came, and
 * a bounded trail for the sparkline. Kept outside React, so that a value that changes redraws its
 * own row and nothing else. A value's age decides when it becomes "no data".
 */

export interface Sample {
  readonly atMs: number;
  /** Null for what is not a number: a gap in the line. */
  readonly value: number | null;
}

export interface LiveValue {
  /** In value-only form. */
  readonly value: unknown;
  readonly atMs: number;
  readonly samples: readonly Sample[];
}

/** The data of an `org.registan.twin.value-changed` event. */
export interface ValueChange {
  readonly submodelId: string;
  readonly path: string | null;
  readonly value: unknown;
  readonly atMs: number;
}

/** Samples kept per element: ten minutes at one a second. */
export const samplesMax = 600;
/** Elements followed at once; beyond it the one that has been quiet for longest is dropped. */
const elementsMax = 5_000;
/** Sampling intervals without a value after which there is "no data" (design, Behaviour). */
const intervalsUntilStale = 10;

export class LiveValues {
  readonly #values = new Map<string, LiveValue>();
  readonly #listeners = new Map<string, Set<() => void>>();
  readonly #anyListeners = new Set<() => void>();
  readonly #submodels = new Map<string, number>();

  /** Takes over one change, or all of a submodel's when `path` is null. */
  apply(change: ValueChange): void {
    for (const [path, value] of leaves(change.path, change.value)) {
      this.#put(`${change.submodelId}#${path}`, value, change.atMs);
    }
    const before = this.#submodels.get(change.submodelId) ?? 0;
    this.#submodels.set(change.submodelId, Math.max(before, change.atMs));
    for (const listener of this.#anyListeners) listener();
  }

  get(key: string): LiveValue | undefined {
    return this.#values.get(key);
  }

  /** Keys of every element that moved since the page was opened. */
  keys(): readonly string[] {
    return [...this.#values.keys()];
  }

  /** Whether any element of this submodel moved. */
  moves(submodelId: string): boolean {
    return this.#submodels.has(submodelId);
  }

  /** When the newest value of one of these submodels came. */
  newestAtMs(submodelIds: readonly string[]): number | undefined {
    const times = submodelIds.flatMap((id) => this.#submodels.get(id) ?? []);
    return times.length === 0 ? undefined : Math.max(...times);
  }

  /** Calls back when this element's value changes; returns how to stop. */
  subscribe(key: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(key) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(key, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(key);
    };
  }

  subscribeAny(listener: () => void): () => void {
    this.#anyListeners.add(listener);
    return () => this.#anyListeners.delete(listener);
  }

  #put(key: string, value: unknown, atMs: number): void {
    const before = this.#values.get(key);
    // Events may be repeated after a reconnection: what is not newer is known already.
    if (before !== undefined && atMs < before.atMs) return;
    const samples = [...(before?.samples ?? []), { atMs, value: numberOf(value) }];
    if (samples.length > samplesMax) samples.splice(0, samples.length - samplesMax);
    // Deleted first, so that the map's order is the order of the last change.
    this.#values.delete(key);
    this.#values.set(key, { value, atMs, samples });
    if (this.#values.size > elementsMax) {
      const quietest = this.#values.keys().next().value;
      if (quietest !== undefined) this.#values.delete(quietest);
    }
    for (const listener of this.#listeners.get(key) ?? []) listener();
  }
}

/**
 * The interval at which values come, in milliseconds: the median of the last gaps. Undefined
 * before three gaps were seen, since fewer say nothing.
 */
export function intervalMsOf(samples: readonly Sample[]): number | undefined {
  const recent = samples.slice(-12);
  const gaps: number[] = [];
  for (let index = 1; index < recent.length; index += 1) {
    const gap = (recent[index]?.atMs ?? 0) - (recent[index - 1]?.atMs ?? 0);
    if (gap > 0) gaps.push(gap);
  }
  if (gaps.length < 3) return undefined;
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)];
}

/**
 * Whether a value is too old to be shown: ten sampling intervals without a new one. Machines report
 * changes only, so a value that stands still is not lost while others of its submodel arrive:
 * `aliveAtMs` is when the newest of them came.
 */
export function isStale(live: LiveValue, nowMs: number, aliveAtMs = live.atMs): boolean {
  if (live.value === null) return true;
  const interval = intervalMsOf(live.samples);
  if (interval === undefined) return false;
  const patienceMs = Math.max(interval, intervalMsMin) * intervalsUntilStale;
  return nowMs - Math.max(live.atMs, aliveAtMs) > patienceMs;
}

/** Faster sampling does not make a page more impatient than this. */
const intervalMsMin = 1_000;

/** An event that an AAS value-only document of a whole (sub)tree carries, as single values. */
function* leaves(path: string | null, value: unknown): Generator<[string, unknown]> {
  if (Array.isArray(value) && !value.every(isLanguageEntry)) {
    for (const [index, item] of value.entries()) yield* leaves(`${path ?? ''}[${index}]`, item);
    return;
  }
  if (path === null || (isRecord(value) && isCollection(value))) {
    if (!isRecord(value)) return;
    for (const [name, item] of Object.entries(value)) {
      yield* leaves(path === null ? name : `${path}.${name}`, item);
    }
    return;
  }
  yield [path, value];
}

/** Objects that are one element's value (range, file, reference…), not a collection's children. */
function isCollection(value: Readonly<Record<string, unknown>>): boolean {
  const marks = ['min', 'max', 'contentType', 'keys', 'first', 'second', 'entityType', 'observed'];
  return !marks.some((mark) => mark in value);
}

function isLanguageEntry(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).length === 1 &&
    Object.entries(value).every(
      ([language, text]) => /^[a-z]{2,3}(-\w+)*$/i.test(language) && typeof text === 'string',
    )
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOf(value: unknown): number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}
