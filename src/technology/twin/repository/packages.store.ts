/** The AASX File Server's packages: kept as they were sent, found by the shells they carry. */

import { newId, ok, type Result } from '#base';
import type { Reader, SqlValue, Writer } from '#store';
import { contentOf, type FileRow, receive } from './files.store.ts';
import type {
  FileContent,
  FileUpload,
  Outcome,
  PackageStore,
  PackageSummary,
  PageRequest,
} from './port.ts';
import { notFound, pageOf, startOf, type TwinStore, transact } from './transaction.ts';

const listName = 'packages';

type Upload = FileUpload & { readonly aasIds: readonly string[] };

interface PackageRow extends Omit<FileRow, 'path'> {
  readonly pk: number;
  readonly id: string;
}

export function openPackages(store: TwinStore): PackageStore {
  return {
    list: (filter, page) => list(store, filter, page),
    get: (packageId) => get(store, packageId),
    create: (upload) => create(store, upload),
    put: (packageId, upload) => put(store, packageId, upload),
    delete: (packageId) => remove(store, packageId),
  };
}

async function list(store: TwinStore, filter: { readonly aasId?: string }, page: PageRequest) {
  const start = startOf(listName, page);
  if (!start.ok) return start;
  const where = ['p.pk > ?'];
  const parameters: SqlValue[] = [start.value];
  if (filter.aasId !== undefined) {
    where.push('p.pk IN (SELECT s.package FROM twin_package_shell s WHERE s.shell_id = ?)');
    parameters.push(filter.aasId);
  }
  const sql = `SELECT p.* FROM twin_package p
    WHERE ${where.join(' AND ')} ORDER BY p.pk LIMIT ?`;
  const rows = await store.database.all<PackageRow>(sql, [...parameters, page.limit + 1]);
  const summaries = new Map<number, PackageSummary>();
  for (const row of rows) summaries.set(row.pk, await summaryOf(store.database, row));
  const itemOf = (row: PackageRow) => summaries.get(row.pk) as PackageSummary;
  return ok(pageOf(listName, rows, page.limit, (row) => row.pk, itemOf));
}

async function summaryOf(reader: Reader, row: PackageRow): Promise<PackageSummary> {
  const sql = 'SELECT shell_id FROM twin_package_shell WHERE package = ? ORDER BY ord';
  const shells = await reader.all<{ shell_id: string }>(sql, [row.pk]);
  return { packageId: row.id, aasIds: shells.map((shell) => shell.shell_id), fileName: row.name };
}

function find(reader: Reader, packageId: string): Promise<PackageRow | undefined> {
  return reader.get<PackageRow>('SELECT * FROM twin_package WHERE id = ?', [packageId]);
}

async function get(store: TwinStore, packageId: string): Promise<Result<FileContent>> {
  const row = await find(store.database, packageId);
  if (row === undefined) return notFound('package', packageId);
  return ok(contentOf(store, { ...row, path: row.name }));
}

async function create(store: TwinStore, upload: Upload): Promise<Result<PackageSummary>> {
  const file = await receive(store, upload);
  const id = newId('package');
  return transact(store.database, async (writer) => {
    await insert(writer, id, file, upload.aasIds);
    return ok({ packageId: id, aasIds: upload.aasIds, fileName: file.name });
  });
}

async function insert(
  writer: Writer,
  id: string,
  file: Omit<FileRow, 'path'>,
  aasIds: readonly string[],
): Promise<void> {
  const { lastId } = await writer.run(
    `INSERT INTO twin_package (id, name, content_type, hash, size_bytes) VALUES (?, ?, ?, ?, ?)`,
    [id, file.name, file.content_type, file.hash, file.size_bytes],
  );
  await insertShells(writer, lastId, aasIds);
}

async function insertShells(writer: Writer, pk: number, aasIds: readonly string[]): Promise<void> {
  const sql = 'INSERT INTO twin_package_shell (package, ord, shell_id) VALUES (?, ?, ?)';
  for (const [ord, id] of aasIds.entries()) await writer.run(sql, [pk, ord, id]);
}

async function put(store: TwinStore, packageId: string, upload: Upload): Promise<Result<Outcome>> {
  const file = await receive(store, upload);
  return transact<Outcome>(store.database, async (writer) => {
    const row = await find(writer, packageId);
    if (row === undefined) {
      await insert(writer, packageId, file, upload.aasIds);
      return ok('created');
    }
    await writer.run(
      `UPDATE twin_package SET name = ?, content_type = ?, hash = ?, size_bytes = ? WHERE pk = ?`,
      [file.name, file.content_type, file.hash, file.size_bytes, row.pk],
    );
    await writer.run('DELETE FROM twin_package_shell WHERE package = ?', [row.pk]);
    await insertShells(writer, row.pk, upload.aasIds);
    return ok('updated');
  });
}

async function remove(store: TwinStore, packageId: string): Promise<Result<void>> {
  return transact<void>(store.database, async (writer) => {
    const sql = 'DELETE FROM twin_package WHERE id = ?';
    const { changes } = await writer.run(sql, [packageId]);
    return changes === 0 ? notFound('package', packageId) : ok(undefined);
  });
}
