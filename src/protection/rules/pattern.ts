/**
 * Regular expressions of strangers. RE2's way of matching takes time in proportion to the text,
 * whatever the pattern, so that no query can stop the node; look-around and back references, which
 * XPath's expressions (fn:matches) do not have either, are refused.
 */

import { RE2JS } from 're2js';
import { err, ok, type Result } from '#base';

const patternLengthMax = 1000;

export interface Pattern {
  /** Whether it matches anywhere in the text (fn:matches). */
  matches(text: string): boolean;
}

/** The error is a sentence part. */
export function compilePattern(pattern: string): Result<Pattern, string> {
  if (pattern.length > patternLengthMax) {
    return err(`is a pattern longer than ${patternLengthMax} characters`);
  }
  try {
    const compiled = RE2JS.compile(pattern);
    return ok({ matches: (text) => compiled.matcher(text).find() });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return err(`is not a regular expression (${reason})`);
  }
}
