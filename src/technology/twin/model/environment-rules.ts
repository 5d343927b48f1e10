/** The constraints that need a whole environment: unique ids, coded values and their concepts. */

import { limits } from '#base';
import { eachIec61360 } from './concept-rules.ts';
import {
  type CodedValue,
  isObject,
  type Loose,
  listIn,
  pointerTo,
  type Report,
  targetOf,
  textIn,
  violate,
} from './report.ts';

type Rule = (object: Loose, report: Report) => void;

export const environmentRules: readonly Rule[] = [uniqueIds, codedValues, listedConcepts];

const lists = ['assetAdministrationShells', 'submodels', 'conceptDescriptions'] as const;

/**
 * An identifier is globally unique (IDTA-01001, Identifiable/id). Judged among objects of a class:
 * official templates describe a submodel by a concept of the same id, which an address tells apart.
 */
function uniqueIds(environment: Loose, report: Report): void {
  for (const list of lists) {
    const seen = new Set<string>();
    listIn(environment, list).forEach((identifiable, index) => {
      const id = textIn(identifiable, 'id');
      if (id === undefined) return;
      if (seen.has(id)) {
        const message = `The id ${JSON.stringify(id)} is taken; choose another.`;
        violate(report, 'unique-id', message, list, index, 'id');
      }
      seen.add(id);
    });
  }
}

/** Remembers a value that has a valueId, to be compared once all concepts are known. */
export function noteCodedValue(constraint: CodedValue['constraint']): Rule {
  return (object, report) => {
    if (object.valueId === undefined) return;
    const value = textIn(object, 'value');
    const valueId = targetOf(object.valueId);
    if (value === undefined || valueId === undefined) return;
    report.codedValues.push({
      pointer: pointerTo(report, ['value']),
      constraint,
      value,
      valueId,
    });
  };
}

/** AASd-006 and AASd-007, where the environment holds the concept of the coded value. */
function codedValues(environment: Loose, report: Report): void {
  if (report.codedValues.length === 0) return;
  const values = new Map<string, string>();
  for (const concept of listIn(environment, 'conceptDescriptions')) {
    const id = textIn(concept, 'id');
    if (!isObject(concept) || id === undefined) continue;
    eachIec61360(concept, (content) => {
      const value = textIn(content, 'value');
      if (value !== undefined) values.set(id, value);
    });
  }
  for (const { pointer, constraint, value, valueId } of report.codedValues) {
    const coded = values.get(valueId);
    if (coded === undefined || coded === value) continue;
    const message = `The concept of its valueId has the value ${JSON.stringify(coded)}; use that.`;
    if (report.violations.length < limits.violationsMax) {
      report.violations.push({ path: pointer, constraint, message });
    } else {
      report.omitted += 1;
    }
  }
}

/** AASc-3a-003: the concepts that a value list names must say their value. */
function listedConcepts(environment: Loose, report: Report): void {
  const concepts = listIn(environment, 'conceptDescriptions');
  const listed = new Set<string>();
  for (const concept of concepts) {
    if (!isObject(concept)) continue;
    eachIec61360(concept, ({ valueList }) => {
      for (const pair of isObject(valueList) ? listIn(valueList, 'valueReferencePairs') : []) {
        const id = isObject(pair) ? targetOf(pair.valueId) : undefined;
        if (id !== undefined) listed.add(id);
      }
    });
  }
  if (listed.size === 0) return;
  concepts.forEach((concept, index) => {
    if (!isObject(concept) || !listed.has(textIn(concept, 'id') ?? '')) return;
    eachIec61360(concept, (content, path) => {
      if (content.value !== undefined) return;
      const message = 'A concept that a value list refers to must have a value.';
      violate(report, 'AASc-3a-003', message, 'conceptDescriptions', index, ...path, 'value');
    });
  });
}
