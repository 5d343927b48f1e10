/** The code plate: every asset is known by its code, read left to right in every language. */

import type { ReactNode } from 'react';
import './plate.css';

export function Plate(props: {
  readonly code: string;
  /** `title` stands before a page's title, `row` in tables and running text. */
  readonly size?: 'row' | 'title';
}): ReactNode {
  return (
    <bdi className="plate" dir="ltr" data-size={props.size ?? 'row'}>
      {props.code}
    </bdi>
  );
}
