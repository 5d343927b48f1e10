/** Front door of the rules room: the formula language that queries and access rules share. */

export { castNumber } from './cast.ts';
