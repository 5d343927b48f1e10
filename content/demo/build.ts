/**
 * Builds the demo factory: one AASX package for each machine, into ./aasx (generated, committed,
 * the same bytes each time): `node content/demo/build.ts`.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DemoMachine, demoMachines } from '#technology/connect';
import type { Environment, Submodel } from '#technology/twin/model';
import { conceptsOf } from './concepts.ts';
import { writeCeMark, writeDrawing } from './drawing.ts';
import { assetId, shellId, simulatedMark } from './ids.ts';
import {
  assetInterfaces,
  hierarchicalStructures,
  interfacesMapping,
  operationalData,
} from './live.ts';
import { cb01 } from './machines/cb-01.ts';
import { cm01 } from './machines/cm-01.ts';
import { em01 } from './machines/em-01.ts';
import type { Machine } from './machines/machine.ts';
import { st01 } from './machines/st-01.ts';
import { type PackagedFile, packAasx } from './package.ts';
import { writePdf } from './pdf.ts';
import {
  carbonFootprint,
  contact,
  filePath,
  handoverDocumentation,
  nameplate,
  technicalData,
} from './submodels.ts';
import { langStrings, readTexts, type Texts } from './texts.ts';

const machines: readonly Machine[] = [cb01, cm01, st01, em01];

export interface DemoPackage {
  readonly fileName: string;
  readonly environment: Environment;
  readonly bytes: Buffer;
}

/** All packages, in memory. */
export async function buildDemo(): Promise<readonly DemoPackage[]> {
  const names = readTexts('names.csv');
  const descriptions = readTexts('descriptions.csv');
  return Promise.all(
    machines.map(async (machine) => {
      const live = demoMachines.find(({ code }) => code === machine.code);
      if (live === undefined) throw new Error(`no simulated machine ${machine.code}`);
      const environment = environmentOf(machine, live, names, descriptions);
      return {
        fileName: `${machine.code}.aasx`,
        environment,
        bytes: await packAasx(machine.code, environment, filesOf(machine)),
      };
    }),
  );
}

function environmentOf(
  machine: Machine,
  live: DemoMachine,
  names: ReadonlyMap<string, Texts>,
  descriptions: ReadonlyMap<string, Texts>,
): Environment {
  const { code } = machine;
  const submodels = [
    operationalData(live),
    nameplate(machine),
    technicalData(machine),
    handoverDocumentation(machine),
    carbonFootprint(machine),
    hierarchicalStructures(machine),
    contact(machine),
    assetInterfaces(live),
    interfacesMapping(live),
  ].map((submodel) => named(submodel, names, descriptions) as Submodel);
  return {
    assetAdministrationShells: [
      {
        modelType: 'AssetAdministrationShell',
        idShort: code.replace('-', '_'),
        displayName: langStrings(machine.displayName),
        description: langStrings(machine.description),
        extensions: [simulatedMark],
        administration: { version: '1', revision: '0' },
        id: shellId(code),
        assetInformation: {
          assetKind: 'Instance',
          globalAssetId: assetId(code),
          specificAssetIds: [
            { name: 'assetCode', value: code },
            { name: 'serialNumber', value: machine.serialNumber },
          ],
          defaultThumbnail: {
            path: filePath(code, 'drawing.svg'),
            contentType: 'image/svg+xml',
          },
        },
        submodels: submodels.map(({ id }) => ({
          type: 'ModelReference',
          keys: [{ type: 'Submodel', value: id }],
        })),
      },
    ],
    submodels,
    conceptDescriptions: conceptsOf(machine, live, names, descriptions),
  };
}

/** The object with the display name and description that the tables have for its idShorts. */
function named(
  value: unknown,
  names: ReadonlyMap<string, Texts>,
  descriptions: ReadonlyMap<string, Texts>,
): unknown {
  if (Array.isArray(value)) return value.map((each) => named(each, names, descriptions));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    named(each, names, descriptions),
  ]);
  const inside = Object.fromEntries(entries);
  if (!('modelType' in value) || !('idShort' in value)) return inside;
  const { modelType, idShort, ...rest } = inside;
  const name = names.get(String(idShort));
  const description = descriptions.get(String(idShort));
  return {
    modelType,
    idShort,
    displayName: name && langStrings(name),
    description: description && langStrings(description),
    ...rest,
  };
}

function filesOf(machine: Machine): readonly PackagedFile[] {
  const svg = 'image/svg+xml';
  return [
    {
      path: filePath(machine.code, 'drawing.svg'),
      contentType: svg,
      isThumbnail: true,
      content: Buffer.from(writeDrawing(machine.displayName[0], machine.drawing)),
    },
    {
      path: filePath(machine.code, 'ce.svg'),
      contentType: svg,
      content: Buffer.from(writeCeMark()),
    },
    ...machine.papers.map((paper) => ({
      path: filePath(machine.code, `${paper.number.toLowerCase()}.pdf`),
      contentType: 'application/pdf',
      content: writePdf(paper.title[0], paper.lines),
    })),
  ];
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, 'aasx');
  mkdirSync(folder, { recursive: true });
  for (const { fileName, bytes } of await buildDemo()) writeFileSync(join(folder, fileName), bytes);
}
