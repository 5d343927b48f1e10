/**
 * The files that the conformance run hands to the official checker: the demo factory and the
 * published templates, read and written again in every format. The checker (1.0.3) knows version
 * 3.0 of the metamodel, so XML is written in that namespace, and templates that were published for
 * 3.1 are left to the schema of 3.1 (see round-trip.test.ts).
 */

import { createWriteStream, globSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { unwrap } from '#base';
import { type ExportedFile, jsonChunks, openAasx, writeAasx, writeXml } from '#technology/twin';
import type { Environment } from '#technology/twin/model';

export interface WrittenFile {
  readonly path: string;
  /** As the checker's `--format` calls it. */
  readonly format: 'aasx' | 'json' | 'xml';
}

const root = join(import.meta.dirname, '../..');

/** The packages that are written again: the demo's, and the templates where they are at hand. */
export function sourcePackages(): readonly string[] {
  return [
    ...globSync(join(root, 'content/demo/aasx/*.aasx')),
    ...globSync(join(root, '../shared/data/idta-templates/*.aasx')),
  ];
}

/** Writes each package as JSON, as XML, and as AASX with either inside. */
export async function writeFiles(folder: string): Promise<readonly WrittenFile[]> {
  await mkdir(folder, { recursive: true });
  const written: WrittenFile[] = [];
  for (const source of sourcePackages()) {
    const { environment, files, isCurrent } = await readPackage(source);
    const name = join(folder, basename(source, '.aasx'));
    const isTemplate = !source.startsWith(join(root, 'content'));
    if (isTemplate && isCurrent) continue;
    written.push(...(await writeAll(name, environment, files)));
  }
  return written;
}

async function writeAll(
  name: string,
  environment: Environment,
  files: readonly ExportedFile[],
): Promise<readonly WrittenFile[]> {
  await writeFile(`${name}.json`, Readable.from(jsonChunks(environment)));
  await writeFile(`${name}.xml`, writeXml(environment, { version: '3.0' }));
  const packages: WrittenFile[] = [];
  for (const format of ['json', 'xml'] as const) {
    const path = `${name}.${format}.aasx`;
    const content = writeAasx(environment, files, { format, version: '3.0' });
    await pipeline(content, createWriteStream(path));
    packages.push({ path, format: 'aasx' });
  }
  return [
    { path: `${name}.json`, format: 'json' },
    { path: `${name}.xml`, format: 'xml' },
    ...packages,
  ];
}

async function readPackage(source: string) {
  const aasx = unwrap(await openAasx(source));
  const files: ExportedFile[] = [];
  for await (const { body, ...rest } of aasx.files()) {
    const content = await buffer(body);
    files.push({ ...rest, sizeBytes: content.length, open: () => Readable.from([content]) });
  }
  aasx.close();
  const isCurrent = !aasx.deviations.some(({ constraint }) => constraint === 'namespace');
  return { environment: aasx.environment, files, isCurrent };
}
