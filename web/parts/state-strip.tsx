/**
 * A strip of a machine's states over time, read left to right in every language. Arrow keys walk
 * its segments; what it shows stands in a table for those who don't see it. Where nothing was
 * received there is a gap with a dotted middle, never a state.
 */

import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { StateBar, StatePatterns } from './machine-state.tsx';
import './state-strip.css';
import { DataTable } from './data-table.tsx';
import { gapsOf, type StateSegment } from './state-gaps.ts';
import { useWidth } from './use-width.ts';

export interface StateStripProps {
  /** What it shows, for screen readers. */
  readonly label: string;
  readonly segments: readonly StateSegment[];
  readonly fromMs: number;
  readonly toMs: number;
  /** An ink line; the rest of the shift is a hairline. */
  readonly nowMs?: number;
  /** 12 on a phone, 16 in a row, 48 on the machine's page. */
  readonly height?: 12 | 16 | 48;
  /** Hours below the strip. */
  readonly axis?: boolean;
}

export function StateStrip(props: StateStripProps): ReactNode {
  const { segments, fromMs, toMs, height = 16 } = props;
  const { t, formats } = useLanguage();
  const [frame, width] = useWidth(height === 48 ? 720 : 240);
  const [chosen, setChosen] = useState<number>();
  const duration = (segment: StateSegment) =>
    t('parts.minutes', { minutes: Math.round((segment.toMs - segment.fromMs) / 60_000) });
  const say = (segment: StateSegment) =>
    `${formats.time(segment.fromMs)}–${formats.time(segment.toMs)} ` +
    `${t(`parts.state.${segment.state}`)}, ${duration(segment)}`;
  const current = chosen === undefined ? undefined : segments[chosen];

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setChosen((now) =>
      Math.min(segments.length - 1, Math.max(0, (now ?? (step > 0 ? -1 : segments.length)) + step)),
    );
  };
  return (
    <figure className="state-strip" data-height={height} dir="ltr" ref={frame}>
      <div
        role="application"
        aria-label={props.label}
        aria-roledescription={t('parts.strip')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys work here
        tabIndex={0}
        className="state-strip-picture"
        onKeyDown={onKeyDown}
        onBlur={() => setChosen(undefined)}
      >
        <StripPicture {...props} width={width} height={height} chosen={current} />
      </div>
      {current !== undefined && <p className="state-strip-said">{say(current)}</p>}
      <span className="visually-hidden" aria-live="polite">
        {current !== undefined && say(current)}
      </span>
      <DataTable
        label={props.label}
        heads={[t('parts.from'), t('parts.to'), t('parts.state')]}
        rows={segments.map((segment) => [
          formats.time(segment.fromMs),
          formats.time(segment.toMs),
          t(`parts.state.${segment.state}`),
        ])}
      />
      {props.axis === true && <StripAxis fromMs={fromMs} toMs={toMs} width={width} />}
    </figure>
  );
}

function StripPicture(
  props: StateStripProps & {
    readonly width: number;
    readonly height: number;
    readonly chosen: StateSegment | undefined;
  },
): ReactNode {
  const { segments, fromMs, toMs, nowMs, width, height } = props;
  const id = useId();
  const rise = height === 12 ? 3 : 4;
  const x = (atMs: number) => ((atMs - fromMs) / (toMs - fromMs)) * width;
  const nowX = x(nowMs ?? toMs);
  const bottom = height + rise;
  const labelled = segments.filter((segment) => segment.label !== undefined);
  return (
    <>
      {height === 48 && labelled.length > 0 && (
        <StripLabels segments={labelled} x={x} width={width} />
      )}
      <svg width={width} height={bottom + 1} viewBox={`0 0 ${width} ${bottom + 1}`} aria-hidden>
        <StatePatterns id={id} />
        {gapsOf(segments, fromMs, nowMs ?? toMs).map((gap) => (
          <path
            key={gap.fromMs}
            className="state-none"
            d={`M${x(gap.fromMs) + 1} ${rise + height / 2}H${x(gap.toMs) - 1}`}
          />
        ))}
        {segments.map((segment) => (
          <StateBar
            key={segment.fromMs}
            patternId={id}
            state={segment.state}
            x={x(segment.fromMs)}
            y={rise}
            width={x(Math.min(segment.toMs, nowMs ?? toMs)) - x(segment.fromMs)}
            height={height}
            rise={rise}
          />
        ))}
        {props.chosen !== undefined && (
          <rect
            className="state-strip-chosen"
            x={x(props.chosen.fromMs) - 1}
            y={0.5}
            width={x(props.chosen.toMs) - x(props.chosen.fromMs) + 2}
            height={bottom - 0.5}
          />
        )}
        {nowMs !== undefined && (
          <path className="state-strip-rest" d={`M${nowX} ${bottom}H${width}`} />
        )}
        {nowMs !== undefined && <path className="state-strip-now" d={`M${nowX} 0V${bottom + 1}`} />}
      </svg>
    </>
  );
}

/** Average width of a letter at 12 px: enough to see which labels would touch. */
const letterPx = 6.6;

/** Labels of stops come first; others only where they touch none. */
function StripLabels(props: {
  readonly segments: readonly StateSegment[];
  readonly x: (atMs: number) => number;
  readonly width: number;
}): ReactNode {
  const placed: { readonly segment: StateSegment; readonly from: number; readonly to: number }[] =
    [];
  const byWeight = [...props.segments].sort(
    (a, b) => Number(b.state === 'stop') - Number(a.state === 'stop'),
  );
  for (const segment of byWeight) {
    const length = (segment.label?.length ?? 0) * letterPx + 8;
    const from = Math.max(0, Math.min(props.x(segment.fromMs), props.width - length));
    const isFree = placed.every((each) => from >= each.to || from + length <= each.from);
    if (isFree) placed.push({ segment, from, to: from + length });
  }
  return (
    <div className="state-strip-labels" aria-hidden>
      {placed.map(({ segment, from }) => (
        <span key={segment.fromMs} data-state={segment.state} style={{ insetInlineStart: from }}>
          {segment.label}
        </span>
      ))}
    </div>
  );
}

const hourMs = 3_600_000;

/** Full hours, as many as fit without touching, and the end. */
function StripAxis(props: {
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
}): ReactNode {
  const { formats } = useLanguage();
  const hours = (props.toMs - props.fromMs) / hourMs;
  const step = [1, 2, 4, 6, 12, 24].find((each) => (props.width / hours) * each >= 90) ?? 24;
  const count = Math.floor(hours / step);
  const ticks = Array.from({ length: count + 1 }, (_, i) => props.fromMs + i * step * hourMs);
  return (
    <div className="state-strip-axis" aria-hidden>
      {ticks.map((atMs) => {
        const share = (atMs - props.fromMs) / (props.toMs - props.fromMs);
        return (
          <span
            key={atMs}
            style={{ insetInlineStart: `${share * 100}%` }}
            data-end={share > 0.95 || undefined}
          >
            {formats.time(atMs)}
          </span>
        );
      })}
    </div>
  );
}
