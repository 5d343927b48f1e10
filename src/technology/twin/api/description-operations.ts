/** The Description interface: which profiles of IDTA-01002 can be had at an address. */

import { json, type Operation } from './operation.ts';

type Service = readonly [name: string, profiles30: number, profiles31: number];

/** The services of the standard, and how many profiles each has in version 3.0 and in 3.1. */
const repositoryServices: readonly Service[] = [
  ['AasxFileServer', 1, 1],
  ['AssetAdministrationShellRegistry', 2, 5],
  ['AssetAdministrationShellRepository', 2, 3],
  ['ConceptDescriptionRepository', 1, 2],
  ['Discovery', 1, 2],
  ['SubmodelRegistry', 2, 4],
  ['SubmodelRepository', 4, 5],
];
const shellServices: readonly Service[] = [['AssetAdministrationShell', 2, 2]];
const submodelServices: readonly Service[] = [['Submodel', 3, 3]];

/** Profiles at the root of the API, below one shell, and below one submodel. */
export const descriptions = {
  root: profilesOf([...repositoryServices, ...shellServices, ...submodelServices]),
  shell: profilesOf(shellServices),
  submodel: profilesOf(submodelServices),
};

export function descriptionOperation(path: string, profiles: readonly string[]): Operation {
  return {
    id: 'GetSelfDescription',
    method: 'GET',
    path,
    success: [200],
    run: async () => json({ profiles }),
  };
}

function profilesOf(services: readonly Service[]): readonly string[] {
  return services.flatMap(([name, count30, count31]) => [
    ...identifiers('3/0', name, count30),
    ...identifiers('3/1', name, count31),
  ]);
}

function identifiers(version: string, name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const profile = `SSP-${String(index + 1).padStart(3, '0')}`;
    return `https://admin-shell.io/aas/API/${version}/${name}ServiceSpecification/${profile}`;
  });
}
