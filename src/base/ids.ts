/** Identifiers: branded types for those that must not be mixed up, and new random ones. */

export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** A new random identifier (UUID version 4), with an optional readable prefix: `job-…`. */
export function newId(prefix?: string): string {
  const id = globalThis.crypto.randomUUID();
  return prefix === undefined ? id : `${prefix}-${id}`;
}
