/**
 * The import of one file, in two steps: everything that needs no database is done first (format,
 * form, constraints, taking in files), so that its writer is held only while it is written to.
 */

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { err, type Fault, fault, limits, ok, type Result } from '#base';
import type { Blobs } from '#store';
import { twinErrors } from '../errors.ts';
import { type Environment, readEnvironment, type Violation } from '../model/index.ts';
import type { EnvironmentPort, ImportReport, SupplementaryFile } from '../repository/port.ts';
import { openAasx } from './aasx-read.ts';
import { toViolation } from './check-file.ts';
import { readDocument } from './text-read.ts';
import { DamagedEntry, looksLikeZip } from './zip.ts';

export interface ImportRequest {
  /** Where the file is; told apart by its content, not by its name. */
  readonly file: string;
  /** Import what is readable and report the rest, instead of refusing the whole. */
  readonly lenient: boolean;
}

/** What became of an import; a refused one has changed nothing. */
export interface ImportOutcome {
  readonly ok: boolean;
  /** Counts of what was written, and what was wrong by path, mended or not. */
  readonly report: ImportReport;
  /** The first shells that were written, to be opened. */
  readonly shellIds: readonly string[];
  /** Why nothing was written. */
  readonly error?: { readonly code: string; readonly message: string };
}

const shellIdsMax = 100;

/** What an import needs before it needs the database. */
export interface ImportMeans {
  /** Takes the files in; what no twin names in the end is swept later. */
  readonly blobs: Pick<Blobs, 'put'>;
  /** Told how much of the preparation is done, 0 to 1. */
  report?(progress: number): void;
  readonly signal?: AbortSignal;
}

/** A file that was read and judged, and whose files were taken in. */
export type PreparedImport =
  | { readonly kind: 'refused'; readonly outcome: ImportOutcome }
  | {
      readonly kind: 'ready';
      /** Writes it, in one transaction. */
      write(port: Pick<EnvironmentPort, 'importEnvironment'>): Promise<ImportOutcome>;
    };

/** Reads and judges a file; rejects when the disk fails or `signal` aborts. */
export async function prepareImport(
  request: ImportRequest,
  means: ImportMeans,
): Promise<PreparedImport> {
  const read = await readContent(request, means);
  if (!read.ok) return refused(read.error, [toViolation(read.error)]);
  const { environment, violations, deviations, files, close } = read.value;
  try {
    const reported = [...violations, ...deviations].slice(0, limits.violationsMax);
    if (violations.length > 0 && !request.lenient) {
      const details = { what: 'file', count: violations.length };
      return refused(fault(twinErrors, 'twin.invalid', details), reported);
    }
    const received = await receiveFiles(files?.() ?? [], means);
    if (!received.ok) return refused(received.error, [...reported, toViolation(received.error)]);
    return {
      kind: 'ready',
      write: (port) => writePrepared(port, environment, received.value, reported),
    };
  } finally {
    close();
  }
}

async function writePrepared(
  port: Pick<EnvironmentPort, 'importEnvironment'>,
  environment: Environment,
  files: readonly SupplementaryFile[],
  reported: readonly Violation[],
): Promise<ImportOutcome> {
  const written = await port.importEnvironment(environment, Readable.from(files));
  if (!written.ok) return refusal(written.error, [...reported, toViolation(written.error)]);
  const { violations, ...counts } = written.value;
  const shells = environment.assetAdministrationShells ?? [];
  return {
    ok: true,
    report: { ...counts, violations: [...reported, ...violations] },
    shellIds: shells.slice(0, shellIdsMax).map((shell) => shell.id),
  };
}

interface Content {
  readonly environment: Environment;
  readonly violations: readonly Violation[];
  readonly deviations: readonly Violation[];
  files?(): AsyncIterable<SupplementaryFile>;
  close(): void;
}

async function readContent(
  { file, lenient }: ImportRequest,
  means: ImportMeans,
): Promise<Result<Content>> {
  if (await looksLikeZip(file)) return await openAasx(file, { lenient });
  const document = await readDocument(watched(file, means), 'Environment', limits.documentBytesMax);
  if (!document.ok) return document;
  const { value, violations, deviations } = document.value;
  means.report?.(0.5);
  const read = readEnvironment(asEnvironment(value), { lenient });
  means.report?.(1);
  return ok({
    environment: read.environment,
    violations: [...violations, ...read.violations],
    deviations,
    close: () => {},
  });
}

/** A file's content, with the progress of its reading; stops when the import is given up. */
async function* watched(file: string, { report, signal }: ImportMeans): AsyncGenerator<Buffer> {
  const { size } = await stat(file);
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 256 * 1024 })) {
    signal?.throwIfAborted();
    bytes += (chunk as Buffer).length;
    report?.((bytes / size) * 0.4);
    yield chunk as Buffer;
  }
}

/** Takes the files in; damage that shows only now is the sender's. */
async function receiveFiles(
  files: AsyncIterable<SupplementaryFile> | Iterable<SupplementaryFile>,
  { blobs, signal }: ImportMeans,
): Promise<Result<readonly SupplementaryFile[]>> {
  const received: SupplementaryFile[] = [];
  try {
    for await (const { path, contentType, body } of files) {
      signal?.throwIfAborted();
      const { hash, sizeBytes } = await blobs.put(body, limits.uploadBytesMax);
      const stored = { hash, sizeBytes };
      received.push({ path, contentType, stored, body: Readable.from([]) });
    }
  } catch (cause) {
    for (let each: unknown = cause; each instanceof Error; each = each.cause) {
      if (each instanceof DamagedEntry) return err(each.fault);
    }
    throw cause;
  }
  return ok(received);
}

const listsByModelType: Readonly<Record<string, keyof Environment>> = {
  AssetAdministrationShell: 'assetAdministrationShells',
  ConceptDescription: 'conceptDescriptions',
  Submodel: 'submodels',
};

/** A single shell, submodel or concept description stands for an environment of just itself. */
function asEnvironment(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('modelType' in value)) return value;
  const list = listsByModelType[String(value.modelType)];
  return list === undefined ? value : { [list]: [value] };
}

function refused(error: Fault, violations: readonly Violation[]): PreparedImport {
  return { kind: 'refused', outcome: refusal(error, violations) };
}

function refusal({ code, message }: Fault, violations: readonly Violation[]): ImportOutcome {
  const report = { shells: 0, submodels: 0, concepts: 0, files: 0, violations };
  return { ok: false, report, shellIds: [], error: { code, message } };
}
