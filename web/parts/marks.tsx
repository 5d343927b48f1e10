/**
 * The marks that say what a statement is worth: who enforces a policy term, what an answer rests
 * on, what is simulated, not reviewed, not sent, not final. Each stands with its word.
 */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Icon } from './icon.tsx';
import './marks.css';

export type PolicyStrength = 'enforced' | 'evidenced' | 'contractual';

export function PolicyMark(props: { readonly strength: PolicyStrength }): ReactNode {
  const { t } = useLanguage();
  return (
    <span className="mark-with-word">
      <svg className="mark-policy" data-strength={props.strength} viewBox="0 0 16 16" aria-hidden>
        <rect className="mark-policy-frame" x="1" y="1" width="14" height="14" />
        {props.strength === 'enforced' && <path className="mark-tick" d="m4.5 8.5 2.5 2.5 5-6" />}
        {props.strength === 'evidenced' && (
          <rect className="mark-half" x="1" y="1" width="7" height="14" />
        )}
        {props.strength === 'contractual' && <path className="mark-dash" d="M5 11h6" />}
      </svg>
      {t(`parts.policy.${props.strength}`)}
    </span>
  );
}

export const evidenceLevels = ['said', 'document', 'seen', 'measured'] as const;
export type Evidence = (typeof evidenceLevels)[number];

export function EvidenceMark(props: {
  readonly evidence: Evidence;
  /** The bars alone; the word is then said to screen readers only. */
  readonly barsOnly?: boolean;
}): ReactNode {
  const { t } = useLanguage();
  const reached = evidenceLevels.indexOf(props.evidence);
  const word = t(`parts.evidence.${props.evidence}`);
  return (
    <span className="mark-with-word">
      <svg className="mark-evidence" viewBox="0 0 18 12" aria-hidden>
        {evidenceLevels.map((level, index) => (
          <rect
            key={level}
            data-reached={index <= reached || undefined}
            x={index * 4.5 + 0.5}
            y={8.5 - index * 2.67}
            width="3"
            height={3 + index * 2.67}
          />
        ))}
      </svg>
      <span className={props.barsOnly ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  );
}

export function SimulatedMark(props: { readonly children?: ReactNode }): ReactNode {
  const { t } = useLanguage();
  return (
    <span className="mark-simulated">
      <Icon name="simulated" size={14} />
      {props.children ?? t('parts.simulated')}
    </span>
  );
}

/** After a text that no speaker of its language has read; explained once per page. */
export function UnreviewedMark(props: { readonly decorative?: boolean }): ReactNode {
  const { t } = useLanguage();
  const label = props.decorative ? undefined : t('parts.unreviewed');
  return (
    <svg
      className="mark-unreviewed"
      viewBox="0 0 12 12"
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      <rect x="0.5" y="0.5" width="11" height="11" />
      <path d="M2.5 4.5c1-1.2 2-1.2 3 0s2.5 1.2 4 0M2.5 8c1-1.2 2-1.2 3 0s2.5 1.2 4 0" />
    </svg>
  );
}

export function OfflineMark(props: { readonly waiting?: number }): ReactNode {
  const { t } = useLanguage();
  return (
    <span className="mark-with-word">
      <Icon name="offline" size={16} />
      {t('parts.offline', { waiting: props.waiting ?? 0 })}
    </span>
  );
}

export function DraftMark(): ReactNode {
  const { t } = useLanguage();
  return <span className="mark-draft">{t('parts.draft')}</span>;
}
