/**
 * The Submodel interface on the submodel itself: read, replace, change, in every form. Written
 * once, relative to a mount: the repository, a shell's submodels, the single submodel.
 */

import { encodeBase64Url, err, ok, type Result } from '#base';
import { referenceTo, type Submodel, toMetadata, toPaths, trimTo, verify } from '../model/index.ts';
import type { Precondition, ReadModifiers, Twins } from '../repository/port.ts';
import { invalid, malformed, readIdentified, readObject } from './bodies.ts';
import { mergeInto, refuseValues, retryOnConflict } from './merge.ts';
import { type Answer, type Call, created, empty, json, type Operation } from './operation.ts';
import { variantTag } from './parameters.ts';
import { valueForm } from './value-form.ts';

/** Where submodel operations hang, e.g. `/submodels/{submodelIdentifier}`. */
export interface SubmodelMount {
  readonly prefix: string;
  /** Refuses a call that must not reach the submodel from here. */
  readonly admit?: (call: Call) => Promise<Result<void>>;
  /** Whether PUT may create the submodel. */
  readonly putCreates: boolean;
  /** Absent where the submodel cannot be deleted from. */
  readonly remove?: (call: Call) => Promise<Result<void>>;
  readonly isExtra?: boolean;
}

export function submodelOperations(twins: Twins, mount: SubmodelMount): readonly Operation[] {
  return [...submodelReads(twins), ...submodelWrites(twins, mount)];
}

function submodelReads(twins: Twins): readonly Operation[] {
  const read = (call: Call, modifiers: ReadModifiers) =>
    twins.submodels.get(call.path.submodelIdentifier, modifiers);
  return [
    {
      id: 'GetSubmodel',
      method: 'GET',
      path: '',
      query: ['level', 'extent'],
      success: [200],
      run: (call) => getSubmodel(twins, call),
    },
    {
      id: 'GetSubmodel-Metadata',
      method: 'GET',
      path: '/$metadata',
      success: [200],
      run: async (call) => {
        const found = await read(call, { level: 'core' });
        if (!found.ok) return found;
        return json(toMetadata(found.value.value), variantTag(found.value.etag, 'metadata'));
      },
    },
    {
      id: 'GetSubmodel-ValueOnly',
      method: 'GET',
      path: '/$value',
      query: ['level', 'extent'],
      success: [200],
      run: async (call) => {
        const found = await read(call, { extent: call.modifiers.extent });
        if (!found.ok) return found;
        const { value, etag } = found.value;
        const worth = valueForm(value, call.modifiers) ?? {};
        return json(worth, variantTag(etag, variantOf(call.modifiers, 'value')));
      },
    },
    {
      id: 'GetSubmodel-Reference',
      method: 'GET',
      path: '/$reference',
      query: ['level'],
      level: 'core',
      success: [200],
      run: async (call) => {
        const found = await twins.submodels.getJson(call.path.submodelIdentifier);
        return found.ok ? json(referenceTo(call.path.submodelIdentifier)) : found;
      },
    },
    {
      id: 'GetSubmodel-Path',
      method: 'GET',
      path: '/$path',
      query: ['level'],
      success: [200],
      run: async (call) => {
        const found = await read(call, { level: call.modifiers.level });
        if (!found.ok) return found;
        const etag = variantTag(found.value.etag, variantOf(call.modifiers, 'path'));
        return json(toPaths(found.value.value, { level: call.modifiers.level }), etag);
      },
    },
  ];
}

function submodelWrites(twins: Twins, mount: SubmodelMount): readonly Operation[] {
  const { remove } = mount;
  const deletion: Operation = {
    id: 'DeleteSubmodel',
    method: 'DELETE',
    path: '',
    success: [204],
    run: async (call) => {
      const removed = await (remove?.(call) ?? ok(undefined));
      return removed.ok ? empty() : removed;
    },
  };
  return [
    {
      id: 'PutSubmodel',
      method: 'PUT',
      path: '',
      query: ['level'],
      level: 'deep',
      body: 'json',
      success: mount.putCreates ? [201, 204] : [204],
      run: (call) => putSubmodel(twins, mount, call),
    },
    {
      id: 'PatchSubmodel',
      method: 'PATCH',
      path: '',
      query: ['level'],
      level: 'core',
      body: 'json',
      success: [204],
      run: (call) => patchSubmodel(twins, call),
    },
    {
      id: 'PatchSubmodel-Metadata',
      method: 'PATCH',
      path: '/$metadata',
      query: ['level'],
      level: 'core',
      body: 'json',
      success: [204],
      run: (call) => patchSubmodelMetadata(twins, call),
    },
    {
      id: 'PatchSubmodel-ValueOnly',
      method: 'PATCH',
      path: '/$value',
      query: ['level'],
      level: 'core',
      body: 'value',
      success: [204],
      run: async (call) => {
        const id = call.path.submodelIdentifier;
        const done = await twins.submodels.patchValue(id, undefined, call.body, call.condition);
        return done.ok ? empty() : done;
      },
    },
    ...(remove === undefined ? [] : [deletion]),
  ];
}

