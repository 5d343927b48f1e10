/**
 * The full text index of shells on SQLite's FTS5: words of id, idShort, names and asset ids, folded
 * to no case and no diacritics, each found by its beginning. Apart from the rest, because another
 * database has another full text search.
 */

import type { SqlValue, Writer } from '#store';
import type { Shell } from '../model/index.ts';
import type { TwinFilter } from './port.ts';

/** Words of one search; more would only narrow down what is found already. */
const wordsMax = 16;

export async function indexShell(writer: Writer, pk: number, shell: Shell): Promise<void> {
  const sql = 'INSERT INTO twin_search (rowid, words) VALUES (?, ?)';
  await writer.run(sql, [pk, searchText(shell)]);
}

export async function unindexShell(writer: Writer, pk: number): Promise<void> {
  await writer.run('DELETE FROM twin_search WHERE rowid = ?', [pk]);
}

function searchText(shell: Shell): string {
  const { globalAssetId, assetType, specificAssetIds } = shell.assetInformation;
  const ids = (specificAssetIds ?? []).flatMap(({ name, value }) => [name, value]);
  const names = (shell.displayName ?? []).map(({ text }) => text);
  const words = new Set<string>();
  for (const part of [shell.id, shell.idShort, globalAssetId, assetType, ...names, ...ids]) {
    for (const word of wordsOf(part ?? '')) words.add(word);
    // `WeldingRobot` is found by `robot` too.
    const humps = (part ?? '').replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
    if (humps !== part) for (const word of wordsOf(humps)) words.add(word);
  }
  return [...words].join(' ');
}

/**
 * The words of a text. A name with a number (`Machine17`) is two, so that names are few and found
 * quickly among very many numbered things; any other mixture (a part of a UUID) stays whole.
 */
function wordsOf(text: string): readonly string[] {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return words.flatMap((word) => {
    const numbered = /^([\p{L}\p{M}]+)(\p{N}+)$/u.exec(word);
    return numbered === null ? [word] : numbered.slice(1);
  });
}

/**
 * What FTS5 is asked for: every word must be there, as the beginning of one. Undefined: the text
 * has no word, so nothing is asked.
 */
export function searchQuery(text: string): string | undefined {
  const words = [...new Set(wordsOf(text))].slice(0, wordsMax);
  if (words.length === 0) return undefined;
  return words.map((word) => `"${word}"*`).join(' ');
}

/** Keys of the shells that have the words and fit the filter, in the order of the list. */
export function foundSql(
  query: string,
  { kind, has }: TwinFilter,
  after: number,
  limit: number,
): { readonly sql: string; readonly parameters: readonly SqlValue[] } {
  const filters = [...(has === undefined ? [] : [has]), ...(kind === undefined ? [] : [kind])];
  const isKind = kind === undefined ? '' : 'AND f.asset_kind = ?';
  const fits =
    has === undefined
      ? `EXISTS (SELECT 1 FROM twin_shell f WHERE f.pk = twin_search.rowid ${isKind})`
      : `EXISTS (SELECT 1 FROM twin_shell_known f
          WHERE f.known = ? AND f.shell = twin_search.rowid ${isKind})`;
  const sql = `SELECT rowid FROM twin_search
    WHERE twin_search MATCH ? AND rowid > ? ${filters.length === 0 ? '' : `AND ${fits}`}
    ORDER BY rowid LIMIT ?`;
  return { sql, parameters: [query, after, ...filters, limit] };
}
