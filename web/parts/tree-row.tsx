/** One row of a tree. */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Icon } from './icon.tsx';
import type { TreeProps } from './tree.tsx';
import type { TreeItem, TreeRowModel } from './tree-model.ts';

interface TreeRowProps {
  readonly row: TreeRowModel;
  readonly heads: TreeProps['heads'];
  /** Tab stops here; the arrows move the stop. */
  readonly isFocusStop: boolean;
  readonly isSelected: boolean;
  readonly onFocus: () => void;
  readonly onToggle: (key: string, open: boolean) => void;
  readonly onSelect?: (item: TreeItem) => void;
}

export function TreeRow(props: TreeRowProps): ReactNode {
  const { row, heads } = props;
  const { item } = row;
  return (
    <tr
      data-key={item.key}
      data-abnormal={item.abnormal || undefined}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={row.open}
      aria-selected={props.isSelected || undefined}
      aria-busy={item.children === 'loading' || undefined}
      tabIndex={props.isFocusStop ? 0 : -1}
      onFocus={props.onFocus}
      onClick={() => {
        if (props.onSelect) props.onSelect(item);
        else if (row.open !== undefined) props.onToggle(item.key, !row.open);
      }}
    >
      <th scope="row">
        <TreeName {...props} />
      </th>
      {heads.value !== undefined && <TreeValue item={item} />}
      {item.note === undefined ? (
        <>
          {heads.trend !== undefined && <td className="tree-trend">{item.trend}</td>}
          {heads.age !== undefined && <td className="tree-age">{item.age}</td>}
        </>
      ) : (
        <td
          className="tree-note"
          colSpan={Number(heads.trend !== undefined) + Number(heads.age !== undefined) || 1}
        >
          {item.note}
        </td>
      )}
    </tr>
  );
}

function TreeName({ row, onToggle }: TreeRowProps): ReactNode {
  const { item, level, open } = row;
  return (
    <span className="tree-name" style={{ paddingInlineStart: `${(level - 1) * 1.25}rem` }}>
      {open !== undefined && (
        // The keyboard opens a branch with the arrows; this is for the hand only.
        <span
          className="tree-turn"
          aria-hidden
          onClick={(event) => {
            event.stopPropagation();
            onToggle(item.key, !open);
          }}
        >
          <Icon name={open ? 'down' : 'right'} size={14} />
        </span>
      )}
      <span className="tree-words">
        <span className={item.strong ? 'tree-label tree-label-strong' : 'tree-label'}>
          {item.label}
          {item.mark}
        </span>
        {item.idShort !== undefined && (
          <bdi className="tree-id" dir="ltr">
            {item.idShort}
          </bdi>
        )}
        {item.abnormal && <Icon name="alarm" size={16} />}
      </span>
    </span>
  );
}

function TreeValue({ item }: { readonly item: TreeItem }): ReactNode {
  const { t } = useLanguage();
  const isEmpty = item.value === null;
  return (
    <>
      <td data-numeric className={isEmpty ? 'tree-no-data' : 'tree-value'}>
        {isEmpty ? t('parts.no-data') : item.value}
      </td>
      <td className="tree-unit">{item.unit !== undefined && <bdi dir="ltr">{item.unit}</bdi>}</td>
    </>
  );
}
