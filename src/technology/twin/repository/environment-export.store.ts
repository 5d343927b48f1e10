/**
 * Export: the named shells, submodels and the concepts that they refer to, as they were at one
 * moment, with their files. Files of different submodels may have one path; in a package they
 * cannot, so later ones get a path of their own.
 */

import { ok, type Result } from '#base';
import type { Reader } from '#store';
import { foldPartName } from '../formats/opc.ts';
import {
  type ConceptDescription,
  type Container,
  childrenOf,
  type Shell,
  type Submodel,
  type SubmodelElement,
  withChildren,
} from '../model/index.ts';
import { type FileRow, packagePath } from './files.store.ts';
import type { EnvironmentPort, ExportedFile } from './port.ts';
import { type SubmodelRow, textOf } from './submodels.store.ts';
import { notFound, type TwinStore } from './transaction.ts';

type Selection = Parameters<EnvironmentPort['exportEnvironment']>[0];
type Exported = Awaited<ReturnType<EnvironmentPort['exportEnvironment']>>;

interface DocRow {
  readonly pk: number;
  readonly id: string;
  readonly doc: string;
}

export function exportEnvironment(store: TwinStore, selection: Selection): Promise<Exported> {
  return store.database.snapshot(async (reader): Promise<Exported> => {
    const shells = await shellsOf(reader, selection);
    if (!shells.ok) return shells;
    const rows = await submodelsOf(reader, selection, shells.value);
    if (!rows.ok) return rows;
    const files = new FileNames(store);
    const submodels: Submodel[] = [];
    for (const row of rows.value) submodels.push(await exportSubmodel(reader, row, files));
    for (const row of shells.value) await addThumbnail(reader, row, files);
    const all = shells.value.map((row) => files.renamedShell(JSON.parse(row.doc) as Shell));
    const concepts = selection.includeConceptDescriptions
      ? await conceptsOf(reader, isWhole(selection) ? undefined : [...all, ...submodels])
      : [];
    const environment = {
      ...(all.length > 0 ? { assetAdministrationShells: all } : {}),
      ...(submodels.length > 0 ? { submodels } : {}),
      ...(concepts.length > 0 ? { conceptDescriptions: concepts } : {}),
    };
    return ok({ environment, files: files.exported });
  });
}

function isWhole(selection: Selection): boolean {
  return selection.shellIds === undefined && selection.submodelIds === undefined;
}

/** All rows of a table, or those named, in the order that they are named. */
async function rowsOf(
  reader: Reader,
  table: string,
  what: string,
  ids: readonly string[] | undefined,
): Promise<Result<readonly DocRow[]>> {
  const select = `SELECT pk, id, doc FROM ${table}`;
  if (ids === undefined) return ok(await reader.all<DocRow>(`${select} ORDER BY pk`));
  const rows: DocRow[] = [];
  for (const id of new Set(ids)) {
    const row = await reader.get<DocRow>(`${select} WHERE id = ?`, [id]);
    if (row === undefined) return notFound(what, id);
    rows.push(row);
  }
  return ok(rows);
}

function shellsOf(reader: Reader, { shellIds, submodelIds }: Selection) {
  const wanted = shellIds ?? (submodelIds === undefined ? undefined : []);
  return rowsOf(reader, 'twin_shell', 'shell', wanted);
}

async function submodelsOf(
  reader: Reader,
  selection: Selection,
  shells: readonly DocRow[],
): Promise<Result<readonly SubmodelRow[]>> {
  if (selection.submodelIds !== undefined || selection.shellIds === undefined) {
    return rowsOf(reader, 'twin_submodel', 'submodel', selection.submodelIds);
  }
  const found = new Map<number, SubmodelRow>();
  for (const shell of shells) {
    // A reference may point at what another node hosts: that is not exported here.
    const rows = await reader.all<SubmodelRow>(
      `SELECT s.pk, s.id, s.doc FROM twin_submodel_ref r
       JOIN twin_submodel s ON s.id = r.submodel_id WHERE r.shell = ? ORDER BY r.ord`,
      [shell.pk],
    );
    for (const row of rows) found.set(row.pk, row);
  }
  return ok([...found.values()]);
}

