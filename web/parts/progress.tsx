/**
 * Waiting. Nothing for 300 ms, then the mark; what takes longer than a second shows how far it is
 * and a way to stop.
 */

import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Button } from './button.tsx';
import { Mark } from './mark.tsx';
import './progress.css';

const patienceMs = 300;

export function Waiting(props: { readonly label?: string; readonly size?: number }): ReactNode {
  const { t } = useLanguage();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="waiting" role="status">
      {shown && (
        <>
          <Mark size={props.size ?? 40} turning />
          <span>{props.label ?? t('parts.waiting')}</span>
        </>
      )}
    </div>
  );
}

export function Progress(props: {
  /** What goes on, for screen readers. */
  readonly label: string;
  /** From 0 to 1; undefined while it cannot be told. */
  readonly share: number | undefined;
  /** The count: “26 of 40 files”. */
  readonly children?: ReactNode;
  readonly onStop?: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const { share } = props;
  return (
    <div className="progress">
      <div
        className="progress-bar"
        role="progressbar"
        aria-label={props.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      >
        <span style={{ inlineSize: `${(share ?? 0) * 100}%` }} />
      </div>
      {props.children !== undefined && <span className="progress-count">{props.children}</span>}
      {props.onStop !== undefined && (
        <Button kind="quiet" onClick={props.onStop}>
          {t('parts.stop')}
        </Button>
      )}
    </div>
  );
}
