/** A number and what it is worth: its unit, its label, and its coverage, interval or range. */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Coverage } from './coverage.tsx';
import { SimulatedMark } from './marks.tsx';
import './number-tile.css';

export function NumberTile(props: {
  /** Already in the reader's format. */
  readonly value: string;
  /** A unit, or the rest of the phrase (“of 8 machines”). */
  readonly unit?: string;
  readonly label: ReactNode;
  /** Share of one that the number rests on. */
  readonly coverage?: number;
  readonly interval?: { readonly low: string; readonly high: string; readonly level: number };
  readonly expected?: { readonly low: string; readonly high: string };
  /** Whatever else says what the number is worth. */
  readonly note?: ReactNode;
  readonly simulated?: boolean;
}): ReactNode {
  const { t } = useLanguage();
  const { interval, expected } = props;
  return (
    <div className="number-tile">
      <p className="number-tile-number" dir={isSymbol(props.unit) ? 'ltr' : undefined}>
        <bdi dir="ltr">{props.value}</bdi>
        {props.unit !== undefined && <span className="number-tile-unit">{props.unit}</span>}
      </p>
      <p className="number-tile-label">{props.label}</p>
      <p className="number-tile-note">
        {props.coverage !== undefined && <Coverage share={props.coverage} />}
        {interval !== undefined && <span>{t('parts.interval', interval)}</span>}
        {expected !== undefined && <span>{t('parts.expected', expected)}</span>}
        {props.note !== undefined && <span>{props.note}</span>}
        {props.simulated === true && <SimulatedMark />}
      </p>
    </div>
  );
}

/** A unit's symbol stays at the number's right in every language; a phrase follows the page. */
function isSymbol(unit: string | undefined): boolean {
  return unit === undefined || !/[\u0590-\u08ff]/.test(unit);
}
