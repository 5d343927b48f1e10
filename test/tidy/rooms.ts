/**
 * The rooms and the one direction of imports between them, as data with the function that judges
 * one import. The order is the design's: base, store, protection, technology, training, exchange,
 * node; inside a wing only what is listed here.
 */

import path from 'node:path';

/** Wings from the ground up; a file may import from a lower rank, never from a higher one. */
const wingsFromBelow: readonly string[] = [
  'base',
  'store',
  'protection',
  'technology',
  'training',
  'exchange',
  'node',
];

/** Inside a wing: which rooms a room may import. Rooms that are not named import none. */
const sameWing: Readonly<Record<string, (from: string, to: string) => boolean>> = {
  protection: (from, to) =>
    from === 'people' && ['rules', 'audit', 'privacy', 'secrets'].includes(to),
  technology: (from, to) =>
    (to === 'twin' || to === 'history') && from !== 'twin' && from !== 'history',
  training: (from, to) => from === 'desk' && to === 'assess',
  exchange: (from, to) => from !== 'share' && to === 'share',
};

/** Folders whose code runs in the browser too: nothing of Node in them. */
export const pureFolders = [
  'src/base',
  'src/technology/twin/model',
  'src/technology/detect',
  'src/technology/simulate',
  'src/technology/cell',
  'src/technology/print',
];

/** Second front doors that the pages may import values from. */
const pureDoors = ['#base', '#technology/twin/model'];

interface Place {
  readonly wing: string;
  readonly room: string;
}

/** Why the import of `specifier` from `file` is against the order; undefined when it is not. */
export function judgeImport(
  file: string,
  specifier: string,
  typeOnly: boolean,
): string | undefined {
  const isTest = /\.(test|suite)\.tsx?$/.test(file);
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return judgeRelative(file, target, typeOnly);
  }
  if (specifier.startsWith('node:')) {
    const pure = pureFolders.some((folder) => file.startsWith(`${folder}/`));
    return pure && !isTest ? 'this folder runs in the browser too' : undefined;
  }
  if (!specifier.startsWith('#')) return undefined;
  return judgeAlias(file, specifier, typeOnly);
}

function judgeRelative(file: string, target: string, typeOnly: boolean): string | undefined {
  const from = placeOf(file);
  const to = placeOf(target);
  if (from === undefined) {
    const fromWeb = file.startsWith('web/');
    if (fromWeb && to !== undefined && !typeOnly) return 'pages reach the server by its API only';
    return undefined;
  }
  if (to === undefined) {
    return target.startsWith('content/') ? undefined : 'a room does not reach outside src';
  }
  if (from.wing === to.wing && from.room === to.room) return undefined;
  return `another room is imported by its alias, through its front door`;
}

function judgeAlias(file: string, specifier: string, typeOnly: boolean): string | undefined {
  const from = placeOf(file);
  const [wing = '', room = '', ...deeper] = specifier.slice(1).split('/');
  if (deeper.length > 0 && !pureDoors.includes(specifier)) {
    return 'a room is imported through its front door only';
  }
  if (from === undefined) {
    const fromWeb = file.startsWith('web/');
    if (!fromWeb || typeOnly || pureDoors.includes(specifier)) return undefined;
    return 'pages import types and the pure front doors only';
  }
  const fromRank = wingsFromBelow.indexOf(from.wing);
  const toRank = wingsFromBelow.indexOf(wing);
  if (toRank === -1) return `there is no wing ${wing}`;
  if (toRank < fromRank) return undefined;
  if (toRank > fromRank) return `${from.wing} stands below ${wing} and cannot import it`;
  if (from.room === room) return 'a room imports its own files by relative paths';
  if (sameWing[wing]?.(from.room, room) === true) return undefined;
  return `${from.room} and ${room} do not import each other; use a port that node wires`;
}

/** The wing and room of a file under src; base, store and node are one room each. */
function placeOf(file: string): Place | undefined {
  const [top, wing, room] = file.split('/');
  if (top !== 'src' || wing === undefined) return undefined;
  if (wing === 'base' || wing === 'store' || wing === 'node') return { wing, room: '' };
  return { wing, room: room ?? '' };
}
