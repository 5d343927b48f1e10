/** Scales of a chart: round values for at most three gridlines, and lines thinned to the pixel. */

import type { Sample } from './sparkline.tsx';

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** Steps that people count in. */
const roundSteps = [1, 2, 2.5, 5, 10] as const;

/** Two or three round values that enclose or nearly enclose the extent. */
export function gridValues(extent: Extent): readonly number[] {
  const span = extent.high - extent.low || Math.abs(extent.high) || 1;
  const magnitude = 10 ** Math.floor(Math.log10(span / 2));
  for (const factor of [...roundSteps, ...roundSteps.map((step) => step * 10)]) {
    const step = factor * magnitude;
    const first = Math.ceil(extent.low / step - 1e-9);
    const last = Math.floor(extent.high / step + 1e-9);
    const count = last - first + 1;
    if (count > 3) continue;
    if (count < 1) break;
    return Array.from({ length: count }, (_, index) => clean((first + index) * step));
  }
  return [clean(extent.low), clean(extent.high)];
}

/** Without the crumbs of binary fractions. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

export function extentOf(values: readonly number[]): Extent {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low > high ? { low: 0, high: 1 } : { low, high };
}

/**
 * At most four samples for each column of pixels: first, lowest, highest, last, in the order of
 * time, and the gaps. So a line of a million samples looks as it would with all of them.
 */
export function thin(samples: readonly Sample[], fromMs: number, msPerPixel: number): Sample[] {
  const kept: Sample[] = [];
  let column: Sample[] = [];
  let columnAt = Number.NaN;
  const flush = () => {
    if (column.length <= 4) kept.push(...column);
    else kept.push(...extremes(column));
    column = [];
  };
  for (const sample of samples) {
    const at = Math.floor((sample.atMs - fromMs) / msPerPixel);
    if (at !== columnAt || sample.value === null) flush();
    columnAt = at;
    // A gap has no value that could be an extreme.
    if (sample.value === null) kept.push(sample);
    else column.push(sample);
  }
  flush();
  return kept;
}

function extremes(column: readonly Sample[]): readonly Sample[] {
  let low = column[0];
  let high = column[0];
  for (const sample of column) {
    if (low === undefined || (sample.value ?? 0) < (low.value ?? 0)) low = sample;
    if (high === undefined || (sample.value ?? 0) > (high.value ?? 0)) high = sample;
  }
  const wanted = new Set([column[0], low, high, column.at(-1)]);
  return column.filter((sample) => wanted.has(sample));
}
