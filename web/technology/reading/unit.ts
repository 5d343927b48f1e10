/**
 * The unit of an element, as people write it: from its own IEC 61360 content, its concept's, or a
 * qualifier, with the codes of UN/ECE Recommendation 20 and OPC UA's spellings turned into signs.
 */

import type { ConceptDescription, SubmodelElement } from '#technology/twin/model';
import { contentOf } from './concept.ts';

/** The unit to show after the value; undefined where none is stated anywhere. */
export function unitOf(element: SubmodelElement, concept?: ConceptDescription): string | undefined {
  const own = contentOf(element);
  const shared = contentOf(concept);
  const stated = filled(own?.unit) ?? qualified(element) ?? filled(shared?.unit) ?? undefined;
  if (stated !== undefined) return writtenUnit(stated);
  const keys = (own?.unitId ?? shared?.unitId)?.keys ?? [];
  return signs[keys[keys.length - 1]?.value ?? ''];
}

/** A stated unit as a sign: `CEL` and `degC` are °C; what is unknown stays as it is. */
export function writtenUnit(stated: string): string {
  const trimmed = stated.trim();
  return signs[trimmed] ?? signs[trimmed.toLowerCase()] ?? trimmed;
}

function qualified(element: SubmodelElement): string | undefined {
  const qualifier = element.qualifiers?.find((each) => /^(smt\/)?unit$/i.test(each.type));
  return filled(qualifier?.value);
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** UN/ECE Rec. 20 codes, ECLASS IRDIs of units, and spellings met in the field. */
const signs: Readonly<Record<string, string>> = {
  CEL: '°C',
  degc: '°C',
  'deg c': '°C',
  celsius: '°C',
  'degree celsius': '°C',
  '0173-1#05-AAA567#004': '°C',
  KEL: 'K',
  FAH: '°F',
  P1: '%',
  percent: '%',
  RPM: '1/min',
  rpm: '1/min',
  'r/min': '1/min',
  '1/min': '1/min',
  '0173-1#05-AAA650#004': '1/min',
  KWT: 'kW',
  WTT: 'W',
  KWH: 'kWh',
  WHR: 'Wh',
  kwh: 'kWh',
  VLT: 'V',
  AMP: 'A',
  HTZ: 'Hz',
  NEW: 'N',
  NU: 'N·m',
  KGM: 'kg',
  GRM: 'g',
  TNE: 't',
  MTR: 'm',
  CMT: 'cm',
  MMT: 'mm',
  '4H': 'µm',
  LTR: 'l',
  L2: 'l/min',
  BAR: 'bar',
  PAL: 'Pa',
  SEC: 's',
  MIN: 'min',
  HUR: 'h',
  MSE: 'ms',
  DD: '°',
  deg: '°',
  C81: 'rad',
  MTS: 'm/s',
  X6: 'mm/min',
  'mm/min': 'mm/min',
  kgco2eq: 'kg CO2e',
  'kg co2eq': 'kg CO2e',
  'kg co2e': 'kg CO2e',
  'kg co₂eq': 'kg CO2e',
  co2eq: 'kg CO2e',
  C62: '',
  H87: '',
  '1': '',
};
