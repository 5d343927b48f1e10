/** Reads an AAS query (IDTA-01002, query language, JSON): its condition and what it selects. */

import { err, type Fault, fault, ok, type Result } from '#base';
import { type Formula, parseFormula, type Root, rootsOf } from '#protection/rules';
import { twinErrors } from '../errors.ts';
import type { QueryTarget } from '../repository/port.ts';

export interface Query {
  readonly condition: Formula;
  /** Whether ids are returned instead of the things. */
  readonly idsOnly: boolean;
}

/** What a condition on each target may speak of. */
const speakable: Readonly<Record<QueryTarget, readonly Root[]>> = {
  shells: ['$aas', '$sm', '$sme'],
  submodels: ['$aas', '$sm', '$sme'],
  concepts: ['$cd'],
  shellDescriptors: ['$aasdesc'],
  submodelDescriptors: ['$smdesc'],
};

export function parseQuery(json: unknown, target: QueryTarget): Result<Query> {
  const inner = isObject(json) && 'Query' in json ? json.Query : json;
  const at = inner === json ? '' : '/Query';
  if (!isObject(inner)) return malformed(at, 'must be an object with a $condition');
  const unknown = Object.keys(inner).find((name) => name !== '$condition' && name !== '$select');
  if (unknown !== undefined) return malformed(`${at}/${unknown}`, 'is not part of a query');
  if (!('$condition' in inner)) return malformed(at, 'must have a $condition');
  const { $condition, $select } = inner;
  if ($select !== undefined && $select !== 'id') {
    return malformed(`${at}/$select`, 'can only be "id"');
  }
  const condition = parseFormula($condition, `${at}/$condition`);
  if (!condition.ok) return malformed(condition.error.path, condition.error.detail);
  const strange = [...rootsOf(condition.value)].find((root) => !speakable[target].includes(root));
  if (strange !== undefined) {
    const known = speakable[target].join(', ');
    return unsupported(`${strange} cannot be asked of ${target}, only ${known}`);
  }
  if (hasAttribute(condition.value)) {
    return unsupported('$attribute belongs to access rules, not to queries');
  }
  return ok({ condition: condition.value, idsOnly: $select === 'id' });
}

function hasAttribute(formula: Formula): boolean {
  if (formula.kind === 'constant') return false;
  if (formula.kind === 'not') return hasAttribute(formula.of);
  if (formula.kind !== 'comparison') return formula.of.some(hasAttribute);
  return JSON.stringify(formula).includes('"kind":"attribute"');
}

function malformed(path: string, detail: string): { ok: false; error: Fault } {
  return err(fault(twinErrors, 'query.malformed', { detail }, { path }));
}

function unsupported(detail: string): { ok: false; error: Fault } {
  return err(fault(twinErrors, 'query.unsupported', { detail }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
