/**
 * Reads formulas from their JSON serialisation (IDTA-01002 json-grammar, IDTA-01004 JSON schema).
 * What is wrong is told with a JSON pointer to it. String literals may have any character: the
 * schema's pattern would exclude most URLs.
 */

import { err, ok, type Result } from '#base';
import { outermostLists } from './binder.ts';
import { cast, type ValueType } from './cast.ts';
import { parseField } from './field.ts';
import type { Comparison, DatePart, Formula, Operand } from './formula.ts';
import { compilePattern } from './pattern.ts';

interface FormulaFault {
  /** JSON pointer. */
  readonly path: string;
  /** A sentence part: what is wrong there. */
  readonly detail: string;
}

type Parsed<T> = Result<T, FormulaFault>;

/** How deep formulas nest, and how many comparisons one has. */
const depthMax = 32;
const nodesMax = 500;

const comparisonOperators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
const textOperators: ReadonlyMap<string, Comparison['operator']> = new Map([
  ['$contains', 'contains'],
  ['$starts-with', 'starts-with'],
  ['$starts_with', 'starts-with'],
  ['$ends-with', 'ends-with'],
  ['$ends_with', 'ends-with'],
  ['$regex', 'regex'],
]);
const casts: ReadonlyMap<string, ValueType> = new Map([
  ['$strCast', 'string'],
  ['$numCast', 'number'],
  ['$hexCast', 'hex'],
  ['$boolCast', 'boolean'],
  ['$dateTimeCast', 'dateTime'],
  ['$timeCast', 'time'],
]);
const literals: ReadonlyMap<string, ValueType> = new Map([
  ['$strVal', 'string'],
  ['$numVal', 'number'],
  ['$hexVal', 'hex'],
  ['$boolean', 'boolean'],
  ['$dateTimeVal', 'dateTime'],
  ['$timeVal', 'time'],
]);
const parts: ReadonlyMap<string, DatePart> = new Map([
  ['$dayOfWeek', 'dayOfWeek'],
  ['$dayOfMonth', 'dayOfMonth'],
  ['$month', 'month'],
  ['$year', 'year'],
]);
const globals = ['LOCALNOW', 'UTCNOW', 'CLIENTNOW', 'ANONYMOUS'];

/** The formula in a JSON value that stands at `path`. */
export function parseFormula(json: unknown, path = ''): Parsed<Formula> {
  return new Reader().formula(json, path, 0, false);
}

class Reader {
  #nodes = 0;

  formula(json: unknown, path: string, depth: number, inMatch: boolean): Parsed<Formula> {
    this.#nodes += 1;
    if (depth > depthMax) return fail(path, `is nested deeper than ${depthMax} levels`);
    if (this.#nodes > nodesMax) return fail(path, `is more than ${nodesMax} expressions`);
    const single = singleProperty(json, path);
    if (!single.ok) return single;
    const [name, value] = single.value;
    const at = pointer(path, name);
    if (name === '$boolean') {
      if (typeof value !== 'boolean') return fail(at, 'must be true or false');
      return ok({ kind: 'constant', value });
    }
    if (name === '$match') return this.#list(name, value, at, depth, true, 1);
    if ((name === '$and' || name === '$or') && !inMatch) {
      return this.#list(name, value, at, depth, false, 2);
    }
    if (name === '$not' && !inMatch) {
      const of = this.formula(value, at, depth + 1, false);
      return of.ok ? ok({ kind: 'not', of: of.value }) : of;
    }
    return this.#comparison(name, value, at, inMatch);
  }

  #list(
    name: '$and' | '$or' | '$match',
    json: unknown,
    path: string,
    depth: number,
    inMatch: boolean,
    least: number,
  ): Parsed<Formula> {
    if (!Array.isArray(json)) return fail(path, 'must be a list of expressions');
    if (json.length < least) return fail(path, `needs ${least} or more expressions`);
    const of: Formula[] = [];
    for (const [index, item] of json.entries()) {
      const read = this.formula(item, `${path}/${index}`, depth + 1, inMatch);
      if (!read.ok) return read;
      of.push(read.value);
    }
    const formula: Formula = { kind: name.slice(1) as 'and' | 'or' | 'match', of };
    if (formula.kind === 'match' && outermostLists(formula).size > 1) {
      return fail(path, 'speaks of more than one list');
    }
    return ok(formula);
  }

