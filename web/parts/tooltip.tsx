/** A short hint beside a control, on hover and on focus; never the only place of anything. */

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import './tooltip.css';

export function Tooltip(props: {
  readonly text: ReactNode;
  /** One focusable element. */
  readonly children: ReactElement<Record<string, unknown>>;
  readonly side?: 'top' | 'bottom' | 'inline-end' | 'inline-start';
}): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={props.children} delay={300} />
      <Base.Portal>
        <Base.Positioner side={props.side ?? 'bottom'} sideOffset={6} className="tooltip-place">
          <Base.Popup className="tooltip" role="tooltip">
            {props.text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
