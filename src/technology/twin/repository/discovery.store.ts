/**
 * Discovery: which shells are known for an asset, by its ids. What is hosted here is linked by its
 * shell; foreign shells are linked by whoever registers them.
 */

import { decodeCursor, limits, ok, type Result } from '#base';
import type { Reader, SqlValue } from '#store';
import { type SpecificAssetId, verify } from '../model/index.ts';
import type { Discovery, PageRequest } from './port.ts';
import { insertLinks } from './shells.store.ts';
import {
  malformedCursor,
  notFound,
  pageOf,
  refuse,
  type TwinStore,
  transact,
  violationsFault,
} from './transaction.ts';

const listName = 'asset-links';

export function openDiscovery(store: TwinStore): Discovery {
  return {
    search: (assetIds, page) => search(store, assetIds, page),
    links: (shellId) => links(store.database, shellId),
    putLinks: (shellId, wanted) => putLinks(store, shellId, wanted),
    deleteLinks: (shellId) => deleteLinks(store, shellId),
  };
}

async function search(store: TwinStore, assetIds: readonly SpecificAssetId[], page: PageRequest) {
  let after = '';
  if (page.cursor !== undefined) {
    const cursor = decodeCursor(page.cursor, listName);
    if (!cursor.ok) return malformedCursor(cursor.error);
    after = String(cursor.value.after);
  }
  const [first, ...others] = assetIds;
  const where = ['l.shell_id > ?'];
  const parameters: SqlValue[] = [after];
  if (first !== undefined) {
    where.push('l.name = ? AND l.value = ?');
    parameters.push(first.name, first.value);
  }
  for (const { name, value } of others) {
    where.push(`EXISTS (SELECT 1 FROM twin_asset_link o
      WHERE o.name = ? AND o.value = ? AND o.shell_id = l.shell_id)`);
    parameters.push(name, value);
  }
  const sql = `SELECT DISTINCT l.shell_id FROM twin_asset_link l
    WHERE ${where.join(' AND ')} ORDER BY l.shell_id LIMIT ?`;
  const found = [...parameters, page.limit + 1];
  const rows = await store.database.all<{ shell_id: string }>(sql, found);
  const idOf = (row: { readonly shell_id: string }) => row.shell_id;
  return ok(pageOf(listName, rows, page.limit, idOf, idOf));
}

async function links(reader: Reader, shellId: string): Promise<Result<readonly SpecificAssetId[]>> {
  const sql = 'SELECT doc FROM twin_asset_link WHERE shell_id = ? ORDER BY ord LIMIT ?';
  const rows = await reader.all<{ doc: string }>(sql, [shellId, limits.pageSizeMax * 10]);
  if (rows.length === 0 && !(await isHosted(reader, shellId))) {
    return notFound('set of asset links for shell', shellId);
  }
  return ok(rows.map((row) => JSON.parse(row.doc) as SpecificAssetId));
}

async function isHosted(reader: Reader, shellId: string): Promise<boolean> {
  const row = await reader.get('SELECT pk FROM twin_shell WHERE id = ?', [shellId]);
  return row !== undefined;
}

async function putLinks(
  store: TwinStore,
  shellId: string,
  wanted: readonly SpecificAssetId[],
): Promise<Result<readonly SpecificAssetId[]>> {
  const violations = wanted.flatMap((link, index) =>
    verify('SpecificAssetId', link)
      // Here the global asset id is a name like any other (IDTA-01002, Discovery).
      .filter(({ constraint }) => constraint !== 'AASd-116')
      .map((one) => ({ ...one, path: `/${index}${one.path}` })),
  );
  const valid = violationsFault('list of asset links', violations);
  if (!valid.ok) return valid;
  return transact(store.database, async (writer) => {
    if (await isHosted(writer, shellId)) return derived(shellId);
    await writer.run('DELETE FROM twin_asset_link WHERE shell_id = ?', [shellId]);
    await insertLinks(writer, null, shellId, wanted);
    return ok(wanted);
  });
}

function derived(shellId: string) {
  return refuse('twin.derived-links', { id: shellId });
}

async function deleteLinks(store: TwinStore, shellId: string): Promise<Result<void>> {
  return transact<void>(store.database, async (writer) => {
    if (await isHosted(writer, shellId)) return derived(shellId);
    const sql = 'DELETE FROM twin_asset_link WHERE shell_id = ?';
    const { changes } = await writer.run(sql, [shellId]);
    return changes === 0 ? notFound('set of asset links for shell', shellId) : ok(undefined);
  });
}
