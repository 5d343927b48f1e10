/** Where one is in a wizard, a negotiation or a course: done, here, to come; each with one fact. */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import './steps.css';

export interface Step {
  readonly name: string;
  readonly fact?: ReactNode;
}

export function Steps(props: {
  /** Said by screen readers. */
  readonly label: string;
  readonly steps: readonly Step[];
  /** Index of the step one is in; the number of steps when all are done. */
  readonly current: number;
}): ReactNode {
  const { t } = useLanguage();
  return (
    <ol className="steps" aria-label={props.label}>
      {props.steps.map((step, index) => {
        const phase = index < props.current ? 'done' : index === props.current ? 'here' : 'ahead';
        return (
          <li
            key={step.name}
            className="step"
            data-phase={phase}
            aria-current={phase === 'here' ? 'step' : undefined}
          >
            <span className="step-name">{step.name}</span>
            {phase === 'done' && <span className="visually-hidden">{t('parts.step-done')}</span>}
            {step.fact !== undefined && <span className="step-fact">{step.fact}</span>}
          </li>
        );
      })}
    </ol>
  );
}
