/**
 * The states of a machine, as fills and patterns that hold without colour. Every strip and swatch
 * draws them from here; the words for them come from the catalogue.
 */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import './machine-state.css';

export const machineStates = ['run', 'setup', 'wait', 'stop', 'off'] as const;
export type MachineState = (typeof machineStates)[number];

/** The patterns, once per svg; `id` keeps several svgs on a page apart. */
export function StatePatterns(props: { readonly id: string }): ReactNode {
  return (
    <defs>
      <pattern id={`${props.id}-setup`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="state-setup-ground" width="6" height="6" />
        <path className="state-setup-lines" d="M-1.5 1.5l3-3M0 6l6-6M4.5 7.5l3-3" />
      </pattern>
      <pattern id={`${props.id}-wait`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect className="state-wait-ground" width="6" height="6" />
        <path className="state-wait-dots" d="M1 1h2v2h-2zM4 4h2v2h-2z" />
      </pattern>
      <pattern id={`${props.id}-stop`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect className="state-stop-ground" width="8" height="8" />
        <path className="state-stop-lines" d="M-2 6l4 4M0 0l8 8M6-2l4 4" />
      </pattern>
    </defs>
  );
}

/** One stretch of a state; a stop stands above the others. */
export function StateBar(props: {
  readonly patternId: string;
  readonly state: MachineState;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Pixels that a stop rises above the strip. */
  readonly rise?: number;
}): ReactNode {
  const { state, x, width, patternId } = props;
  const rise = state === 'stop' ? (props.rise ?? 0) : 0;
  const inset = state === 'off' || state === 'setup' || state === 'wait' ? 0.5 : 0;
  const patterned = state === 'setup' || state === 'wait' || state === 'stop';
  return (
    <rect
      className={`state-bar state-bar-${state}`}
      x={x + inset}
      y={props.y - rise + inset}
      width={Math.max(0.75, width - 2 * inset)}
      height={props.height + rise - 2 * inset}
      fill={patterned ? `url(#${patternId}-${state})` : undefined}
    />
  );
}

/** A 14 px piece of the strip, before a state's name. */
function StateSwatch(props: { readonly state: MachineState | 'none' }): ReactNode {
  const id = `swatch-${props.state}`;
  return (
    <svg className="state-swatch" viewBox="0 0 14 14" aria-hidden>
      {props.state === 'none' ? (
        <path className="state-none" d="M0 7h14" />
      ) : (
        <>
          <StatePatterns id={id} />
          <StateBar patternId={id} state={props.state} x={0} y={0} width={14} height={14} />
        </>
      )}
    </svg>
  );
}

/** The swatch and the word; for how long can follow. */
export function StateName(props: {
  readonly state: MachineState | 'none';
  readonly children?: ReactNode;
}): ReactNode {
  const { t } = useLanguage();
  return (
    <span className="state-name" data-state={props.state}>
      <StateSwatch state={props.state} />
      <span>
        {t(`parts.state.${props.state}`)}
        {props.children !== undefined && <> · {props.children}</>}
      </span>
    </span>
  );
}
