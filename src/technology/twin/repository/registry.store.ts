/**
 * The registries: one list over what is hosted here, whose descriptors are built from the thing
 * itself as it is read, and over foreign descriptors, which are kept as they were sent.
 */

import { ok, type Result } from '#base';
import type { Reader, SqlValue, Writer } from '#store';
import type { Shell, Submodel, Violation } from '../model/index.ts';
import {
  shellDescriptor,
  submodelDescriptor,
  verifyShellDescriptor,
  verifySubmodelDescriptor,
} from './descriptors.ts';
import type {
  BulkChange,
  Outcome,
  PageRequest,
  Registry,
  ShellDescriptor,
  SubmodelDescriptor,
} from './port.ts';
import {
  notFound,
  pageOf,
  refuse,
  startOf,
  type TwinStore,
  transact,
  violationsFault,
} from './transaction.ts';

interface EntryRow {
  readonly pk: number;
  readonly id: string;
  /** The foreign descriptor; null for what is hosted. */
  readonly doc: string | null;
  /** Key and document of what is hosted. */
  readonly hosted: number | null;
  readonly hosted_doc: string | null;
}

/** What differs between the two registries: their tables and words. */
interface EntryKind {
  readonly what: string;
  readonly hosts: string;
  readonly table: string;
  readonly select: string;
}

/** And their descriptors. */
interface Kind<D extends { readonly id: string }> extends EntryKind {
  verify(descriptor: unknown): readonly Violation[];
  insertColumns(descriptor: D): Readonly<Record<string, SqlValue>>;
  built(reader: Reader, row: EntryRow, baseUrl: string): Promise<D>;
}

const submodelKind: Kind<SubmodelDescriptor> = {
  what: 'submodel descriptor',
  hosts: 'submodel',
  table: 'twin_submodel_entry',
  select: `SELECT e.pk, e.id, e.doc, s.pk AS hosted, s.doc AS hosted_doc
    FROM twin_submodel_entry e LEFT JOIN twin_submodel s ON s.pk = e.submodel`,
  verify: verifySubmodelDescriptor,
  insertColumns: () => ({}),
  built: async (_, row, baseUrl) => submodelFrom(row, baseUrl),
};

const shellKind: Kind<ShellDescriptor> = {
  what: 'shell descriptor',
  hosts: 'shell',
  table: 'twin_shell_entry',
  select: `SELECT e.pk, e.id, e.doc, s.pk AS hosted, s.doc AS hosted_doc
    FROM twin_shell_entry e LEFT JOIN twin_shell s ON s.pk = e.shell`,
  verify: verifyShellDescriptor,
  insertColumns: (descriptor) => ({
    asset_kind: textOrNull(descriptor.assetKind),
    asset_type: textOrNull(descriptor.assetType),
  }),
  async built(reader, row, baseUrl) {
    if (row.hosted_doc === null) return JSON.parse(row.doc ?? '') as ShellDescriptor;
    const submodels = await reader.all<EntryRow>(
      `${submodelKind.select}
       JOIN twin_submodel_ref r ON r.submodel_id = e.id WHERE r.shell = ? ORDER BY r.ord`,
      [row.hosted],
    );
    const shell = JSON.parse(row.hosted_doc) as Shell;
    const descriptors = submodels.map((submodel) => submodelFrom(submodel, baseUrl));
    return shellDescriptor(shell, descriptors, baseUrl);
  },
};

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function submodelFrom(row: EntryRow, baseUrl: string): SubmodelDescriptor {
  if (row.hosted_doc === null) return JSON.parse(row.doc ?? '') as SubmodelDescriptor;
  return submodelDescriptor(JSON.parse(row.hosted_doc) as Submodel, baseUrl);
}

export function openRegistry(store: TwinStore): Registry {
  return {
    listShells: (filter, page) =>
      list(store, shellKind, page, {
        'e.asset_kind': filter.assetKind,
        'e.asset_type': filter.assetType,
      }),
    getShell: (id) => get(store, shellKind, id),
    createShell: (descriptor) => create(store, shellKind, descriptor),
    putShell: (id, descriptor) => put(store, shellKind, id, descriptor),
    deleteShell: (id) => remove(store, shellKind, id),
    bulkShells: (change) => bulk(store, shellKind, change),
    listSubmodels: (page) => list(store, submodelKind, page, {}),
    getSubmodel: (id) => get(store, submodelKind, id),
    createSubmodel: (descriptor) => create(store, submodelKind, descriptor),
    putSubmodel: (id, descriptor) => put(store, submodelKind, id, descriptor),
    deleteSubmodel: (id) => remove(store, submodelKind, id),
    bulkSubmodels: (change) => bulk(store, submodelKind, change),
  };
}

/** The descriptors of entries by their keys, in that order; what queries return. */
export async function descriptorsOf(
  reader: Reader,
  target: 'shellDescriptors' | 'submodelDescriptors',
  pks: readonly number[],
  baseUrl: string,
): Promise<readonly (ShellDescriptor | SubmodelDescriptor)[]> {
  const kind = target === 'shellDescriptors' ? shellKind : submodelKind;
  const found: (ShellDescriptor | SubmodelDescriptor)[] = [];
  for (const pk of pks) {
    const row = await reader.get<EntryRow>(`${kind.select} WHERE e.pk = ?`, [pk]);
    if (row !== undefined) found.push(await kind.built(reader, row, baseUrl));
  }
  return found;
}

