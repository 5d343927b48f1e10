/**
 * A table: small head, hairlines, figures aligned on the last digit. It can sort by its heads,
 * select a row, and, when it is long, draws only the rows in sight and asks for more at its end.
 */

import { type ReactNode, useEffect, useRef } from 'react';
import { TableHead } from './table-head.tsx';
import './table.css';
import { useOverflow } from './use-width.ts';
import { useWindowedRows } from './windowed-rows.ts';

export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Figures: aligned at the right in every language. */
  readonly numeric?: boolean;
  readonly sortable?: boolean;
  /** Any CSS width; the others share what is left. */
  readonly width?: string;
  /** The column goes when the table is narrower than this many pixels. */
  readonly hideBelow?: 480 | 720 | 960;
  /** The cell that names the row, for screen readers. */
  readonly isName?: boolean;
}

export interface Sorting {
  readonly key: string;
  readonly descending: boolean;
}

export interface TableProps<Row> {
  /** Said by screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
  readonly selectedKey?: string;
  readonly onSelect?: (row: Row) => void;
  /** For long lists: rows in all (known or expected), and what to do when the end is near. */
  readonly long?: { readonly total: number; readonly onNearEnd?: () => void };
  /** Pixels; all rows of a long table are as high as that. */
  readonly rowHeight?: number;
}

const rowHeightDefault = 36;
const nearEndRows = 30;

export function Table<Row>(props: TableProps<Row>): ReactNode {
  const { columns, rows, long, rowHeight = rowHeightDefault } = props;
  const [frame, isWider] = useOverflow();
  // What scrolls sideways must be reachable by the keyboard.
  const scrolling = isWider ? { tabIndex: 0, role: 'group', 'aria-label': props.label } : {};
  const body = useRef<HTMLTableSectionElement>(null);
  const view = useWindowedRows(body, rows.length, rowHeight, long !== undefined);
  const nearEnd = long !== undefined && view.end + nearEndRows >= rows.length;
  const onNearEnd = long?.onNearEnd;
  const count = rows.length;
  useEffect(() => {
    if (nearEnd && count > 0) onNearEnd?.();
  }, [nearEnd, count, onNearEnd]);

  return (
    <div className="table-frame" ref={frame} {...scrolling}>
      <table className="table" aria-label={props.label} aria-rowcount={long && long.total + 1}>
        <TableHead columns={columns} sorting={props.sorting} onSort={props.onSort} />
        <tbody ref={body}>
          <Spacer height={view.start * rowHeight} columns={columns.length} />
          {rows.slice(view.start, view.end).map((row, index) => (
            <TableRow
              key={props.keyOf(row)}
              row={row}
              position={long === undefined ? undefined : view.start + index + 2}
              table={props}
            />
          ))}
          <Spacer height={(rows.length - view.end) * rowHeight} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

function TableRow<Row>(props: {
  readonly row: Row;
  readonly position: number | undefined;
  readonly table: TableProps<Row>;
}): ReactNode {
  const { row, table } = props;
  const { onSelect, rowHeight = rowHeightDefault } = table;
  const selected = table.selectedKey !== undefined && table.selectedKey === table.keyOf(row);
  return (
    // The row's click is a comfort for the hand; its link or button is the way for the keyboard.
    <tr
      style={{ blockSize: `${rowHeight / 16}rem` }}
      aria-rowindex={props.position}
      aria-selected={selected || undefined}
      data-clickable={onSelect !== undefined || undefined}
      onClick={onSelect && (() => onSelect(row))}
    >
      {table.columns.map((column) => {
        const Cell = column.isName ? 'th' : 'td';
        return (
          <Cell
            key={column.key}
            scope={column.isName ? 'row' : undefined}
            data-numeric={column.numeric || undefined}
            data-hide-below={column.hideBelow}
          >
            {column.cell(row)}
          </Cell>
        );
      })}
    </tr>
  );
}

function Spacer(props: { readonly height: number; readonly columns: number }): ReactNode {
  if (props.height <= 0) return null;
  return (
    <tr className="table-spacer" aria-hidden>
      <td colSpan={props.columns} style={{ blockSize: `${props.height / 16}rem` }} />
    </tr>
  );
}
