/** The concept descriptions of the demo: what each signal and figure means, and in which unit. */

import type { DemoMachine } from '#technology/connect';
import type { ConceptDescription } from '#technology/twin/model';
import { externalReference } from './fill.ts';
import { conceptId } from './ids.ts';
import type { Machine } from './machines/machine.ts';
import { langStrings, type Texts } from './texts.ts';

interface Concept {
  readonly name: string;
  readonly unit?: string;
  readonly dataType?: 'REAL_MEASURE' | 'REAL_COUNT' | 'INTEGER_COUNT' | 'STRING';
}

/** Concepts of one machine's signals, methods and figures, each once. */
export function conceptsOf(
  machine: Machine,
  live: DemoMachine,
  names: ReadonlyMap<string, Texts>,
  descriptions: ReadonlyMap<string, Texts>,
): readonly ConceptDescription[] {
  const figures = Object.values(machine.figures).flat();
  const found: readonly Concept[] = [
    ...live.signals.map(({ name, unit, dataType }): Concept => {
      if (unit === undefined) return { name, dataType: 'STRING' };
      if (dataType === 'UInt32') return { name, dataType: 'INTEGER_COUNT' };
      return measured(name, unit);
    }),
    ...live.methods.flatMap(({ name, output }): readonly Concept[] => [
      { name },
      { name: output, dataType: 'INTEGER_COUNT' },
    ]),
    ...figures.map(([name, value, unit]) =>
      unit === '1' && /^\d+$/.test(value)
        ? ({ name, dataType: 'INTEGER_COUNT' } as const)
        : measured(name, unit),
    ),
  ];
  const unique = new Map(found.map((concept) => [concept.name, concept]));
  return [...unique.values()].map((concept) => write(concept, names, descriptions));
}

function measured(name: string, unit: string): Concept {
  if (unit === '1') return { name, dataType: 'REAL_COUNT' };
  return { name, unit, dataType: 'REAL_MEASURE' };
}

function write(
  { name, unit, dataType }: Concept,
  names: ReadonlyMap<string, Texts>,
  descriptions: ReadonlyMap<string, Texts>,
): ConceptDescription {
  const preferred = names.get(name);
  if (preferred === undefined) throw new Error(`names.csv has no line for ${name}`);
  return {
    modelType: 'ConceptDescription',
    idShort: name,
    displayName: langStrings(preferred),
    administration: { version: '1', revision: '0' },
    id: conceptId(name),
    embeddedDataSpecifications: [
      {
        dataSpecification: externalReference(
          'https://admin-shell.io/DataSpecificationTemplates/DataSpecificationIec61360/3',
        ),
        dataSpecificationContent: {
          modelType: 'DataSpecificationIec61360',
          preferredName: langStrings(preferred),
          unit,
          dataType,
          definition: langStrings(descriptions.get(name) ?? preferred),
        },
      },
    ],
  };
}
