/** Names and values as lines: the form of a nameplate, a data sheet, anything's particulars. */

import type { ReactNode } from 'react';

export interface FactLine {
  readonly key: string;
  readonly name: ReactNode;
  readonly value: ReactNode;
  /** Small, under the name. */
  readonly note?: ReactNode;
}

export function Facts(props: { readonly lines: readonly FactLine[] }): ReactNode {
  return (
    <dl className="twin-facts">
      {props.lines.map((line) => (
        <div className="twin-fact" key={line.key}>
          <dt>
            {line.name}
            {line.note !== undefined && <span className="note">{line.note}</span>}
          </dt>
          <dd>{line.value}</dd>
        </div>
      ))}
    </dl>
  );
}
