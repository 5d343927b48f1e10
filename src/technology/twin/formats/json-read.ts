/**
 * JSON documents from strangers: parsed, then judged for what `JSON.parse` lets pass in silence,
 * namely attributes given twice (of which one would be lost) and nesting beyond the limit.
 */

import { err, fault, limits, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { Violation } from '../model/index.ts';

/** A document as it was read, before its meaning is verified. */
export interface RawDocument {
  readonly value: unknown;
  /** What is wrong with the form; the value holds what could be kept. */
  readonly violations: readonly Violation[];
  /** What was accepted although the current version of the standard writes it differently. */
  readonly deviations: readonly Violation[];
}

export function readJson(text: string): Result<RawDocument> {
  let value: unknown;
  try {
    value = JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text);
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    const detail = cause.message.slice(0, 200);
    return err(fault(twinErrors, 'twin.malformed-json', { detail }));
  }
  const scan = scanJson(text);
  if (scan.depth > limits.nestingDepthMax) {
    return err(fault(twinErrors, 'twin.too-deep', { limit: limits.nestingDepthMax }));
  }
  return ok({ value, violations: scan.duplicates, deviations: [] });
}

interface Scan {
  readonly depth: number;
  readonly duplicates: readonly Violation[];
}

/** One level of nesting: an object's keys so far and the present one, or an array's position. */
interface Frame {
  readonly keys: Set<string> | undefined;
  step: string | number;
}

/** Walks the characters of a text that is known to be well-formed JSON. */
function scanJson(text: string): Scan {
  const frames: Frame[] = [];
  const duplicates: Violation[] = [];
  let depth = 0;
  let expectsKey = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = endOfString(text, at);
        if (expectsKey) {
          const frame = frames.at(-1);
          const key = keyOf(text.slice(at, end + 1));
          if (frame?.keys !== undefined) {
            frame.step = key;
            if (frame.keys.has(key)) duplicates.push(duplicate(frames));
            frame.keys.add(key);
          }
          expectsKey = false;
        }
        at = end;
        break;
      }
      case 0x7b:
        frames.push({ keys: new Set(), step: '' });
        expectsKey = true;
        depth = Math.max(depth, frames.length);
        break;
      case 0x5b:
        frames.push({ keys: undefined, step: 0 });
        expectsKey = false;
        depth = Math.max(depth, frames.length);
        break;
      case 0x7d:
      case 0x5d:
        frames.pop();
        expectsKey = false;
        break;
      case 0x2c: {
        const frame = frames.at(-1);
        if (frame === undefined) break;
        if (typeof frame.step === 'number') frame.step += 1;
        expectsKey = frame.keys !== undefined;
        break;
      }
      default:
    }
    if (depth > limits.nestingDepthMax || duplicates.length >= limits.violationsMax) break;
  }
  return { depth, duplicates };
}

/** The position of the quote that ends the string which starts at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return end;
    end = text.indexOf('"', end + 1);
  }
  throw new Error('a well-formed JSON text has no unterminated string');
}

function keyOf(quoted: string): string {
  return quoted.includes('\\') ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
}

function duplicate(frames: readonly Frame[]): Violation {
  const pointer = frames.map(({ step }) => `/${escapePointer(String(step))}`).join('');
  return {
    path: pointer,
    constraint: 'duplicate',
    message: 'The attribute is given twice in one object; only the last would count. Keep one.',
  };
}

/** A step of a JSON pointer (RFC 6901, section 3). */
export function escapePointer(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
