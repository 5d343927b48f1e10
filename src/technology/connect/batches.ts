/**
 * Collects samples and hands them on in batches at a steady pace. The queue is bounded: when it is
 * full the oldest go first, and are counted.
 */

import type { Sample } from './driver.ts';

const batchLimits = {
  /** How long a sample waits at most before it is handed on. */
  waitMs: 250,
  /** Samples that wait; more than that and the oldest are dropped. */
  waitingMax: 20_000,
} as const;

export interface Batches {
  add(sample: Sample): void;
  /** Samples dropped since the start. */
  dropped(): number;
  /** Hands on what waits and ends. */
  stop(): void;
}

export function openBatches(deliver: (batch: readonly Sample[]) => void): Batches {
  let waiting: Sample[] = [];
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) deliver(batch);
  };
  return {
    add(sample) {
      waiting.push(sample);
      if (waiting.length > batchLimits.waitingMax) {
        waiting.shift();
        dropped += 1;
      }
      timer ??= setTimeout(flush, batchLimits.waitMs);
    },
    dropped: () => dropped,
    stop() {
      clearTimeout(timer);
      flush();
    },
  };
}
