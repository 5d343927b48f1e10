/**
 * Submodels as a whole: lists, reads, creation, replacement, removal. A submodel's own attributes
 * are one document; its elements are rows (see element-rows.store.ts and elements.store.ts).
 */

import { ok, type Result } from '#base';
import type { Reader, SqlValue, Writer } from '#store';
import { type Submodel, trimTo } from '../model/index.ts';
import { deleteAll, insertElements, readAll, readBelow, withTerms } from './element-rows.store.ts';
import { assemble, flatten, submodelJson } from './element-rows.ts';
import { elementOperations } from './elements.store.ts';
import { checkPrecondition, isConditional, storedJson } from './etag.ts';
import { fileOperations, forgetUnusedFiles } from './files.store.ts';
import { knownColumn, reindexKnown } from './known-index.store.ts';
import type {
  Outcome,
  Precondition,
  ReadModifiers,
  StoredJson,
  SubmodelFilter,
  SubmodelRepository,
} from './port.ts';
import { keyFilter, keysText } from './reference-keys.ts';
import { hostSubmodel, unhostSubmodel } from './registry-entries.store.ts';
import {
  notFound,
  pageOf,
  refuse,
  startOf,
  type TwinStore,
  transact,
  verified,
} from './transaction.ts';
import { valueOperations } from './values.store.ts';

const listName = 'submodels';
const selectOne = 'SELECT pk, id, doc FROM twin_submodel WHERE id = ?';

export interface SubmodelRow {
  readonly pk: number;
  readonly id: string;
  /** The submodel without its elements. */
  readonly doc: string;
}

export function openSubmodels(store: TwinStore): SubmodelRepository {
  return {
    list: (filter, page, modifiers) => list(store, filter, page, modifiers),
    get: (id, modifiers) => get(store, id, modifiers),
    getJson: (id) => getSubmodelJson(store, id),
    create: (submodel) => create(store, submodel),
    put: (id, submodel, condition) => put(store, id, submodel, condition),
    putMetadata: (id, metadata, condition) => putMetadata(store, id, metadata, condition),
    delete: (id, condition) => remove(store, id, condition),
    ...elementOperations(store),
    ...valueOperations(store),
    ...fileOperations(store),
  };
}

const list = async (
  store: TwinStore,
  filter: SubmodelFilter,
  page: { readonly limit: number; readonly cursor?: string },
  modifiers?: ReadModifiers,
) => {
  const start = startOf(listName, page);
  if (!start.ok) return start;
  const where = ['s.pk > ?'];
  const parameters: SqlValue[] = [start.value];
  if (filter.idShort !== undefined) {
    where.push('s.id_short = ?');
    parameters.push(filter.idShort);
  }
  if (filter.semanticId !== undefined) {
    const wanted = keyFilter(filter.semanticId, 'semanticId');
    if (!wanted.ok) return wanted;
    where.push(`s.pk IN (SELECT k.submodel FROM twin_submodel_key k WHERE ${wanted.value.sql})`);
    parameters.push(...wanted.value.parameters);
  }
  const sql = `SELECT s.pk, s.id, s.doc FROM twin_submodel s
    WHERE ${where.join(' AND ')} ORDER BY s.pk LIMIT ?`;
  const rows = await store.database.all<SubmodelRow>(sql, [...parameters, page.limit + 1]);
  const read = new Map<number, Submodel>();
  for (const row of rows.slice(0, page.limit)) read.set(row.pk, await whole(store, row, modifiers));
  return ok(
    pageOf(
      listName,
      rows,
      page.limit,
      (row) => row.pk,
      (row) => read.get(row.pk) as Submodel,
    ),
  );
};

async function whole(store: TwinStore, row: SubmodelRow, modifiers: ReadModifiers = {}) {
  const known = modifiers.level === 'core' ? undefined : store.cache.get(cacheOwner(row.id), '');
  const text = known ?? (await textOf(store.database, row, modifiers.level));
  const submodel = JSON.parse(typeof text === 'string' ? text : text.json.toString()) as Submodel;
  return trimTo(submodel, { extent: 'withBlobValue', ...modifiers });
}

