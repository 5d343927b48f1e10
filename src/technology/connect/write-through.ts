/**
 * The twins as others should write to them: a value written to an element that a mapping lets out
 * goes to the machine first, and only when the machine takes it into the twin. If the machine
 * refuses, the writer gets its reason and the twin is unchanged. Replacing a whole submodel or
 * importing one does not set machines.
 */

import { ok, type Result } from '#base';
import {
  checkPrecondition,
  type Precondition,
  type SubmodelRepository,
  type Twins,
  violationsFault,
} from '#technology/twin';
import { applyValue, type PathSegment, parsePath, toValue } from '#technology/twin/model';
import type { Connections } from './connections.ts';
import type { PlannedElement } from './plan.ts';

/** The same twins with writes through the machines; drivers keep writing to the plain ones. */
export function throughMachines(twins: Twins, connections: Connections): Twins {
  const { submodels } = twins;
  const send = async (write: Write): Promise<Result<void>> => {
    const { submodelId, path, value } = write;
    const parts = partsOf(connections, submodelId, path, value);
    if (parts.length === 0) return ok(undefined);
    const welcome = await rehearse(submodels, write);
    if (!welcome.ok) return welcome;
    for (const { element, value: part } of parts) {
      const outcome = await connections.write(element, part);
      if (!outcome.ok) return outcome;
    }
    return ok(undefined);
  };
  const through: Pick<SubmodelRepository, 'patchValue' | 'putElement'> = {
    async patchValue(id, path, value, condition) {
      const sent = await send({ submodelId: id, path, value, condition, replaces: false });
      return sent.ok ? submodels.patchValue(id, path, value, condition) : sent;
    },
    async putElement(id, path, element, condition) {
      const value = toValue(element);
      const sent = await send({ submodelId: id, path, value, condition, replaces: true });
      return sent.ok ? submodels.putElement(id, path, element, condition) : sent;
    },
  };
  return { ...twins, submodels: { ...submodels, ...through } };
}

interface Write {
  readonly submodelId: string;
  /** Undefined: of the whole submodel. */
  readonly path: string | undefined;
  readonly value: unknown;
  readonly condition: Precondition | undefined;
  /** The element itself is replaced, or made; what was there before puts no bounds on it. */
  readonly replaces: boolean;
}

/** What the twin would refuse is refused before the machine is touched. */
async function rehearse(submodels: SubmodelRepository, write: Write): Promise<Result<void>> {
  const { submodelId, path, value, condition, replaces } = write;
  const found =
    path === undefined
      ? await submodels.get(submodelId)
      : await submodels.getElement(submodelId, path);
  if (!found.ok) return replaces ? checkPrecondition(condition, 'element', []) : found;
  const { value: before, etag } = found.value;
  if (replaces) return checkPrecondition(condition, 'element', [etag]);
  const shown = path === undefined ? undefined : await submodels.getValueJson(submodelId, path);
  const ofValue = shown?.ok ? shown.value.etag : etag.replace(/"$/, ';value"');
  const holds = checkPrecondition(condition, 'value', [etag, ofValue]);
  if (!holds.ok) return holds;
  const after = applyValue(before, value);
  return after.ok ? ok(undefined) : violationsFault(`value of ${path ?? submodelId}`, after.error);
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
