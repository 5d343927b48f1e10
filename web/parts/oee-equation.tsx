/** OEE as its own equation: each factor with its coverage and the raw fraction behind it. */

import { Fragment, type ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Coverage } from './coverage.tsx';
import './oee-equation.css';

export interface OeeFactor {
  /** Share of one. */
  readonly share: number;
  /** Share of one that the factor is known for. */
  readonly coverage: number;
  /** The raw fraction in words: “267 of 329 min”. */
  readonly fraction: string;
}

export function OeeEquation(props: {
  readonly availability: OeeFactor;
  readonly performance: OeeFactor;
  readonly quality: OeeFactor;
}): ReactNode {
  const { t } = useLanguage();
  const { availability, performance, quality } = props;
  const oee: OeeFactor = {
    share: availability.share * performance.share * quality.share,
    // A product is known no better than its least known factor.
    coverage: Math.min(availability.coverage, performance.coverage, quality.coverage),
    fraction: t('parts.oee.lowest'),
  };
  const terms = [
    ['', t('parts.oee'), oee],
    ['=', t('parts.oee.availability'), availability],
    ['×', t('parts.oee.performance'), performance],
    ['×', t('parts.oee.quality'), quality],
  ] as const;
  return (
    <div className="oee-frame">
      <div className="oee" dir="ltr">
        {terms.map(([sign, label, factor]) => (
          <Fragment key={label}>
            {sign !== '' && <span className="oee-sign">{sign}</span>}
            <Factor label={label} factor={factor} />
          </Fragment>
        ))}
      </div>
    </div>
  );
}

function Factor(props: { readonly label: string; readonly factor: OeeFactor }): ReactNode {
  const { formats, direction } = useLanguage();
  const { factor } = props;
  return (
    <div className="oee-factor">
      <p className="oee-number">
        {formats.number(factor.share * 100, { decimals: 1 })}
        <span className="oee-unit">%</span>
      </p>
      <div dir={direction} className="oee-words">
        <p className="oee-label">{props.label}</p>
        <Coverage share={factor.coverage} />
        <p className="note">{factor.fraction}</p>
      </div>
    </div>
  );
}
