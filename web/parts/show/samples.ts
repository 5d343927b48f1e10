/** Invented numbers for the page of parts, the same at every visit. */

import type { Sample } from '../sparkline.tsx';
import type { StateSegment } from '../state-gaps.ts';

const minuteMs = 60_000;

/** 12 March 2026, local time. */
export function at(hour: number, minute: number): number {
  return new Date(2026, 2, 12, hour, minute).getTime();
}

/** A value that wanders around a level, a sample a minute; `gap` minutes are missing. */
export function wander(
  seed: number,
  level: number,
  swing: number,
  gap?: readonly [fromMinute: number, toMinute: number],
): readonly Sample[] {
  let state = seed;
  const random = () => {
    // A linear congruential generator (Numerical Recipes, ranqd1).
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32 - 0.5;
  };
  let drift = 0;
  return Array.from({ length: 61 }, (_, minute) => {
    drift = drift * 0.8 + random();
    const isGap = gap !== undefined && minute >= gap[0] && minute < gap[1];
    return {
      atMs: at(10, 42) + minute * minuteMs,
      value: isGap ? null : level + drift * swing,
    };
  });
}

/** As `wander`, but rising from a minute on. */
export function rise(seed: number, level: number, swing: number, from: number, by: number) {
  return wander(seed, level, swing).map((sample, minute) => ({
    ...sample,
    value: (sample.value ?? 0) + (minute > from ? ((minute - from) / (60 - from)) * by : 0),
  }));
}

export const lastHour = { fromMs: at(10, 42), toMs: at(11, 42) } as const;
export const shift = { fromMs: at(6, 0), toMs: at(14, 0), nowMs: at(11, 42) } as const;

/** A morning with every state and one gap in the data. */
export function morning(labels: {
  readonly setup: string;
  readonly break: string;
  readonly tool: string;
}): readonly StateSegment[] {
  const segment = (
    state: StateSegment['state'],
    from: number,
    to: number,
    label?: string,
  ): StateSegment => ({ state, fromMs: from, toMs: to, label });
  return [
    segment('setup', at(6, 0), at(6, 14), labels.setup),
    segment('run', at(6, 14), at(7, 31)),
    segment('wait', at(7, 31), at(7, 36)),
    segment('run', at(7, 36), at(8, 30)),
    segment('off', at(8, 30), at(8, 40), labels.break),
    segment('run', at(8, 40), at(9, 12)),
    segment('stop', at(9, 12), at(9, 36), labels.tool),
    segment('run', at(9, 36), at(10, 2)),
    segment('run', at(10, 5), at(10, 22)),
    segment('setup', at(10, 22), at(10, 46)),
    segment('run', at(10, 46), at(11, 8)),
    segment('wait', at(11, 8), at(11, 16)),
    segment('run', at(11, 16), at(11, 42)),
  ];
}
