/**
 * Pages of something finer or coarser than what the repository lists: paths of many elements, say.
 * The cursor holds the repository's own and how many of the finer items to skip after it.
 */

import { decodeCursor, encodeCursor, err, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { Page, PageRequest } from '../repository/port.ts';

/** Repository pages read for one answer; a page that is still not full is sent as it is. */
const roundsMax = 20;
/** Coarse items read at once, since each may hold very many finer ones. */
const coarseLimitMax = 50;

export async function flattenPage<T, R>(
  page: PageRequest,
  list: string,
  fetch: (page: PageRequest) => Promise<Result<Page<T>>>,
  expand: (item: T) => readonly R[],
): Promise<Result<Page<R>>> {
  const start = readPosition(page.cursor, list);
  if (!start.ok) return start;
  let { base, skip } = start.value;
  const items: R[] = [];
  const coarseLimit = Math.min(page.limit, coarseLimitMax);
  for (let round = 0; round < roundsMax; round += 1) {
    const fetched = await fetch({
      limit: coarseLimit,
      ...(base === undefined ? {} : { cursor: base }),
    });
    if (!fetched.ok) return fetched;
    const fine = fetched.value.items.flatMap(expand);
    const taken = fine.slice(skip, skip + page.limit - items.length);
    items.push(...taken);
    if (skip + taken.length < fine.length) {
      return ok({ items, cursor: writePosition(list, base, skip + taken.length) });
    }
    skip = Math.max(0, skip - fine.length);
    base = fetched.value.cursor;
    if (base === undefined) return ok({ items });
    if (items.length >= page.limit) break;
  }
  return ok({ items, cursor: writePosition(list, base, skip) });
}

/** A page of a list that is at hand as a whole, in its own order; `keyOf` must be unique. */
export function sliceOf<T>(
  all: readonly T[],
  page: PageRequest,
  list: string,
  keyOf: (item: T) => string,
): Result<Page<T>> {
  let start = 0;
  if (page.cursor !== undefined) {
    const cursor = decodeCursor(page.cursor, list);
    if (!cursor.ok) return malformedCursor(cursor.error);
    const after = cursor.value.after;
    start = all.findIndex((item) => keyOf(item) === after) + 1;
    if (start === 0) return malformedCursor('the item before it is gone; start again without it');
  }
  const items = all.slice(start, start + page.limit);
  const last = items.at(-1);
  if (last === undefined || start + items.length >= all.length) return ok({ items });
  return ok({ items, cursor: encodeCursor({ list, after: keyOf(last) }) });
}

interface Position {
  readonly base: string | undefined;
  readonly skip: number;
}

function writePosition(list: string, base: string | undefined, skip: number): string {
  return encodeCursor({ list, after: `${skip}:${base ?? ''}` });
}

function readPosition(text: string | undefined, list: string): Result<Position> {
  if (text === undefined) return ok({ base: undefined, skip: 0 });
  const cursor = decodeCursor(text, list);
  if (!cursor.ok) return malformedCursor(cursor.error);
  const parts = /^(\d{1,9}):(.*)$/.exec(String(cursor.value.after));
  if (parts === null) return malformedCursor('is not one that this list returned');
  return ok({ base: parts[2] === '' ? undefined : parts[2], skip: Number(parts[1]) });
}

function malformedCursor(detail: string) {
  const details = { name: 'cursor', detail: `is refused: ${detail}` };
  return err(fault(twinErrors, 'twin.malformed-parameter', details, { path: 'cursor' }));
}
