/**
 * The import of one file, in two steps: everything that can be judged without the store is judged
 * first (format, form, constraints), so that the store is held only while it is written to.
 */

import { createReadStream } from 'node:fs';
import { type Fault, fault, limits, type Result } from '#base';
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

/** A file that was read and judged; to be closed in the end. */
export type PreparedImport =
  | { readonly kind: 'refused'; readonly outcome: ImportOutcome; close(): void }
  | {
      readonly kind: 'ready';
      /** Writes it in one transaction; damage that only shows on the way undoes it all. */
      write(port: Pick<EnvironmentPort, 'importEnvironment'>): Promise<ImportOutcome>;
      close(): void;
    };

/** Reads and judges a file; rejects only when the file cannot be read from disk. */
export async function prepareImport(request: ImportRequest): Promise<PreparedImport> {
  const read = await readContent(request);
  if (!read.ok) {
    const outcome = refusal(read.error, [toViolation(read.error)]);
    return { kind: 'refused', outcome, close: () => {} };
  }
  const { environment, violations, deviations, files, close } = read.value;
  const reported = [...violations, ...deviations].slice(0, limits.violationsMax);
  if (violations.length > 0 && !request.lenient) {
    const details = { what: 'file', count: violations.length };
    const outcome = refusal(fault(twinErrors, 'twin.invalid', details), reported);
    return { kind: 'refused', outcome, close };
  }
  return {
    kind: 'ready',
    close,
    async write(port) {
      const written = await attempt(() => port.importEnvironment(environment, files?.()));
      if (!written.ok) return refusal(written.error, [...reported, toViolation(written.error)]);
      const { violations: further, ...counts } = written.value;
      const shells = environment.assetAdministrationShells ?? [];
      return {
        ok: true,
        report: { ...counts, violations: [...reported, ...further] },
        shellIds: shells.slice(0, shellIdsMax).map((shell) => shell.id),
      };
    },
  };
}

interface Content {
  readonly environment: Environment;
  readonly violations: readonly Violation[];
  readonly deviations: readonly Violation[];
  files?(): AsyncIterable<SupplementaryFile>;
  close(): void;
}

async function readContent({ file, lenient }: ImportRequest): Promise<Result<Content>> {
  if (await looksLikeZip(file)) return await openAasx(file, { lenient });
  const content = createReadStream(file, { highWaterMark: 256 * 1024 });
  const document = await readDocument(content, 'Environment', limits.documentBytesMax);
  content.destroy();
  if (!document.ok) return document;
  const { value, violations, deviations } = document.value;
  const read = readEnvironment(asEnvironment(value), { lenient });
  return {
    ok: true,
    value: {
      environment: read.environment,
      violations: [...violations, ...read.violations],
      deviations,
      close: () => {},
    },
  };
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

/** Files are unpacked while they are written: damage that shows only then is the sender's. */
async function attempt<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work();
  } catch (cause) {
    for (let each: unknown = cause; each instanceof Error; each = each.cause) {
      if (each instanceof DamagedEntry) return { ok: false, error: each.fault };
    }
    throw cause;
  }
}

function refusal({ code, message }: Fault, violations: readonly Violation[]): ImportOutcome {
  const report = { shells: 0, submodels: 0, concepts: 0, files: 0, violations };
  return { ok: false, report, shellIds: [], error: { code, message } };
}
