/** The twins' list as pages show it: summaries of shells, found by words among very many. */

import { ok, type Result } from '#base';
import type { Shell } from '../model/index.ts';
import type { Page, PageRequest, TwinSearch, TwinSummary } from './port.ts';
import { searchQuery, searchSql } from './search-index.store.ts';
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
    search: (text, page) => search(store, text, page),
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
): Promise<Result<Page<TwinSummary>>> {
  const start = startOf(listName, page);
  if (!start.ok) return start;
  const query = searchQuery(text);
  if (query === undefined && text.trim() !== '') return ok({ items: [] });
  const sql =
    query === undefined
      ? `${selectSummaries} WHERE s.pk > ? ORDER BY s.pk LIMIT ?`
      : `${selectSummaries} WHERE s.pk IN (${searchSql}) ORDER BY s.pk`;
  const parameters = [start.value, page.limit + 1];
  const rows = await store.database.all<SummaryRow>(
    sql,
    query === undefined ? parameters : [query, ...parameters],
  );
  return ok(pageOf(listName, rows, page.limit, (row) => row.pk, summaryOf));
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
