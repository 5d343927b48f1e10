/**
 * Cursors: opaque keyset positions for pages. A cursor names the list it belongs to, so that one
 * taken from another list is refused instead of misread.
 */

import { decodeBase64Url, encodeBase64Url } from './base64url.ts';
import { err, ok, type Result } from './result.ts';

export interface Cursor {
  /** The list that the position is in, e.g. `shells`. */
  readonly list: string;
  /** The last key of the page before. */
  readonly after: string | number;
}

export function encodeCursor(cursor: Cursor): string {
  return encodeBase64Url(JSON.stringify([cursor.list, cursor.after]));
}

export function decodeCursor(text: string, list: string): Result<Cursor, string> {
  const decoded = decodeBase64Url(text);
  if (!decoded.ok) return err(`the cursor ${decoded.error}; use one that this list returned`);
  try {
    const parts: unknown = JSON.parse(decoded.value);
    if (Array.isArray(parts) && parts.length === 2 && parts[0] === list) {
      const after: unknown = parts[1];
      if (typeof after === 'string' || Number.isSafeInteger(after)) {
        return ok({ list, after: after as string | number });
      }
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  return err('the cursor is not one that this list returned; start again without it');
}
