/** The head of a table; a sortable head is a button and says which way it sorts. */

import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { Column, Sorting } from './table.tsx';

export function TableHead<Row>(props: {
  readonly columns: readonly Column<Row>[];
  readonly sorting?: Sorting;
  readonly onSort?: (sorting: Sorting) => void;
}): ReactNode {
  const { sorting, onSort } = props;
  return (
    <thead>
      <tr>
        {props.columns.map((column) => {
          const sorted = sorting?.key === column.key;
          return (
            <th
              key={column.key}
              scope="col"
              style={{ inlineSize: column.width }}
              data-numeric={column.numeric || undefined}
              data-hide-below={column.hideBelow}
              data-sorted={sorted || undefined}
              aria-sort={sorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}
            >
              {column.sortable && onSort ? (
                <button
                  type="button"
                  className="table-sort"
                  onClick={() =>
                    onSort({ key: column.key, descending: sorted && !sorting.descending })
                  }
                >
                  {column.head}
                  {sorted && <Icon name={sorting.descending ? 'down' : 'up'} size={12} />}
                </button>
              ) : (
                column.head
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
