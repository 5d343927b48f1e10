/** Identifiers of the demo's twins and the marks that they carry. */

import type { Extension } from '#technology/twin/model';

const root = 'https://altobrembo.example';

export const shellId = (code: string) => `${root}/aas/${code.toLowerCase()}`;
export const assetId = (code: string) => `${root}/assets/${code.toLowerCase()}`;
export const conceptId = (name: string) => `${root}/concepts/${name}`;

export type SubmodelName =
  | 'nameplate'
  | 'contact'
  | 'technical-data'
  | 'handover-documentation'
  | 'carbon-footprint'
  | 'hierarchical-structures'
  | 'operational-data'
  | 'asset-interfaces'
  | 'interfaces-mapping';
export const submodelId = (code: string, name: SubmodelName) =>
  `${root}/submodels/${code.toLowerCase()}/${name}`;

/** The machine-readable mark of what is simulated; see src/technology/connect/README.md. */
export const simulatedMark: Extension = {
  name: 'urn:registan:simulated',
  valueType: 'xs:boolean',
  value: 'true',
};