/** A submodel's JSON text; at level `core` only its top elements are read. */
export async function textOf(
  reader: Reader,
  row: SubmodelRow,
  level?: ReadModifiers['level'],
): Promise<string> {
  const rows =
    level === 'core' ? await readBelow(reader, row.pk, 0, 1) : await readAll(reader, row.pk);
  return submodelJson(row.doc, assemble(rows, 0));
}

async function get(store: TwinStore, id: string, modifiers: ReadModifiers = {}) {
  const stored = await getSubmodelJson(store, id);
  if (!stored.ok) return stored;
  const { json, etag } = stored.value;
  const submodel = JSON.parse(json.toString()) as Submodel;
  return ok({ value: trimTo(submodel, { extent: 'withBlobValue', ...modifiers }), etag });
}

/** The owner under which a submodel's bytes and values are cached. */
export function cacheOwner(submodelId: string): string {
  return `submodel ${submodelId}`;
}

export async function getSubmodelJson(store: TwinStore, id: string): Promise<Result<StoredJson>> {
  const owner = cacheOwner(id);
  const known = store.cache.get(owner, '');
  if (known !== undefined) return ok(known);
  return store.cache.read(owner, '', async () => {
    const row = await store.database.get<SubmodelRow>(selectOne, [id]);
    if (row === undefined) return notFound('submodel', id);
    return ok(storedJson(await textOf(store.database, row)));
  });
}

/** The row to be written to, when it exists and the condition on it holds. */
export async function writable(
  writer: Writer,
  id: string,
  condition: Precondition | undefined,
): Promise<Result<SubmodelRow>> {
  const row = await writer.get<SubmodelRow>(selectOne, [id]);
  if (row === undefined) return notFound('submodel', id);
  const holds = await holdsFor(writer, row, condition);
  return holds.ok ? ok(row) : holds;
}

async function holdsFor(writer: Writer, row: SubmodelRow | undefined, condition?: Precondition) {
  if (!isConditional(condition)) return ok(undefined);
  const etags = row === undefined ? [] : [storedJson(await textOf(writer, row)).etag];
  return checkPrecondition(condition, 'submodel', etags);
}

async function create(store: TwinStore, submodel: Submodel) {
  const valid = verified('Submodel', submodel);
  if (!valid.ok) return valid;
  const created = await withTerms(store.terms, (terms) =>
    transact(store.database, async (writer) => {
      const exists = await writer.get(selectOne, [submodel.id]);
      if (exists !== undefined) return refuse('twin.exists', { what: 'submodel', id: submodel.id });
      await insertSubmodel(store, writer, terms, submodel);
      return ok(undefined);
    }),
  );
  if (!created.ok) return created;
  store.cache.forget(cacheOwner(submodel.id));
  return get(store, submodel.id);
}

/** Writes a submodel that is not there yet, with its registry entry and event. */
export async function insertSubmodel(
  store: TwinStore,
  writer: Writer,
  terms: Map<string, number>,
  submodel: Submodel,
): Promise<number> {
  const own = ownColumns(submodel);
  const sql = `INSERT INTO twin_submodel (id, id_short, semantic, known, doc)
    VALUES (?, ?, ?, ?, ?)`;
  const { lastId: pk } = await writer.run(sql, [submodel.id, ...own]);
  await insertContent(writer, terms, pk, submodel);
  await reindexKnown(writer, submodel.id, null, knownColumn(submodel));
  await hostSubmodel(writer, pk, submodel.id);
  await store.outbox.append(writer, {
    type: 'org.registan.twin.submodel-created',
    subject: submodel.id,
  });
  return pk;
}

/** Replaces all of a submodel but its key, so that lists keep their order. */
export async function replaceSubmodel(
  store: TwinStore,
  writer: Writer,
  terms: Map<string, number>,
  pk: number,
  submodel: Submodel,
): Promise<void> {
  await updateOwn(writer, pk, submodel);
  await deleteAll(writer, pk);
  await insertElements(writer, terms, pk, 0, rowsOf(submodel));
  await forgetUnusedFiles(writer, pk);
  await store.outbox.append(writer, {
    type: 'org.registan.twin.submodel-updated',
    subject: submodel.id,
  });
}

function rowsOf(submodel: Submodel) {
  return flatten(submodel.submodelElements ?? [], { path: '', inList: false, ord: 0 });
}

