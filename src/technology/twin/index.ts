/** Front door of the twin room: the stored twins, their interfaces, their formats. */

export { twinErrors } from './errors.ts';
export type * from './repository/port.ts';
