/**
 * One comparison as SQL. Constants are evaluated here, with the evaluator's own functions; what is
 * read from the database is compared there, cast by the functions of sql-functions.ts.
 */

import { cast, type TypedValue, type ValueType } from './cast.ts';
import { compare, evaluateOperand, isBare, mismatch } from './compare.ts';
import type { ReadAttribute } from './evaluate.ts';
import {
  type Comparison,
  type ComparisonOperator,
  type Field,
  type Operand,
  operandFields,
} from './formula.ts';
import type { Piece, SqlParameter, SqlText } from './sql.ts';

export type ReadField = (field: Field) => { readonly text: SqlText; readonly alias: string };

export interface CompiledComparison {
  readonly piece: Piece;
  /** What must hold for the comparison to be valid; absent: it always is. */
  readonly validity?: Piece;
}

/** One side: a constant, or SQL of a type. */
type Side =
  | { readonly kind: 'constant'; readonly value: TypedValue | 'missing' | 'invalid' }
  | {
      readonly kind: 'sql';
      readonly sql: string;
      readonly type: ValueType;
      readonly bare: boolean;
      /** The text that it is made from. */
      readonly source: string;
      readonly text?: SqlText;
    };
type SqlSide = Extract<Side, { kind: 'sql' }>;

const symbols: Readonly<Record<ComparisonOperator, string>> = {
  eq: '=',
  ne: '<>',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
};

export function compileComparison(
  comparison: Comparison,
  attribute: ReadAttribute,
  readField: ReadField,
): CompiledComparison {
  const scopes = new Set<string>();
  const read: ReadField = (field) => {
    const found = readField(field);
    scopes.add(found.alias);
    return found;
  };
  const left = sideOf(comparison.left, attribute, read);
  const right = sideOf(comparison.right, attribute, read);
  const made = compileSides(comparison, left, right);
  const piece = (of: Made): Piece => ({ selective: false, ...of, scopes });
  const validity = [...explicitCasts(left), ...explicitCasts(right), ...(made.valid ?? [])];
  if (validity.length === 0) return { piece: piece(made) };
  const sql = `(${validity.join(' AND ')})`;
  return { piece: piece(made), validity: piece({ sql, parameters: [] }) };
}

interface Made {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
  readonly selective?: boolean;
  /** Conditions without parameters. */
  readonly valid?: readonly string[];
}

function sideOf(operand: Operand, attribute: ReadAttribute, readField: ReadField): Side {
  if (operandFields(operand).length === 0) {
    const value = evaluateOperand(operand, (inner) => {
      if (inner.kind !== 'attribute') throw new Error(`a ${inner.kind} is not constant`);
      return attribute(inner.source, inner.name) ?? 'missing';
    });
    return { kind: 'constant', value };
  }
  if (operand.kind === 'field') {
    const { text } = readField(operand.field);
    return { kind: 'sql', sql: text.sql, type: 'string', bare: true, source: text.sql, text };
  }
  if (operand.kind !== 'cast' && operand.kind !== 'part') {
    throw new Error(`a ${operand.kind} has no field`);
  }
  const inner = sideOf(operand.of, attribute, readField) as SqlSide;
  if (operand.kind === 'cast') return { ...castSide(inner, operand.to), bare: false };
  const date = castSide(inner, 'dateTime');
  const sql = `registan_date_part(${date.sql}, '${operand.part}')`;
  return { kind: 'sql', sql, type: 'number', bare: false, source: inner.source };
}

function castSide(side: SqlSide, to: ValueType): SqlSide {
  if (side.type === to) return side;
  const { text, ...rest } = side;
  const kept = to === 'number' && side.bare ? text?.number : undefined;
  const sql = kept ?? `registan_cast(${side.sql}, '${side.type}', '${to}')`;
  return { ...rest, sql, type: to };
}

