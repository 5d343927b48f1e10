/**
 * The Asset Administration Shell interface on one shell: itself, its asset, its references to
 * submodels. Written once, relative to a mount: `/shells/{aasIdentifier}` and the single `/aas`.
 */

import { encodeBase64Url, err, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import { type Reference, type Shell, shellReference } from '../model/index.ts';
import type { Twins } from '../repository/port.ts';
import { notFound, readBody, readIdentified } from './bodies.ts';
import { thumbnailOperations } from './file-operations.ts';
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
import { variantTag } from './parameters.ts';

export function shellOperations(twins: Twins): readonly Operation[] {
  return [
    {
      id: 'GetAssetAdministrationShell',
      method: 'GET',
      path: '',
      success: [200],
      run: async (call) => {
        const found = await twins.shells.getJson(call.path.aasIdentifier);
        return found.ok ? ok({ kind: 'bytes', ...found.value }) : found;
      },
    },
    {
      id: 'PutAssetAdministrationShell',
      method: 'PUT',
      path: '',
      body: 'json',
      success: [201, 204],
      run: (call) => putShell(twins, call),
    },
    {
      id: 'GetAssetAdministrationShell-Reference',
      method: 'GET',
      path: '/$reference',
      success: [200],
      run: async (call) => {
        const found = await twins.shells.getJson(call.path.aasIdentifier);
        return found.ok ? json(shellReference(call.path.aasIdentifier)) : found;
      },
    },
    ...assetOperations(twins),
    ...thumbnailOperations(twins),
    ...referenceOperations(twins),
  ];
}

async function putShell(twins: Twins, call: Call): Promise<Result<Answer>> {
  const id = call.path.aasIdentifier;
  const shell = readIdentified('AssetAdministrationShell', call.body, id);
  if (!shell.ok) return shell;
  const done = await twins.shells.put(id, shell.value, call.condition);
  if (!done.ok) return done;
  if (done.value === 'updated') return empty();
  return created(shell.value, `${call.base}/shells/${encodeBase64Url(id)}`);
}

function assetOperations(twins: Twins): readonly Operation[] {
  return [
    {
      id: 'GetAssetInformation',
      method: 'GET',
      path: '/asset-information',
      success: [200],
      run: async (call) => {
        const found = await twins.shells.get(call.path.aasIdentifier);
        if (!found.ok) return found;
        return json(found.value.value.assetInformation, variantTag(found.value.etag, 'asset'));
      },
    },
    {
      id: 'PutAssetInformation',
      method: 'PUT',
      path: '/asset-information',
      body: 'json',
      success: [204],
      run: async (call) => {
        const asset = readBody('AssetInformation', call.body);
        if (!asset.ok) return asset;
        const done = await twins.shells.update(
          call.path.aasIdentifier,
          (shell) => ok({ ...shell, assetInformation: asset.value }),
          call.condition,
        );
        return done.ok ? empty() : done;
      },
    },
  ];
}

function referenceOperations(twins: Twins): readonly Operation[] {
  return [
    {
      id: 'GetAllSubmodelReferences',
      method: 'GET',
      path: '/submodel-refs',
      query: ['limit', 'cursor'],
      success: [200],
      run: async (call) => {
        const id = call.path.aasIdentifier;
        const found = await twins.shells.get(id);
        if (!found.ok) return found;
        const references = found.value.value.submodels ?? [];
        const page = sliceOf(references, call.page, `references of ${id}`, identityOf);
        return page.ok ? paged(page.value.items, page.value.cursor) : page;
      },
    },
    {
      id: 'PostSubmodelReference',
      method: 'POST',
      path: '/submodel-refs',
      body: 'json',
      success: [201],
      run: (call) => postReference(twins, call),
    },
    {
      id: 'DeleteSubmodelReference',
      method: 'DELETE',
      path: '/submodel-refs/{submodelIdentifier}',
      success: [204],
      run: async (call) => {
        const done = await removeReference(twins, call);
        return done.ok ? empty() : done;
      },
    },
  ];
}

async function postReference(twins: Twins, call: Call): Promise<Result<Answer>> {
  const reference = readBody('Reference', call.body);
  if (!reference.ok) return reference;
  const submodelId = submodelIdOf(reference.value);
  const done = await twins.shells.update(
    call.path.aasIdentifier,
    (shell) => {
      const existing = shell.submodels ?? [];
      if (existing.some((one) => identityOf(one) === identityOf(reference.value))) {
        const details = { what: 'reference to the submodel', id: submodelId };
        return err(fault(twinErrors, 'twin.exists', details));
      }
      return ok({ ...shell, submodels: [...existing, reference.value] });
    },
    call.condition,
  );
  if (!done.ok) return done;
  return created(reference.value, `${call.address}/${encodeBase64Url(submodelId)}`);
}

/** Takes the references to a submodel out of a shell; not found when there are none. */
export async function removeReference(twins: Twins, call: Call): Promise<Result<unknown>> {
  const { aasIdentifier, submodelIdentifier } = call.path;
  return twins.shells.update(
    aasIdentifier,
    (shell) => {
      const left = (shell.submodels ?? []).filter(
        (reference) => submodelIdOf(reference) !== submodelIdentifier,
      );
      if (left.length === (shell.submodels ?? []).length) return notReferenced(submodelIdentifier);
      if (left.length > 0) return ok({ ...shell, submodels: left });
      const { submodels: _, ...without } = shell;
      return ok(without);
    },
    call.condition,
  );
}

/** Refuses a submodel that the shell in the address does not refer to. */
export async function admitThroughShell(twins: Twins, call: Call): Promise<Result<void>> {
  const { aasIdentifier, submodelIdentifier } = call.path;
  const found = await twins.shells.get(aasIdentifier);
  if (!found.ok) return found;
  const isReferenced = refersTo(found.value.value, submodelIdentifier);
  return isReferenced ? ok(undefined) : notReferenced(submodelIdentifier);
}

function refersTo(shell: Shell, submodelId: string): boolean {
  return (shell.submodels ?? []).some((reference) => submodelIdOf(reference) === submodelId);
}

function notReferenced(submodelId: string) {
  return notFound('reference of this shell to a submodel', submodelId);
}

function submodelIdOf(reference: Reference): string {
  return reference.keys[0]?.value ?? '';
}

function identityOf(reference: Reference): string {
  return JSON.stringify(reference.keys.map((key) => [key.type, key.value]));
}
