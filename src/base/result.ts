/**
 * Result: the outcome of work that may fail in an expected way. Expected failures are values that
 * the caller must look at; bugs throw.
 */

import type { Fault } from './errors.ts';

export type Result<T, E = Fault> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function err<E>(error: E): { readonly ok: false; readonly error: E } {
  return { ok: false, error };
}

/** The value of a result that cannot have failed here; throws with the fault as cause otherwise. */
export function unwrap<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error('a result was expected to be ok', { cause: result.error });
}
