/**
 * The functions that compiled formulas call and SQLite does not have. They are pure and answer null
 * where the language says invalid or missing. PostgreSQL will have them as functions of its own.
 */

import { cast, datePart, type ValueType } from './cast.ts';
import type { DatePart } from './formula.ts';
import { compilePattern, type Pattern } from './pattern.ts';

type SqlArgument = string | number | bigint | null | Uint8Array;
export type SqlFunctions = Readonly<
  Record<string, (...values: SqlArgument[]) => string | number | null>
>;

/** Compiled patterns kept, per set of functions. */
const patternsMax = 64;

/** To be registered on each connection that runs compiled formulas. */
export function formulaFunctions(): SqlFunctions {
  const patterns = new Map<string, Pattern | undefined>();
  const patternOf = (text: string) => {
    if (patterns.has(text)) return patterns.get(text);
    const compiled = compilePattern(text);
    if (patterns.size >= patternsMax) patterns.clear();
    patterns.set(text, compiled.ok ? compiled.value : undefined);
    return patterns.get(text);
  };
  return {
    registan_cast(value, from, to) {
      if (typeof value !== 'string' && typeof value !== 'number') return null;
      return cast({ type: from as ValueType, value }, to as ValueType)?.value ?? null;
    },
    registan_date_part(ms, part) {
      return typeof ms === 'number' ? datePart(ms, part as DatePart) : null;
    },
    registan_ends_with(text, end) {
      if (typeof text !== 'string' || typeof end !== 'string') return null;
      return Number(text.endsWith(end));
    },
    registan_matches(text, pattern) {
      if (typeof text !== 'string' || typeof pattern !== 'string') return null;
      const compiled = patternOf(pattern);
      return compiled === undefined ? null : Number(compiled.matches(text));
    },
  };
}
