/** Front door of the rules room: the formula language that queries and access rules share. */

export { castNumber } from './cast.ts';
export type { Compiled } from './compile.ts';
export { compile } from './compile.ts';
export type { PlacedElement, Thing } from './evaluate.ts';
export { evaluate } from './evaluate.ts';
export type { Formula, Root, Step } from './formula.ts';
export { rootsOf, stepsText } from './formula.ts';
export { parseFormula } from './parse-formula.ts';
export type { ElementRequest, SqlRows, SqlScope, SqlText } from './sql.ts';
export { formulaFunctions } from './sql-functions.ts';
