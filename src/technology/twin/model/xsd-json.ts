/**
 * XSD values as JSON (IDTA-01001, value-only serialisation, "Data type to value mapping"), without
 * loss: a number that JSON's readers would change (beyond 2^53, more digits than a double holds,
 * INF, NaN, -0) is written as a string of the same text, and read back from one.
 */

import { err, ok, type Result } from '#base';
import type { DataTypeDefXsd, Violation } from './types.ts';
import { isIntegerType, isXsdValue } from './xsd.ts';

/** The JSON value of a literal; text that is no literal of its type stays as it is. */
export function toJsonValue(type: DataTypeDefXsd, text: string): string | number | boolean {
  if (type === 'xs:boolean') {
    if (text === 'true' || text === '1') return true;
    return text === 'false' || text === '0' ? false : text;
  }
  if (!isNumeric(type) || !isXsdValue(type, text)) return text;
  const number = Number(text);
  if (!Number.isFinite(number) || Object.is(number, -0)) return text;
  if (isFloating(type)) return number;
  if (isIntegerType(type)) return Number.isSafeInteger(number) ? number : text;
  return isSameDecimal(text, String(number)) ? number : text;
}

/**
 * A number of a JSON text: as its digits, a string, where the parsed number would not hold them
 * all. Readers of JSON keep no more than a double does.
 */
export function exactNumber(parsed: number, digits: string): number | string {
  const isRounded = Number.isInteger(parsed) && !Number.isSafeInteger(parsed);
  if (isRounded && /^-?[0-9]+$/.test(digits)) return digits;
  return isSameDecimal(digits, String(parsed)) ? parsed : digits;
}

/** Why a JSON value is refused: it has the wrong JSON type, or is no value of its XSD type. */
type Refusal = Pick<Violation, 'constraint' | 'message'>;

/**
 * The literal for a JSON value. Numbers and booleans may also come as
 * strings of their literal. When the value equals that of `present`, that literal is kept.
 */
export function fromJsonValue(
  type: DataTypeDefXsd,
  value: unknown,
  present?: string,
): Result<string, Refusal> {
  const literal = literalOf(type, value);
  if (!literal.ok) return literal;
  if (!isXsdValue(type, literal.value)) {
    const message = `${JSON.stringify(value)} is not a value of the type ${type}.`;
    return err({ constraint: 'value-type', message });
  }
  const isKept = present !== undefined && isSameValue(type, present, literal.value);
  return isKept ? ok(present) : literal;
}

function literalOf(type: DataTypeDefXsd, value: unknown): Result<string, Refusal> {
  if (typeof value === 'string') return ok(value);
  if (type === 'xs:boolean') {
    return typeof value === 'boolean' ? ok(String(value)) : wrongType('It must be true or false.');
  }
  if (!isNumeric(type)) return wrongType(`It must be a string with a value of the type ${type}.`);
  if (typeof value !== 'number') return wrongType(`It must be a number of the type ${type}.`);
  if (isIntegerType(type) && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return wrongType('Beyond 2^53 a JSON number may have lost digits; send it as a string.');
  }
  return ok(isFloating(type) ? String(value) : withoutExponent(value));
}

function wrongType(message: string): Result<string, Refusal> {
  return err({ constraint: 'type', message });
}

function isFloating(type: DataTypeDefXsd): boolean {
  return type === 'xs:double' || type === 'xs:float';
}

function isNumeric(type: DataTypeDefXsd): boolean {
  return isFloating(type) || type === 'xs:decimal' || isIntegerType(type);
}

/** Whether two literals of a type stand for the same value, as far as numbers and booleans go. */
function isSameValue(type: DataTypeDefXsd, one: string, other: string): boolean {
  if (one === other) return true;
  if (!isXsdValue(type, one)) return false;
  if (type === 'xs:boolean') return toJsonValue(type, one) === toJsonValue(type, other);
  if (isFloating(type)) return Object.is(Number(one), Number(other)) && !/[FN]/.test(one + other);
  return isNumeric(type) && isSameDecimal(one, other);
}

/** Whether two decimal literals, perhaps with exponents, are the same number, at any length. */
function isSameDecimal(one: string, other: string): boolean {
  const [a, b] = [decimalParts(one), decimalParts(other)];
  return a.digits === b.digits && a.exponent === b.exponent && a.isNegative === b.isNegative;
}

/** The number as its digits without zeros at either end, times ten to the exponent. */
function decimalParts(text: string): {
  readonly isNegative: boolean;
  readonly digits: string;
  readonly exponent: number;
} {
  const [mantissa = '', power = '0'] = text.replace(/^[+-]/, '').split(/e/i);
  const [whole = '', fraction = ''] = mantissa.split('.');
  const all = (whole + fraction).replace(/^0+/, '');
  const digits = trimZeros(all);
  if (digits === '') return { isNegative: false, digits, exponent: 0 };
  const exponent = Number(power) - fraction.length + (all.length - digits.length);
  return { isNegative: text.startsWith('-'), digits, exponent };
}

/** Not by a regular expression, whose time would grow with the square of inner zeros. */
function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end -= 1;
  return digits.slice(0, end);
}

/** A finite double in the notation of xs:decimal, which has no exponent. */
function withoutExponent(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const { isNegative, digits, exponent } = decimalParts(text);
  const sign = isNegative ? '-' : '';
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}
