/**
 * What every part of the repository works with, and its two ways to the database: a transaction
 * that a fault undoes, and the small pieces that all lists share.
 */

import type { Fault, Result } from '#base';
import { type Clock, decodeCursor, encodeCursor, err, fault, type Logger, limits, ok } from '#base';
import type { Blobs, Database, Outbox, Writer } from '#store';
import { twinErrors } from '../errors.ts';
import { type ClassName, type Violation, verify } from '../model/index.ts';
import type { Page, PageRequest } from './port.ts';
import type { ReadCache } from './read-cache.ts';

export interface TwinStore {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly blobs: Blobs;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where the node is reached, without a slash at the end: `https://node.example`. */
  readonly baseUrl: string;
  readonly cache: ReadCache;
  /** Keys of terms that are known to be in the table. */
  readonly terms: Map<string, number>;
}

/** Carries a fault out of a transaction, so that the database undoes what was written. */
class Refused extends Error {
  readonly fault: Fault;
  constructor(refusal: Fault) {
    super(refusal.message);
    this.fault = refusal;
  }
}

/** A transaction; when `work` gives a fault, nothing of it stays. */
export async function transact<T>(
  database: Database,
  work: (writer: Writer) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await database.write(async (writer) => {
      const result = await work(writer);
      if (!result.ok) throw new Refused(result.error);
      return result;
    });
  } catch (cause) {
    if (cause instanceof Refused) return err(cause.fault);
    throw cause;
  }
}

/** A fault as a result, for guard clauses. */
export function refuse(
  code: keyof typeof twinErrors,
  details: Readonly<Record<string, string | number>> = {},
  more: { readonly path?: string; readonly causes?: readonly Fault[] } = {},
): { readonly ok: false; readonly error: Fault } {
  return err(fault(twinErrors, code, details, more));
}

export function notFound(what: string, id: string) {
  return refuse('twin.not-found', { what, id });
}

/** The document as verified, or one fault that carries every violation. */
export function verified(as: ClassName, value: unknown): Result<void> {
  return violationsFault(as, verify(as, value));
}

export function violationsFault(what: string, violations: readonly Violation[]): Result<void> {
  if (violations.length === 0) return ok(undefined);
  const causes = violations
    .slice(0, limits.violationsMax)
    .map(({ constraint, message, path }) =>
      fault(twinErrors, 'twin.violation', { constraint, message }, { path }),
    );
  return refuse('twin.invalid', { what, count: violations.length }, { causes });
}

/** Where a page starts: the key of the last row before it. */
export function startOf(list: string, page: PageRequest): Result<number> {
  if (page.cursor === undefined) return ok(-1);
  const cursor = decodeCursor(page.cursor, list);
  if (!cursor.ok) return malformedCursor(cursor.error);
  if (typeof cursor.value.after !== 'number') {
    return malformedCursor('the cursor is not one that this list returned');
  }
  return ok(cursor.value.after);
}

export function malformedCursor(detail: string) {
  return refuse('twin.malformed-parameter', {
    name: 'cursor',
    detail: `cannot be used: ${detail}`,
  });
}

/** A page of rows that were asked for with one more than the limit. */
export function pageOf<Row, T>(
  list: string,
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => number | string,
  itemOf: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(itemOf);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, cursor: encodeCursor({ list, after: keyOf(last) }) };
}
