/**
 * Carbon footprints (IDTA 02023, versions 0.9 and 1.0): kilograms of CO₂e for life-cycle phases,
 * each with what it is worth: by which method, for what amount, until when, explained or not.
 */

import type { Submodel, SubmodelElement } from '#technology/twin/model';
import { childNamed, membersOf, type Placed, plainNamed } from './lookup.ts';

/** Stages of EN 15804, by which the phases of a footprint are named. */
export type Phase =
  | 'A1'
  | 'A2'
  | 'A3'
  | 'A1-A3'
  | 'A4'
  | 'A5'
  | 'A4-A5'
  | 'B1'
  | 'B2'
  | 'B3'
  | 'B4'
  | 'B5'
  | 'B6'
  | 'B7'
  | 'B1-B7'
  | 'C1'
  | 'C2'
  | 'C3'
  | 'C4'
  | 'C1-C4'
  | 'C2-C4'
  | 'D';

export interface Footprint {
  readonly path: string;
  readonly massKg: number;
  readonly phases: readonly Phase[];
  /** Phases that are not of EN 15804, as they were written. */
  readonly otherPhases: readonly string[];
  readonly methods: readonly string[];
  readonly quantity: number | undefined;
  readonly unit: string | undefined;
  readonly published: string | undefined;
  readonly expires: string | undefined;
  /** idShortPath of the file that explains or verifies the statement. */
  readonly statementPath: string | undefined;
}

export interface CarbonFootprint {
  readonly footprints: readonly Footprint[];
  /** The sum, where no two statements count the same phase; undefined where adding is wrong. */
  readonly totalKg: number | undefined;
}

/** Every statement that gives a number, in the order of the life cycle. */
export function readCarbonFootprint(submodel: Submodel): CarbonFootprint {
  const members = [
    ...membersOf(submodel, 'ProductCarbonFootprints', 'ProductCarbonFootprint'),
    ...membersOf(
      submodel,
      'ProductOrSectorSpecificCarbonFootprints',
      'ProductOrSectorSpecificCarbonFootprint',
    ),
    ...membersOf(submodel, 'TransportCarbonFootprints', 'TransportCarbonFootprint'),
  ];
  const footprints = members
    .flatMap((member) => readFootprint(member))
    .sort((a, b) => order(a.phases[0]) - order(b.phases[0]));
  return { footprints, totalKg: totalOf(footprints) };
}

function readFootprint(member: Placed): readonly Footprint[] {
  const mass = plainNamed(member, 'PcfCO2eq', 'PCFCO2eq', 'TCFCO2eq');
  const massKg = mass === undefined ? Number.NaN : Number(mass);
  if (!Number.isFinite(massKg)) return [];
  const stated = [
    ...valuesOf(member, 'LifeCyclePhases', 'LifeCyclePhase'),
    ...valuesOf(member, 'PCFLifeCyclePhase', 'PCFLifeCyclePhase'),
  ];
  const phases = stated.map(phaseOf);
  const quantity = plainNamed(
    member,
    'QuantityOfMeasureForCalculation',
    'PCFQuantityOfMeasureForCalculation',
  );
  const statement = childNamed(member, 'ExplanatoryStatement', 'PCFExplanatoryStatement');
  return [
    {
      path: member.path,
      massKg,
      phases: phases.filter((phase) => phase !== undefined),
      otherPhases: stated.filter((_, index) => phases[index] === undefined),
      methods: [
        ...valuesOf(member, 'PcfCalculationMethods', 'PcfCalculationMethod'),
        ...valuesOf(member, 'PCFCalculationMethod', 'PCFCalculationMethod'),
      ].map((method) => methods[irdiOf(method)] ?? method),
      quantity: quantity === undefined ? undefined : Number(quantity),
      unit: unitNamed(
        plainNamed(member, 'ReferenceImpactUnitForCalculation', 'PCFReferenceValueForCalculation'),
      ),
      published: plainNamed(member, 'PublicationDate', 'PCFPublicationDate'),
      expires: plainNamed(member, 'ExpirationDate', 'ExpirationnDate'),
      statementPath: fileGiven(statement?.element) ? statement?.path : undefined,
    },
  ];
}

/** The values of a list of properties, or of single ones with a counter. */
function valuesOf(parent: Placed, list: string, member: string): readonly string[] {
  const found = membersOf(parent, list, member);
  const texts = found.flatMap(({ element }) =>
    element.modelType === 'Property' && (element.value ?? '').trim() !== ''
      ? [(element.value ?? '').trim()]
      : [],
  );
  return [...new Set(texts)];
}

function fileGiven(element: SubmodelElement | undefined): boolean {
  return element?.modelType === 'File' && (element.value ?? '') !== '';
}

