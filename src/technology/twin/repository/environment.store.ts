/**
 * Environments in and out: many shells, submodels and concepts in one transaction, with the files
 * that File elements and thumbnails name. Nothing here holds a file in memory.
 */

import { limits, ok, type Result } from '#base';
import type { Writer } from '#store';
import {
  type Container,
  childrenOf,
  type Environment,
  type Shell,
  type Submodel,
} from '../model/index.ts';
import { insertConcept, replaceConcept } from './concepts.store.ts';
import { withTerms } from './element-rows.store.ts';
import { exportEnvironment } from './environment-export.store.ts';
import { type FileRow, fileName, forgetUnusedFiles, saveFile } from './files.store.ts';
import type { EnvironmentPort, ImportReport, SupplementaryFile } from './port.ts';
import { insertShell, replaceShell } from './shells.store.ts';
import { insertSubmodel, replaceSubmodel } from './submodels.store.ts';
import { saveThumbnail } from './thumbnails.store.ts';
import { type TwinStore, transact } from './transaction.ts';

export function openEnvironment(store: TwinStore): EnvironmentPort {
  return {
    importEnvironment: (environment, files) => importEnvironment(store, environment, files),
    exportEnvironment: (selection) => exportEnvironment(store, selection),
  };
}

type Files = ReadonlyMap<string, FileRow>;

async function importEnvironment(
  store: TwinStore,
  environment: Environment,
  supplementary?: AsyncIterable<SupplementaryFile>,
): Promise<Result<ImportReport>> {
  const files = await receiveAll(store, supplementary);
  const shells = environment.assetAdministrationShells ?? [];
  const submodels = environment.submodels ?? [];
  const concepts = environment.conceptDescriptions ?? [];
  const done = await withTerms(store.terms, (terms) =>
    transact<void>(store.database, async (writer) => {
      for (const concept of concepts) {
        const pk = await keyOf(writer, 'twin_concept', concept.id);
        if (pk === undefined) await insertConcept(store, writer, concept);
        else await replaceConcept(store, writer, pk, concept);
      }
      for (const submodel of submodels) {
        await importSubmodel(store, writer, terms, submodel, files);
      }
      for (const shell of shells) await importShell(store, writer, shell, files);
      return ok(undefined);
    }),
  );
  store.cache.clear();
  if (!done.ok) return done;
  return ok({
    shells: shells.length,
    submodels: submodels.length,
    concepts: concepts.length,
    files: files.size,
    violations: [],
  });
}

/** Takes the files in before the transaction; those that nothing names are swept later. */
async function receiveAll(
  store: TwinStore,
  supplementary: AsyncIterable<SupplementaryFile> | undefined,
): Promise<Files> {
  const files = new Map<string, FileRow>();
  if (supplementary === undefined) return files;
  for await (const { path, contentType, body, stored } of supplementary) {
    const blob = stored ?? (await store.blobs.put(body, limits.uploadBytesMax));
    files.set(path, {
      path,
      name: fileName(path),
      content_type: contentType,
      hash: blob.hash,
      size_bytes: blob.sizeBytes,
    });
  }
  return files;
}

async function keyOf(writer: Writer, table: string, id: string): Promise<number | undefined> {
  const row = await writer.get<{ pk: number }>(`SELECT pk FROM ${table} WHERE id = ?`, [id]);
  return row?.pk;
}

async function importSubmodel(
  store: TwinStore,
  writer: Writer,
  terms: Map<string, number>,
  submodel: Submodel,
  files: Files,
): Promise<void> {
  const known = await keyOf(writer, 'twin_submodel', submodel.id);
  let pk = known;
  if (pk === undefined) pk = await insertSubmodel(store, writer, terms, submodel);
  else await replaceSubmodel(store, writer, terms, pk, submodel);
  if (files.size === 0) return;
  for (const path of filesNamed(submodel)) {
    const file = files.get(path) ?? files.get(`/${path}`);
    if (file !== undefined) await saveFile(writer, pk, { ...file, path });
  }
  await forgetUnusedFiles(writer, pk);
}

/** The values of a submodel's File elements. */
function filesNamed(of: Container): ReadonlySet<string> {
  const paths = new Set<string>();
  const visit = (container: Container) => {
    for (const child of childrenOf(container)) {
      if (child.modelType === 'File' && child.value !== undefined) paths.add(child.value);
      visit(child);
    }
  };
  visit(of);
  return paths;
}

async function importShell(
  store: TwinStore,
  writer: Writer,
  shell: Shell,
  files: Files,
): Promise<void> {
  let pk = await keyOf(writer, 'twin_shell', shell.id);
  if (pk === undefined) pk = await insertShell(store, writer, shell);
  else await replaceShell(store, writer, pk, shell);
  const path = shell.assetInformation.defaultThumbnail?.path;
  const file = path === undefined ? undefined : (files.get(path) ?? files.get(`/${path}`));
  if (path !== undefined && file !== undefined) {
    await saveThumbnail(writer, pk, { ...file, path });
  }
}