/** A cast that fails is invalid; a missing value is not. */
function explicitCasts(side: Side): readonly string[] {
  if (side.kind === 'constant' || side.bare || side.sql === side.source) return [];
  return [`(${side.source} IS NULL OR ${side.sql} IS NOT NULL)`];
}

function compileSides(comparison: Comparison, left: Side, right: Side): Made {
  if (left.kind === 'constant' && right.kind === 'constant') {
    const outcome = compare(comparison, left.value, right.value);
    const sql = outcome === true ? '1 = 1' : '1 = 0';
    return { sql, parameters: [], valid: outcome === 'invalid' ? ['1 = 0'] : [] };
  }
  for (const side of [left, right]) {
    if (side.kind !== 'constant') continue;
    if (side.value === 'invalid') return { sql: '1 = 0', parameters: [], valid: ['1 = 0'] };
  }
  const { operator } = comparison;
  switch (operator) {
    case 'contains':
    case 'starts-with':
    case 'ends-with':
    case 'regex':
      return compileTexts(operator, left, right);
    default:
      return compileOrder(operator, comparison, left, right);
  }
}

function expression(side: Side): { readonly sql: string; readonly parameters: SqlParameter[] } {
  if (side.kind === 'sql') return { sql: side.sql, parameters: [] };
  if (typeof side.value === 'string') return { sql: 'NULL', parameters: [] };
  return { sql: '?', parameters: [side.value.value] };
}

function compileTexts(
  operator: 'contains' | 'starts-with' | 'ends-with' | 'regex',
  leftSide: Side,
  rightSide: Side,
): Made {
  const left = expression(asText(leftSide));
  const right = expression(asText(rightSide));
  const twice = [...left.parameters, ...right.parameters, ...right.parameters];
  switch (operator) {
    case 'contains':
      return {
        sql: `instr(${left.sql}, ${right.sql}) > 0`,
        parameters: [...left.parameters, ...right.parameters],
      };
    case 'starts-with':
      return {
        sql: `substr(${left.sql}, 1, length(${right.sql})) = ${right.sql}`,
        parameters: twice,
      };
    case 'ends-with':
      return {
        sql: `registan_ends_with(${left.sql}, ${right.sql}) = 1`,
        parameters: [...left.parameters, ...right.parameters],
      };
    case 'regex': {
      const sql = `registan_matches(${left.sql}, ${right.sql})`;
      const parameters = [...left.parameters, ...right.parameters];
      return { sql: `${sql} = 1`, parameters };
    }
    default:
      return operator satisfies never;
  }
}

function asText(side: Side): Side {
  if (side.kind === 'sql') return castSide(side, 'string');
  if (typeof side.value === 'string') return side;
  return { kind: 'constant', value: cast(side.value, 'string') ?? 'missing' };
}

function typeOf(side: Side): ValueType | undefined {
  if (side.kind === 'sql') return side.type;
  return typeof side.value === 'string' ? undefined : side.value.type;
}

function compileOrder(
  operator: ComparisonOperator,
  comparison: Comparison,
  leftSide: Side,
  rightSide: Side,
): Made {
  const [leftType, rightType] = [typeOf(leftSide), typeOf(rightSide)];
  if (leftType === undefined || rightType === undefined) {
    const present = leftType === undefined ? rightSide : leftSide;
    const source = present.kind === 'sql' ? present.source : 'NULL';
    const isEqual = operator === 'eq' || operator === 'le' || operator === 'ge';
    return { sql: isEqual ? `${source} IS NULL` : '1 = 0', parameters: [] };
  }
  if (leftType === rightType) return sameType(operator, leftSide, rightSide);
  const left = implicit(leftSide, comparison.left, rightType);
  if (left !== undefined) return implied(operator, left, leftSide, rightSide, false);
  const right = implicit(rightSide, comparison.right, leftType);
  if (right !== undefined) return implied(operator, right, rightSide, leftSide, true);
  return mismatched(operator, leftSide, rightSide);
}

