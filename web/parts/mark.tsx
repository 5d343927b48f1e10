/**
 * The mark: two equal squares, one turned by an eighth; what they share is turquoise. It is the
 * logo, the sign of waiting and the sign of an empty place, and nothing else.
 */

import type { ReactNode } from 'react';
import './mark.css';

export function Mark(props: {
  /** Pixels, 16 or more. */
  readonly size?: number;
  /** Said by screen readers; without it the mark is decoration. */
  readonly label?: string;
  /** In one colour, without the octagon. */
  readonly plain?: boolean;
  /** One square turns an eighth and rests, again and again. */
  readonly turning?: boolean;
}): ReactNode {
  const { size = 24, label } = props;
  return (
    <svg
      className="mark"
      data-turning={props.turning || undefined}
      viewBox="-16 -16 32 32"
      style={{ inlineSize: `${size / 16}rem`, blockSize: `${size / 16}rem` }}
      strokeWidth={size >= 72 ? 1.1 : size >= 40 ? 1.6 : 2.2}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      {props.plain !== true && <path className="mark-core" d={octagon} />}
      <path d={square} />
      <path className="mark-turned" d={square} />
    </svg>
  );
}

const square = 'M-10.6-10.6h21.2v21.2h-21.2z';
const octagon = 'M10.6-4.39V4.39L4.39 10.6H-4.39L-10.6 4.39V-4.39L-4.39-10.6H4.39z';
