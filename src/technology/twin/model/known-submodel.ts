/** Recognition of the submodels that the product knows, by their semanticId, tolerantly. */

import type { Reference } from './types.ts';

export type KnownSubmodel =
  | 'asset-interfaces-description'
  | 'asset-interfaces-mapping'
  | 'carbon-footprint'
  | 'contact-information'
  | 'handover-documentation'
  | 'hierarchical-structures'
  | 'nameplate'
  | 'technical-data'
  | 'time-series';

const patterns: readonly (readonly [KnownSubmodel, RegExp])[] = [
  ['nameplate', /\/nameplate(\/|$)/i],
  ['technical-data', /\/technicaldata\//i],
  ['contact-information', /\/contactinformations?(\/|$)/i],
  ['handover-documentation', /0173-1#01-ahf578|\/handoverdocumentation/i],
  ['carbon-footprint', /\/carbonfootprint(\/|$)/i],
  ['hierarchical-structures', /\/hierarchicalstructures/i],
  ['time-series', /\/timeseries(\/|$)/i],
  ['asset-interfaces-description', /\/assetinterfacesdescription(\/|$)/i],
  ['asset-interfaces-mapping', /\/assetinterfacesmapping/i],
];

export function knownSubmodel(semanticId: Reference | undefined): KnownSubmodel | undefined {
  const id = semanticId?.keys.at(-1)?.value;
  return id === undefined ? undefined : patterns.find(([, pattern]) => pattern.test(id))?.[0];
}
