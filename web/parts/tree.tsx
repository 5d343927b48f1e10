/**
 * A tree that is a table: localised name, short id, value, unit, the last hour, age. Arrow keys
 * walk it (a treegrid of the ARIA practices); branches may fetch their children when opened.
 */

import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { nextFocus } from './tree-keys.ts';
import { flattenTree, type TreeItem } from './tree-model.ts';
import { TreeRow } from './tree-row.tsx';
import './tree.css';

export interface TreeProps {
  /** Said by screen readers. */
  readonly label: string;
  readonly items: readonly TreeItem[];
  readonly expanded: ReadonlySet<string>;
  /** Also called when a branch with `children: 'unloaded'` is opened: fetch them then. */
  readonly onToggle: (key: string, open: boolean) => void;
  readonly selectedKey?: string;
  readonly onSelect?: (item: TreeItem) => void;
  /** Heads of the columns; absent ones are not drawn. */
  readonly heads: {
    readonly name: ReactNode;
    readonly value?: ReactNode;
    readonly trend?: ReactNode;
    readonly age?: ReactNode;
  };
}

export function Tree(props: TreeProps): ReactNode {
  const { heads, expanded, onToggle, onSelect } = props;
  const rows = flattenTree(props.items, expanded);
  const [focusedKey, setFocusedKey] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const current = rows.some((row) => row.item.key === focusedKey) ? focusedKey : rows[0]?.item.key;

  const focusRow = (key: string) => {
    setFocusedKey(key);
    const row = [...(body.current?.rows ?? [])].find((each) => each.dataset.key === key);
    row?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableRowElement) || current === undefined) return;
    const isMirrored = getComputedStyle(event.target).direction === 'rtl';
    const step = nextFocus(rows, current, event.key, isMirrored);
    if (step === undefined) return;
    event.preventDefault();
    if (step.kind === 'move') focusRow(step.key);
    else if (step.kind === 'toggle') onToggle(step.key, step.open);
    else onSelect?.(step.item);
  };

  return (
    <div className="tree-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table */}
      <table className="tree" role="treegrid" aria-label={props.label}>
        <thead>
          <tr>
            <th scope="col">{heads.name}</th>
            {heads.value !== undefined && (
              <th scope="col" data-numeric>
                {heads.value}
              </th>
            )}
            {heads.value !== undefined && <td />}
            {heads.trend !== undefined && (
              <th scope="col" className="tree-trend">
                {heads.trend}
              </th>
            )}
            {heads.age !== undefined && (
              <th scope="col" className="tree-age">
                {heads.age}
              </th>
            )}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row) => (
            <TreeRow
              key={row.item.key}
              row={row}
              heads={heads}
              isFocusStop={row.item.key === current}
              isSelected={row.item.key === props.selectedKey}
              onFocus={() => setFocusedKey(row.item.key)}
              onToggle={onToggle}
              onSelect={onSelect}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