async function exportSubmodel(
  reader: Reader,
  row: SubmodelRow,
  names: FileNames,
): Promise<Submodel> {
  const submodel = JSON.parse(await textOf(reader, row)) as Submodel;
  const sql = 'SELECT * FROM twin_file WHERE submodel = ? ORDER BY path';
  const files = await reader.all<FileRow>(sql, [row.pk]);
  const renamed = new Map<string, string>();
  for (const file of files) {
    const path = names.add(file);
    if (path !== file.path) renamed.set(file.path, path);
  }
  return renamed.size === 0 ? submodel : withFilePaths(submodel, renamed);
}

async function addThumbnail(reader: Reader, shell: DocRow, names: FileNames): Promise<void> {
  const sql = 'SELECT * FROM twin_thumbnail WHERE shell = ?';
  const file = await reader.get<FileRow>(sql, [shell.pk]);
  if (file !== undefined) names.add(file, shell.id);
}

function withFilePaths<T extends Container>(of: T, renamed: ReadonlyMap<string, string>): T {
  if (of.modelType === 'File') {
    const path = renamed.get(of.value ?? '');
    return path === undefined ? of : { ...of, value: path };
  }
  const children: readonly SubmodelElement[] = childrenOf(of);
  if (children.length === 0) return of;
  return withChildren(
    of,
    children.map((child) => withFilePaths(child, renamed)),
  );
}

/** The files of an export, each content under a path of its own. */
class FileNames {
  readonly exported: ExportedFile[] = [];
  readonly #store: TwinStore;
  readonly #hashes = new Map<string, string>();
  readonly #thumbnails = new Map<string, string>();

  constructor(store: TwinStore) {
    this.#store = store;
  }

  add(file: FileRow, thumbnailOf?: string): string {
    const path = this.#freePath(file);
    const name = foldPartName(path);
    const isNew = !this.#hashes.has(name);
    this.#hashes.set(name, file.hash);
    if (thumbnailOf !== undefined) this.#thumbnails.set(thumbnailOf, path);
    if (isNew || thumbnailOf !== undefined) {
      this.exported.push({
        path,
        contentType: file.content_type,
        sizeBytes: file.size_bytes,
        ...(thumbnailOf === undefined ? {} : { thumbnailOf }),
        open: () => this.#store.blobs.open(file.hash),
      });
    }
    return path;
  }

  renamedShell(shell: Shell): Shell {
    const path = this.#thumbnails.get(shell.id);
    const thumbnail = shell.assetInformation.defaultThumbnail;
    if (path === undefined || thumbnail === undefined || thumbnail.path === path) return shell;
    const defaultThumbnail = { ...thumbnail, path };
    return { ...shell, assetInformation: { ...shell.assetInformation, defaultThumbnail } };
  }

  #freePath(file: FileRow): string {
    let path = file.path;
    for (let copy = 2; ; copy += 1) {
      const hash = this.#hashes.get(foldPartName(path));
      if (hash === undefined || hash === file.hash) return path;
      path = packagePath(file.name, copy);
    }
  }
}

/** All concepts, or those that references in these objects name. */
async function conceptsOf(
  reader: Reader,
  within: readonly (Shell | Submodel)[] | undefined,
): Promise<readonly ConceptDescription[]> {
  if (within === undefined) {
    const all = await reader.all<DocRow>('SELECT pk, id, doc FROM twin_concept ORDER BY pk');
    return all.map((row) => JSON.parse(row.doc) as ConceptDescription);
  }
  const values = new Set<string>();
  for (const object of within) collectKeys(object, values);
  const found: DocRow[] = [];
  for (const value of values) {
    const sql = 'SELECT pk, id, doc FROM twin_concept WHERE id = ?';
    const row = await reader.get<DocRow>(sql, [value]);
    if (row !== undefined) found.push(row);
  }
  found.sort((a, b) => a.pk - b.pk);
  return found.map((row) => JSON.parse(row.doc) as ConceptDescription);
}

/** The values of all references' keys in a document. */
function collectKeys(value: unknown, into: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'keys' && Array.isArray(inner)) {
      for (const key of inner) if (typeof key?.value === 'string') into.add(key.value);
    } else {
      collectKeys(inner, into);
    }
  }
}
