/**
 * Reads AASX packages (IDTA-01005): follows the relationships from the package to the origin, the
 * specifications and the files, tolerates what real packages get wrong and reports it, and refuses
 * what is dangerous. Only the specification is held in memory; files are streamed one by one.
 */

import type { Readable } from 'node:stream';
import { err, limits, ok, type Result } from '#base';
import { type Environment, readEnvironment, type Violation } from '../model/index.ts';
import type { SupplementaryFile } from '../repository/port.ts';
import { type FilePath, filePathsOf, mergeEnvironments } from './environment.ts';
import { partNamesFor } from './opc.ts';
import { type PackageIndex, readIndex } from './package-index.ts';
import { readDocument } from './text-read.ts';
import { DamagedEntry, openZip, type Zip } from './zip.ts';

export interface PackagePart {
  /** Absolute name, `/aasx/files/manual.pdf`. */
  readonly path: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  open(): Readable;
}

export interface Aasx {
  readonly environment: Environment;
  /** What breaks the standard: in the package by part name, in the model by JSON pointer. */
  readonly violations: readonly Violation[];
  /** What was accepted although the current version of the standard writes it differently. */
  readonly deviations: readonly Violation[];
  /** The picture of the package itself. */
  readonly thumbnail?: PackagePart;
  /**
   * The files that came along, one after the other; each must be read before the next is asked
   * for. A file's path is what the environment calls it where it does, its part name otherwise;
   * one that it calls by several names comes once for each.
   */
  files(): AsyncIterable<SupplementaryFile>;
  close(): void;
}

export interface OpenAasxOptions {
  /** Whether an environment with violations is mended, or empty. */
  readonly lenient: boolean;
}

/** Opens a package; fails when it is unsafe, damaged, or no AASX package at all. */
export async function openAasx(
  path: string,
  options: OpenAasxOptions = { lenient: true },
): Promise<Result<Aasx>> {
  const zip = await openZip(path);
  if (!zip.ok) return zip;
  try {
    const opened = await readPackage(zip.value, options);
    if (!opened.ok) zip.value.close();
    return opened;
  } catch (cause) {
    zip.value.close();
    if (cause instanceof DamagedEntry) return err(cause.fault);
    throw cause;
  }
}

interface Specification {
  /** Part name, `/aasx/data.xml`. */
  readonly name: string;
  /** The document before it was mended. */
  readonly raw: unknown;
  readonly environment: Environment;
  readonly violations: readonly Violation[];
  readonly deviations: readonly Violation[];
}

async function readPackage(zip: Zip, options: OpenAasxOptions): Promise<Result<Aasx>> {
  const found = await readIndex(zip);
  if (!found.ok) return found;
  const index = found.value;
  const parts: Specification[] = [];
  for (const entry of index.specs) {
    const specification = await readSpecification(zip, entry, options);
    if (!specification.ok) return specification;
    parts.push(specification.value);
  }
  const merged = mergeEnvironments(parts);
  const files = matchFiles(index, parts);
  const partsOf = (entry: string): readonly PackagePart[] =>
    [...(files.spellings.get(entry) ?? [`/${entry}`])].map((path) => ({
      path,
      contentType: index.contentTypeOf(entry),
      sizeBytes: zip.sizeOf(entry) ?? 0,
      open: () => zip.open(entry),
    }));
  const located = parts.map((part) => locate(part, parts.length > 1));
  const { thumbnail } = index;
  return ok({
    environment: merged.environment,
    violations: [
      ...index.violations,
      ...located.flatMap((part) => part.violations),
      ...merged.violations,
    ],
    deviations: [
      ...index.deviations,
      ...located.flatMap((part) => part.deviations),
      ...files.deviations,
    ],
    ...(thumbnail === undefined ? {} : { thumbnail: partsOf(thumbnail)[0] }),
    files: () => streamFiles([...index.files].flatMap(partsOf)),
    close: () => zip.close(),
  });
}

async function readSpecification(
  zip: Zip,
  entry: string,
  options: OpenAasxOptions,
): Promise<Result<Specification>> {
  const name = `/${entry}`;
  const content = zip.open(entry);
  const document = await readDocument(content, 'Environment', limits.documentBytesMax);
  content.destroy();
  if (!document.ok) return err({ ...document.error, path: name });
  const { value, violations, deviations } = document.value;
  const read = readEnvironment(value, options);
  return ok({
    name,
    raw: value,
    environment: read.environment,
    violations: [...violations, ...read.violations],
    deviations,
  });
}

/**
 * Says which part a violation is in where its pointer does not: the document as a whole, or one of
 * several specifications, `/aasx/data.json#/submodels/0`.
 */
function locate(part: Specification, isOneOfSeveral: boolean): Specification {
  const within = (each: Violation): Violation => {
    if (each.path === '') return { ...each, path: part.name };
    return isOneOfSeveral ? { ...each, path: `${part.name}#${each.path}` } : each;
  };
  return {
    ...part,
    violations: part.violations.map(within),
    deviations: part.deviations.map(within),
  };
}

interface FileMatch {
  /** What the environment calls an entry: in most cases one name. */
  readonly spellings: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files that are named but missing, or there but not named. */
  readonly deviations: readonly Violation[];
}

/**
 * Finds the parts that File elements and thumbnails mean: absolute in the package, relative to the
 * specification, or as a file URI, as real packages write them.
 */
function matchFiles(index: PackageIndex, parts: readonly Specification[]): FileMatch {
  const spellings = new Map<string, Set<string>>();
  const deviations: Violation[] = [];
  for (const { name, raw } of parts) {
    for (const file of filePathsOf(raw)) {
      const entry = entryFor(index, name, file);
      if (entry !== undefined) {
        spellings.set(entry, (spellings.get(entry) ?? new Set()).add(file.value));
      } else if (isPackagePath(file.value) && deviations.length < limits.violationsMax) {
        const message = `The file ${file.value.slice(0, 200)} is not in the package.`;
        deviations.push({ path: file.pointer, constraint: 'aasx-file', message });
      }
    }
  }
  for (const entry of index.files) {
    if (spellings.has(entry) || entry === index.thumbnail) continue;
    const message = 'No File element and no thumbnail names the file, so no twin can keep it.';
    deviations.push({ path: `/${entry}`, constraint: 'aasx-file', message });
  }
  return { spellings, deviations };
}

function entryFor(index: PackageIndex, spec: string, file: FilePath): string | undefined {
  for (const name of partNamesFor(file.value, spec)) {
    const entry = index.entryOf(name);
    if (entry !== undefined && index.files.has(entry)) return entry;
  }
  return undefined;
}

/** Only a relative reference means a file of the package (IDTA-01005, aas-suppl, note 3). */
function isPackagePath(value: string): boolean {
  return value !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:/.test(value) && !value.startsWith('//');
}

async function* streamFiles(parts: readonly PackagePart[]): AsyncGenerator<SupplementaryFile> {
  for (const { path, contentType, open } of parts) {
    const body = open();
    try {
      yield { path, contentType, body };
    } finally {
      body.destroy();
    }
  }
}
