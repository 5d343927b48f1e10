/** Front door of the rules room: the formula language that queries and access rules share. */

export type { TypedValue, ValueType } from './cast.ts';
export { castNumber } from './cast.ts';
export type { Compiled, CompileOptions } from './compile.ts';
export { compile } from './compile.ts';
export type { PlacedElement, ReadAttribute, Thing } from './evaluate.ts';
export { evaluate } from './evaluate.ts';
export type { Comparison, Field, Formula, Operand, Root, Step } from './formula.ts';
export { fieldsOf, rootsOf, stepsText } from './formula.ts';
export type { FormulaFault } from './parse-formula.ts';
export { parseFormula } from './parse-formula.ts';
export type { ElementRequest, Piece, SqlParameter, SqlRows, SqlScope, SqlText } from './sql.ts';
export type { SqlFunctions } from './sql-functions.ts';
export { formulaFunctions } from './sql-functions.ts';
