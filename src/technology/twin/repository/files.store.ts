/**
 * Files of File elements. The content is a blob; a row names it by the path that the element's
 * value is, so that the file stays with the element when the submodel around it is replaced, and
 * goes when no element names it any more.
 */

import { limits, ok, type Result } from '#base';
import type { Reader, Writer } from '#store';
import type { File } from '../model/index.ts';
import { findRow, type LocatedRow } from './element-rows.store.ts';
import { ownColumns, ownJson } from './element-rows.ts';
import { missing, segmentsOf } from './elements.store.ts';
import type { FileContent, FileUpload, SubmodelRepository } from './port.ts';
import { cacheOwner } from './submodels.store.ts';
import { notFound, refuse, type TwinStore, transact } from './transaction.ts';

type Operations = Pick<SubmodelRepository, 'getFile' | 'putFile' | 'deleteFile'>;

export interface FileRow {
  readonly path: string;
  readonly name: string;
  readonly content_type: string;
  readonly hash: string;
  readonly size_bytes: number;
}

export function fileOperations(store: TwinStore): Operations {
  return {
    getFile: (id, path) => getFile(store, id, path),
    putFile: (id, path, file) => putFile(store, id, path, file),
    deleteFile: (id, path) => deleteFile(store, id, path),
  };
}

async function locate(reader: Reader, id: string, path: string): Promise<Result<LocatedRow>> {
  const segments = segmentsOf(path);
  if (!segments.ok) return segments;
  const row = await findRow(reader, id, segments.value);
  if (row === undefined) return missing(reader, id, path);
  if (row.model_type === 'File') return ok(row);
  return refuse('twin.wrong-type', { path, actual: row.model_type, expected: 'a File' });
}

async function getFile(store: TwinStore, id: string, path: string): Promise<Result<FileContent>> {
  const row = await locate(store.database, id, path);
  if (!row.ok) return row;
  const { submodel, value_text: filePath } = row.value;
  const sql = 'SELECT * FROM twin_file WHERE submodel = ? AND path = ?';
  const file = await store.database.get<FileRow>(sql, [submodel, filePath]);
  return file === undefined ? notFound('file of element', path) : ok(contentOf(store, file));
}

/** A stored file as it is handed out. */
export function contentOf(store: TwinStore, file: FileRow): FileContent {
  return {
    name: file.name,
    contentType: file.content_type,
    sizeBytes: file.size_bytes,
    etag: `"${file.hash.slice(0, 32)}"`,
    open: () => store.blobs.open(file.hash),
  };
}

/** Takes an upload in, durably, before the transaction that will name it. */
export async function receive(store: TwinStore, file: FileUpload) {
  const blob = await store.blobs.put(file.body, limits.uploadBytesMax);
  const name = fileName(file.name);
  return { name, content_type: file.contentType, hash: blob.hash, size_bytes: blob.sizeBytes };
}

