/**
 * Comparisons of values (IDTA-01002, "Comparison Operators"). Three outcomes: true, false, and
 * invalid, which makes the whole condition invalid for what is looked at. Where the text and the
 * examples of the standard differ, the examples decide:
 * - a missing value equals only another missing one; every other comparison with it is false;
 * - values of different types are never equal, and ordering them is invalid;
 * - a text next to a value of another type is cast to it; when it cannot be, the types differ;
 * - a failed explicit cast is invalid;
 * - booleans have no order, but are "greater or equal" when they are equal.
 */

import { cast, datePart, type TypedValue, type ValueType } from './cast.ts';
import type { Comparison, ComparisonOperator, Operand } from './formula.ts';
import { compilePattern } from './pattern.ts';

export type Outcome = boolean | 'invalid';
/** A value, none at all, or one that could not be cast. */
export type Evaluated = TypedValue | 'missing' | 'invalid';
export type ReadOperand = (operand: Operand) => Evaluated;

/** The operand's value, given how fields and attributes are read. */
export function evaluateOperand(operand: Operand, read: ReadOperand): Evaluated {
  switch (operand.kind) {
    case 'literal':
      return { type: operand.type, value: raw(operand.value) };
    case 'field':
    case 'attribute':
      return read(operand);
    case 'cast': {
      const inner = evaluateOperand(operand.of, read);
      return typeof inner === 'string' ? inner : (cast(inner, operand.to) ?? 'invalid');
    }
    case 'part': {
      const inner = evaluateOperand(operand.of, read);
      if (typeof inner === 'string') return inner;
      const date = cast(inner, 'dateTime');
      if (date === undefined) return 'invalid';
      return { type: 'number', value: datePart(Number(date.value), operand.part) };
    }
    default:
      return operand satisfies never;
  }
}

function raw(value: string | number | boolean): string | number {
  return typeof value === 'boolean' ? Number(value) : value;
}

export function compare(comparison: Comparison, left: Evaluated, right: Evaluated): Outcome {
  if (left === 'invalid' || right === 'invalid') return 'invalid';
  const { operator } = comparison;
  if (left === 'missing' || right === 'missing') {
    return left === right && (operator === 'eq' || operator === 'le' || operator === 'ge');
  }
  if (isTextOperator(operator)) return compareTexts(operator, left, right);
  const pair = sameType(comparison, left, right);
  if (pair === undefined) return mismatch(operator);
  if (pair[0].type === 'boolean') return compareBooleans(operator, pair[0], pair[1]);
  return ordered(operator, order(pair[0].value, pair[1].value));
}

function isTextOperator(
  operator: Comparison['operator'],
): operator is Exclude<Comparison['operator'], ComparisonOperator> {
  return /^(contains|starts-with|ends-with|regex)$/.test(operator);
}

/** Whether an operand is a plain text that takes the type of what it is compared with. */
export function isBare(operand: Operand): boolean {
  return operand.kind === 'field' || operand.kind === 'attribute';
}

function sameType(
  comparison: Comparison,
  left: TypedValue,
  right: TypedValue,
): readonly [TypedValue, TypedValue] | undefined {
  if (left.type === right.type) return [left, right];
  const toRight = castable(comparison.left, left, right.type) ? cast(left, right.type) : undefined;
  if (toRight !== undefined) return [toRight, right];
  const toLeft = castable(comparison.right, right, left.type) ? cast(right, left.type) : undefined;
  return toLeft === undefined ? undefined : [left, toLeft];
}

function castable(operand: Operand, value: TypedValue, to: ValueType): boolean {
  if (value.type === 'dateTime' && to === 'time') return true;
  return value.type === 'string' && isBare(operand);
}

export function mismatch(operator: ComparisonOperator): Outcome {
  if (operator === 'eq') return false;
  return operator === 'ne' ? true : 'invalid';
}

function compareBooleans(operator: ComparisonOperator, left: TypedValue, right: TypedValue) {
  if (operator === 'gt' || operator === 'lt') return false;
  return (operator === 'ne') !== (left.value === right.value);
}

/** Texts are ordered by code points, as databases order UTF-8. */
function order(left: string | number, right: string | number): number {
  if (typeof left === 'number' || typeof right === 'number') {
    return left === right ? 0 : left < right ? -1 : 1;
  }
  return left === right ? 0 : Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function ordered(operator: ComparisonOperator, sign: number): boolean {
  switch (operator) {
    case 'eq':
      return sign === 0;
    case 'ne':
      return sign !== 0;
    case 'gt':
      return sign > 0;
    case 'ge':
      return sign >= 0;
    case 'lt':
      return sign < 0;
    case 'le':
      return sign <= 0;
    default:
      return operator satisfies never;
  }
}

function compareTexts(
  operator: Exclude<Comparison['operator'], ComparisonOperator>,
  leftValue: TypedValue,
  rightValue: TypedValue,
): Outcome {
  const left = String(cast(leftValue, 'string')?.value);
  const right = String(cast(rightValue, 'string')?.value);
  switch (operator) {
    case 'contains':
      return left.includes(right);
    case 'starts-with':
      return left.startsWith(right);
    case 'ends-with':
      return left.endsWith(right);
    case 'regex': {
      const pattern = compilePattern(right);
      return pattern.ok ? pattern.value.matches(left) : 'invalid';
    }
    default:
      return operator satisfies never;
  }
}
