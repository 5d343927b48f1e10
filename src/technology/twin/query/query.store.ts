/**
 * Queries over the stored twins. A condition that an index can lead is asked as a whole, once it is
 * known that the index finds few; any other is looked at window by window, so that no query holds
 * the event loop, and what was not reached in time is left to the next page.
 */

import { encodeCursor, ok, type Result } from '#base';
import {
  type Compiled,
  compile,
  evaluate,
  type Formula,
  type Root,
  type SqlScope,
} from '#protection/rules';
import type { Page, PageRequest, QueryEngine, QueryTarget } from '../repository/port.ts';
import { descriptorsOf } from '../repository/registry.store.ts';
import { getSubmodelJson } from '../repository/submodels.store.ts';
import { startOf, type TwinStore } from '../repository/transaction.ts';
import { conceptScope, shellScope, submodelScope } from './catalogue.ts';
import { parseQuery, type Query } from './parse-query.ts';

/** Rows that a subquery may find before rows are looked at one by one instead. */
const subqueryRowsMax = 10_000;
/** Rows looked at without giving the event loop its turn: at first, and how long it may take. */
const windowRowsFirst = 512;
const windowMsMax = 10;
/** How long a page is looked for before it is returned as far as it is. */
const searchMsMax = 2_000;

interface Table {
  readonly name: string;
  readonly root: Root;
  scope(alias: string): SqlScope;
}

const tables: Readonly<Record<'shells' | 'submodels' | 'concepts', Table>> = {
  shells: { name: 'twin_shell', root: '$aas', scope: shellScope },
  submodels: { name: 'twin_submodel', root: '$sm', scope: submodelScope },
  concepts: { name: 'twin_concept', root: '$cd', scope: conceptScope },
};

interface FoundRow {
  readonly pk: number;
  readonly id: string;
}

interface Found {
  readonly rows: readonly FoundRow[];
  /** Where the next page starts; undefined when there is none. */
  readonly next?: number;
}

export function openQueries(store: TwinStore): QueryEngine {
  return {
    async query(target, query, page) {
      const found = await run(store, target, query, page);
      if (!found.ok) return found;
      const items = found.value.items.map((item) => JSON.parse(item.toString()) as unknown);
      return ok({ ...found.value, items });
    },
    queryJson: (target, query, page) => run(store, target, query, page),
  };
}

async function run(
  store: TwinStore,
  target: QueryTarget,
  json: unknown,
  page: PageRequest,
): Promise<Result<Page<Buffer>>> {
  const query = parseQuery(json, target);
  if (!query.ok) return query;
  const list = `query ${target}`;
  const start = startOf(list, page);
  if (!start.ok) return start;
  const found =
    target === 'shellDescriptors' || target === 'submodelDescriptors'
      ? await findDescriptors(store, target, query.value.condition, start.value, page.limit)
      : await findRows(store, tables[target], query.value.condition, start.value, page.limit);
  const items = await itemsOf(store, target, query.value, found.rows);
  if (found.next === undefined) return ok({ items });
  return ok({ items, cursor: encodeCursor({ list, after: found.next }) });
}

/** A condition on a table, in the form that suits what its indexes find. */
export function compileFor(table: Table, condition: Formula, indexFirst: boolean): Compiled {
  const scope = table.scope('s');
  return compile(condition, { root: table.root, scope, attribute: () => undefined, indexFirst });
}

async function findRows(
  store: TwinStore,
  table: Table,
  condition: Formula,
  start: number,
  limit: number,
): Promise<Found> {
  const led = compileFor(table, condition, true);
  if (led.selective && (await findFew(store, led))) {
    const sql = `SELECT s.pk, s.id FROM ${table.name} s
      WHERE s.pk > ? AND ${led.sql} ORDER BY s.pk LIMIT ?`;
    const parameters = [start, ...led.parameters, limit + 1];
    const rows = await store.database.all<FoundRow>(sql, parameters);
    const shown = rows.slice(0, limit);
    return rows.length > limit ? { rows: shown, next: shown.at(-1)?.pk } : { rows: shown };
  }
  const looked = compileFor(table, condition, false);
  return inWindows(store, table.name, start, limit, async (after, upTo, wanted) => {
    const sql = `SELECT s.pk, s.id FROM ${table.name} s
      WHERE s.pk > ? AND s.pk <= ? AND ${looked.sql} ORDER BY s.pk LIMIT ?`;
    const parameters = [after, upTo, ...looked.parameters, wanted];
    return store.database.all<FoundRow>(sql, parameters);
  });
}

