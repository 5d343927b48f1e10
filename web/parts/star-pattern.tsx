/** The pattern of empty places: stars and crosses in hairlines. Decoration, nowhere else. */

import { type ReactNode, useId } from 'react';
import './star-pattern.css';

export function StarPattern(): ReactNode {
  const id = useId();
  return (
    <div className="star-pattern" aria-hidden>
      <svg width="100%" height="100%" aria-hidden>
        <pattern id={id} width="74" height="74" patternUnits="userSpaceOnUse">
          <path d={star} />
        </pattern>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
    </div>
  );
}

/** One eight-pointed star whose points touch the middles of the tile's sides. */
const star =
  'M37 0 47.8 10.8H63.2V26.2L74 37 63.2 47.8V63.2H47.8L37 74 26.2 63.2' +
  'H10.8V47.8L0 37 10.8 26.2V10.8H26.2z';