/** The hot read: the stored bytes, unless a part of them has to be left out. */
async function getSubmodel(twins: Twins, call: Call): Promise<Result<Answer>> {
  const id = call.path.submodelIdentifier;
  if (call.modifiers.level === 'deep') {
    const found = await twins.submodels.getJson(id);
    if (!found.ok) return found;
    const { json, etag, mayHoldBlob } = found.value;
    const withBlobs = call.modifiers.extent === 'withBlobValue';
    const tag = variantTag(etag, withBlobs ? 'blobs' : '');
    if (withBlobs || !mayHoldBlob) return ok({ kind: 'bytes', json, etag: tag });
  }
  const found = await twins.submodels.get(id, call.modifiers);
  if (!found.ok) return found;
  return json(found.value.value, variantTag(found.value.etag, variantOf(call.modifiers, '')));
}

/** The part of an entity tag that tells a level and an extent apart from the default ones. */
export function variantOf(modifiers: ReadModifiers, form: string): string {
  const parts = [form];
  if (modifiers.level === 'core') parts.push('core');
  if (modifiers.extent === 'withBlobValue') parts.push('blobs');
  return parts.filter((part) => part !== '').join('-');
}

async function putSubmodel(
  twins: Twins,
  mount: SubmodelMount,
  call: Call,
): Promise<Result<Answer>> {
  const id = call.path.submodelIdentifier;
  const submodel = readIdentified('Submodel', call.body, id);
  if (!submodel.ok) return submodel;
  if (!mount.putCreates) {
    const existing = await twins.submodels.getJson(id);
    if (!existing.ok) return existing;
  }
  const outcome = await twins.submodels.put(id, submodel.value, call.condition);
  if (!outcome.ok) return outcome;
  if (outcome.value === 'updated') return empty();
  return created(trimTo(submodel.value), `${call.base}/submodels/${encodeBase64Url(id)}`);
}

async function patchSubmodel(twins: Twins, call: Call): Promise<Result<Answer>> {
  return change(twins, call, async (submodel, condition) => {
    const merged = mergeInto(submodel, call.body);
    if (!merged.ok) return merged;
    if (merged.value.id !== submodel.id) return malformed('must keep the id', '/id');
    const violations = verify('Submodel', merged.value);
    if (violations.length > 0) return err(invalid('Submodel', violations));
    return twins.submodels.put(submodel.id, merged.value, condition);
  });
}

async function patchSubmodelMetadata(twins: Twins, call: Call): Promise<Result<Answer>> {
  const patch = readObject(call.body);
  if (!patch.ok) return patch;
  return change(twins, call, async (submodel, condition) => {
    const changed = toMetadata({ ...submodel, ...patch.value, modelType: 'Submodel' } as Submodel);
    const kept = refuseValues(patch.value, { ...changed, modelType: '' });
    if (!kept.ok) return kept;
    if (changed.id !== submodel.id) return malformed('must keep the id', '/id');
    const violations = verify('Submodel', changed);
    if (violations.length > 0) return err(invalid('Submodel', violations));
    return twins.submodels.putMetadata(submodel.id, changed as Submodel, condition);
  });
}

/** Read, change, write under the tag that was read. */
async function change(
  twins: Twins,
  call: Call,
  write: (submodel: Submodel, condition: Precondition) => Promise<Result<unknown>>,
): Promise<Result<Answer>> {
  const isConditional = call.condition.ifMatch !== undefined;
  const done = await retryOnConflict(isConditional, async () => {
    const id = call.path.submodelIdentifier;
    const found = await twins.submodels.get(id, { extent: 'withBlobValue' });
    if (!found.ok) return found;
    const condition = isConditional ? call.condition : { ifMatch: found.value.etag };
    return write(found.value.value, condition);
  });
  return done.ok ? empty() : done;
}
