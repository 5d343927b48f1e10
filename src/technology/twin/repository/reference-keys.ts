/**
 * References as lists filter by them: a serialised reference (IDTA-01002: JSON) matches the same
 * keys in the same order, a plain identifier matches any key's value.
 */

import { ok, type Result } from '#base';
import { type Reference, verify } from '../model/index.ts';
import { refuse } from './transaction.ts';

/** The keys of a reference as one comparable text. */
export function keysText(reference: Reference): string {
  return JSON.stringify(reference.keys.map(({ type, value }) => [type, value]));
}

/** A condition on a table of keys that is called `k`. */
export function keyFilter(
  wanted: string,
  parameter: string,
): Result<{ readonly sql: string; readonly parameters: readonly string[] }> {
  if (!/^\s*\{/.test(wanted)) return ok({ sql: 'k.value = ?', parameters: [wanted] });
  const reference = parseReference(wanted);
  if (reference === undefined) {
    const detail = 'is neither an identifier nor a serialised Reference';
    const more = { path: parameter };
    return refuse('twin.malformed-parameter', { name: parameter, detail }, more);
  }
  const first = reference.keys[0]?.value ?? '';
  return ok({
    sql: 'k.value = ? AND k.keys_text = ?',
    parameters: [first, keysText(reference)],
  });
}

function parseReference(text: string): Reference | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return verify('Reference', value).length === 0 ? (value as Reference) : undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
