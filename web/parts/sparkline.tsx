/** The last hour of a value in one row: no axes, a gap where nothing was received, a dot at now. */

import type { ReactNode } from 'react';
import './sparkline.css';

export interface Sample {
  readonly atMs: number;
  /** Null: nothing was received here; the line breaks. */
  readonly value: number | null;
}

export function Sparkline(props: {
  readonly samples: readonly Sample[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Amber only where something is abnormal. */
  readonly tone?: 'ink' | 'amber';
  /** Said by screen readers; without it the line is decoration beside its value. */
  readonly label?: string;
}): ReactNode {
  const { samples, fromMs, toMs, width = 120, height = 20, label } = props;
  const runs = toRuns(samples, { fromMs, toMs, width: width - 3, height: height - 4 });
  const last = runs.at(-1)?.at(-1);
  return (
    <svg
      className="sparkline"
      data-tone={props.tone ?? 'ink'}
      viewBox={`0 0 ${width} ${height}`}
      style={{ inlineSize: `${width / 16}rem`, blockSize: `${height / 16}rem` }}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      {runs.map((run) => (
        <path key={run[0]?.x} d={toPath(run)} />
      ))}
      {last !== undefined && <rect x={last.x - 1.75} y={last.y - 1.75} width="3.5" height="3.5" />}
    </svg>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Frame {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
  readonly height: number;
}

/** Stretches of received values, as points of the picture; a flat line stands in the middle. */
function toRuns(samples: readonly Sample[], frame: Frame): readonly (readonly Point[])[] {
  const inside = samples.filter((sample) => sample.atMs >= frame.fromMs);
  const values = inside.flatMap((sample) => sample.value ?? []);
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const runs: Point[][] = [[]];
  for (const { atMs, value } of inside) {
    if (value === null) {
      runs.push([]);
      continue;
    }
    const part = span === 0 ? 0.5 : (value - low) / span;
    runs.at(-1)?.push({
      x: Math.max(0, (atMs - frame.fromMs) / (frame.toMs - frame.fromMs)) * frame.width + 1,
      y: 2 + (1 - part) * frame.height,
    });
  }
  return runs.filter((run) => run.length > 0);
}

function toPath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}
