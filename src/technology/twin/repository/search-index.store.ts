/**
 * The full text index of shells on SQLite's FTS5: words of id, idShort, names and asset ids, folded
 * to no case and no diacritics, each found by its beginning. Apart from the rest, because another
 * database has another full text search.
 */

import type { Writer } from '#store';
import type { Shell } from '../model/index.ts';

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
  return [shell.id, shell.idShort, globalAssetId, assetType, ...names, ...ids]
    .filter((part) => part !== undefined)
    .flatMap((part) => [part, humps(part)])
    .join(' ');
}

/** `WeldingRobot7` is found by `robot` and by `7` too. */
function humps(text: string): string {
  const split = text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L})/gu, '$1 $2');
  return split === text ? '' : split;
}

/**
 * What FTS5 is asked for: every word must be there, as the beginning of one. Undefined: the text has
 * no word, so nothing is asked.
 */
export function searchQuery(text: string): string | undefined {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  return words
    .slice(0, wordsMax)
    .map((word) => `"${word}"*`)
    .join(' ');
}

/** Keys of the shells found, in the order of the list. */
export const searchSql = `SELECT rowid AS pk FROM twin_search
  WHERE twin_search MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?`;
