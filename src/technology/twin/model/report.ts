/**
 * What a verification collects while it walks a document: where it is, what it found, and the few
 * things that a rule must know about its surroundings.
 */

import { limits } from '#base';
import type { Violation } from './types.ts';

/** A JSON object of unknown content: rules must not trust what they read from it. */
export type Loose = Readonly<Record<string, unknown>>;

/** A value with the id of the coded value that it should be (AASd-006, AASd-007). */
export interface CodedValue {
  readonly pointer: string;
  readonly constraint: 'AASd-006' | 'AASd-007';
  readonly value: string;
  readonly valueId: string;
}

export interface Report {
  readonly strict: boolean;
  /** Where the walk is. */
  readonly path: (string | number)[];
  readonly violations: Violation[];
  /** Violations beyond the limit: counted, not kept. */
  omitted: number;
  /** JSON nesting at the current place. */
  depth: number;
  /** The kind of the submodel that the walk is in; undefined outside of one. */
  submodelKind: 'Instance' | 'Template' | undefined;
  readonly codedValues: CodedValue[];
}

export function newReport(strict: boolean): Report {
  return {
    strict,
    path: [],
    violations: [],
    omitted: 0,
    depth: 0,
    submodelKind: undefined,
    codedValues: [],
  };
}

/** Notes a violation at the current place, or at a place within it. */
export function violate(
  report: Report,
  constraint: string,
  message: string,
  ...within: readonly (string | number)[]
): void {
  if (report.violations.length >= limits.violationsMax) {
    report.omitted += 1;
    return;
  }
  report.violations.push({ path: pointerTo(report, within), constraint, message });
}

/** The JSON pointer (RFC 6901) of the current place, or of a place within it. */
export function pointerTo(report: Report, within: readonly (string | number)[] = []): string {
  let pointer = '';
  for (const step of report.path) pointer += `/${escapeStep(step)}`;
  for (const step of within) pointer += `/${escapeStep(step)}`;
  return pointer;
}

/** The violations, with a last one that tells how many more there were. */
export function finish(report: Report): readonly Violation[] {
  if (report.omitted === 0) return report.violations;
  const message = `There are ${report.omitted} more; mend these first and check again.`;
  return [...report.violations, { path: '', constraint: 'limit', message }];
}

export function escapeStep(step: string | number): string {
  return typeof step === 'number' ? String(step) : step.replace(/~/g, '~0').replace(/\//g, '~1');
}

export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const nothing: readonly never[] = [];

export function listIn(object: Loose, attribute: string): readonly unknown[] {
  const value = object[attribute];
  return Array.isArray(value) ? value : nothing;
}

export function textIn(object: unknown, attribute: string): string | undefined {
  const value = isObject(object) ? object[attribute] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The value of a reference's last key: the id of what it refers to. */
export function targetOf(reference: unknown): string | undefined {
  return isObject(reference) ? textIn(listIn(reference, 'keys').at(-1), 'value') : undefined;
}
