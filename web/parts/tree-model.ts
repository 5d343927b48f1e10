/** A tree's items, and the rows in the order in which they are seen. */

import type { ReactNode } from 'react';

export interface TreeItem {
  /** Unique in the whole tree, stable over time. */
  readonly key: string;
  readonly label: ReactNode;
  /** The name in the standard's own words, small. */
  readonly idShort?: string;
  /** Set in bold: a submodel. */
  readonly strong?: boolean;
  /** What the label is worth: the mark of an unreviewed translation, an alarm. */
  readonly mark?: ReactNode;
  /** Absent: a leaf. `unloaded`: children to be fetched on opening. `loading`: on their way. */
  readonly children?: readonly TreeItem[] | 'unloaded' | 'loading';
  /** Already in the reader's format; undefined on a leaf shows nothing, null says “no data”. */
  readonly value?: ReactNode;
  readonly unit?: ReactNode;
  readonly trend?: ReactNode;
  readonly age?: ReactNode;
  /** In place of trend and age: how many children, how large. */
  readonly note?: ReactNode;
  readonly abnormal?: boolean;
}

export interface TreeRowModel {
  readonly item: TreeItem;
  readonly level: number;
  readonly parentKey: string | undefined;
  /** Undefined: a leaf. */
  readonly open: boolean | undefined;
  readonly position: number;
  readonly siblings: number;
}

export function flattenTree(
  items: readonly TreeItem[],
  expanded: ReadonlySet<string>,
): readonly TreeRowModel[] {
  const rows: TreeRowModel[] = [];
  const visit = (siblings: readonly TreeItem[], level: number, parentKey: string | undefined) => {
    siblings.forEach((item, index) => {
      const open = item.children === undefined ? undefined : expanded.has(item.key);
      rows.push({
        item,
        level,
        parentKey,
        open,
        position: index + 1,
        siblings: siblings.length,
      });
      if (open && Array.isArray(item.children)) visit(item.children, level + 1, item.key);
    });
  };
  visit(items, 1, undefined);
  return rows;
}
