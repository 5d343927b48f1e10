/**
 * An import's report as a person reads it: per file, per place in the file, the sentences; and
 * what came in, to be opened. The node's job output is read tolerantly.
 */

import type { Violation } from '#technology/twin/model';

export interface PlaceReport {
  /** JSON pointer into the file; empty for the file itself. */
  readonly path: string;
  readonly sentences: readonly { readonly constraint: string; readonly message: string }[];
}

export interface CameIn {
  readonly shells: number;
  readonly submodels: number;
  readonly concepts: number;
  readonly files: number;
  /** Shells to open, where the node names them. */
  readonly shellIds: readonly string[];
}

export interface FileReport {
  readonly cameIn: CameIn;
  readonly violations: readonly Violation[];
}

/** Violations by place, in the order they were found; a place's twice-said sentence once. */
export function byPlace(violations: readonly Violation[]): readonly PlaceReport[] {
  const places = new Map<string, Map<string, { constraint: string; message: string }>>();
  for (const { path, constraint, message } of violations) {
    const place = places.get(path) ?? new Map();
    place.set(`${constraint} ${message}`, { constraint, message });
    places.set(path, place);
  }
  return [...places].map(([path, sentences]) => ({ path, sentences: [...sentences.values()] }));
}

/** The output of an import job. */
export function readReport(output: unknown): FileReport {
  const record = asRecord(output);
  const nested = asRecord(record.report);
  const from = Object.keys(nested).length > 0 ? nested : record;
  return {
    cameIn: {
      shells: count(from.shells),
      submodels: count(from.submodels),
      concepts: count(from.concepts),
      files: count(from.files),
      shellIds: strings(from.shellIds ?? record.shellIds),
    },
    violations: readViolations(from.violations),
  };
}

/** Violations wherever the node puts them: in a job's output, its error or a problem's details. */
function readViolations(value: unknown): readonly Violation[] {
  if (!Array.isArray(value)) return [];
  return value.map(asRecord).flatMap((each) => {
    const message = each.message ?? each.text;
    if (typeof message !== 'string') return [];
    return [
      {
        path: typeof each.path === 'string' ? each.path : '',
        constraint: String(each.constraint ?? each.code ?? ''),
        message,
      },
    ];
  });
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
