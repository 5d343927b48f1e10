/** Thumbnails: the picture of a shell's asset, a blob that the shell's document names by path. */

import { ok, type Result } from '#base';
import type { Reader, Writer } from '#store';
import type { Shell } from '../model/index.ts';
import { contentOf, type FileRow, packagePath, receive } from './files.store.ts';
import type { FileContent, FileUpload, ShellRepository } from './port.ts';
import { replaceShell, type ShellRow } from './shells.store.ts';
import { notFound, type TwinStore, transact } from './transaction.ts';

type Operations = Pick<ShellRepository, 'getThumbnail' | 'putThumbnail' | 'deleteThumbnail'>;

export function thumbnailOperations(store: TwinStore): Operations {
  return {
    getThumbnail: (id) => getThumbnail(store, id),
    putThumbnail: (id, file) => putThumbnail(store, id, file),
    deleteThumbnail: (id) => deleteThumbnail(store, id),
  };
}

const selectThumbnail = 'SELECT * FROM twin_thumbnail WHERE shell = ?';

function findShell(reader: Reader, id: string): Promise<ShellRow | undefined> {
  return reader.get<ShellRow>('SELECT pk, id, doc FROM twin_shell WHERE id = ?', [id]);
}

async function getThumbnail(store: TwinStore, id: string): Promise<Result<FileContent>> {
  const shell = await findShell(store.database, id);
  if (shell === undefined) return notFound('shell', id);
  const file = await store.database.get<FileRow>(selectThumbnail, [shell.pk]);
  return file === undefined ? notFound('thumbnail of shell', id) : ok(contentOf(store, file));
}

async function putThumbnail(
  store: TwinStore,
  id: string,
  upload: FileUpload,
): Promise<Result<void>> {
  if ((await findShell(store.database, id)) === undefined) return notFound('shell', id);
  const file = await receive(store, upload);
  const done = await transact<void>(store.database, async (writer) => {
    const row = await findShell(writer, id);
    if (row === undefined) return notFound('shell', id);
    const path = packagePath(file.name);
    await saveThumbnail(writer, row.pk, { ...file, path });
    const shell = JSON.parse(row.doc) as Shell;
    const defaultThumbnail = { path, contentType: file.content_type };
    const assetInformation = { ...shell.assetInformation, defaultThumbnail };
    await replaceShell(store, writer, row.pk, { ...shell, assetInformation });
    return ok(undefined);
  });
  store.cache.forget(`shell ${id}`);
  return done;
}

export async function saveThumbnail(writer: Writer, shell: number, file: FileRow): Promise<void> {
  await writer.run(
    `INSERT INTO twin_thumbnail (shell, path, name, content_type, hash, size_bytes)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (shell) DO UPDATE SET path = excluded.path, name = excluded.name,
       content_type = excluded.content_type, hash = excluded.hash,
       size_bytes = excluded.size_bytes`,
    [shell, file.path, file.name, file.content_type, file.hash, file.size_bytes],
  );
}

async function deleteThumbnail(store: TwinStore, id: string): Promise<Result<void>> {
  const done = await transact<void>(store.database, async (writer) => {
    const row = await findShell(writer, id);
    if (row === undefined) return notFound('shell', id);
    const file = await writer.get(selectThumbnail, [row.pk]);
    if (file === undefined) return notFound('thumbnail of shell', id);
    const shell = JSON.parse(row.doc) as Shell;
    const { defaultThumbnail: _, ...assetInformation } = shell.assetInformation;
    await replaceShell(store, writer, row.pk, { ...shell, assetInformation });
    return ok(undefined);
  });
  store.cache.forget(`shell ${id}`);
  return done;
}

/** Removes the stored picture when the shell's document names another one or none. */
export async function forgetUnusedThumbnail(
  writer: Writer,
  pk: number,
  shell: Shell,
): Promise<void> {
  const path = shell.assetInformation.defaultThumbnail?.path ?? '';
  await writer.run('DELETE FROM twin_thumbnail WHERE shell = ? AND path <> ?', [pk, path]);
}
