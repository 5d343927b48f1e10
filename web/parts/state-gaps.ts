/** The stretches of a strip, and the gaps between them where nothing is known. */

import type { MachineState } from './machine-state.tsx';

export interface StateSegment {
  readonly state: MachineState;
  readonly fromMs: number;
  readonly toMs: number;
  /** Above the strip, for stops that matter (height 48 only). */
  readonly label?: string;
}

/** Where nothing is known between the start and now. */
export function gapsOf(
  segments: readonly StateSegment[],
  fromMs: number,
  toMs: number,
): readonly { readonly fromMs: number; readonly toMs: number }[] {
  const gaps: { fromMs: number; toMs: number }[] = [];
  let known = fromMs;
  for (const segment of [...segments].sort((a, b) => a.fromMs - b.fromMs)) {
    if (segment.fromMs > known) gaps.push({ fromMs: known, toMs: segment.fromMs });
    known = Math.max(known, segment.toMs);
  }
  if (known < toMs) gaps.push({ fromMs: known, toMs });
  return gaps;
}
