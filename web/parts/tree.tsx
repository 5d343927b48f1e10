/**
 * A tree that is a table: localised name, short id, value, unit, the last hour, age. Arrow keys
 * walk it (a treegrid of the ARIA practices); branches may fetch their children when opened. A long
 * tree draws only the rows in sight.
 */

import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { nextFocus } from './tree-keys.ts';
import { flattenTree, type TreeItem, type TreeRowModel } from './tree-model.ts';
import { TreeRow } from './tree-row.tsx';
import './tree.css';
import { useWindowedRows } from './windowed-rows.ts';

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

/** More rows than these and only those in sight are drawn, each on one line. */
const rowsAtOnceMax = 300;
const rowHeightPxDefault = 32;

export function Tree(props: TreeProps): ReactNode {
  const { heads, expanded, onToggle, onSelect } = props;
  const rows = flattenTree(props.items, expanded);
  const [focusedKey, setFocusedKey] = useState<string>();
  const body = useRef<HTMLTableSectionElement>(null);
  const isLong = rows.length > rowsAtOnceMax;
  const rowHeightPx = useRowHeight(body, isLong);
  const view = useWindowedRows(body, rows.length, rowHeightPx, isLong);
  const current = rows.some((row) => row.item.key === focusedKey) ? focusedKey : rows[0]?.item.key;
  const drawn = rows.slice(view.start, view.end);
  // Tab always finds a row, even when the one that had the focus was scrolled away.
  const stop = drawn.some((row) => row.item.key === current) ? current : drawn[0]?.item.key;

  const focusRow = useFocusRow(body, rows, rowHeightPx, setFocusedKey);
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
      <table
        className="tree"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table
        role="treegrid"
        aria-label={props.label}
        aria-rowcount={isLong ? rows.length + 1 : undefined}
        data-long={isLong || undefined}
      >
        <TreeHead heads={heads} />
        <tbody ref={body} onKeyDown={onKeyDown}>
          <TreeSpacer heightPx={view.start * rowHeightPx} />
          {drawn.map((row) => (
            <TreeRow
              key={row.item.key}
              row={row}
              heads={heads}
              isFocusStop={row.item.key === stop}
              isSelected={row.item.key === props.selectedKey}
              onFocus={() => setFocusedKey(row.item.key)}
              onToggle={onToggle}
              onSelect={onSelect}
            />
          ))}
          <TreeSpacer heightPx={(rows.length - view.end) * rowHeightPx} />
        </tbody>
      </table>
    </div>
  );
}

/** Focuses a row; one out of sight is scrolled to first and focused once it is drawn. */
function useFocusRow(
  body: { readonly current: HTMLTableSectionElement | null },
  rows: readonly TreeRowModel[],
  rowHeightPx: number,
  onFocus: (key: string) => void,
): (key: string) => void {
  const toFocus = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (toFocus.current === undefined) return;
    const row = drawnRow(body.current, toFocus.current);
    if (row === undefined) return;
    toFocus.current = undefined;
    row.focus({ preventScroll: true });
  });
  return (key) => {
    onFocus(key);
    const row = drawnRow(body.current, key);
    if (row !== undefined) {
      row.focus();
      return;
    }
    const index = rows.findIndex((each) => each.item.key === key);
    const top = body.current?.getBoundingClientRect().top ?? 0;
    toFocus.current = key;
    scrollBy({ top: top + index * rowHeightPx - innerHeight / 2, behavior: 'instant' });
  };
}

function drawnRow(
  body: HTMLTableSectionElement | null,
  key: string,
): HTMLTableRowElement | undefined {
  return [...(body?.rows ?? [])].find((row) => row.dataset.key === key);
}

function TreeHead({ heads }: Pick<TreeProps, 'heads'>): ReactNode {
  return (
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
  );
}

/** The height of a drawn row, since touch and the reader's font size change it. */
function useRowHeight(body: { readonly current: HTMLElement | null }, isLong: boolean): number {
  const [heightPx, setHeightPx] = useState(rowHeightPxDefault);
  useLayoutEffect(() => {
    if (!isLong) return;
    const row = body.current?.querySelector('tr[data-key]');
    const measured = row?.getBoundingClientRect().height ?? 0;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    if (measured > 0) setHeightPx(measured / rem);
  }, [body, isLong]);
  return heightPx;
}

function TreeSpacer(props: { readonly heightPx: number }): ReactNode {
  if (props.heightPx <= 0) return null;
  return (
    <tr className="tree-spacer" aria-hidden>
      <td colSpan={5} style={{ blockSize: `${props.heightPx / 16}rem` }} />
    </tr>
  );
}
