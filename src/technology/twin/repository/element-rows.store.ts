/**
 * The elements' table: writing flattened trees, finding a row by its idShortPath with
 * one statement, reading a subtree, removing one. Everything above speaks of paths and elements,
 * only this file of rows.
 */

import type { Result } from '#base';
import { castNumber } from '#protection/rules';
import type { Reader, SqlValue, Writer } from '#store';
import type { LangString, PathSegment } from '../model/index.ts';
import type { ElementRow, NewElement } from './element-rows.ts';

/**
 * One row at a time: an INSERT of many rows makes SQLite keep a copy of every page that it touches,
 * in case it must be undone alone, and takes ten times as long.
 */
const insertElement = `
  INSERT INTO twin_element (pk, submodel, parent, ord, key, model_type, path, semantic,
    value_type, value_text, value_num, doc)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const termsKeptMax = 100_000;
const insertText = `
  INSERT INTO twin_element_text
    (element, submodel, path, semantic, key, parent, ord, language, text, num)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

export interface LocatedRow extends ElementRow {
  readonly submodel: number;
  readonly ord: number;
  readonly key: string | null;
  /** The term of the path pattern. */
  readonly path: number;
  readonly semantic: number | null;
}

const locatedColumns = (alias: string) =>
  ['pk', 'submodel', 'parent', 'ord', 'key', 'model_type', 'path', 'semantic', 'value_text', 'doc']
    .map((column) => `${alias}.${column}`)
    .join(', ');

/** Writes rows below `parent` (0: the submodel itself). */
export async function insertElements(
  writer: Writer,
  terms: Map<string, number>,
  submodel: number,
  parent: number,
  rows: readonly NewElement[],
): Promise<void> {
  const last = await writer.get<{ pk: number | null }>('SELECT max(pk) AS pk FROM twin_element');
  const first = (last?.pk ?? 0) + 1;
  for (const [index, row] of rows.entries()) {
    const pk = first + index;
    const above = row.parent === -1 ? parent : first + row.parent;
    const path = await termOf(writer, terms, row.path);
    const semantic = row.semantic === null ? null : await termOf(writer, terms, row.semantic);
    const place = [pk, submodel, above, row.ord, row.key, row.modelType, path, semantic];
    const own = [row.valueType, row.valueText, row.valueNum, row.doc];
    await writer.run(insertElement, [...place, ...own]);
    if (row.texts.length > 0) {
      const of = { pk, submodel, path, semantic, key: row.key, parent: above, ord: row.ord };
      await insertTexts(writer, of, row.texts);
    }
  }
}

type TextPlace = Pick<
  LocatedRow,
  'pk' | 'submodel' | 'path' | 'semantic' | 'key' | 'parent' | 'ord'
>;

/** The rows of an element's texts by language; `texts` replaces those that were there. */
export async function replaceTexts(
  writer: Writer,
  row: TextPlace,
  texts: readonly LangString[],
): Promise<void> {
  await writer.run('DELETE FROM twin_element_text WHERE element = ?', [row.pk]);
  await insertTexts(writer, row, texts);
}

async function insertTexts(writer: Writer, row: TextPlace, texts: readonly LangString[]) {
  const { pk, submodel, path, semantic, key, parent, ord } = row;
  for (const { language, text } of texts) {
    const num = castNumber(text) ?? null;
    const values = [pk, submodel, path, semantic, key, parent, ord, language, text, num];
    await writer.run(insertText, values);
  }
}

/** The key of a text that many rows share. `terms` keeps those of this transaction and before. */
async function termOf(writer: Writer, terms: Map<string, number>, text: string): Promise<number> {
  const known = terms.get(text);
  if (known !== undefined) return known;
  const sql = 'SELECT pk FROM twin_term WHERE text = ?';
  const found = await writer.get<{ pk: number }>(sql, [text]);
  const pk =
    found?.pk ?? (await writer.run('INSERT INTO twin_term (text) VALUES (?)', [text])).lastId;
  terms.set(text, pk);
  return pk;
}

/**
 * Runs with terms that are kept for later only when all of it was committed: a term written by a
 * transaction that fails afterwards would be a key of nothing.
 */
export async function withTerms<T>(
  kept: Map<string, number>,
  work: (terms: Map<string, number>) => Promise<Result<T>>,
): Promise<Result<T>> {
  const terms = new Overlay(kept);
  const result = await work(terms);
  if (!result.ok) return result;
  if (kept.size + terms.size > termsKeptMax) kept.clear();
  for (const [text, pk] of terms) kept.set(text, pk);
  return result;
}