async function list<D extends { readonly id: string }>(
  store: TwinStore,
  kind: Kind<D>,
  page: PageRequest,
  filter: Readonly<Record<string, string | undefined>>,
) {
  const start = startOf(kind.table, page);
  if (!start.ok) return start;
  const where = ['e.pk > ?'];
  const parameters: SqlValue[] = [start.value];
  for (const [column, value] of Object.entries(filter)) {
    if (value === undefined) continue;
    where.push(`${column} = ?`);
    parameters.push(value);
  }
  const sql = `${kind.select} WHERE ${where.join(' AND ')} ORDER BY e.pk LIMIT ?`;
  const rows = await store.database.all<EntryRow>(sql, [...parameters, page.limit + 1]);
  const built = new Map<EntryRow, D>();
  for (const row of rows.slice(0, page.limit)) {
    built.set(row, await kind.built(store.database, row, store.baseUrl));
  }
  const itemOf = (row: EntryRow) => built.get(row) as D;
  return ok(pageOf(kind.table, rows, page.limit, (row) => row.pk, itemOf));
}

function find(reader: Reader, kind: EntryKind, id: string): Promise<EntryRow | undefined> {
  return reader.get<EntryRow>(`${kind.select} WHERE e.id = ?`, [id]);
}

async function get<D extends { readonly id: string }>(store: TwinStore, kind: Kind<D>, id: string) {
  const row = await find(store.database, kind, id);
  if (row === undefined) return notFound(kind.what, id);
  return ok(await kind.built(store.database, row, store.baseUrl));
}

function derived(kind: EntryKind, id: string) {
  return refuse('twin.derived-descriptor', { id, what: kind.hosts });
}

async function insert<D extends { readonly id: string }>(
  writer: Writer,
  kind: Kind<D>,
  descriptor: D,
): Promise<Result<void>> {
  const row = await find(writer, kind, descriptor.id);
  if (row?.hosted != null) return derived(kind, descriptor.id);
  if (row !== undefined) return refuse('twin.exists', { what: kind.what, id: descriptor.id });
  const columns = { id: descriptor.id, ...kind.insertColumns(descriptor) };
  const names = [...Object.keys(columns), 'doc'];
  const sql = `INSERT INTO ${kind.table} (${names.join(', ')})
    VALUES (${names.map(() => '?').join(', ')})`;
  await writer.run(sql, [...Object.values(columns), JSON.stringify(descriptor)]);
  return ok(undefined);
}

async function replace<D extends { readonly id: string }>(
  writer: Writer,
  kind: Kind<D>,
  descriptor: D,
): Promise<Result<Outcome>> {
  const row = await find(writer, kind, descriptor.id);
  if (row === undefined) {
    const done = await insert(writer, kind, descriptor);
    return done.ok ? ok('created') : done;
  }
  if (row.hosted !== null) return derived(kind, descriptor.id);
  const columns = kind.insertColumns(descriptor);
  const set = [...Object.keys(columns), 'doc'].map((name) => `${name} = ?`).join(', ');
  const values = [...Object.values(columns), JSON.stringify(descriptor), row.pk];
  await writer.run(`UPDATE ${kind.table} SET ${set} WHERE pk = ?`, values);
  return ok('updated');
}

async function erase(writer: Writer, kind: EntryKind, id: string): Promise<Result<void>> {
  const row = await find(writer, kind, id);
  if (row === undefined) return notFound(kind.what, id);
  if (row.hosted !== null) return derived(kind, id);
  await writer.run(`DELETE FROM ${kind.table} WHERE pk = ?`, [row.pk]);
  return ok(undefined);
}

async function create<D extends { readonly id: string }>(
  store: TwinStore,
  kind: Kind<D>,
  descriptor: D,
): Promise<Result<D>> {
  const valid = violationsFault(kind.what, kind.verify(descriptor));
  if (!valid.ok) return valid;
  const done = await transact(store.database, (writer) => insert(writer, kind, descriptor));
  return done.ok ? ok(descriptor) : done;
}

async function put<D extends { readonly id: string }>(
  store: TwinStore,
  kind: Kind<D>,
  id: string,
  descriptor: D,
): Promise<Result<Outcome>> {
  const valid = violationsFault(kind.what, kind.verify(descriptor));
  if (!valid.ok) return valid;
  if (descriptor.id !== id) return refuse('twin.id-mismatch', { body: descriptor.id, address: id });
  return transact(store.database, (writer) => replace(writer, kind, descriptor));
}

async function remove(store: TwinStore, kind: EntryKind, id: string): Promise<Result<void>> {
  return transact(store.database, (writer) => erase(writer, kind, id));
}

async function bulk<D extends { readonly id: string }>(
  store: TwinStore,
  kind: Kind<D>,
  change: BulkChange<D>,
): Promise<Result<void>> {
  if (change.kind !== 'delete') {
    const violations = change.descriptors.flatMap((descriptor, index) =>
      kind.verify(descriptor).map((one) => ({ ...one, path: `/${index}${one.path}` })),
    );
    const valid = violationsFault(`list of ${kind.what}s`, violations);
    if (!valid.ok) return valid;
  }
  return transact<void>(store.database, async (writer) => {
    const steps = change.kind === 'delete' ? change.ids : change.descriptors;
    for (const step of steps) {
      const done = await changeOne(writer, kind, change.kind, step);
      if (!done.ok) return done;
    }
    return ok(undefined);
  });
}

function changeOne<D extends { readonly id: string }>(
  writer: Writer,
  kind: Kind<D>,
  what: 'create' | 'put' | 'delete',
  step: D | string,
): Promise<Result<unknown>> {
  if (typeof step === 'string') return erase(writer, kind, step);
  return what === 'create' ? insert(writer, kind, step) : replace(writer, kind, step);
}
