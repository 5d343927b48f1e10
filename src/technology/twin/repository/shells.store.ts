/**
 * Shells: documents with the columns that lists filter by. What is looked up elsewhere (asset ids,
 * the submodels referred to, the registry entry, the search text) is rewritten with the document.
 */

import { ok, type Result } from '#base';
import type { SqlValue, Writer } from '#store';
import type { Shell, SpecificAssetId } from '../model/index.ts';
import { checkPrecondition, storedJson } from './etag.ts';
import { indexKnown, unindexKnown } from './known-index.store.ts';
import type {
  Outcome,
  PageRequest,
  Precondition,
  ShellFilter,
  ShellRepository,
  Stored,
  StoredJson,
} from './port.ts';
import { hostShell, unhostShell } from './registry-entries.store.ts';
import { indexShell, unindexShell } from './search-index.store.ts';
import { forgetUnusedThumbnail, thumbnailOperations } from './thumbnails.store.ts';
import {
  notFound,
  pageOf,
  refuse,
  startOf,
  type TwinStore,
  transact,
  verified,
} from './transaction.ts';

const listName = 'shells';
const selectOne = 'SELECT pk, id, doc FROM twin_shell WHERE id = ?';

export interface ShellRow {
  readonly pk: number;
  readonly id: string;
  readonly doc: string;
}

export function openShells(store: TwinStore): ShellRepository {
  return {
    list: (filter, page) => list(store, filter, page),
    get: (id) => get(store, id),
    getJson: (id) => getJson(store, id),
    create: (shell) => create(store, shell),
    put: (id, shell, condition) => put(store, id, shell, condition),
    update: (id, change, condition) => update(store, id, change, condition),
    delete: (id, condition) => remove(store, id, condition),
    ...thumbnailOperations(store),
  };
}

async function list(store: TwinStore, filter: ShellFilter, page: PageRequest) {
  const start = startOf(listName, page);
  if (!start.ok) return start;
  const { sql, parameters } = selection(filter, start.value);
  const rows = await store.database.all<ShellRow>(sql, [...parameters, page.limit + 1]);
  const shellOf = (row: ShellRow) => JSON.parse(row.doc) as Shell;
  return ok(pageOf(listName, rows, page.limit, (row) => row.pk, shellOf));
}

/** The first asset id leads through its index, in the order of the shells; the others filter. */
function selection(filter: ShellFilter, after: number) {
  const [first, ...others] = filter.assetIds ?? [];
  const where: string[] = [];
  const parameters: SqlValue[] = [];
  let from = 'twin_shell s';
  if (first === undefined) {
    where.push('s.pk > ?');
    parameters.push(after);
  } else {
    from = `(SELECT DISTINCT l.shell AS pk FROM twin_asset_link l
      WHERE l.name = ? AND l.value = ? AND l.shell > ? ORDER BY l.shell) f
      CROSS JOIN twin_shell s ON s.pk = f.pk`;
    parameters.push(first.name, first.value, after);
  }
  for (const { name, value } of others) {
    where.push(`EXISTS (SELECT 1 FROM twin_asset_link o
      WHERE o.name = ? AND o.value = ? AND o.shell = s.pk)`);
    parameters.push(name, value);
  }
  if (filter.idShort !== undefined) {
    where.push('s.id_short = ?');
    parameters.push(filter.idShort);
  }
  const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
  const sql = `SELECT s.pk, s.id, s.doc FROM ${from} ${condition} ORDER BY s.pk LIMIT ?`;
  return { sql, parameters };
}

function cacheOwner(id: string): string {
  return `shell ${id}`;
}

async function getJson(store: TwinStore, id: string): Promise<Result<StoredJson>> {
  const owner = cacheOwner(id);
  const known = store.cache.get(owner, '');
  if (known !== undefined) return ok(known);
  return store.cache.read(owner, '', async () => {
    const row = await store.database.get<ShellRow>(selectOne, [id]);
    return row === undefined ? notFound('shell', id) : ok(storedJson(row.doc));
  });
}

async function get(store: TwinStore, id: string): Promise<Result<Stored<Shell>>> {
  const stored = await getJson(store, id);
  if (!stored.ok) return stored;
  const { json, etag } = stored.value;
  return ok({ value: JSON.parse(json.toString()) as Shell, etag });
}

async function create(store: TwinStore, shell: Shell): Promise<Result<Stored<Shell>>> {
  const valid = verified('AssetAdministrationShell', shell);
  if (!valid.ok) return valid;
  const done = await transact<void>(store.database, async (writer) => {
    const exists = await writer.get(selectOne, [shell.id]);
    if (exists !== undefined) return refuse('twin.exists', { what: 'shell', id: shell.id });
    await insertShell(store, writer, shell);
    return ok(undefined);
  });
  store.cache.forget(cacheOwner(shell.id));
  return done.ok ? get(store, shell.id) : done;
}

/** Writes a shell that is not there yet, with everything derived from it. */
export async function insertShell(store: TwinStore, writer: Writer, shell: Shell): Promise<number> {
  const sql = `INSERT INTO twin_shell
    (id, id_short, asset_kind, asset_type, global_asset_id, doc) VALUES (?, ?, ?, ?, ?, ?)`;
  const { lastId: pk } = await writer.run(sql, [shell.id, ...columnsOf(shell)]);
  // Links that were made for a foreign shell of this id are now its own to say.
  await writer.run('DELETE FROM twin_asset_link WHERE shell_id = ?', [shell.id]);
  await insertDerived(writer, pk, shell);
  await store.outbox.append(writer, {
    type: 'org.registan.twin.shell-created',
    subject: shell.id,
  });
  return pk;
}

