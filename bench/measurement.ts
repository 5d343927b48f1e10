/**
 * What a benchmark row is: a measurement, its baseline measured in the same run, their ratio, the
 * bar, and whether it holds. The machines are noisy, so a ratio counts and an absolute figure
 * only where the bar itself is one (a start time, a memory size).
 */

export interface Row {
  readonly what: string;
  readonly unit: string;
  readonly measured: number;
  readonly baseline: { readonly what: string; readonly measured: number };
  /** measured / baseline. */
  readonly ratio: number;
  readonly bar: Bar;
  readonly holds: boolean;
}

export interface Bar {
  /** `ratio` compares the ratio, `measured` the absolute figure in the row's unit. */
  readonly of: 'ratio' | 'measured';
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

export interface Measurement {
  readonly name: string;
  measure(context: BenchContext): Promise<readonly Row[]>;
}

export interface BenchContext {
  /** An empty folder on a real disk, removed afterwards. */
  readonly folder: string;
  /** Says what is being done, for whoever waits. */
  say(what: string): void;
}

/** Makes a row and judges it. */
export function row(
  what: string,
  unit: string,
  measured: number,
  baseline: { readonly what: string; readonly measured: number },
  bar: Bar,
): Row {
  const ratio = measured / baseline.measured;
  const judged = bar.of === 'ratio' ? ratio : measured;
  const holds = bar.is === 'at least' ? judged >= bar.value : judged <= bar.value;
  return { what, unit, measured, baseline, ratio, bar, holds };
}

/** The median of some figures; the measure for times that repeat. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
