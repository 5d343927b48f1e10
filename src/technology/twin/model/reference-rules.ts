/** The constraints on references (IDTA-01001, clause "Constraints for References"). */

import { enumerations } from './classes.ts';
import { isObject, type Loose, listIn, type Report, textIn, violate } from './report.ts';

const identifiables: ReadonlySet<string> = new Set([
  'AssetAdministrationShell',
  'ConceptDescription',
  'Identifiable',
  'Submodel',
]);
const elementKeys: ReadonlySet<string> = new Set(enumerations.AasSubmodelElements);
const keyTypes: ReadonlySet<string> = new Set(enumerations.KeyTypes);

/** AASd-121 to AASd-128. A key of an unknown type is left to the check of its enumeration. */
export function referenceRule(reference: Loose, report: Report): void {
  const keys = listIn(reference, 'keys');
  const types = keys.map((key) => textIn(key, 'type') ?? '');
  const first = types[0];
  if (first === undefined || !types.every((type) => keyTypes.has(type))) return;
  if (first !== 'GlobalReference' && !identifiables.has(first)) {
    const message = `A reference cannot start with a ${first}; start with what it is in.`;
    violate(report, 'AASd-121', message, 'keys', 0, 'type');
  }
  if (reference.type === 'ExternalReference') externalKeys(types, report);
  if (reference.type === 'ModelReference') modelKeys(types, keys, report);
}

function externalKeys(types: readonly string[], report: Report): void {
  const last = types.at(-1);
  if (types[0] !== 'GlobalReference') {
    const message = 'An external reference must start with a GlobalReference.';
    violate(report, 'AASd-122', message, 'keys', 0, 'type');
  }
  if (last !== 'GlobalReference' && last !== 'FragmentReference') {
    const message = 'An external reference must end with a GlobalReference or FragmentReference.';
    violate(report, 'AASd-124', message, 'keys', types.length - 1, 'type');
  }
}

function modelKeys(types: readonly string[], keys: readonly unknown[], report: Report): void {
  if (!identifiables.has(types[0] ?? '')) {
    const message = `A model reference must start with one of ${[...identifiables].join(', ')}.`;
    violate(report, 'AASd-123', message, 'keys', 0, 'type');
  }
  for (let index = 1; index < types.length; index += 1) {
    const type = types[index] ?? '';
    const before = types[index - 1];
    const at = ['keys', index, 'type'];
    if (type !== 'FragmentReference' && !elementKeys.has(type)) {
      violate(report, 'AASd-125', `A ${type} is not inside what the key before names.`, ...at);
    }
    if (type === 'FragmentReference' && before !== 'File' && before !== 'Blob') {
      violate(report, 'AASd-127', 'A FragmentReference must follow a File or Blob.', ...at);
    }
    if (before === 'FragmentReference') {
      const message = 'A FragmentReference must be the last key.';
      violate(report, 'AASd-126', message, 'keys', index - 1, 'type');
    }
    if (before === 'SubmodelElementList' && !/^[0-9]+$/.test(textIn(keys[index], 'value') ?? '')) {
      const message = 'After a SubmodelElementList the key must be the index of an element.';
      violate(report, 'AASd-128', message, 'keys', index, 'value');
    }
  }
}

/** Whether the reference is a model reference whose last key is of the type, or of a part of it. */
export function isModelReferenceTo(
  reference: Loose,
  type: 'AssetAdministrationShell' | 'Submodel' | 'EventElement' | 'Referable',
): boolean {
  if (reference.type !== 'ModelReference') return false;
  const last = textIn(listIn(reference, 'keys').at(-1), 'type') ?? '';
  if (type === 'EventElement') return last === type || last === 'BasicEventElement';
  if (type !== 'Referable') return last === type;
  return last === 'Referable' || identifiables.has(last) || elementKeys.has(last);
}

/** Whether two references have the same type and keys. */
export function isSameReference(one: Loose, other: Loose): boolean {
  const ones = listIn(one, 'keys');
  const others = listIn(other, 'keys');
  return (
    one.type === other.type &&
    ones.length === others.length &&
    ones.every((key, index) => isSameKey(key, others[index]))
  );
}

function isSameKey(one: unknown, other: unknown): boolean {
  return isObject(one) && isObject(other) && one.type === other.type && one.value === other.value;
}
