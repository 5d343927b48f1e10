/** The twins' list as pages show it: summaries of shells, found by words among very many. */

import { ok, type Result } from '#base';
import type { SqlValue } from '#store';
import type { Shell } from '../model/index.ts';
import type { Page, PageRequest, TwinFilter, TwinSearch, TwinSummary } from './port.ts';
import { foundSql, searchQuery } from './search-index.store.ts';
import { pageOf, startOf, type TwinStore } from './transaction.ts';

const listName = 'twins';

interface SummaryRow {
  readonly pk: number;
  readonly doc: string;
  readonly submodels: number;
  readonly thumbnail: number | null;
}

const selectSummaries = `SELECT s.pk, s.doc, t.shell AS thumbnail,
    (SELECT count(*) FROM twin_submodel_ref r WHERE r.shell = s.pk) AS submodels
  FROM twin_shell s LEFT JOIN twin_thumbnail t ON t.shell = s.pk`;

export function openSearch(store: TwinStore): TwinSearch {
  return {
    search: (text, page, filter = {}) => search(store, text, page, filter),
    async counts() {
      const counts = await store.database.get<Awaited<ReturnType<TwinSearch['counts']>>>(
        `SELECT (SELECT count(*) FROM twin_shell) AS shells,
           (SELECT count(*) FROM twin_submodel) AS submodels,
           (SELECT count(*) FROM twin_concept) AS concepts`,
      );
      return { shells: 0, submodels: 0, concepts: 0, ...counts };
    },
  };
}

async function search(
  store: TwinStore,
  text: string,
  page: PageRequest,
  filter: TwinFilter,
): Promise<Result<Page<TwinSummary>>> {
  const start = startOf(listName, page);
  if (!start.ok) return start;
  const query = searchQuery(text);
  if (query === undefined && text.trim() !== '') return ok({ items: [] });
  const found = keysFound(query, filter, start.value, page.limit + 1);
  const sql = `${selectSummaries} WHERE s.pk IN (${found.sql}) ORDER BY s.pk`;
  const rows = await store.database.all<SummaryRow>(sql, found.parameters);
  return ok(pageOf(listName, rows, page.limit, (row) => row.pk, summaryOf));
}

/** Keys of the shells that fit, in the order of the list: each way a range of one index. */
function keysFound(
  query: string | undefined,
  { kind, has }: TwinFilter,
  after: number,
  limit: number,
): { readonly sql: string; readonly parameters: readonly SqlValue[] } {
  if (query !== undefined) return foundSql(query, { kind, has }, after, limit);
  const filters = [...(has === undefined ? [] : [has]), ...(kind === undefined ? [] : [kind])];
  const conditions = [
    ...(has === undefined ? [] : ['known = ?']),
    ...(kind === undefined ? [] : ['asset_kind = ?']),
  ];
  const [table, key] = has === undefined ? ['twin_shell', 'pk'] : ['twin_shell_known', 'shell'];
  const sql = `SELECT ${key} FROM ${table}
    WHERE ${[...conditions, `${key} > ?`].join(' AND ')} ORDER BY ${key} LIMIT ?`;
  return { sql, parameters: [...filters, after, limit] };
}

function summaryOf(row: SummaryRow): TwinSummary {
  const { id, idShort, displayName, assetInformation } = JSON.parse(row.doc) as Shell;
  const { assetKind, globalAssetId, specificAssetIds } = assetInformation;
  const assetCode = specificAssetIds?.find(({ name }) => name === 'assetCode')?.value;
  return {
    id,
    ...(idShort === undefined ? {} : { idShort }),
    ...(assetCode === undefined ? {} : { assetCode }),
    ...(displayName === undefined ? {} : { displayName }),
    assetKind,
    ...(globalAssetId === undefined ? {} : { globalAssetId }),
    submodelCount: row.submodels,
    hasThumbnail: row.thumbnail !== null,
  };
}
