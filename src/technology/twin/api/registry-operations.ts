/**
 * The registries: descriptors of shells and submodels, one by one, below a shell's descriptor, and
 * in bulk. What the node hosts is registered by itself; here foreign ones are.
 */

import { encodeBase64Url, err, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { Page, ShellDescriptor, SubmodelDescriptor, Twins } from '../repository/port.ts';
import { malformed, notFound, readObject } from './bodies.ts';
import { sliceOf } from './flatten.ts';
import {
  type Answer,
  type Call,
  created,
  empty,
  json,
  type Operation,
  paged,
} from './operation.ts';
import type { Turns } from './turns.ts';

export function registryOperations(twins: Twins, turns: Turns): readonly Operation[] {
  return [...shellRegistry(twins), ...submodelRegistry(twins), ...nestedRegistry(twins, turns)];
}

const shellsPath = '/shell-descriptors';
const submodelsPath = '/submodel-descriptors';

/** A body with an id; everything else of a descriptor is for the registry to judge. */
export function readDescriptor<D extends { readonly id: string }>(
  body: unknown,
  id?: string,
): Result<D> {
  const object = readObject(body);
  if (!object.ok) return object;
  const bodyId = object.value.id;
  if (typeof bodyId !== 'string' || bodyId === '') {
    return malformed('needs the attribute id, a text', '/id');
  }
  if (id !== undefined && bodyId !== id) {
    const details = { body: bodyId, address: id };
    return err(fault(twinErrors, 'twin.id-mismatch', details, { path: '/id' }));
  }
  return ok(body as D);
}

function pagedResult(found: Result<Page<unknown>>): Result<Answer> {
  return found.ok ? paged(found.value.items, found.value.cursor) : found;
}

function locationOf(call: Call, path: string, id: string): string {
  return `${call.base}${path}/${encodeBase64Url(id)}`;
}

function shellRegistry({ registry }: Twins): readonly Operation[] {
  const one = `${shellsPath}/{aasIdentifier}`;
  return [
    {
      id: 'GetAllAssetAdministrationShellDescriptors',
      method: 'GET',
      path: shellsPath,
      query: ['limit', 'cursor', 'assetKind', 'assetType'],
      success: [200],
      run: async (call) => {
        const { assetKind, assetType } = call.query;
        return pagedResult(await registry.listShells({ assetKind, assetType }, call.page));
      },
    },
    {
      id: 'PostAssetAdministrationShellDescriptor',
      method: 'POST',
      path: shellsPath,
      body: 'json',
      success: [201],
      run: async (call) => {
        const descriptor = readDescriptor<ShellDescriptor>(call.body);
        if (!descriptor.ok) return descriptor;
        const done = await registry.createShell(descriptor.value);
        if (!done.ok) return done;
        return created(done.value, locationOf(call, shellsPath, done.value.id));
      },
    },
    {
      id: 'GetAssetAdministrationShellDescriptorById',
      method: 'GET',
      path: one,
      success: [200],
      run: async (call) => {
        const found = await registry.getShell(call.path.aasIdentifier);
        return found.ok ? json(found.value) : found;
      },
    },
    {
      id: 'PutAssetAdministrationShellDescriptorById',
      method: 'PUT',
      path: one,
      body: 'json',
      success: [201, 204],
      run: async (call) => {
        const id = call.path.aasIdentifier;
        const descriptor = readDescriptor<ShellDescriptor>(call.body, id);
        if (!descriptor.ok) return descriptor;
        const done = await registry.putShell(id, descriptor.value);
        if (!done.ok) return done;
        if (done.value === 'updated') return empty();
        return created(descriptor.value, locationOf(call, shellsPath, id));
      },
    },
    {
      id: 'DeleteAssetAdministrationShellDescriptorById',
      method: 'DELETE',
      path: one,
      success: [204],
      run: async (call) => {
        const done = await registry.deleteShell(call.path.aasIdentifier);
        return done.ok ? empty() : done;
      },
    },
  ];
}

function submodelRegistry({ registry }: Twins): readonly Operation[] {
  const one = `${submodelsPath}/{submodelIdentifier}`;
  return [
    {
      id: 'GetAllSubmodelDescriptors',
      method: 'GET',
      path: submodelsPath,
      query: ['limit', 'cursor'],
      success: [200],
      run: async (call) => pagedResult(await registry.listSubmodels(call.page)),
    },
    {
      id: 'PostSubmodelDescriptor',
      method: 'POST',
      path: submodelsPath,
      body: 'json',
      success: [201],
      run: async (call) => {
        const descriptor = readDescriptor<SubmodelDescriptor>(call.body);
        if (!descriptor.ok) return descriptor;
        const done = await registry.createSubmodel(descriptor.value);
        if (!done.ok) return done;
        return created(done.value, locationOf(call, submodelsPath, done.value.id));
      },
    },
    {
      id: 'GetSubmodelDescriptorById',
      method: 'GET',
      path: one,
      success: [200],
      run: async (call) => {
        const found = await registry.getSubmodel(call.path.submodelIdentifier);
        return found.ok ? json(found.value) : found;
      },
    },
    {
      id: 'PutSubmodelDescriptorById',
      method: 'PUT',
      path: one,
      body: 'json',
      success: [201, 204],
      run: async (call) => {
        const id = call.path.submodelIdentifier;
        const descriptor = readDescriptor<SubmodelDescriptor>(call.body, id);
        if (!descriptor.ok) return descriptor;
        const done = await registry.putSubmodel(id, descriptor.value);
        if (!done.ok) return done;
        if (done.value === 'updated') return empty();
        return created(descriptor.value, locationOf(call, submodelsPath, id));
      },
    },
    {
      id: 'DeleteSubmodelDescriptorById',
      method: 'DELETE',
      path: one,
      success: [204],
      run: async (call) => {
        const done = await registry.deleteSubmodel(call.path.submodelIdentifier);
        return done.ok ? empty() : done;
      },
    },
  ];
}

const nested = `${shellsPath}/{aasIdentifier}${submodelsPath}`;

/** The submodel descriptors inside a shell's descriptor. */
function nestedRegistry(twins: Twins, turns: Turns): readonly Operation[] {
  const { registry } = twins;
  const one = `${nested}/{submodelIdentifier}`;
  return [
    {
      id: 'GetAllSubmodelDescriptorsThroughSuperpath',
      method: 'GET',
      path: nested,
      query: ['limit', 'cursor'],
      success: [200],
      run: async (call) => {
        const id = call.path.aasIdentifier;
        const found = await registry.getShell(id);
        if (!found.ok) return found;
        const all = found.value.submodelDescriptors ?? [];
        const list = `submodel descriptors of ${id}`;
        return pagedResult(sliceOf(all, call.page, list, (descriptor) => descriptor.id));
      },
    },
    {
      id: 'PostSubmodelDescriptorThroughSuperpath',
      method: 'POST',
      path: nested,
      body: 'json',
      success: [201],
      run: (call) => postNested(twins, turns, call),
    },
    {
      id: 'GetSubmodelDescriptorByIdThroughSuperpath',
      method: 'GET',
      path: one,
      success: [200],
      run: async (call) => {
        const found = await registry.getShell(call.path.aasIdentifier);
        if (!found.ok) return found;
        const id = call.path.submodelIdentifier;
        const descriptor = found.value.submodelDescriptors?.find((each) => each.id === id);
        return descriptor === undefined ? notFound('submodel descriptor', id) : json(descriptor);
      },
    },
    {
      id: 'PutSubmodelDescriptorByIdThroughSuperpath',
      method: 'PUT',
      path: one,
      body: 'json',
      success: [201, 204],
      run: (call) => putNested(twins, turns, call),
    },
    {
      id: 'DeleteSubmodelDescriptorByIdThroughSuperpath',
      method: 'DELETE',
      path: one,
      success: [204],
      run: async (call) => {
        const id = call.path.submodelIdentifier;
        const done = await changeNested(twins, turns, call, (all) => {
          const left = all.filter((each) => each.id !== id);
          return left.length === all.length ? notFound('submodel descriptor', id) : ok(left);
        });
        return done.ok ? empty() : done;
      },
    },
  ];
}

async function postNested(twins: Twins, turns: Turns, call: Call): Promise<Result<Answer>> {
  const descriptor = readDescriptor<SubmodelDescriptor>(call.body);
  if (!descriptor.ok) return descriptor;
  const { id } = descriptor.value;
  const done = await changeNested(twins, turns, call, (all) => {
    const isThere = all.some((each) => each.id === id);
    if (!isThere) return ok([...all, descriptor.value]);
    return err(fault(twinErrors, 'twin.exists', { what: 'submodel descriptor', id }));
  });
  if (!done.ok) return done;
  return created(descriptor.value, `${call.address}/${encodeBase64Url(id)}`);
}

async function putNested(twins: Twins, turns: Turns, call: Call): Promise<Result<Answer>> {
  const id = call.path.submodelIdentifier;
  const descriptor = readDescriptor<SubmodelDescriptor>(call.body, id);
  if (!descriptor.ok) return descriptor;
  let isNew = false;
  const done = await changeNested(twins, turns, call, (all) => {
    isNew = !all.some((each) => each.id === id);
    if (isNew) return ok([...all, descriptor.value]);
    return ok(all.map((each) => (each.id === id ? descriptor.value : each)));
  });
  if (!done.ok) return done;
  return isNew ? created(descriptor.value, call.address) : empty();
}

/** Read, change and write a shell's descriptor; one after the other for each shell. */
function changeNested(
  { registry }: Twins,
  turns: Turns,
  call: Call,
  change: (all: readonly SubmodelDescriptor[]) => Result<readonly SubmodelDescriptor[]>,
): Promise<Result<unknown>> {
  const id = call.path.aasIdentifier;
  return turns.take(id, async () => {
    const found = await registry.getShell(id);
    if (!found.ok) return found;
    const changed = change(found.value.submodelDescriptors ?? []);
    if (!changed.ok) return changed;
    const { submodelDescriptors: _, ...rest } = found.value;
    const descriptors = changed.value.length === 0 ? {} : { submodelDescriptors: changed.value };
    return registry.putShell(id, { ...rest, ...descriptors } as ShellDescriptor);
  });
}
