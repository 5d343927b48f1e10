/** Discovery: which shells an asset has, by its ids; and the asset ids of foreign shells. */

import { ok, type Result } from '#base';
import type { SpecificAssetId } from '../model/index.ts';
import type { Twins } from '../repository/port.ts';
import { malformed, readList, readObject } from './bodies.ts';
import { empty, json, type Operation, paged } from './operation.ts';

export function discoveryOperations({ discovery }: Twins): readonly Operation[] {
  const one = '/lookup/shells/{aasIdentifier}';
  return [
    {
      id: 'GetAllAssetAdministrationShellIdsByAssetLink',
      method: 'GET',
      path: '/lookup/shells',
      query: ['assetIds', 'limit', 'cursor'],
      success: [200],
      run: async (call) => {
        const found = await discovery.search(call.query.assetIds ?? [], call.page);
        return found.ok ? paged(found.value.items, found.value.cursor) : found;
      },
    },
    {
      id: 'SearchAllAssetAdministrationShellIdsByAssetLink',
      method: 'POST',
      path: '/lookup/shellsByAssetLink',
      query: ['limit', 'cursor'],
      body: 'json',
      success: [200],
      run: async (call) => {
        const links = readLinks(call.body);
        if (!links.ok) return links;
        const found = await discovery.search(links.value, call.page);
        return found.ok ? paged(found.value.items, found.value.cursor) : found;
      },
    },
    {
      id: 'GetAllAssetLinksById',
      method: 'GET',
      path: one,
      success: [200],
      run: async (call) => {
        const found = await discovery.links(call.path.aasIdentifier);
        return found.ok ? json(found.value) : found;
      },
    },
    {
      id: 'PostAllAssetLinksById',
      method: 'POST',
      path: one,
      body: 'json',
      success: [201],
      run: async (call) => {
        const links = readList('SpecificAssetId', call.body);
        if (!links.ok) return links;
        const done = await discovery.putLinks(call.path.aasIdentifier, links.value);
        return done.ok ? ok({ kind: 'json', status: 201, json: done.value }) : done;
      },
    },
    {
      id: 'DeleteAllAssetLinksById',
      method: 'DELETE',
      path: one,
      success: [204],
      run: async (call) => {
        const done = await discovery.deleteLinks(call.path.aasIdentifier);
        return done.ok ? empty() : done;
      },
    },
  ];
}

/** AssetLinks: a name and a value each, without the rest of a SpecificAssetId. */
function readLinks(body: unknown): Result<readonly SpecificAssetId[]> {
  if (!Array.isArray(body)) return malformed('must be an array of asset links');
  const links: SpecificAssetId[] = [];
  for (const [index, item] of body.entries()) {
    const object = readObject(item);
    const name = object.ok ? object.value.name : undefined;
    const value = object.ok ? object.value.value : undefined;
    if (typeof name !== 'string' || typeof value !== 'string' || name === '' || value === '') {
      return malformed('needs an asset link here: an object with name and value', `/${index}`);
    }
    links.push({ name, value });
  }
  return ok(links);
}
