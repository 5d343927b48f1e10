/**
 * The pure part of the twin room, and its second front door: the model, its verification and its
 * serialisations, free of I/O, so that they run in the browser and as a library too.
 */

export type * from './types.ts';
