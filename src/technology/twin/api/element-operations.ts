/**
 * The Submodel interface on its elements: lists, single elements by idShortPath, in every form.
 * Written once, relative to a mount (see submodel-operations.ts).
 */

import { err, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import {
  applyMetadata,
  type PathSegment,
  parsePath,
  referenceTo,
  type SubmodelElement,
  toMetadata,
  toPaths,
  trimTo,
  verify,
} from '../model/index.ts';
import type { Page, PageRequest, Precondition, ReadModifiers, Twins } from '../repository/port.ts';
import { invalid, malformed, notApplicable, notFound, readElement, readObject } from './bodies.ts';
import { flattenPage } from './flatten.ts';
import { mergeInto, refuseValues, retryOnConflict } from './merge.ts';
import {
  type Answer,
  type Call,
  created,
  empty,
  json,
  type Operation,
  paged,
} from './operation.ts';
import { variantTag } from './parameters.ts';
import { variantOf } from './submodel-operations.ts';
import { valueForm } from './value-form.ts';

const list = '/submodel-elements';
const one = '/submodel-elements/{idShortPath}';

export function elementOperations(twins: Twins): readonly Operation[] {
  return [...listReads(twins), ...elementReads(twins), ...elementWrites(twins)];
}

/** A page of the top-level elements, each as `form` makes it; what has no such form is left out. */
async function listed(
  twins: Twins,
  call: Call,
  modifiers: ReadModifiers,
  form: (element: SubmodelElement) => readonly unknown[],
): Promise<Result<Answer>> {
  const id = call.path.submodelIdentifier;
  const fetch = (page: PageRequest): Promise<Result<Page<SubmodelElement>>> =>
    twins.submodels.listElements(id, page, modifiers);
  const page = await flattenPage(call.page, `forms of ${id}`, fetch, form);
  return page.ok ? paged(page.value.items, page.value.cursor) : page;
}

function listReads(twins: Twins): readonly Operation[] {
  return [
    {
      id: 'GetAllSubmodelElements',
      method: 'GET',
      path: list,
      query: ['limit', 'cursor', 'level', 'extent'],
      success: [200],
      run: async (call) => {
        const id = call.path.submodelIdentifier;
        const page = await twins.submodels.listElements(id, call.page, call.modifiers);
        return page.ok ? paged(page.value.items, page.value.cursor) : page;
      },
    },
    {
      id: 'GetAllSubmodelElements-Metadata',
      method: 'GET',
      path: `${list}/$metadata`,
      query: ['limit', 'cursor'],
      success: [200],
      run: async (call) => {
        const id = call.path.submodelIdentifier;
        const page = await twins.submodels.listElements(id, call.page, { level: 'core' });
        return page.ok ? paged(page.value.items.map(toMetadata), page.value.cursor) : page;
      },
    },
    {
      id: 'GetAllSubmodelElements-ValueOnly',
      method: 'GET',
      path: `${list}/$value`,
      query: ['limit', 'cursor', 'level', 'extent'],
      success: [200],
      run: (call) =>
        listed(twins, call, { extent: call.modifiers.extent }, (element) => {
          const worth = valueForm(element, call.modifiers);
          return worth === undefined ? [] : [{ [element.idShort ?? '']: worth }];
        }),
    },
    {
      id: 'GetAllSubmodelElements-Reference',
      method: 'GET',
      path: `${list}/$reference`,
      query: ['limit', 'cursor', 'level'],
      level: 'core',
      success: [200],
      run: async (call) => {
        const id = call.path.submodelIdentifier;
        const page = await twins.submodels.listElements(id, call.page, { level: 'core' });
        if (!page.ok) return page;
        const references = page.value.items.map((element) =>
          referenceTo(id, [{ idShort: element.idShort ?? '' }], [element.modelType]),
        );
        return paged(references, page.value.cursor);
      },
    },
    {
      id: 'GetAllSubmodelElements-Path',
      method: 'GET',
      path: `${list}/$path`,
      // One of the official documents has the extent here too, where it changes nothing.
      query: ['limit', 'cursor', 'level', 'extent'],
      success: [200],
      run: (call) =>
        // The list is the level: with `core`, its elements alone.
        listed(twins, call, { level: call.modifiers.level }, (element) =>
          call.modifiers.level === 'core' ? [element.idShort ?? ''] : toPaths(element),
        ),
    },
  ];
}

function elementReads(twins: Twins): readonly Operation[] {
  const read = (call: Call, modifiers: ReadModifiers) =>
    twins.submodels.getElement(call.path.submodelIdentifier, call.path.idShortPath, modifiers);
  return [
    {
      id: 'GetSubmodelElementByPath',
      method: 'GET',
      path: one,
      query: ['level', 'extent'],
      success: [200],
      run: async (call) => {
        const found = await read(call, call.modifiers);
        if (!found.ok) return found;
        return json(found.value.value, variantTag(found.value.etag, variantOf(call.modifiers, '')));
      },
    },
    {
      id: 'GetSubmodelElementByPath-Metadata',
      method: 'GET',
      path: `${one}/$metadata`,
      success: [200],
      run: async (call) => {
        const found = await read(call, { level: 'core' });
        if (!found.ok) return found;
        const applicable = refuseForm(found.value.value, 'metadata');
        if (!applicable.ok) return applicable;
        return json(toMetadata(found.value.value), variantTag(found.value.etag, 'metadata'));
      },
    },
    {
      id: 'GetSubmodelElementByPath-ValueOnly',
      method: 'GET',
      path: `${one}/$value`,
      query: ['level', 'extent'],
      success: [200],
      run: (call) => getValue(twins, call),
    },
    {
      id: 'GetSubmodelElementByPath-Reference',
      method: 'GET',
      path: `${one}/$reference`,
      query: ['level'],
      level: 'core',
      success: [200],
      run: (call) => getReference(twins, call),
    },
    {
      id: 'GetSubmodelElementByPath-Path',
      method: 'GET',
      path: `${one}/$path`,
      query: ['level'],
      success: [200],
      run: async (call) => {
        const found = await read(call, { level: call.modifiers.level });
        if (!found.ok) return found;
        const applicable = refuseForm(found.value.value, 'path');
        if (!applicable.ok) return applicable;
        return json(pathsUnder(call.path.idShortPath, found.value.value, call.modifiers));
      },
    },
  ];
}

/** Which forms an element type does not have (IDTA-01002, applicability of modifiers). */
function refuseForm(element: SubmodelElement, form: 'metadata' | 'path' | 'value'): Result<void> {
  const { modelType } = element;
  const isPlain = modelType === 'Capability' || modelType === 'Operation';
  const isTree = ['SubmodelElementCollection', 'SubmodelElementList', 'Entity'].includes(modelType);
  if (form === 'path' ? isTree : !isPlain) return ok(undefined);
  return notApplicable(`The form /$${form} does not apply to a ${modelType}`);
}

/** Paths start at the submodel, so the element's own is put before those of what is in it. */
function pathsUnder(
  path: string,
  element: SubmodelElement,
  modifiers: ReadModifiers,
): readonly string[] {
  const own = element.idShort ?? '';
  return toPaths(element, { level: modifiers.level }).map((text) => path + text.slice(own.length));
}

/** In the value of an element, what may be a Blob's content. */
const contentMark = Buffer.from('"contentType"');
const nothing = Buffer.from('null');

async function getValue(twins: Twins, call: Call): Promise<Result<Answer>> {
  const { submodelIdentifier, idShortPath } = call.path;
  const { level, extent } = call.modifiers;
  if (level === 'deep') {
    const found = await twins.submodels.getValueJson(submodelIdentifier, idShortPath);
    if (!found.ok) return found;
    const { json } = found.value;
    const isWhole = extent === 'withBlobValue' || !json.includes(contentMark);
    // Null stands for an element without a value; which reason that has is found out below.
    if (isWhole && !json.equals(nothing)) return ok({ kind: 'bytes', ...found.value });
  }
  const modifiers = { extent: call.modifiers.extent };
  const found = await twins.submodels.getElement(submodelIdentifier, idShortPath, modifiers);
  if (!found.ok) return found;
  const applicable = refuseForm(found.value.value, 'value');
  if (!applicable.ok) return applicable;
  const worth = valueForm(found.value.value, call.modifiers);
  if (worth === undefined) return notFound('value of', idShortPath);
  return json(worth, variantTag(found.value.etag, variantOf(call.modifiers, 'value')));
}

/** The reference names the type at each step, so every element on the way is looked at. */
async function getReference(twins: Twins, call: Call): Promise<Result<Answer>> {
  const { submodelIdentifier, idShortPath } = call.path;
  const segments = parsePath(idShortPath);
  if (!segments.ok) return malformedPath(segments.error);
  const types: string[] = [];
  for (const text of prefixesOf(segments.value)) {
    const found = await twins.submodels.getElement(submodelIdentifier, text, { level: 'core' });
    if (!found.ok) return found;
    types.push(found.value.value.modelType);
  }
  return json(referenceTo(submodelIdentifier, segments.value, types));
}

function prefixesOf(segments: readonly PathSegment[]): readonly string[] {
  let text = '';
  return segments.map((segment) => {
    if ('index' in segment) text += `[${segment.index}]`;
    else text += text === '' ? segment.idShort : `.${segment.idShort}`;
    return text;
  });
}

function malformedPath(detail: string) {
  return err(fault(twinErrors, 'twin.malformed-path', { detail }, { path: 'idShortPath' }));
}

function elementWrites(twins: Twins): readonly Operation[] {
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
      body: 'json',
      success: [204],
      run: async (call) => {
        const { submodelIdentifier: id, idShortPath } = call.path;
        const done = await twins.submodels.patchValue(id, idShortPath, call.body, call.condition);
        return done.ok ? empty() : done;
      },
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
