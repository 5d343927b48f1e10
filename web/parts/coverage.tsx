/** Coverage: which share of the time or the answers a number rests on; hatched is the rest. */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import './coverage.css';

export function Coverage(props: {
  /** From 0 to 1. */
  readonly share: number;
  /** The bar alone, where the words stand elsewhere. */
  readonly barOnly?: boolean;
}): ReactNode {
  const { t } = useLanguage();
  const share = Math.min(1, Math.max(0, props.share));
  // Never drawn as full, nor as empty, when it is only nearly so.
  const drawn = share === 0 || share === 1 ? share : Math.min(0.96, Math.max(0.04, share));
  const words = t('parts.coverage', { share });
  return (
    <span className="coverage">
      <span className="coverage-bar" aria-hidden>
        <span style={{ inlineSize: `${drawn * 100}%` }} />
      </span>
      <span className={props.barOnly ? 'visually-hidden' : undefined}>{words}</span>
    </span>
  );
}
