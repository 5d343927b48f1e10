/**
 * Elements one by one: lists, reads, creation, replacement, removal by idShortPath. What is written
 * is verified where it will stand, so that constraints between an element and what is around it
 * (unique idShorts, a list's types, a template's qualifiers) hold as well.
 */

import { ok, type Result } from '#base';
import type { Reader, Writer } from '#store';
import {
  canHaveChildren,
  formatPath,
  type PathSegment,
  parsePath,
  type SubmodelElement,
  trimTo,
} from '../model/index.ts';
import {
  deleteBelow,
  findRow,
  insertElements,
  type LocatedRow,
  nextOrd,
  readBelow,
  withTerms,
} from './element-rows.store.ts';
import { assemble, flatten, type Place } from './element-rows.ts';
import { checkPrecondition, etagOf, isConditional } from './etag.ts';
import { forgetUnusedFiles } from './files.store.ts';
import type {
  Outcome,
  PageRequest,
  Precondition,
  ReadModifiers,
  SubmodelRepository,
} from './port.ts';
import { cacheOwner, type SubmodelRow, writable } from './submodels.store.ts';
import { notFound, pageOf, refuse, startOf, type TwinStore, transact } from './transaction.ts';
import { verifyInPlace } from './verify-in-place.store.ts';

type Operations = Pick<
  SubmodelRepository,
  'listElements' | 'getElement' | 'createElement' | 'putElement' | 'deleteElement'
>;

export function elementOperations(store: TwinStore): Operations {
  return {
    listElements: (id, page, modifiers) => list(store, id, page, modifiers),
    getElement: (id, path, modifiers) => get(store, id, path, modifiers),
    createElement: (id, parentPath, element) => create(store, id, parentPath, element),
    putElement: (id, path, element, condition) => put(store, id, path, element, condition),
    deleteElement: (id, path, condition) => remove(store, id, path, condition),
  };
}

const listName = 'elements';

const list = async (
  store: TwinStore,
  id: string,
  page: PageRequest,
  modifiers: ReadModifiers = {},
) => {
  const start = startOf(listName, page);
  if (!start.ok) return start;
  const { database } = store;
  const submodel = await database.get<{ pk: number }>('SELECT pk FROM twin_submodel WHERE id = ?', [
    id,
  ]);
  if (submodel === undefined) return notFound('submodel', id);
  const rows = await database.all<LocatedRow>(
    `SELECT pk, submodel, parent, ord, key, model_type, value_text, doc FROM twin_element
     WHERE submodel = ? AND parent = 0 AND ord > ? ORDER BY ord LIMIT ?`,
    [submodel.pk, start.value, page.limit + 1],
  );
  const items = new Map<number, SubmodelElement>();
  for (const row of rows.slice(0, page.limit)) {
    const text = modifiers.level === 'core' ? assemble([row], 0)[0] : await textOf(database, row);
    items.set(row.pk, trimmed(JSON.parse(text ?? 'null'), { extent: modifiers.extent }));
  }
  return ok(
    pageOf(
      listName,
      rows,
      page.limit,
      (row) => row.ord,
      (row) => items.get(row.pk) as SubmodelElement,
    ),
  );
};

function trimmed(element: SubmodelElement, modifiers: ReadModifiers): SubmodelElement {
  return trimTo(element, { ...modifiers, extent: modifiers.extent ?? 'withBlobValue' });
}

/** An element with all below it, as JSON text. */
export async function textOf(reader: Reader, row: LocatedRow): Promise<string> {
  const below = mayHaveChildren(row)
    ? await readBelow(reader, row.submodel, row.pk, Number.POSITIVE_INFINITY)
    : [];
  return assemble([row, ...below], row.parent)[0] ?? '';
}

function mayHaveChildren(row: Pick<LocatedRow, 'model_type'>): boolean {
  return canHaveChildren({ modelType: row.model_type } as SubmodelElement);
}

