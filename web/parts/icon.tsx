/** One icon of the set. It stands beside a word; alone, it needs a label for screen readers. */

import type { ReactNode } from 'react';
import './icon.css';
import { type IconName, type IconShape, icons } from './icon-shapes.ts';

export function Icon(props: {
  readonly name: IconName;
  /** Pixels; 20 is the drawn size. */
  readonly size?: number;
  /** Said by screen readers; without it the icon is decoration. */
  readonly label?: string;
}): ReactNode {
  const { size = 20, label } = props;
  const shape: IconShape = icons[props.name];
  const mirrored = directional.has(props.name);
  return (
    <svg
      className="icon"
      data-mirrored={mirrored || undefined}
      viewBox="0 0 20 20"
      style={{ inlineSize: `${size / 16}rem`, blockSize: `${size / 16}rem` }}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
      aria-hidden={label === undefined ? true : undefined}
    >
      {shape.path !== undefined && <path d={shape.path} />}
      {shape.dashed !== undefined && <path className="icon-dashed" d={shape.dashed} />}
      {shape.filled !== undefined && <path className="icon-filled" d={shape.filled} />}
      {shape.circles?.map(([x, y, r]) => (
        <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
      ))}
    </svg>
  );
}

/** Back and forward follow the reading direction; no other icon does. */
const directional: ReadonlySet<IconName> = new Set(['left', 'right', 'back', 'go']);
