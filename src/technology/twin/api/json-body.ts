/**
 * Reading JSON from strangers: valid UTF-8, bounded nesting, no key named twice, no `__proto__`.
 * The common case costs one pass over the bytes beside `JSON.parse`; only a document that is at
 * fault is read again, to say where.
 */

import { isUtf8 } from 'node:buffer';
import { err, type Fault, fault, limits, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import { exactNumber } from '../model/index.ts';
import { findJsonFault } from './json-fault.ts';

/** Beyond this size a faulty document is not read again to find the place of the fault. */
const diagnosedBytesMax = 4 * 1024 * 1024;

/** Up to so many characters, a number without an exponent keeps all its digits in a double. */
const exactDigitsMax = 15;

export interface ReadJsonOptions {
  /** Numbers that a double cannot hold come as strings of their digits, not rounded. */
  readonly exactNumbers?: boolean;
}

export function readJson(bytes: Buffer, options: ReadJsonOptions = {}): Result<unknown> {
  if (!isUtf8(bytes)) return malformed('is not valid UTF-8');
  const shape = scan(bytes);
  if (shape.depth > limits.nestingDepthMax) {
    return err(fault(twinErrors, 'twin.too-deep', { limit: limits.nestingDepthMax }));
  }
  const text = bytes.toString('utf8');
  try {
    const keepsDigits = options.exactNumbers === true && shape.hasLongNumbers;
    const value: unknown = keepsDigits ? JSON.parse(text, withDigits) : JSON.parse(text);
    return shape.pairs === countKeys(value) ? ok(value) : malformed(describe(text));
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return malformed(describe(text));
  }
}

function malformed(detail: string): { readonly ok: false; readonly error: Fault } {
  return err(fault(twinErrors, 'twin.malformed-body', { detail }));
}

function describe(text: string): string {
  if (text.length > diagnosedBytesMax) return 'is not JSON, or names a key twice in one object';
  const found = findJsonFault(text);
  if (found === undefined) return 'is not JSON';
  const before = text.slice(0, found.position).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return `${found.problem} at line ${before.length}, column ${column}`;
}

const quote = 0x22;
const backslash = 0x5c;

/** A reviver; what engines of this age tell it of a number includes its text. */
function withDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return exactNumber(value, context.source);
}

interface Shape {
  readonly depth: number;
  /** How many `key: value` there are. */
  readonly pairs: number;
  readonly hasLongNumbers: boolean;
}

/** What can be told by counting outside of strings. */
function scan(bytes: Buffer): Shape {
  let depth = 0;
  let deepest = 0;
  let pairs = 0;
  let hasLongNumbers = false;
  for (let index = 0; index < bytes.length; index += 1) {
    switch (bytes[index]) {
      case quote:
        index = endOfString(bytes, index + 1);
        break;
      case 0x7b: // {
      case 0x5b: // [
        depth += 1;
        if (depth > deepest) deepest = depth;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        depth -= 1;
        break;
      case 0x3a: // :
        pairs += 1;
        break;
      case 0x30: // 0 to 9
      case 0x31:
      case 0x32:
      case 0x33:
      case 0x34:
      case 0x35:
      case 0x36:
      case 0x37:
      case 0x38:
      case 0x39: {
        const end = endOfNumber(bytes, index + 1);
        if (end - index > exactDigitsMax || bytes[end] === 0x65 || bytes[end] === 0x45) {
          hasLongNumbers = true;
        }
        index = end - 1;
      }
    }
  }
  return { depth: deepest, pairs, hasLongNumbers };
}

/** Where the digits and the point of a number end, before its exponent if it has one. */
function endOfNumber(bytes: Buffer, start: number): number {
  let index = start;
  while (isDigitOrPoint(bytes[index])) index += 1;
  return index;
}

function isDigitOrPoint(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x30 && byte <= 0x39) || byte === 0x2e);
}

function endOfString(bytes: Buffer, start: number): number {
  let index = start;
  while (index < bytes.length && bytes[index] !== quote) {
    index += bytes[index] === backslash ? 2 : 1;
  }
  return index;
}

/** The keys in a parsed document, or -1 where one is `__proto__`: fewer than pairs, some repeat. */
function countKeys(root: unknown): number {
  let keys = 0;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object') open.push(item);
      continue;
    }
    for (const key of Object.keys(value)) {
      if (key === '__proto__') return -1;
      keys += 1;
      const member: unknown = (value as Record<string, unknown>)[key];
      if (typeof member === 'object') open.push(member);
    }
  }
  return keys;
}
