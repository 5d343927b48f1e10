/**
 * A chart over time, read left to right in every language: thin lines with their label at the
 * end, bands for intervals, dashes for what a model made, amber only where a value is abnormal,
 * and a break where nothing was received. What it shows stands in a table too.
 */

import { type ReactNode, useId } from 'react';
import { useLanguage } from '../language/provider.tsx';
import './chart.css';
import { type Extent, extentOf, gridValues, thin } from './chart-scale.ts';
import { DataTable } from './data-table.tsx';
import type { Sample } from './sparkline.tsx';
import { useWidth } from './use-width.ts';

interface ChartSeries {
  /** At the end of the line: its value or its name. */
  readonly label: string;
  /** Under the label. */
  readonly note?: string;
  readonly samples: readonly Sample[];
  readonly tone?: 'ink' | 'ink-2' | 'accent';
  /** Made by a model. */
  readonly dashed?: boolean;
  /** From here on the value is not what was expected. */
  readonly abnormalFromMs?: number;
}

interface ChartBand {
  /** At the end of the band. */
  readonly label: string;
  readonly tone?: 'ink' | 'accent';
  readonly points: readonly {
    readonly atMs: number;
    readonly low: number;
    readonly high: number;
  }[];
}

export interface ChartProps {
  /** What it shows, for screen readers. */
  readonly label: string;
  readonly series: readonly ChartSeries[];
  readonly bands?: readonly ChartBand[];
  readonly fromMs: number;
  readonly toMs: number;
  /** Enclosed in any case. */
  readonly include?: readonly number[];
  /** Pixels. */
  readonly height?: number;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly x: (atMs: number) => number;
  readonly y: (value: number) => number;
}

const startPx = 32;
const endPx = 84;
const footPx = 24;

export function Chart(props: ChartProps): ReactNode {
  const { formats, t } = useLanguage();
  const [figure, width] = useWidth(360);
  const { fromMs, toMs, height = 120 } = props;
  const extent = extentOfAll(props);
  const frame = frameOf(extent, fromMs, toMs, width, height);
  const grid = gridValues(extent);
  const base = frame.y(extent.low) + 8;
  return (
    <figure className="chart" dir="ltr" ref={figure}>
      <svg width={width} height={height + footPx} aria-hidden>
        {grid.map((value) => (
          <g key={value}>
            <path className="chart-grid" d={`M${startPx} ${frame.y(value)}H${width - endPx}`} />
            <text
              className="chart-axis-text"
              x={startPx - 6}
              y={frame.y(value) + 4}
              textAnchor="end"
            >
              {formats.number(value)}
            </text>
          </g>
        ))}
        {props.bands?.map((band) => (
          <path
            key={band.label}
            className="chart-band"
            data-tone={band.tone ?? 'ink'}
            d={bandPath(band, frame)}
          />
        ))}
        {props.series.map((series) => (
          <Line key={series.label} series={series} frame={frame} fromMs={fromMs} toMs={toMs} />
        ))}
        <path
          className="chart-axis"
          d={`M${startPx} ${base + 4}V${base}H${width - endPx}V${base + 4}`}
        />
        <text className="chart-axis-text" x={startPx} y={base + 16}>
          {formats.time(fromMs)}
        </text>
        <text className="chart-axis-text" x={width - endPx} y={base + 16} textAnchor="end">
          {formats.time(toMs)}
        </text>
        <EndLabels {...props} frame={frame} />
      </svg>
      <DataTable
        label={props.label}
        heads={[t('parts.time'), ...props.series.map((series) => series.label)]}
        rows={(props.series[0]?.samples ?? []).map((sample, index) => [
          formats.time(sample.atMs, true),
          ...props.series.map(({ samples }) => {
            const value = samples[index]?.value ?? null;
            return value === null ? t('parts.no-data') : formats.number(value);
          }),
        ])}
      />
    </figure>
  );
}

function extentOfAll(props: ChartProps): Extent {
  return extentOf([
    ...props.series.flatMap((each) => each.samples.flatMap((sample) => sample.value ?? [])),
    ...(props.bands ?? []).flatMap((band) => band.points.flatMap(({ low, high }) => [low, high])),
    ...(props.include ?? []),
  ]);
}

