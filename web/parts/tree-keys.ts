/** What a key does in a tree (ARIA Authoring Practices, treegrid with row focus). */

import type { TreeItem, TreeRowModel } from './tree-model.ts';

export type TreeStep =
  | { readonly kind: 'move'; readonly key: string }
  | { readonly kind: 'toggle'; readonly key: string; readonly open: boolean }
  | { readonly kind: 'choose'; readonly item: TreeItem };

export function nextFocus(
  rows: readonly TreeRowModel[],
  currentKey: string,
  key: string,
  isMirrored: boolean,
): TreeStep | undefined {
  const index = rows.findIndex((row) => row.item.key === currentKey);
  const row = rows[index];
  if (row === undefined) return undefined;
  const move = (target: TreeRowModel | undefined): TreeStep | undefined =>
    target && { kind: 'move', key: target.item.key };
  switch (key) {
    case 'ArrowDown':
      return move(rows[index + 1]);
    case 'ArrowUp':
      return move(rows[index - 1]);
    case 'Home':
      return move(rows[0]);
    case 'End':
      return move(rows.at(-1));
    case isMirrored ? 'ArrowLeft' : 'ArrowRight':
      if (row.open === false) return { kind: 'toggle', key: currentKey, open: true };
      return row.open && rows[index + 1]?.parentKey === currentKey
        ? move(rows[index + 1])
        : undefined;
    case isMirrored ? 'ArrowRight' : 'ArrowLeft':
      if (row.open) return { kind: 'toggle', key: currentKey, open: false };
      return row.parentKey === undefined ? undefined : { kind: 'move', key: row.parentKey };
    case 'Enter':
    case ' ':
      return { kind: 'choose', item: row.item };
    default:
      return undefined;
  }
}