export function segmentsOf(path: string): Result<readonly PathSegment[]> {
  const segments = parsePath(path);
  if (segments.ok) return segments;
  return refuse('twin.malformed-path', { detail: segments.error }, { path });
}

/** Why there is no row: the submodel or the element is missing. */
export async function missing(reader: Reader, id: string, path: string) {
  const submodel = await reader.get('SELECT pk FROM twin_submodel WHERE id = ?', [id]);
  return submodel === undefined ? notFound('submodel', id) : notFound('element', path);
}

async function get(store: TwinStore, id: string, path: string, modifiers: ReadModifiers = {}) {
  const segments = segmentsOf(path);
  if (!segments.ok) return segments;
  const row = await findRow(store.database, id, segments.value);
  if (row === undefined) return missing(store.database, id, path);
  const text = await textOf(store.database, row);
  const value = trimmed(JSON.parse(text) as SubmodelElement, modifiers);
  return ok({ value, etag: etagOf(text) });
}

/** Where a new element goes. */
interface Target {
  readonly submodel: SubmodelRow;
  readonly parent: LocatedRow | undefined;
  readonly segments: readonly PathSegment[];
}

async function locateParent(
  writer: Writer,
  id: string,
  segments: readonly PathSegment[],
): Promise<Result<Target>> {
  const submodel = await writable(writer, id, undefined);
  if (!submodel.ok) return submodel;
  if (segments.length === 0) return ok({ submodel: submodel.value, parent: undefined, segments });
  const path = formatPath(segments);
  const parent = await findRow(writer, id, segments);
  if (parent === undefined) return notFound('element', path);
  if (!mayHaveChildren(parent)) {
    const expected = 'a collection, list, entity or annotated relationship';
    return refuse('twin.wrong-type', { path, actual: parent.model_type, expected });
  }
  return ok({ submodel: submodel.value, parent, segments });
}

/** The path pattern of a container: its path without list indexes. */
export function placeOf(segments: readonly PathSegment[], parent?: LocatedRow): Omit<Place, 'ord'> {
  const pattern = formatPath(segments).replace(/\[\d+\]/g, '[]');
  return { path: pattern, inList: parent?.model_type === 'SubmodelElementList' };
}

async function create(
  store: TwinStore,
  id: string,
  parentPath: string | undefined,
  element: SubmodelElement,
) {
  const segments = parentPath === undefined ? ok([]) : segmentsOf(parentPath);
  if (!segments.ok) return segments;
  const done = await withTerms(store.terms, (terms) =>
    transact(store.database, async (writer) => {
      const target = await locateParent(writer, id, segments.value);
      if (!target.ok) return target;
      return insertAtEnd(store, writer, terms, target.value, element);
    }),
  );
  store.cache.forget(cacheOwner(id));
  return done;
}

async function insertAtEnd(
  store: TwinStore,
  writer: Writer,
  terms: Map<string, number>,
  target: Target,
  element: SubmodelElement,
): Promise<Result<{ readonly path: string }>> {
  const { submodel, parent, segments } = target;
  const valid = await verifyInPlace(writer, submodel, parent, element);
  if (!valid.ok) return valid;
  const place = placeOf(segments, parent);
  const ord = await nextOrd(writer, submodel.pk, parent?.pk ?? 0);
  const last: PathSegment = place.inList ? { index: ord } : { idShort: element.idShort ?? '' };
  const path = formatPath([...segments, last]);
  if (!place.inList && (await hasChild(writer, submodel.pk, parent, element.idShort))) {
    return refuse('twin.exists', { what: 'element', id: path });
  }
  const rows = flatten([element], { ...place, ord });
  await insertElements(writer, terms, submodel.pk, parent?.pk ?? 0, rows);
  await announce(store, writer, 'created', submodel.id, path);
  return ok({ path });
}