/** A phase from its text (`A3 - production`) or its ECLASS value (`0173-1#07-ABU210#003`). */
function phaseOf(stated: string): Phase | undefined {
  const known = phaseIrdis[irdiOf(stated)];
  if (known !== undefined) return known;
  const match = /^([A-D]\d?(?:\s*[-–]\s*[A-D]\d)?)(?![A-Za-z0-9])/.exec(stated);
  const name = match?.[1]?.replace(/\s*[-–]\s*/, '-');
  return lifeCycle.find((phase) => phase === name);
}

function irdiOf(text: string): string {
  return /0173-1(?:#|-)07(?:-)(\w{6})/.exec(text)?.[1] ?? '';
}

function unitNamed(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return units[irdiOf(text)] ?? text;
}

/** Statements may cover the same phase twice, by two methods; then a sum counts it twice. */
function totalOf(footprints: readonly Footprint[]): number | undefined {
  const seen = new Set<Phase>();
  const bases = new Set(footprints.map((each) => `${each.quantity} ${each.unit}`));
  if (footprints.length === 0 || bases.size > 1) return undefined;
  for (const footprint of footprints) {
    if (footprints.length > 1 && footprint.phases.length === 0) return undefined;
    for (const phase of footprint.phases.flatMap(stagesOf)) {
      if (seen.has(phase)) return undefined;
      seen.add(phase);
    }
  }
  return footprints.reduce((sum, each) => sum + each.massKg, 0);
}

/** The single stages of a span: A1-A3 is A1, A2 and A3. */
export function stagesOf(phase: Phase): readonly Phase[] {
  const match = /^([A-D])(\d)-\1(\d)$/.exec(phase);
  if (match === null) return [phase];
  return lifeCycle.filter(
    (each) =>
      each.length === 2 &&
      each[0] === match[1] &&
      Number(each[1]) >= Number(match[2]) &&
      Number(each[1]) <= Number(match[3]),
  );
}

/** The same phases, said as a span where they make one: A1, A2 and A3 are A1-A3. */
export function spansOf(phases: readonly Phase[]): readonly Phase[] {
  const stages = phases.flatMap(stagesOf).toSorted();
  const span = lifeCycle.find(
    (each) => each.length > 2 && stagesOf(each).toSorted().join() === stages.join(),
  );
  return span === undefined ? phases : [span];
}

function order(phase: Phase | undefined): number {
  return phase === undefined ? lifeCycle.length : lifeCycle.indexOf(phase);
}

const lifeCycle: readonly Phase[] = [
  'A1',
  'A1-A3',
  'A2',
  'A3',
  'A4',
  'A4-A5',
  'A5',
  'B1',
  'B1-B7',
  'B2',
  'B3',
  'B4',
  'B5',
  'B6',
  'B7',
  'C1',
  'C1-C4',
  'C2',
  'C2-C4',
  'C3',
  'C4',
  'D',
];

/** ECLASS values of `life cycle phase` (0173-1#02-ABG858), from the template's value list. */
const phaseIrdis: Readonly<Record<string, Phase>> = {
  ABU208: 'A1',
  ABU209: 'A2',
  ABU210: 'A3',
  ABZ789: 'A1-A3',
  ABU211: 'A4',
  ACC013: 'A4-A5',
  ACC016: 'A5',
  ABU212: 'B1',
  ACC014: 'B1-B7',
  ABV498: 'B2',
  ABV497: 'B3',
  ACC017: 'B4',
  ABV499: 'B5',
  ABV500: 'B6',
  ABV501: 'B7',
  ABV502: 'C1',
  ACC015: 'C1-C4',
  ABU213: 'C2',
  ACC018: 'C2-C4',
};

/** ECLASS values of `calculation method` (0173-1#02-ABG854). */
const methods: Readonly<Record<string, string>> = {
  ABU223: 'EN 15804',
  ABU221: 'GHG Protocol',
  ABU222: 'IEC TS 63058',
  ACA792: 'IEC 63366',
  ABV505: 'ISO 14040, ISO 14044',
  ABU218: 'ISO 14067',
  ABU220: 'PEP Ecopassport',
  ACC004: 'PACT v1.0.1',
  ACC003: 'PACT v2.0.0',
  ACC012: 'PACT v3.0.0',
  ACC005: 'TFS v2',
  ACC010: 'TFS v3',
  ACC007: 'Catena-X v1',
  ACC006: 'Catena-X v2',
  ACC011: 'Catena-X v3',
  ACC008: 'BS PAS 2050',
  ACC019: 'IEC 63372',
};

/** ECLASS values of `reference value for calculation` (0173-1#02-ABG856). */
const units: Readonly<Record<string, string>> = {
  ABZ596: 'g',
  ABZ597: 'kg',
  ABZ598: 't',
  ABZ599: 'ml',
  ABZ600: 'l',
  ABZ601: 'm³',
  ABZ602: 'm²',
  ABZ603: 'piece',
  ACB997: 'kWh',
};
