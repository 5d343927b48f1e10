/**
 * The twins as others should write to them: a value written to an element that a mapping lets out
 * goes to the machine first, and only when the machine takes it into the twin. If the machine
 * refuses, the writer gets its reason and the twin is unchanged. Replacing a whole submodel or
 * importing one does not set machines.
 */

import { ok, type Result } from '#base';
import type { SubmodelRepository, Twins } from '#technology/twin';
import { type PathSegment, parsePath, toValue } from '#technology/twin/model';
import type { Connections } from './connections.ts';
import type { PlannedElement } from './plan.ts';

/** The same twins with writes through the machines; drivers keep writing to the plain ones. */
export function throughMachines(twins: Twins, connections: Connections): Twins {
  const { submodels } = twins;
  const send = async (
    submodelId: string,
    path: string | undefined,
    value: unknown,
  ): Promise<Result<void>> => {
    for (const { element, value: part } of partsOf(connections, submodelId, path, value)) {
      const outcome = await connections.write(element, part);
      if (!outcome.ok) return outcome;
    }
    return ok(undefined);
  };
  const through: Pick<SubmodelRepository, 'patchValue' | 'putElement'> = {
    async patchValue(id, path, value, condition) {
      const sent = await send(id, path, value);
      return sent.ok ? submodels.patchValue(id, path, value, condition) : sent;
    },
    async putElement(id, path, element, condition) {
      const sent = await send(id, path, toValue(element));
      return sent.ok ? submodels.putElement(id, path, element, condition) : sent;
    },
  };
  return { ...twins, submodels: { ...submodels, ...through } };
}

/** The mapped elements at or below a path for which the value-only document has a value. */
function partsOf(
  connections: Connections,
  submodelId: string,
  path: string | undefined,
  value: unknown,
): readonly { readonly element: PlannedElement; readonly value: unknown }[] {
  const writable = connections.writable(submodelId);
  if (writable.length === 0) return [];
  const base = path === undefined ? [] : segmentsOf(path);
  if (base === undefined) return [];
  return writable.flatMap((element) => {
    const segments = segmentsOf(element.path);
    if (segments === undefined || !startsWith(segments, base)) return [];
    const part = valueAt(value, segments.slice(base.length));
    return part === undefined || part === null ? [] : [{ element, value: part }];
  });
}

function segmentsOf(path: string): readonly PathSegment[] | undefined {
  const parsed = parsePath(path);
  return parsed.ok ? parsed.value : undefined;
}

function startsWith(segments: readonly PathSegment[], base: readonly PathSegment[]): boolean {
  return base.every((segment, at) => JSON.stringify(segment) === JSON.stringify(segments[at]));
}

/** Value-only documents nest objects by idShort and lists by index (IDTA-01001). */
function valueAt(value: unknown, segments: readonly PathSegment[]): unknown {
  let at = value;
  for (const segment of segments) {
    if (typeof at !== 'object' || at === null) return undefined;
    const key = 'index' in segment ? String(segment.index) : segment.idShort;
    at = (at as Readonly<Record<string, unknown>>)[key];
  }
  return at;
}
