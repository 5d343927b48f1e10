/**
 * Takes the structure of published submodel templates (idShorts, kinds, semantic ids, list types,
 * cardinalities; none of their sentences) from a folder of IDTA templates into ./structure, so
 * that the demo's submodels are built exactly as published: `node content/demo/extract.ts FOLDER`.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Reference, Submodel, SubmodelElement } from '#technology/twin/model';

/** One element of a template. */
export interface ElementStructure {
  readonly idShort?: string;
  readonly modelType: string;
  /** As the template's qualifier says: One, ZeroToOne, OneToMany, ZeroToMany. */
  readonly cardinality?: string;
  readonly semanticId?: Reference;
  readonly supplementalSemanticIds?: readonly Reference[];
  readonly valueType?: string;
  readonly orderRelevant?: boolean;
  readonly typeValueListElement?: string;
  readonly valueTypeListElement?: string;
  readonly semanticIdListElement?: Reference;
  readonly children?: readonly ElementStructure[];
}

export interface SubmodelStructure {
  readonly idShort: string;
  readonly templateId: string;
  readonly semanticId: Reference;
  readonly supplementalSemanticIds?: readonly Reference[];
  readonly children: readonly ElementStructure[];
}

/** Which template file gives which structure file; `only` keeps the top-level elements named. */
const wanted: readonly { file: RegExp; as: string; only?: readonly string[] }[] = [
  { file: /^IDTA_02006-.*json$/, as: 'nameplate' },
  { file: /^IDTA_02002-.*json$/, as: 'contact-information' },
  { file: /^IDTA_02003_.*json$/, as: 'technical-data' },
  { file: /^IDTA_02004-.*json$/, as: 'handover-documentation' },
  { file: /^IDTA_02011-.*json$/, as: 'hierarchical-structures' },
  { file: /^IDTA_02023-.*json$/, as: 'carbon-footprint' },
  { file: /^IDTA_02017-.*json$/, as: 'asset-interfaces', only: ['InterfaceTemplateForOPCUA'] },
  { file: /^IDTA_02027_.*json$/, as: 'interfaces-mapping' },
];

/** Reads each wanted template in the folder; the names of the structure files are the keys. */
export function extractStructures(folder: string): ReadonlyMap<string, SubmodelStructure> {
  const files = readdirSync(folder);
  return new Map(
    wanted.map(({ file, as, only }) => {
      const name = files.find((candidate) => file.test(candidate));
      if (name === undefined) throw new Error(`no template ${file} in ${folder}`);
      const document = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      return [as, ofSubmodel(document.submodels[0], only)];
    }),
  );
}

function ofSubmodel(submodel: Submodel, only?: readonly string[]): SubmodelStructure {
  const elements = submodel.submodelElements ?? [];
  if (submodel.semanticId === undefined) throw new Error(`${submodel.id} has no semanticId`);
  return {
    idShort: submodel.idShort ?? '',
    templateId: submodel.administration?.templateId ?? submodel.id,
    semanticId: submodel.semanticId,
    supplementalSemanticIds: some(submodel.supplementalSemanticIds),
    children: elements
      .filter(({ idShort }) => only === undefined || only.includes(idShort ?? ''))
      .map(ofElement),
  };
}

function ofElement(element: SubmodelElement): ElementStructure {
  const attributes = element as unknown as Record<string, never>;
  const children =
    element.modelType === 'Entity'
      ? element.statements
      : 'value' in element && Array.isArray(element.value)
        ? (element.value as readonly SubmodelElement[]).filter((child) => 'modelType' in child)
        : [];
  return {
    idShort: element.idShort,
    modelType: element.modelType,
    cardinality: element.qualifiers?.find(({ type }) => /Cardinality|Multiplicity/.test(type))
      ?.value,
    semanticId: element.semanticId,
    supplementalSemanticIds: some(element.supplementalSemanticIds),
    valueType: attributes.valueType,
    orderRelevant: attributes.orderRelevant,
    typeValueListElement: attributes.typeValueListElement,
    valueTypeListElement: attributes.valueTypeListElement,
    semanticIdListElement: attributes.semanticIdListElement,
    children: some(children?.map(ofElement)),
  };
}

function some<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

if (import.meta.main) {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('name the folder of the IDTA templates');
  for (const [name, structure] of extractStructures(folder)) {
    const path = join(import.meta.dirname, 'structure', `${name}.json`);
    writeFileSync(path, `${JSON.stringify(structure, null, 1)}\n`);
  }
}