/** A map that reads through to another one and writes only to itself. */
class Overlay extends Map<string, number> {
  readonly #below: ReadonlyMap<string, number>;
  constructor(below: ReadonlyMap<string, number>) {
    super();
    this.#below = below;
  }
  override get(key: string): number | undefined {
    return super.get(key) ?? this.#below.get(key);
  }
}

/** Tables that one SELECT may join are limited (64 in SQLite), so deeper paths take several. */
const joinedMax = 32;

/** The row at a path; undefined when the submodel or the element is missing. */
export async function findRow(
  reader: Reader,
  submodelId: string,
  path: readonly PathSegment[],
): Promise<LocatedRow | undefined> {
  let row: LocatedRow | undefined;
  for (let start = 0; start < path.length; start += joinedMax) {
    row = await findFrom(reader, submodelId, row?.pk ?? 0, path.slice(start, start + joinedMax));
    if (row === undefined) return undefined;
  }
  return row;
}

function findFrom(
  reader: Reader,
  submodelId: string,
  parent: number,
  path: readonly PathSegment[],
): Promise<LocatedRow | undefined> {
  const parameters: SqlValue[] = [];
  const joins = path.map((segment, depth) => {
    if (depth === 0) parameters.push(parent);
    const above = depth === 0 ? '?' : `e${depth - 1}.pk`;
    parameters.push('index' in segment ? segment.index : segment.idShort);
    const name = 'index' in segment ? `ord = ? AND e${depth}.key IS NULL` : 'key = ?';
    return `JOIN twin_element e${depth}
      ON e${depth}.submodel = s.pk AND e${depth}.parent = ${above} AND e${depth}.${name}`;
  });
  const sql = `SELECT ${locatedColumns(`e${path.length - 1}`)} FROM twin_submodel s
    ${joins.join('\n')} WHERE s.id = ?`;
  return reader.get<LocatedRow>(sql, [...parameters, submodelId]);
}

const subtree = `
  WITH RECURSIVE tree (pk) AS (
    SELECT ? UNION ALL
    SELECT e.pk FROM tree JOIN twin_element e ON e.submodel = ? AND e.parent = tree.pk
  )`;

/** The rows below an element, siblings in order; with `levels` 1 only its children. */
export function readBelow(
  reader: Reader,
  submodel: number,
  parent: number,
  levels: number,
): Promise<readonly ElementRow[]> {
  const selected = 'SELECT e.pk, e.parent, e.model_type, e.value_text, e.doc';
  if (levels === 1) {
    const sql = `${selected} FROM twin_element e
      WHERE e.submodel = ? AND e.parent = ? ORDER BY e.ord`;
    return reader.all<ElementRow>(sql, [submodel, parent]);
  }
  if (parent === 0) return readAll(reader, submodel);
  const sql = `${subtree} ${selected} FROM tree
    JOIN twin_element e ON e.submodel = ? AND e.parent = tree.pk ORDER BY e.parent, e.ord`;
  return reader.all<ElementRow>(sql, [parent, submodel, submodel]);
}

/** All rows of a submodel, siblings in order. */
export function readAll(reader: Reader, submodel: number): Promise<readonly ElementRow[]> {
  const sql = `SELECT pk, parent, model_type, value_text, doc FROM twin_element
    WHERE submodel = ? ORDER BY parent, ord`;
  return reader.all<ElementRow>(sql, [submodel]);
}

/** Removes what is below an element, and with `itself` the element too. */
export async function deleteBelow(
  writer: Writer,
  row: Pick<LocatedRow, 'pk' | 'submodel'>,
  itself: boolean,
): Promise<void> {
  const parameters = [row.pk, row.submodel, itself ? 0 : row.pk];
  const removed = `IN (SELECT pk FROM tree WHERE pk <> ?)`;
  await writer.run(`${subtree} DELETE FROM twin_element_text WHERE element ${removed}`, parameters);
  await writer.run(`${subtree} DELETE FROM twin_element WHERE pk ${removed}`, parameters);
}

/** Removes all elements of a submodel. */
export async function deleteAll(writer: Writer, submodel: number): Promise<void> {
  await writer.run('DELETE FROM twin_element WHERE submodel = ?', [submodel]);
  await writer.run('DELETE FROM twin_element_text WHERE submodel = ?', [submodel]);
}

/** Where the next child of a container stands. */
export async function nextOrd(reader: Reader, submodel: number, parent: number): Promise<number> {
  const sql = 'SELECT max(ord) AS ord FROM twin_element WHERE submodel = ? AND parent = ?';
  const last = await reader.get<{ ord: number | null }>(sql, [submodel, parent]);
  return (last?.ord ?? -1) + 1;
}
