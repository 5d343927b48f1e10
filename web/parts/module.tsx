/** A module: a rule, a title, a note at the far end. Not a card; space does the rest. */

import { type ReactNode, useId } from 'react';
import './module.css';

export function Module(props: {
  readonly title: ReactNode;
  /** What the module counts or its unit, small, at the far end; or one link. */
  readonly note?: ReactNode;
  /** Before the title, e.g. an alarm icon. */
  readonly icon?: ReactNode;
  /** Level of the heading. */
  readonly level?: 2 | 3;
  /** `error` draws the rule red, `quiet` as a hairline in `edge`. */
  readonly tone?: 'plain' | 'error' | 'quiet';
  readonly className?: string;
  readonly children?: ReactNode;
}): ReactNode {
  const titleId = useId();
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section
      className={`module ${props.className ?? ''}`}
      data-tone={props.tone ?? 'plain'}
      aria-labelledby={titleId}
    >
      <header className="module-head">
        {props.icon}
        <Heading className="module-title" id={titleId}>
          {props.title}
        </Heading>
        {props.note !== undefined && <div className="module-note">{props.note}</div>}
      </header>
      {props.children}
    </section>
  );
}
