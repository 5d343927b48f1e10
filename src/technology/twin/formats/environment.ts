/**
 * Environments as packages need them: several specifications become one, and the paths by which
 * File elements and thumbnails call the files that come along are found.
 */

import { isDeepStrictEqual } from 'node:util';
import type { Environment, Violation } from '../model/index.ts';
import { escapePointer } from './json-read.ts';

/**
 * Joins the environments of a package's specifications. What several of them hold is kept once;
 * where they contradict each other, the first counts and the rest is reported.
 */
export function mergeEnvironments(
  parts: readonly { readonly name: string; readonly environment: Environment }[],
): { readonly environment: Environment; readonly violations: readonly Violation[] } {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) {
    return { environment: only.environment, violations: [] };
  }
  const violations: Violation[] = [];
  const merged: Partial<Record<keyof Environment, readonly { readonly id: string }[]>> = {};
  for (const list of ['assetAdministrationShells', 'submodels', 'conceptDescriptions'] as const) {
    const byId = new Map<string, { readonly id: string }>();
    for (const { name, environment } of parts) {
      for (const item of environment[list] ?? []) {
        const known = byId.get(item.id);
        if (known === undefined) byId.set(item.id, item);
        else if (!isDeepStrictEqual(known, item)) {
          const message = `Another specification describes ${item.id} differently; that counts.`;
          violations.push({ path: name, constraint: 'aasx-spec', message });
        }
      }
    }
    if (byId.size > 0) merged[list] = [...byId.values()];
  }
  return { environment: merged as Environment, violations };
}

/** A place in an environment that names a file. */
export interface FilePath {
  readonly value: string;
  /** JSON pointer to the place. */
  readonly pointer: string;
}

/**
 * The values of all File elements and the paths of all default thumbnails, in a document that may
 * not have been verified.
 */
export function* filePathsOf(document: unknown): Generator<FilePath, void> {
  const shells = at(document, 'assetAdministrationShells');
  for (const [index, shell] of Array.isArray(shells) ? shells.entries() : []) {
    const pointer = `/assetAdministrationShells/${index}/assetInformation/defaultThumbnail/path`;
    const value = at(at(at(shell, 'assetInformation'), 'defaultThumbnail'), 'path');
    if (typeof value === 'string') yield { value, pointer };
  }
  yield* filesIn(at(document, 'submodels'), '/submodels');
}

function at(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** Walks elements by shape: wherever one is, in lists, entities or operations, it is found. */
function* filesIn(node: unknown, pointer: string): Generator<FilePath, void> {
  if (typeof node !== 'object' || node === null) return;
  if ('modelType' in node && node.modelType === 'File') {
    if ('value' in node && typeof node.value === 'string') {
      yield { value: node.value, pointer: `${pointer}/value` };
    }
    return;
  }
  for (const [key, child] of Object.entries(node)) {
    if (typeof child === 'object') yield* filesIn(child, `${pointer}/${escapePointer(key)}`);
  }
}
