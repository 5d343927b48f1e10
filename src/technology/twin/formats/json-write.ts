/**
 * Writes an environment as JSON in pieces, element by element, so that a large one neither stands
 * in memory as one text nor keeps the event loop for long.
 */

import type { Environment } from '../model/index.ts';

/** The text of `JSON.stringify(environment)`, in pieces of some ten thousand characters. */
export function* jsonChunks(environment: Environment): Generator<string, void> {
  let held = '';
  for (const piece of pieces(environment, 3)) {
    held += piece;
    if (held.length < chunkLength) continue;
    yield held;
    held = '';
  }
  yield held;
}

const chunkLength = 32 * 1024;

/** Walks a few levels of objects and lists; what is below goes out as a whole. */
function* pieces(value: unknown, levels: number): Generator<string, void> {
  if (levels === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value) ?? 'null';
    return;
  }
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      yield index === 0 ? '[' : ',';
      yield* pieces(item, levels - 1);
    }
    yield value.length === 0 ? '[]' : ']';
    return;
  }
  let separator = '{';
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    yield `${separator}${JSON.stringify(key)}:`;
    separator = ',';
    yield* pieces(item, Array.isArray(item) ? levels : levels - 1);
  }
  yield separator === '{' ? '{}' : '}';
}