/** The last part of what may be a path, without what file systems and packages refuse. */
export function fileName(text: string): string {
  const last = text.split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stay.
  const clean = last.replace(/[\u0000-\u001f\u007f<>:"|?*#%]/g, '_').replace(/^\.+/, '');
  return clean === '' ? 'file' : clean.slice(-200);
}

async function putFile(
  store: TwinStore,
  id: string,
  path: string,
  upload: FileUpload,
): Promise<Result<void>> {
  // Looked at before the upload is taken in, and again in the transaction.
  const expected = await locate(store.database, id, path);
  if (!expected.ok) return expected;
  const file = await receive(store, upload);
  const done = await transact<void>(store.database, async (writer) => {
    const row = await locate(writer, id, path);
    if (!row.ok) return row;
    const filePath = await freePath(writer, row.value, file.name);
    await saveFile(writer, row.value.submodel, { ...file, path: filePath });
    await updateFile(writer, row.value, { value: filePath, contentType: file.content_type });
    await forgetUnusedFiles(writer, row.value.submodel);
    await announce(store, writer, id, path);
    return ok(undefined);
  });
  store.cache.forget(cacheOwner(id));
  return done;
}

export async function saveFile(writer: Writer, submodel: number, file: FileRow): Promise<void> {
  await writer.run(
    `INSERT INTO twin_file (submodel, path, name, content_type, hash, size_bytes)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (submodel, path) DO UPDATE SET name = excluded.name,
       content_type = excluded.content_type, hash = excluded.hash,
       size_bytes = excluded.size_bytes`,
    [submodel, file.path, file.name, file.content_type, file.hash, file.size_bytes],
  );
}

/** A path in the package that no other element of the submodel has. */
async function freePath(reader: Reader, row: LocatedRow, name: string): Promise<string> {
  const used = await reader.all<{ value_text: string }>(
    `SELECT value_text FROM twin_element WHERE submodel = ? AND pk <> ?
     AND model_type = 'File' AND value_text IS NOT NULL`,
    [row.submodel, row.pk],
  );
  const taken = new Set(used.map(({ value_text }) => value_text));
  let path = packagePath(name);
  for (let copy = 2; taken.has(path); copy += 1) path = packagePath(name, copy);
  return path;
}

/** Where a file stands in a package; as a URI, which is what a File's value must be. */
export function packagePath(name: string, copy?: number): string {
  const folder = copy === undefined ? '' : `${copy}/`;
  return `/aasx/files/${folder}${encodeURIComponent(name)}`;
}

async function updateFile(
  writer: Writer,
  row: LocatedRow,
  change: Pick<File, 'value' | 'contentType'>,
): Promise<void> {
  const columns = ownColumns({ ...(JSON.parse(ownJson(row)) as File), ...change });
  const sql = 'UPDATE twin_element SET value_text = ?, value_num = ?, doc = ? WHERE pk = ?';
  await writer.run(sql, [columns.valueText, columns.valueNum, columns.doc, row.pk]);
}

function announce(store: TwinStore, writer: Writer, id: string, path: string): Promise<void> {
  const type = 'org.registan.twin.element-updated';
  return store.outbox.append(writer, { type, subject: `${id}#${path}` });
}

async function deleteFile(store: TwinStore, id: string, path: string): Promise<Result<void>> {
  const done = await transact<void>(store.database, async (writer) => {
    const row = await locate(writer, id, path);
    if (!row.ok) return row;
    const sql = 'SELECT path FROM twin_file WHERE submodel = ? AND path = ?';
    const file = await writer.get(sql, [row.value.submodel, row.value.value_text]);
    if (file === undefined) return notFound('file of element', path);
    await updateFile(writer, row.value, { value: undefined });
    await forgetUnusedFiles(writer, row.value.submodel);
    await announce(store, writer, id, path);
    return ok(undefined);
  });
  store.cache.forget(cacheOwner(id));
  return done;
}

/** Removes the rows of files that no File element of the submodel names any more. */
export async function forgetUnusedFiles(writer: Writer, submodel: number): Promise<void> {
  const any = await writer.get('SELECT path FROM twin_file WHERE submodel = ? LIMIT 1', [submodel]);
  if (any === undefined) return;
  await writer.run(
    `DELETE FROM twin_file WHERE submodel = ? AND path NOT IN (
       SELECT value_text FROM twin_element
       WHERE submodel = ? AND model_type = 'File' AND value_text IS NOT NULL)`,
    [submodel, submodel],
  );
}

/** Whether anything still names a blob; for the sweep of those that nothing names. */
export async function isBlobUsed(reader: Reader, hash: string): Promise<boolean> {
  const row = await reader.get(
    `SELECT hash FROM twin_file WHERE hash = ?
     UNION ALL SELECT hash FROM twin_thumbnail WHERE hash = ?
     UNION ALL SELECT hash FROM twin_package WHERE hash = ? LIMIT 1`,
    [hash, hash, hash],
  );
  return row !== undefined;
}
