/** One clock for every age on a page: it ticks once a second while anyone listens. */

export interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  /** Milliseconds since the epoch, as of the last tick. */
  readonly now: () => number;
}

const tickMs = 1_000;

export function createTicker(): Ticker {
  const listeners = new Set<() => void>();
  let nowMs = Date.now();
  let timer: ReturnType<typeof setInterval> | undefined;
  const tick = () => {
    nowMs = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    now: () => nowMs,
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === undefined) {
        nowMs = Date.now();
        timer = setInterval(tick, tickMs);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
      };
    },
  };
}
