/**
 * The Submodel interface on its elements, what reads them: lists, single elements by idShortPath,
 * in every form. Written once, relative to a mount (see submodel-operations.ts).
 */

import { err, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import {
  type PathSegment,
  parsePath,
  referenceTo,
  type SubmodelElement,
  toMetadata,
  toPaths,
} from '../model/index.ts';
import type { Page, PageRequest, ReadModifiers, Twins } from '../repository/port.ts';
import { notApplicable, notFound } from './bodies.ts';
import { flattenPage } from './flatten.ts';
import { type Answer, type Call, json, type Operation, paged } from './operation.ts';
import { variantTag } from './parameters.ts';
import { variantOf } from './submodel-operations.ts';
import { valueForm } from './value-form.ts';

const list = '/submodel-elements';
const one = '/submodel-elements/{idShortPath}';

export function elementReads(twins: Twins): readonly Operation[] {
  return [...listReads(twins), ...singleReads(twins)];
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

function singleReads(twins: Twins): readonly Operation[] {
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
export function refuseForm(
  element: SubmodelElement,
  form: 'metadata' | 'path' | 'value',
): Result<void> {
  const { modelType } = element;
  const isPlain = modelType === 'Capability' || modelType === 'Operation';
  const isTree = ['SubmodelElementCollection', 'SubmodelElementList', 'Entity'].includes(modelType);
  if (form === 'path' ? isTree : !isPlain) return ok(undefined);
  return notApplicable(`The form /$${form} does not apply to the type ${modelType}`);
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

const nothing = Buffer.from('null');

async function getValue(twins: Twins, call: Call): Promise<Result<Answer>> {
  const { submodelIdentifier, idShortPath } = call.path;
  const { level, extent } = call.modifiers;
  if (level === 'deep') {
    const found = await twins.submodels.getValueJson(submodelIdentifier, idShortPath);
    if (!found.ok) return found;
    const { json, etag, mayHoldBlob } = found.value;
    const isWhole = extent === 'withBlobValue' || !mayHoldBlob;
    // Null stands for an element without a value; which reason that has is found out below.
    if (isWhole && !json.equals(nothing)) return ok({ kind: 'bytes', json, etag });
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