/** The side as the other one's type, where the language casts by itself. */
function implicit(side: Side, operand: Operand, to: ValueType): Side | undefined {
  const type = typeOf(side);
  const castable = (type === 'dateTime' && to === 'time') || (type === 'string' && isBare(operand));
  if (!castable) return undefined;
  if (side.kind === 'sql') return castSide(side, to);
  if (typeof side.value === 'string') return undefined;
  const value = cast(side.value, to);
  return value === undefined ? undefined : { kind: 'constant', value };
}

/** A text that cannot be cast is of another type: not equal, and without order. */
function implied(
  operator: ComparisonOperator,
  castSideOf: Side,
  before: Side,
  other: Side,
  swapped: boolean,
): Made {
  const sides = swapped ? ([other, castSideOf] as const) : ([castSideOf, other] as const);
  const made = sameType(operator, ...sides);
  if (before.kind === 'constant' || castSideOf.kind === 'constant') return made;
  const failed = `(${before.source} IS NOT NULL AND ${castSideOf.sql} IS NULL)`;
  const andOther = other.kind === 'sql' ? ` AND ${other.sql} IS NOT NULL` : '';
  if (operator === 'ne') return { ...made, sql: `(${made.sql} OR (${failed}${andOther}))` };
  if (operator === 'eq') return made;
  return { ...made, valid: [`NOT (${failed}${andOther})`] };
}

function mismatched(operator: ComparisonOperator, left: Side, right: Side): Made {
  const present = [left, right]
    .filter((side) => side.kind === 'sql')
    .map((side) => `${side.sql} IS NOT NULL`);
  const both = present.join(' AND ');
  const outcome = mismatch(operator);
  if (outcome === 'invalid') return { sql: '1 = 0', parameters: [], valid: [`NOT (${both})`] };
  return { sql: outcome ? `(${both})` : '1 = 0', parameters: [] };
}

function sameType(operator: ComparisonOperator, left: Side, right: Side): Made {
  if (typeOf(left) === 'boolean') return sameBooleans(operator, left, right);
  const direct = equalsConstant(operator, left, right) ?? equalsConstant(operator, right, left);
  if (direct !== undefined) return direct;
  const [a, b] = [expression(left), expression(right)];
  const parameters = [...a.parameters, ...b.parameters];
  const sql = `${a.sql} ${symbols[operator]} ${b.sql}`;
  return withMissing(operator, left, right, { sql, parameters });
}

/** `field = constant`, where the database has a better way to ask. */
function equalsConstant(operator: ComparisonOperator, field: Side, other: Side): Made | undefined {
  if (operator !== 'eq' || field.kind !== 'sql' || other.kind !== 'constant') return undefined;
  if (typeof other.value === 'string' || field.type !== 'string') return undefined;
  if (field.text === undefined || !field.bare) return undefined;
  const { value } = other.value;
  const asked = field.text.equals?.(value) ?? { sql: `${field.sql} = ?`, parameters: [value] };
  return { ...asked, selective: field.text.indexed === true };
}

/** Two missing values are equal. */
function withMissing(operator: ComparisonOperator, left: Side, right: Side, made: Made): Made {
  const equal = operator === 'eq' || operator === 'le' || operator === 'ge';
  if (!equal || left.kind !== 'sql' || right.kind !== 'sql') return made;
  const sql = `(${made.sql} OR (${left.source} IS NULL AND ${right.source} IS NULL))`;
  return { ...made, sql };
}

function sameBooleans(operator: ComparisonOperator, left: Side, right: Side): Made {
  if (operator === 'gt' || operator === 'lt') return { sql: '1 = 0', parameters: [] };
  const [a, b] = [expression(left), expression(right)];
  const symbol = operator === 'ne' ? '<>' : '=';
  const sql = `${a.sql} ${symbol} ${b.sql}`;
  const parameters = [...a.parameters, ...b.parameters];
  return withMissing(operator, left, right, { sql, parameters });
}