async function insertContent(
  writer: Writer,
  terms: Map<string, number>,
  pk: number,
  submodel: Submodel,
): Promise<void> {
  await insertKeys(writer, pk, submodel);
  await insertElements(writer, terms, pk, 0, rowsOf(submodel));
}

async function insertKeys(writer: Writer, pk: number, submodel: Submodel): Promise<void> {
  if (submodel.semanticId === undefined) return;
  const sql = 'INSERT INTO twin_submodel_key (submodel, value, keys_text) VALUES (?, ?, ?)';
  const text = keysText(submodel.semanticId);
  for (const key of submodel.semanticId.keys) await writer.run(sql, [pk, key.value, text]);
}

async function updateOwn(writer: Writer, pk: number, submodel: Submodel): Promise<void> {
  const before = await readKnown(writer, pk);
  const sql = `UPDATE twin_submodel SET id_short = ?, semantic = ?, known = ?, doc = ?
    WHERE pk = ?`;
  await writer.run(sql, [...ownColumns(submodel), pk]);
  await reindexKnown(writer, submodel.id, before, knownColumn(submodel));
  await writer.run('DELETE FROM twin_submodel_key WHERE submodel = ?', [pk]);
  await insertKeys(writer, pk, submodel);
}

async function readKnown(reader: Reader, pk: number): Promise<string | null> {
  const sql = 'SELECT known FROM twin_submodel WHERE pk = ?';
  return (await reader.get<{ known: string | null }>(sql, [pk]))?.known ?? null;
}

function ownColumns(submodel: Submodel): readonly SqlValue[] {
  const { submodelElements: _, ...own } = submodel;
  const semantic = submodel.semanticId?.keys[0]?.value ?? null;
  return [submodel.idShort ?? null, semantic, knownColumn(submodel), JSON.stringify(own)];
}

async function put(store: TwinStore, id: string, submodel: Submodel, condition?: Precondition) {
  const valid = verified('Submodel', submodel);
  if (!valid.ok) return valid;
  if (submodel.id !== id) return refuse('twin.id-mismatch', { body: submodel.id, address: id });
  const done = await withTerms(store.terms, (terms) =>
    transact<Outcome>(store.database, async (writer) => {
      const row = await writer.get<SubmodelRow>(selectOne, [id]);
      const holds = await holdsFor(writer, row, condition);
      if (!holds.ok) return holds;
      if (row === undefined) await insertSubmodel(store, writer, terms, submodel);
      else await replaceSubmodel(store, writer, terms, row.pk, submodel);
      return ok(row === undefined ? 'created' : 'updated');
    }),
  );
  store.cache.forget(cacheOwner(id));
  return done;
}

async function putMetadata(
  store: TwinStore,
  id: string,
  metadata: Submodel,
  condition?: Precondition,
): Promise<Result<void>> {
  const { submodelElements: _, ...own } = metadata;
  const valid = verified('Submodel', own);
  if (!valid.ok) return valid;
  if (own.id !== id) return refuse('twin.id-mismatch', { body: own.id, address: id });
  const done = await transact<void>(store.database, async (writer) => {
    const row = await writable(writer, id, condition);
    if (!row.ok) return row;
    await updateOwn(writer, row.value.pk, own);
    await store.outbox.append(writer, { type: 'org.registan.twin.submodel-updated', subject: id });
    return ok(undefined);
  });
  store.cache.forget(cacheOwner(id));
  return done;
}

async function remove(store: TwinStore, id: string, condition?: Precondition) {
  const done = await transact<void>(store.database, async (writer) => {
    const row = await writable(writer, id, condition);
    if (!row.ok) return row;
    await deleteAll(writer, row.value.pk);
    await unhostSubmodel(writer, row.value.pk);
    await writer.run('DELETE FROM twin_submodel_key WHERE submodel = ?', [row.value.pk]);
    const before = await readKnown(writer, row.value.pk);
    await writer.run('DELETE FROM twin_submodel WHERE pk = ?', [row.value.pk]);
    await reindexKnown(writer, id, before, null);
    await store.outbox.append(writer, { type: 'org.registan.twin.submodel-deleted', subject: id });
    return ok(undefined);
  });
  store.cache.forget(cacheOwner(id));
  return done;
}
