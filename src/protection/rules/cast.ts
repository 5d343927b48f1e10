/**
 * Casts of the formula language (IDTA-01002, query language, "Casting"): from the texts that fields
 * are to the values that comparisons work on. Undefined: the text is not of that type.
 */

/** xs:double (XML Schema 1.0, part 2, 3.2.5) without NaN, which compares with nothing. */
export function castNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  if (trimmed === 'INF' || trimmed === '+INF') return Number.POSITIVE_INFINITY;
  if (trimmed === '-INF') return Number.NEGATIVE_INFINITY;
  return undefined;
}