function frameOf(
  extent: Extent,
  fromMs: number,
  toMs: number,
  width: number,
  height: number,
): Frame {
  const span = extent.high - extent.low || 1;
  const top = 8;
  const bottom = height - 8;
  return {
    width,
    height,
    x: (atMs) => startPx + ((atMs - fromMs) / (toMs - fromMs)) * (width - startPx - endPx),
    y: (value) => bottom - ((value - extent.low) / span) * (bottom - top),
  };
}

function Line(props: {
  readonly series: ChartSeries;
  readonly frame: Frame;
  readonly fromMs: number;
  readonly toMs: number;
}): ReactNode {
  const { series, frame, fromMs, toMs } = props;
  const id = useId();
  const perPixel = (toMs - fromMs) / Math.max(1, frame.width - startPx - endPx);
  const samples = thin(series.samples, fromMs, perPixel);
  const path = linePath(samples, frame);
  const last = samples.at(-1);
  const abnormalX =
    series.abnormalFromMs === undefined ? frame.width : frame.x(series.abnormalFromMs);
  const isAbnormal = series.abnormalFromMs !== undefined;
  return (
    <g
      className="chart-line"
      data-tone={series.tone ?? 'ink'}
      data-dashed={series.dashed || undefined}
    >
      <clipPath id={`${id}-usual`}>
        <rect x="0" y="-20" width={Math.max(0, abnormalX)} height={frame.height + 60} />
      </clipPath>
      <path d={path} clipPath={isAbnormal ? `url(#${id}-usual)` : undefined} />
      {isAbnormal && (
        <g className="chart-abnormal">
          <clipPath id={`${id}-abnormal`}>
            <rect x={abnormalX} y="-20" width={frame.width} height={frame.height + 60} />
          </clipPath>
          <path d={path} clipPath={`url(#${id}-abnormal)`} />
        </g>
      )}
      {last !== undefined && last.value !== null && (
        <rect
          className={isAbnormal ? 'chart-now chart-now-abnormal' : 'chart-now'}
          x={frame.x(last.atMs) - 2}
          y={frame.y(last.value) - 2}
          width="4"
          height="4"
        />
      )}
    </g>
  );
}

/** Labels at the ends of lines and bands, moved apart where they would cover each other. */
function EndLabels(props: ChartProps & { readonly frame: Frame }): ReactNode {
  const { frame } = props;
  const labels = [
    ...props.series.map((series) => {
      const last = series.samples.findLast((sample) => sample.value !== null);
      return {
        text: series.label,
        note: series.note,
        tone: series.abnormalFromMs === undefined ? (series.tone ?? 'ink') : 'amber',
        y: frame.y(last?.value ?? 0) + 4,
        strong: true,
      };
    }),
    ...(props.bands ?? []).map((band) => {
      const end = band.points.at(-1);
      const middle = end === undefined ? 0 : (end.low + end.high) / 2;
      return {
        text: band.label,
        note: undefined,
        tone: 'note',
        y: frame.y(middle) + 4,
        strong: false,
      };
    }),
  ].sort((a, b) => a.y - b.y);
  let free = Number.NEGATIVE_INFINITY;
  return labels.map((label) => {
    const y = Math.max(label.y, free);
    free = y + (label.note === undefined ? 16 : 32);
    return (
      <text
        key={label.text}
        className="chart-label"
        data-tone={label.tone}
        x={frame.width - endPx + 10}
        y={y}
        fontWeight={label.strong ? 700 : undefined}
      >
        {label.text}
        {label.note !== undefined && (
          <tspan x={frame.width - endPx + 10} dy="16" fontWeight="400">
            {label.note}
          </tspan>
        )}
      </text>
    );
  });
}

function linePath(samples: readonly Sample[], frame: Frame): string {
  let path = '';
  let isDrawing = false;
  for (const { atMs, value } of samples) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    path += `${isDrawing ? 'L' : 'M'}${frame.x(atMs).toFixed(1)} ${frame.y(value).toFixed(1)}`;
    isDrawing = true;
  }
  return path;
}

function bandPath({ points }: ChartBand, frame: Frame): string {
  const at = (atMs: number, value: number) =>
    `${frame.x(atMs).toFixed(1)} ${frame.y(value).toFixed(1)}`;
  const upper = points.map((point) => at(point.atMs, point.high));
  const lower = points.map((point) => at(point.atMs, point.low)).reverse();
  return points.length === 0 ? '' : `M${[...upper, ...lower].join('L')}Z`;
}
