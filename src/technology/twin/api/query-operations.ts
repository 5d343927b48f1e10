/** Queries in the AAS query language (IDTA-01002), one address for each kind of thing. */

import type { QueryTarget, Twins } from '../repository/port.ts';
import { type Operation, pagedJson } from './operation.ts';

export function queryOperations({ query }: Twins): readonly Operation[] {
  const targets: readonly [string, QueryTarget, string][] = [
    ['AssetAdministrationShell', 'shells', '/query/shells'],
    ['Submodel', 'submodels', '/query/submodels'],
    ['ConceptDescription', 'concepts', '/query/concept-descriptions'],
    ['AssetAdministrationShellDescriptor', 'shellDescriptors', '/query/shell-descriptors'],
    ['SubmodelDescriptor', 'submodelDescriptors', '/query/submodel-descriptors'],
  ];
  return targets.map(([type, target, path]) => ({
    id: `Query${type}s`,
    method: 'POST',
    path,
    query: ['limit', 'cursor'],
    body: 'json',
    success: [200],
    run: async (call) => {
      const found = await query.queryJson(target, call.body, call.page);
      if (!found.ok) return found;
      const { items, cursor } = found.value;
      const resultType = wantsIds(call.body) ? 'Identifier' : type;
      const paging = cursor === undefined ? { resultType } : { cursor, resultType };
      return pagedJson(items, paging);
    },
  }));
}

function wantsIds(body: unknown): boolean {
  return typeof body === 'object' && body !== null && '$select' in body && body.$select === 'id';
}