  #comparison(name: string, json: unknown, path: string, inMatch: boolean): Parsed<Formula> {
    const comparing = comparisonOperators.find((operator) => name === `$${operator}`);
    const operator = comparing ?? textOperators.get(name);
    if (operator === undefined) {
      const where = inMatch ? ' inside $match' : '';
      return fail(path, `is not an operator of the language${where}`);
    }
    if (!Array.isArray(json) || json.length !== 2)
      return fail(path, 'must be a list of two values');
    const ofText = comparing === undefined;
    const left = this.operand(json[0], `${path}/0`, ofText, 0);
    if (!left.ok) return left;
    const right = this.operand(json[1], `${path}/1`, ofText, 0);
    if (!right.ok) return right;
    if (operator === 'regex' && right.value.kind === 'literal') {
      const pattern = compilePattern(String(right.value.value));
      if (!pattern.ok) return fail(`${path}/1`, pattern.error);
    }
    const formula: Formula = {
      kind: 'comparison',
      operator,
      left: left.value,
      right: right.value,
    };
    if (outermostLists(formula).size > 1) return fail(path, 'compares two lists with each other');
    return ok(formula);
  }

  operand(json: unknown, path: string, ofText: boolean, depth: number): Parsed<Operand> {
    if (depth > depthMax) return fail(path, `is nested deeper than ${depthMax} levels`);
    const single = singleProperty(json, path);
    if (!single.ok) return single;
    const [name, value] = single.value;
    const at = pointer(path, name);
    if (name === '$field') return fieldOperand(value, at);
    if (name === '$attribute') return attributeOperand(value, at);
    const isText = name === '$strVal' || name === '$strCast';
    if (ofText && !isText) return fail(at, 'is not a text, which this operator needs');
    const literal = literals.get(name);
    if (literal !== undefined) return literalOperand(literal, value, at);
    const [to, part] = [casts.get(name), parts.get(name)];
    if (to === undefined && part === undefined) return fail(at, 'is not a value of the language');
    // The schema has a dateTime literal alone here, the grammar any value.
    const inner: Parsed<Operand> =
      part !== undefined && typeof value === 'string'
        ? literalOperand('dateTime', value, at)
        : this.operand(value, at, false, depth + 1);
    if (!inner.ok) return inner;
    if (to !== undefined) return ok({ kind: 'cast', to, of: inner.value });
    return ok({ kind: 'part', part: part as DatePart, of: inner.value });
  }
}

function fieldOperand(json: unknown, path: string): Parsed<Operand> {
  if (typeof json !== 'string') return fail(path, 'must be a field identifier');
  const field = parseField(json);
  return field.ok ? ok({ kind: 'field', field: field.value }) : fail(path, field.error);
}

function attributeOperand(json: unknown, path: string): Parsed<Operand> {
  const single = singleProperty(json, path);
  if (!single.ok) return single;
  const [source, name] = single.value;
  if (source !== 'CLAIM' && source !== 'GLOBAL' && source !== 'REFERENCE') {
    return fail(pointer(path, source), 'is none of CLAIM, GLOBAL and REFERENCE');
  }
  if (typeof name !== 'string') return fail(pointer(path, source), 'must be a text');
  if (source === 'GLOBAL' && !globals.includes(name)) {
    return fail(pointer(path, source), `must be one of ${globals.join(', ')}`);
  }
  return ok({ kind: 'attribute', source, name });
}

function literalOperand(type: ValueType, json: unknown, path: string): Parsed<Operand> {
  const wanted = type === 'number' || type === 'boolean' ? type : 'string';
  const isWanted = typeof json === wanted && (wanted !== 'number' || Number.isFinite(json));
  if (!isWanted) return fail(path, `must be a JSON ${wanted}`);
  if (type === 'boolean') return ok({ kind: 'literal', type, value: Number(json) });
  if (typeof json === 'number') return ok({ kind: 'literal', type, value: json });
  const text = String(json);
  const value = cast({ type: 'string', value: text }, type);
  const isHex = type !== 'hex' || text.startsWith('16#');
  if (value === undefined || !isHex) return fail(path, `is not a ${type}`);
  return ok({ kind: 'literal', type, value: value.value });
}

function singleProperty(json: unknown, path: string): Parsed<readonly [string, unknown]> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return fail(path, 'must be an object with one property');
  }
  const [first, ...others] = Object.entries(json);
  if (first === undefined || others.length > 0) {
    return fail(path, 'must have exactly one property');
  }
  return ok(first);
}

function pointer(path: string, name: string): string {
  return `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function fail(path: string, detail: string) {
  return err({ path, detail });
}
