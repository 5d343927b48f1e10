/**
 * Gathers changes and hands them on together, each once: an import brings thousands of events, and
 * a page should read again a few times a second at most, not once for each.
 */

export interface Gathering<T> {
  add(change: T): void;
  /** Ends without handing on what waits. */
  stop(): void;
}

/** How long the first change waits for others, in milliseconds. */
const gatherChangesMs = 500;

export function gatherChanges<T>(
  keyOf: (change: T) => string,
  flush: (changes: readonly T[]) => void,
  waitMs = gatherChangesMs,
): Gathering<T> {
  const waiting = new Map<string, T>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    add(change) {
      waiting.set(keyOf(change), change);
      timer ??= setTimeout(() => {
        timer = undefined;
        const changes = [...waiting.values()];
        waiting.clear();
        flush(changes);
      }, waitMs);
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
