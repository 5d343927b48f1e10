/** Tabs over panels, with a count beside the name; arrows move between them. */

import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import './tabs.css';

export interface Tab {
  readonly value: string;
  readonly label: ReactNode;
  readonly count?: string;
  /** What the tab shows; only the open one is drawn. */
  readonly panel: ReactNode;
}

export function Tabs(props: {
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label?: string;
}): ReactNode {
  return (
    <Base.Root
      className="tabs"
      value={props.value}
      onValueChange={(value: unknown) => props.onChange(String(value))}
    >
      <Base.List className="tabs-list" aria-label={props.label}>
        {props.tabs.map((tab) => (
          <Base.Tab key={tab.value} value={tab.value} className="tab">
            {tab.label}
            {tab.count !== undefined && <span className="tab-count">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {props.tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className="tab-panel">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
