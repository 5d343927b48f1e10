/**
 * The submodels that the product knows (templates of the IDTA), recognised by semanticId whatever
 * its spelling, and the exact semanticId to write. Recognition is for choosing a view; it says
 * nothing about whether a submodel follows its template.
 */

import type { Reference } from './types.ts';

interface KnownTemplate {
  /** Names in an admin-shell.io address, without scheme, owner, versions and fillers. */
  readonly names: readonly string[];
  /** Item codes of IRDIs, without organisation and version. */
  readonly codes?: readonly string[];
  /** Exact semanticIds by version, the newest first. */
  readonly ids: readonly (readonly [version: string, id: string])[];
}

const idta = 'https://admin-shell.io/idta';
const template = `${idta}/SubmodelTemplate`;

const templates = {
  nameplate: {
    names: ['nameplate', 'nameplate/nameplate', 'digitalnameplate'],
    ids: [
      ['3.0', `${idta}/nameplate/3/0/Nameplate`],
      ['2.0', 'https://admin-shell.io/zvei/nameplate/2/0/Nameplate'],
    ],
  },
  'technical-data': {
    names: ['technicaldata'],
    codes: ['01-AHX837'],
    ids: [
      ['2.0', '0173-1#01-AHX837#002'],
      ['1.2', 'https://admin-shell.io/ZVEI/TechnicalData/Submodel/1/2'],
    ],
  },
  'contact-information': {
    names: ['nameplate/contactinformations', 'contactinformations', 'contactinformation'],
    ids: [['1.0', 'https://admin-shell.io/zvei/nameplate/1/0/ContactInformations']],
  },
  'handover-documentation': {
    names: ['handoverdocumentation', '2770/documentation'],
    codes: ['01-AHF578'],
    ids: [
      ['2.0', '0173-1#01-AHF578#003'],
      ['1.2', '0173-1#01-AHF578#001'],
    ],
  },
  'carbon-footprint': {
    names: ['carbonfootprint', 'carbonfootprint/carbonfootprint'],
    ids: [
      ['1.0', `${idta}/CarbonFootprint/CarbonFootprint/1/0`],
      ['0.9', `${idta}/CarbonFootprint/CarbonFootprint/0/9`],
    ],
  },
  'hierarchical-structures': {
    names: ['hierarchicalstructures', 'hierarchicalstructuresbom'],
    ids: [
      ['1.1', `${idta}/HierarchicalStructures/1/1/Submodel`],
      ['1.0', `${idta}/HierarchicalStructures/1/0/Submodel`],
    ],
  },
  'time-series': {
    names: ['timeseries', 'timeseriesdata'],
    ids: [['1.1', `${idta}/TimeSeries/1/1`]],
  },
  'asset-interfaces-description': {
    names: ['assetinterfacesdescription'],
    ids: [
      ['1.1', `${idta}/AssetInterfacesDescription/1/1/Submodel`],
      ['1.0', `${idta}/AssetInterfacesDescription/1/0/Submodel`],
    ],
  },
  'asset-interfaces-mapping': {
    names: ['assetinterfacesmappingconfiguration'],
    ids: [
      ['2.0', `${idta}/AssetInterfacesMappingConfiguration/2/0/Submodel`],
      ['1.0', `${idta}/AssetInterfacesMappingConfiguration/1/0/Submodel`],
    ],
  },
  'simulation-models': {
    names: ['simulationmodels', 'simulationmodels/simulationmodels'],
    ids: [['1.1', `${template}/SimulationModels/1/1`]],
  },
  'maintenance-instructions': {
    names: ['maintenanceinstructions'],
    ids: [['1.0', `${template}/MaintenanceInstructions/1/0`]],
  },
  'capability-description': {
    names: ['capabilitydescription'],
    ids: [['1.0', `${template}/CapabilityDescription/1/0`]],
  },
  'models-3d': {
    names: ['models3d', 'provisionof3dmodels'],
    ids: [['1.0', `${idta}/Models3D/1/0`]],
  },
  'process-parameters': {
    names: ['executedprocesses', 'processparameters'],
    ids: [['1.0', `${idta}/ExecutedProcesses/1/0`]],
  },
  'predictive-maintenance': {
    names: ['predictivemaintenance'],
    ids: [['1.0', `${template}/PredictiveMaintenance/1/0`]],
  },
  'data-retention-policies': {
    names: ['dataretentionpolicies'],
    ids: [['1.0', `${idta}/DataRetentionPolicies/1/0`]],
  },
  'ai-model-nameplate': {
    names: ['aimodelnameplate'],
    ids: [['1.0', `${template}/AIModelNameplate/1/0`]],
  },
  'kpi-process-variables': {
    names: ['processvariablesformanufacturingkpicalculation'],
    ids: [['1.0', `${template}/ProcessVariablesForManufacturingKPICalculation/1/0`]],
  },
  'production-calendar': {
    names: ['productioncalendar'],
    ids: [['1.0', `${template}/ProductionCalendar/1/0`]],
  },
} as const satisfies Record<string, KnownTemplate>;

export type KnownSubmodel = keyof typeof templates;

const entries = Object.entries<KnownTemplate>(templates) as [KnownSubmodel, KnownTemplate][];

/** All of them, in the order in which people look for them. */
export const knownSubmodels: readonly KnownSubmodel[] = entries.map(([known]) => known);

const byName: ReadonlyMap<string, KnownSubmodel> = new Map(
  entries.flatMap(([known, { names }]) => names.map((name) => [name, known] as const)),
);
const byCode: ReadonlyMap<string, KnownSubmodel> = new Map(
  entries.flatMap(([known, { codes = [] }]) => codes.map((code) => [code, known] as const)),
);

/**
 * Which known submodel a semanticId stands for. IRDIs are taken as such or in an address, of any
 * version; admin-shell.io addresses with `idta` or `zvei`, http or https, in any case, with or
 * without version, `SubmodelTemplate`, `Submodel` and a trailing slash.
 */
export function knownSubmodel(semanticId: Reference | undefined): KnownSubmodel | undefined {
  const id = semanticId?.keys.at(-1)?.value.trim();
  if (id === undefined) return undefined;
  const code = /[0-9]{4}-[0-9][#-]([0-9]{2}-[A-Z]{3}[0-9]{3})(?:[#-][0-9]+)?\/?$/i.exec(id)?.[1];
  if (code !== undefined) return byCode.get(code.toUpperCase());
  const address = /^(?:https?:\/\/)?(?:www\.)?admin-shell\.io\/(?:idta|zvei|vdi)\/([^?#]*)/i.exec(
    id,
  );
  return address === null ? undefined : byName.get(namesIn(address[1] ?? ''));
}

/** The semanticId to write for a known submodel, of a version (`1.1`) or the newest. */
export function exactSemanticId(known: KnownSubmodel, version?: string): Reference | undefined {
  const ids: KnownTemplate['ids'] = templates[known].ids;
  const found = version === undefined ? ids[0] : ids.find(([each]) => each === version);
  if (found === undefined) return undefined;
  return { type: 'ExternalReference', keys: [{ type: 'GlobalReference', value: found[1] }] };
}

/** The parts of an address that name something: no versions and no fillers. */
function namesIn(path: string): string {
  const parts = path.toLowerCase().split('/');
  const isName = (part: string) =>
    part !== '' && !/^(?:v?[0-9]{1,2}(?:[.-][0-9]+)*|submodel|submodeltemplate)$/.test(part);
  return parts.filter(isName).join('/');
}
