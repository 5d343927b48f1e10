/**
 * Writes AASX packages (IDTA-01005) as a stream: the specification as JSON or XML, the files one
 * after the other, each read only when its turn comes. The same input gives the same bytes.
 */

import { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';
import type { Environment } from '../model/index.ts';
import type { ExportedFile } from '../repository/port.ts';
import { jsonChunks } from './json-write.ts';
import {
  contentTypesName,
  encodePartName,
  foldPartName,
  type NewRelationship,
  partNamesFor,
  relationshipsPartOf,
  writeContentTypes,
  writeRelationships,
} from './opc.ts';
import { type WriteXmlOptions, xmlChunks } from './xml-write.ts';

export interface WriteAasxOptions {
  /** How the specification is written. */
  readonly format: 'json' | 'xml';
  /** The version whose namespace XML is written in; see `WriteXmlOptions`. */
  readonly version?: WriteXmlOptions['version'];
}

/** Files that are compressed in themselves are stored as they are. */
const packedTypes = /^(image\/(png|jpeg|gif|webp)|video\/|audio\/|application\/(zip|gzip|pdf))/;

/** The oldest time that ZIP can say: packages don't depend on when they were written. */
const timeless = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/**
 * The package as a stream; it fails with the error of a file that fails. A file's path becomes its
 * part's name; files of one name are one file, whatever their case. Different files of one
 * name, or a name that the format reserves, are a fault of the caller and throw.
 */
export function writeAasx(
  environment: Environment,
  files: readonly ExportedFile[],
  options: WriteAasxOptions,
): Readable {
  const origin = '/aasx/aasx-origin';
  const spec = `/aasx/data.${options.format}`;
  const types = new Map([
    [origin, 'text/plain'],
    [spec, `application/${options.format}`],
  ]);
  const parts = nameParts(files, spec, new Set([origin, spec].map(foldPartName)));
  for (const { name, file } of parts) types.set(name, contentType(file.contentType));
  const thumbnail = parts.find(({ file }) => file.thumbnailOf !== undefined);
  const fromRoot: NewRelationship[] = [{ kind: 'origin', target: origin }];
  if (thumbnail !== undefined) fromRoot.push({ kind: 'thumbnail', target: thumbnail.name });
  const fromSpec = parts.map(({ name }) => ({ kind: 'supplementary' as const, target: name }));

  const archive = new Archive();
  archive.text(contentTypesName, writeContentTypes(types));
  archive.text('_rels/.rels', writeRelationships(fromRoot));
  archive.text(origin, 'Intentionally empty');
  archive.text(relationshipsPartOf(origin), writeRelationships([{ kind: 'spec', target: spec }]));
  archive.lazy(spec, true, () => Readable.from(specification(environment, options)));
  archive.text(relationshipsPartOf(spec), writeRelationships(fromSpec));
  for (const { name, file } of parts) {
    archive.lazy(name, !packedTypes.test(file.contentType), () => file.open());
  }
  return archive.end();
}

function* specification(environment: Environment, options: WriteAasxOptions) {
  const chunks =
    options.format === 'json'
      ? jsonChunks(environment)
      : xmlChunks('Environment', environment, { version: options.version });
  for (const chunk of chunks) yield Buffer.from(chunk);
}

interface Part {
  readonly name: string;
  readonly file: ExportedFile;
}

function nameParts(files: readonly ExportedFile[], spec: string, taken: ReadonlySet<string>) {
  const parts = new Map<string, Part>();
  for (const file of files) {
    const name = encodePartName(partNamesFor(file.path, spec)[0] ?? '');
    const key = foldPartName(name);
    const known = parts.get(key);
    if (known !== undefined) {
      // One content under one name, as the picture of several shells or in several submodels.
      if (known.file.sizeBytes !== file.sizeBytes) throw sameName(file);
      if (known.file.thumbnailOf === undefined) parts.set(key, { ...known, file });
      continue;
    }
    if (key.split('/').includes('_rels') || key === foldPartName(contentTypesName) || key === '/') {
      throw new Error(`${file.path} cannot be a part's name in a package`);
    }
    if (taken.has(key)) throw sameName(file);
    parts.set(key, { name, file });
  }
  return [...parts.values()];
}

function sameName({ path }: ExportedFile): Error {
  return new Error(`two files of a package are called ${path}; give one another path`);
}

/** A content type as the package may say it; what is none says nothing. */
function contentType(given: string): string {
  return /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(\s*;.*)?$/.test(given)
    ? given
    : 'application/octet-stream';
}

/** One archive under way; what is open when it fails or is given up gets closed. */
class Archive {
  readonly #zip = new yazl.ZipFile();
  readonly #out = new PassThrough();
  #open: Readable | undefined;

  text(name: string, content: string): void {
    this.#zip.addBuffer(Buffer.from(content), name.replace(/^\//, ''), timeless);
  }

  lazy(name: string, compress: boolean, open: () => Readable): void {
    const options = { ...timeless, compress };
    this.#zip.addReadStreamLazy(name.replace(/^\//, ''), options, (ready) => {
      if (this.#out.destroyed) return;
      const content = open();
      this.#open = content;
      content.on('error', (cause) => this.#out.destroy(cause));
      ready(null, content);
    });
  }

  end(): Readable {
    this.#zip.on('error', (cause: Error) => this.#out.destroy(cause));
    this.#out.on('close', () => this.#open?.destroy());
    this.#zip.end();
    this.#zip.outputStream.pipe(this.#out);
    return this.#out;
  }
}