/** Whether each subquery finds few rows; asked from the innermost out, and no further than that. */
async function findFew(store: TwinStore, { subqueries }: Compiled): Promise<boolean> {
  for (const { sql, parameters } of subqueries) {
    const counted = `SELECT count(*) AS n FROM (${sql} LIMIT ${subqueryRowsMax + 1})`;
    const found = await store.database.get<{ n: number }>(counted, parameters);
    if ((found?.n ?? 0) > subqueryRowsMax) return false;
  }
  return true;
}

/** Goes through a table's keys in windows that each take little time. */
async function inWindows(
  store: TwinStore,
  table: string,
  start: number,
  limit: number,
  look: (after: number, upTo: number, wanted: number) => Promise<readonly FoundRow[]>,
): Promise<Found> {
  const last = await store.database.get<{ pk: number | null }>(
    `SELECT max(pk) AS pk FROM ${table}`,
  );
  const end = last?.pk ?? 0;
  const found: FoundRow[] = [];
  const begunMs = performance.now();
  let after = Math.max(start, 0);
  let size = windowRowsFirst;
  while (after < end) {
    const upTo = Math.min(after + size, end);
    const windowMs = performance.now();
    found.push(...(await look(after, upTo, limit + 1 - found.length)));
    if (found.length > limit) {
      const rows = found.slice(0, limit);
      return { rows, next: rows.at(-1)?.pk };
    }
    after = upTo;
    const tookMs = performance.now() - windowMs;
    if (tookMs > windowMsMax) size = Math.max(1, Math.floor(size / 2));
    else if (tookMs < windowMsMax / 4) size *= 2;
    if (after < end && performance.now() - begunMs > searchMsMax) {
      return { rows: found, next: after };
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { rows: found };
}

/** Descriptors of what is hosted are built as they are read, so they are evaluated in memory. */
async function findDescriptors(
  store: TwinStore,
  target: 'shellDescriptors' | 'submodelDescriptors',
  condition: Formula,
  start: number,
  limit: number,
): Promise<Found> {
  const [table, root] =
    target === 'shellDescriptors'
      ? (['twin_shell_entry', '$aasdesc'] as const)
      : (['twin_submodel_entry', '$smdesc'] as const);
  const { database, baseUrl } = store;
  return inWindows(store, table, start, limit, async (after, upTo, wanted) => {
    const sql = `SELECT pk, id FROM ${table} WHERE pk > ? AND pk <= ? ORDER BY pk`;
    const rows = await database.all<FoundRow>(sql, [after, upTo]);
    const found: FoundRow[] = [];
    for (const row of rows) {
      const [document] = await descriptorsOf(database, target, [row.pk], baseUrl);
      if (document === undefined) continue;
      if (evaluate(condition, { root, document }, () => undefined)) found.push(row);
      if (found.length === wanted) break;
    }
    return found;
  });
}

async function itemsOf(
  store: TwinStore,
  target: QueryTarget,
  query: Query,
  rows: readonly FoundRow[],
): Promise<readonly Buffer[]> {
  if (query.idsOnly) return rows.map(({ id }) => Buffer.from(JSON.stringify(id)));
  const { database, baseUrl } = store;
  if (target === 'shellDescriptors' || target === 'submodelDescriptors') {
    const pks = rows.map(({ pk }) => pk);
    const descriptors = await descriptorsOf(database, target, pks, baseUrl);
    return descriptors.map((descriptor) => Buffer.from(JSON.stringify(descriptor)));
  }
  const items: Buffer[] = [];
  for (const { pk, id } of rows) {
    if (target === 'submodels') {
      const stored = await getSubmodelJson(store, id);
      if (stored.ok) items.push(stored.value.json);
      continue;
    }
    const sql = `SELECT doc FROM ${tables[target].name} WHERE pk = ?`;
    const row = await database.get<{ doc: string }>(sql, [pk]);
    if (row !== undefined) items.push(Buffer.from(row.doc));
  }
  return items;
}
