/**
 * The Submodel interface on its elements, what changes them: creation, replacement, changes in
 * every form, deletion. Written once, relative to a mount (see submodel-operations.ts).
 */

import { err, ok, type Result } from '#base';
import { applyMetadata, type SubmodelElement, toMetadata, trimTo, verify } from '../model/index.ts';
import type { Precondition, Twins } from '../repository/port.ts';
import { invalid, malformed, readElement, readObject } from './bodies.ts';
import { refuseForm } from './element-reads.ts';
import { mergeInto, refuseValues, retryOnConflict } from './merge.ts';
import { type Answer, type Call, created, empty, type Operation } from './operation.ts';

const list = '/submodel-elements';
const one = '/submodel-elements/{idShortPath}';

export function elementWrites(twins: Twins): readonly Operation[] {
  return [...replacements(twins), ...changes(twins)];
}

function replacements(twins: Twins): readonly Operation[] {
  return [
    {
      id: 'PostSubmodelElement',
      method: 'POST',
      path: list,
      body: 'json',
      success: [201],
      run: (call) => postElement(twins, call, undefined),
    },
    {
      id: 'PostSubmodelElementByPath',
      method: 'POST',
      path: one,
      body: 'json',
      success: [201],
      run: (call) => postElement(twins, call, call.path.idShortPath),
    },
    {
      id: 'PutSubmodelElementByPath',
      method: 'PUT',
      path: one,
      query: ['level'],
      level: 'deep',
      body: 'json',
      success: [201, 204],
      run: (call) => putElement(twins, call),
    },
    {
      id: 'DeleteSubmodelElementByPath',
      method: 'DELETE',
      path: one,
      success: [204],
      run: async (call) => {
        const { submodelIdentifier: id, idShortPath } = call.path;
        const done = await twins.submodels.deleteElement(id, idShortPath, call.condition);
        return done.ok ? empty() : done;
      },
    },
  ];
}

function changes(twins: Twins): readonly Operation[] {
  return [
    {
      id: 'PatchSubmodelElementByPath',
      method: 'PATCH',
      path: one,
      query: ['level'],
      level: 'core',
      body: 'json',
      success: [204],
      run: (call) => change(twins, call, (element) => mergeInto(element, call.body)),
    },
    {
      id: 'PatchSubmodelElementByPath-Metadata',
      method: 'PATCH',
      path: `${one}/$metadata`,
      query: ['level'],
      level: 'core',
      body: 'json',
      success: [204],
      run: (call) => change(twins, call, (element) => withMetadata(element, call.body)),
    },
    {
      id: 'PatchSubmodelElementByPath-ValueOnly',
      method: 'PATCH',
      path: `${one}/$value`,
      query: ['level'],
      level: 'core',
      body: 'value',
      success: [204],
      run: async (call) => {
        const { submodelIdentifier: id, idShortPath } = call.path;
        const done = await twins.submodels.patchValue(id, idShortPath, call.body, call.condition);
        return done.ok ? empty() : done;
      },
    },
  ];
}

async function postElement(
  twins: Twins,
  call: Call,
  parent: string | undefined,
): Promise<Result<Answer>> {
  const element = readElement(call.body);
  if (!element.ok) return element;
  const id = call.path.submodelIdentifier;
  const done = await twins.submodels.createElement(id, parent, element.value);
  if (!done.ok) return done;
  const elements = call.address.slice(0, call.address.lastIndexOf(list) + list.length);
  return created(trimTo(element.value), `${elements}/${encodeURIComponent(done.value.path)}`);
}

async function putElement(twins: Twins, call: Call): Promise<Result<Answer>> {
  const element = readElement(call.body);
  if (!element.ok) return element;
  const { submodelIdentifier: id, idShortPath } = call.path;
  const done = await twins.submodels.putElement(id, idShortPath, element.value, call.condition);
  if (!done.ok) return done;
  return done.value === 'updated' ? empty() : created(trimTo(element.value), call.address);
}

function withMetadata(element: SubmodelElement, body: unknown): Result<SubmodelElement> {
  const applicable = refuseForm(element, 'metadata');
  if (!applicable.ok) return applicable;
  const patch = readObject(body);
  if (!patch.ok) return patch;
  const { modelType } = element;
  if ((patch.value.modelType ?? modelType) !== modelType) {
    return malformed(`must have the modelType ${modelType}, as what it changes`, '/modelType');
  }
  const metadata = toMetadata({ ...element, ...patch.value, modelType } as SubmodelElement);
  const kept = refuseValues(patch.value, { ...metadata, modelType });
  return kept.ok ? ok(applyMetadata(element, metadata)) : kept;
}

/** Read, change, verify, write under the tag that was read. */
async function change(
  twins: Twins,
  call: Call,
  changed: (element: SubmodelElement) => Result<SubmodelElement>,
): Promise<Result<Answer>> {
  const { submodelIdentifier: id, idShortPath } = call.path;
  const isConditional = call.condition.ifMatch !== undefined;
  const done = await retryOnConflict(isConditional, async () => {
    const found = await twins.submodels.getElement(id, idShortPath, { extent: 'withBlobValue' });
    if (!found.ok) return found;
    const element = changed(found.value.value);
    if (!element.ok) return element;
    const violations = verify(element.value.modelType, element.value);
    if (violations.length > 0) return err(invalid(element.value.modelType, violations));
    const condition: Precondition = isConditional ? call.condition : { ifMatch: found.value.etag };
    return twins.submodels.putElement(id, idShortPath, element.value, condition);
  });
  return done.ok ? empty() : done;
}
