/**
 * A value with its unit, an interval, a range, a time: read left to right in every language, the
 * unit kept on the number's line.
 */

import type { ReactNode } from 'react';
import './value.css';

export function Value(props: {
  readonly children: ReactNode;
  readonly unit?: string;
  readonly strong?: boolean;
}): ReactNode {
  return (
    <bdi className="value" dir="ltr" data-strong={props.strong || undefined}>
      {props.children}
      {props.unit !== undefined && (
        <>
          {' '}
          <span className="value-unit">{unitText(props.unit)}</span>
        </>
      )}
    </bdi>
  );
}

/** An address, an identifier, a fingerprint: code, read left to right. */
export function Code(props: { readonly children: ReactNode }): ReactNode {
  return (
    <bdi className="code" dir="ltr">
      {props.children}
    </bdi>
  );
}

/** CO2 is written with its subscript wherever a unit names it. */
function unitText(unit: string): ReactNode {
  const at = unit.indexOf('CO2');
  if (at < 0) return unit;
  return (
    <>
      {unit.slice(0, at)}CO<sub>2</sub>
      {unit.slice(at + 3)}
    </>
  );
}