/** Replaces a shell's document and everything derived from it; its key stays. */
export async function replaceShell(
  store: TwinStore,
  writer: Writer,
  pk: number,
  shell: Shell,
): Promise<void> {
  const sql = `UPDATE twin_shell SET id_short = ?, asset_kind = ?, asset_type = ?,
    global_asset_id = ?, doc = ? WHERE pk = ?`;
  await writer.run(sql, [...columnsOf(shell), pk]);
  await writer.run('DELETE FROM twin_asset_link WHERE shell = ?', [pk]);
  await writer.run('DELETE FROM twin_submodel_ref WHERE shell = ?', [pk]);
  await unindexShell(writer, pk);
  await unindexKnown(writer, pk);
  await insertDerived(writer, pk, shell);
  await forgetUnusedThumbnail(writer, pk, shell);
  await store.outbox.append(writer, {
    type: 'org.registan.twin.shell-updated',
    subject: shell.id,
  });
}

function columnsOf(shell: Shell): readonly SqlValue[] {
  const { assetKind, assetType, globalAssetId } = shell.assetInformation;
  const own = [shell.idShort ?? null, assetKind, assetType ?? null, globalAssetId ?? null];
  return [...own, JSON.stringify(shell)];
}

async function insertDerived(writer: Writer, pk: number, shell: Shell): Promise<void> {
  await insertLinks(writer, pk, shell.id, linksOf(shell));
  for (const [ord, reference] of (shell.submodels ?? []).entries()) {
    const id = reference.keys[0]?.value ?? '';
    const sql = 'INSERT INTO twin_submodel_ref (shell, ord, submodel_id) VALUES (?, ?, ?)';
    await writer.run(sql, [pk, ord, id]);
  }
  await indexKnown(writer, pk, shell);
  await hostShell(writer, pk, shell);
  await indexShell(writer, pk, shell);
}

/** A shell's asset ids as links: the global one first, under its own name (IDTA-01002). */
function linksOf(shell: Shell): readonly SpecificAssetId[] {
  const { globalAssetId, specificAssetIds } = shell.assetInformation;
  const global =
    globalAssetId === undefined ? [] : [{ name: 'globalAssetId', value: globalAssetId }];
  return [...global, ...(specificAssetIds ?? [])];
}

/** Writes links in order; `pk` is the hosted shell's, or null for a foreign one. */
export async function insertLinks(
  writer: Writer,
  pk: number | null,
  shellId: string,
  links: readonly SpecificAssetId[],
): Promise<void> {
  const sql = `INSERT INTO twin_asset_link (shell, shell_id, ord, name, value, doc)
    VALUES (?, ?, ?, ?, ?, ?)`;
  const hasGlobal = links[0]?.name === 'globalAssetId';
  for (const [index, link] of links.entries()) {
    const ord = hasGlobal ? index - 1 : index;
    await writer.run(sql, [pk, shellId, ord, link.name, link.value, JSON.stringify(link)]);
  }
}

async function put(store: TwinStore, id: string, shell: Shell, condition?: Precondition) {
  const valid = verified('AssetAdministrationShell', shell);
  if (!valid.ok) return valid;
  if (shell.id !== id) return refuse('twin.id-mismatch', { body: shell.id, address: id });
  const done = await transact<Outcome>(store.database, async (writer) => {
    const row = await writer.get<ShellRow>(selectOne, [id]);
    const holds = checkPrecondition(condition, 'shell', etagsOf(row));
    if (!holds.ok) return holds;
    if (row === undefined) await insertShell(store, writer, shell);
    else await replaceShell(store, writer, row.pk, shell);
    return ok(row === undefined ? 'created' : 'updated');
  });
  store.cache.forget(cacheOwner(id));
  return done;
}

function etagsOf(row: ShellRow | undefined): readonly string[] {
  return row === undefined ? [] : [storedJson(row.doc).etag];
}

async function update(
  store: TwinStore,
  id: string,
  change: (shell: Shell) => Result<Shell>,
  condition?: Precondition,
): Promise<Result<Stored<Shell>>> {
  const done = await transact<Stored<Shell>>(store.database, async (writer) => {
    const row = await writer.get<ShellRow>(selectOne, [id]);
    if (row === undefined) return notFound('shell', id);
    const holds = checkPrecondition(condition, 'shell', etagsOf(row));
    if (!holds.ok) return holds;
    const changed = change(JSON.parse(row.doc) as Shell);
    if (!changed.ok) return changed;
    const shell = changed.value;
    if (shell.id !== id) return refuse('twin.id-mismatch', { body: shell.id, address: id });
    const valid = verified('AssetAdministrationShell', shell);
    if (!valid.ok) return valid;
    await replaceShell(store, writer, row.pk, shell);
    return ok({ value: shell, etag: storedJson(JSON.stringify(shell)).etag });
  });
  store.cache.forget(cacheOwner(id));
  return done;
}

async function remove(store: TwinStore, id: string, condition?: Precondition) {
  const done = await transact<void>(store.database, async (writer) => {
    const row = await writer.get<ShellRow>(selectOne, [id]);
    if (row === undefined) return notFound('shell', id);
    const holds = checkPrecondition(condition, 'shell', etagsOf(row));
    if (!holds.ok) return holds;
    await unindexShell(writer, row.pk);
    await unindexKnown(writer, row.pk);
    await unhostShell(writer, row.pk);
    for (const table of ['twin_asset_link', 'twin_submodel_ref', 'twin_thumbnail']) {
      await writer.run(`DELETE FROM ${table} WHERE shell = ?`, [row.pk]);
    }
    await writer.run('DELETE FROM twin_shell WHERE pk = ?', [row.pk]);
    await store.outbox.append(writer, { type: 'org.registan.twin.shell-deleted', subject: id });
    return ok(undefined);
  });
  store.cache.forget(cacheOwner(id));
  return done;
}