async function hasChild(
  reader: Reader,
  submodel: number,
  parent: LocatedRow | undefined,
  idShort: string | undefined,
): Promise<boolean> {
  const sql = 'SELECT pk FROM twin_element WHERE submodel = ? AND parent = ? AND key = ?';
  return (await reader.get(sql, [submodel, parent?.pk ?? 0, idShort ?? null])) !== undefined;
}

function announce(
  store: TwinStore,
  writer: Writer,
  what: 'created' | 'updated' | 'deleted',
  submodelId: string,
  path: string,
): Promise<void> {
  const type = `org.registan.twin.element-${what}`;
  return store.outbox.append(writer, { type, subject: `${submodelId}#${path}` });
}

async function put(
  store: TwinStore,
  id: string,
  path: string,
  element: SubmodelElement,
  condition?: Precondition,
): Promise<Result<Outcome>> {
  const segments = segmentsOf(path);
  if (!segments.ok) return segments;
  const last = segments.value.at(-1);
  const idShort = last !== undefined && 'idShort' in last ? last.idShort : undefined;
  if (idShort !== undefined && element.idShort !== undefined && element.idShort !== idShort) {
    return refuse('twin.id-mismatch', { body: element.idShort, address: idShort });
  }
  const done = await withTerms(store.terms, (terms) =>
    transact<Outcome>(store.database, async (writer) => {
      const row = await findRow(writer, id, segments.value);
      const etags = row === undefined ? [] : [etagOf(await textOf(writer, row))];
      const holds = checkPrecondition(condition, 'element', etags);
      if (!holds.ok) return holds;
      const target = await locateParent(writer, id, segments.value.slice(0, -1));
      if (!target.ok) return target;
      if (row !== undefined) return replace(store, writer, terms, target.value, row, element, path);
      if (idShort === undefined) return notFound('element', path);
      const created = await insertAtEnd(store, writer, terms, target.value, element);
      return created.ok ? ok('created' as const) : created;
    }),
  );
  store.cache.forget(cacheOwner(id));
  return done;
}

async function replace(
  store: TwinStore,
  writer: Writer,
  terms: Map<string, number>,
  target: Target,
  row: LocatedRow,
  element: SubmodelElement,
  path: string,
): Promise<Result<Outcome>> {
  const { submodel, parent, segments } = target;
  const valid = await verifyInPlace(writer, submodel, parent, element, row.pk);
  if (!valid.ok) return valid;
  await deleteBelow(writer, row, true);
  const rows = flatten([element], { ...placeOf(segments, parent), ord: row.ord });
  await insertElements(writer, terms, submodel.pk, parent?.pk ?? 0, rows);
  await forgetUnusedFiles(writer, submodel.pk);
  await announce(store, writer, 'updated', submodel.id, path);
  return ok('updated');
}

async function remove(
  store: TwinStore,
  id: string,
  path: string,
  condition?: Precondition,
): Promise<Result<void>> {
  const segments = segmentsOf(path);
  if (!segments.ok) return segments;
  const done = await transact<void>(store.database, async (writer) => {
    const row = await findRow(writer, id, segments.value);
    if (row === undefined) return missing(writer, id, path);
    const etags = isConditional(condition) ? [etagOf(await textOf(writer, row))] : [];
    const holds = checkPrecondition(condition, 'element', etags);
    if (!holds.ok) return holds;
    await deleteBelow(writer, row, true);
    if (row.key === null) await closeGap(writer, row);
    await forgetUnusedFiles(writer, row.submodel);
    await announce(store, writer, 'deleted', id, path);
    return ok(undefined);
  });
  store.cache.forget(cacheOwner(id));
  return done;
}

/** The later items of a list move up by one. */
async function closeGap(writer: Writer, row: LocatedRow): Promise<void> {
  const after = 'WHERE submodel = ? AND parent = ? AND ord > ?';
  const parameters = [row.submodel, row.parent, row.ord];
  await writer.run(`UPDATE twin_element SET ord = ord - 1 ${after}`, parameters);
  await writer.run(`UPDATE twin_element_text SET ord = ord - 1 ${after}`, parameters);
}
