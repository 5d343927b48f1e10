/**
 * The arguments of operations, in both serialisations: matched with the variables that the
 * operation declares, so that what reaches a machine is complete and of the right type.
 */

import { err, ok, type Result } from '#base';
import {
  applyValue,
  type Operation,
  type OperationVariable,
  type SubmodelElement,
  toValue,
} from '../model/index.ts';
import { invalid, malformed, readElement, readObject } from './bodies.ts';

export interface Arguments {
  readonly inputs: readonly OperationVariable[];
  readonly inoutputs: readonly OperationVariable[];
  readonly clientTimeoutDuration?: string;
}

const requestAttributes = ['inputArguments', 'inoutputArguments', 'clientTimeoutDuration'];

/** An OperationRequest, or an OperationRequestValueOnly, for the operation. */
export function readArguments(
  operation: Operation,
  body: unknown,
  form: 'normal' | 'value',
): Result<Arguments> {
  const object = readObject(body);
  if (!object.ok) return object;
  for (const name of Object.keys(object.value)) {
    if (!requestAttributes.includes(name)) {
      return malformed(
        `has the unknown attribute ${name}; there are ${requestAttributes.join(', ')}`,
      );
    }
  }
  const { inputArguments, inoutputArguments, clientTimeoutDuration } = object.value;
  if (clientTimeoutDuration !== undefined && typeof clientTimeoutDuration !== 'string') {
    return malformed('must be a duration as text, e.g. "PT30S"', '/clientTimeoutDuration');
  }
  const read = form === 'normal' ? matchVariables : matchValues;
  const inputs = read(operation.inputVariables ?? [], inputArguments, 'inputArguments');
  if (!inputs.ok) return inputs;
  const inoutputs = read(operation.inoutputVariables ?? [], inoutputArguments, 'inoutputArguments');
  if (!inoutputs.ok) return inoutputs;
  return ok({ inputs: inputs.value, inoutputs: inoutputs.value, clientTimeoutDuration });
}

/** A list of OperationVariables; absent counts as empty. */
export function readVariables(list: unknown, name: string): Result<readonly OperationVariable[]> {
  if (list === undefined || list === null) return ok([]);
  if (!Array.isArray(list)) return malformed('must be an array of operation variables', `/${name}`);
  const variables: OperationVariable[] = [];
  for (const [index, item] of list.entries()) {
    const path = `/${name}/${index}`;
    const object = readObject(item);
    if (!object.ok) return malformed('needs an object with a value here', path);
    const element = readElement(object.value.value);
    if (!element.ok) return err({ ...element.error, path: `${path}/value` });
    variables.push({ value: element.value });
  }
  return ok(variables);
}

/** The variables as value-only: an object with the worth of each under its idShort. */
export function valuesOf(variables: readonly OperationVariable[]): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { value } of variables) {
    const worth = toValue(value, { extent: 'withBlobValue' });
    if (worth !== undefined) values[value.idShort ?? ''] = worth;
  }
  return values;
}

function matchVariables(
  declared: readonly OperationVariable[],
  list: unknown,
  name: string,
): Result<readonly OperationVariable[]> {
  const given = readVariables(list, name);
  if (!given.ok) return given;
  const byName = new Map(given.value.map((one) => [one.value.idShort ?? '', one]));
  if (byName.size < given.value.length) return malformed('names a variable twice', `/${name}`);
  const unknown = firstUnknown(declared, byName.keys());
  if (unknown !== undefined) return malformed(`has the unknown variable ${unknown}`, `/${name}`);
  const matched: OperationVariable[] = [];
  for (const { value: wanted } of declared) {
    const found = byName.get(wanted.idShort ?? '')?.value;
    if (found === undefined) return malformed(`misses the variable ${wanted.idShort}`, `/${name}`);
    if (!isSameType(wanted, found)) {
      return malformed(
        `needs ${wanted.idShort} as ${typeOf(wanted)}, not ${typeOf(found)}`,
        `/${name}`,
      );
    }
    matched.push({ value: found });
  }
  return ok(matched);
}

function matchValues(
  declared: readonly OperationVariable[],
  values: unknown,
  name: string,
): Result<readonly OperationVariable[]> {
  const object = readObject(values ?? {});
  if (!object.ok) return malformed('must be an object of values', `/${name}`);
  const unknown = firstUnknown(declared, Object.keys(object.value));
  if (unknown !== undefined) return malformed(`has the unknown variable ${unknown}`, `/${name}`);
  const matched: OperationVariable[] = [];
  for (const { value: wanted } of declared) {
    const idShort = wanted.idShort ?? '';
    const given = object.value[idShort];
    if (given === undefined) return malformed(`misses the variable ${idShort}`, `/${name}`);
    const applied = applyValue<SubmodelElement>(wanted, given);
    if (!applied.ok) {
      const placed = applied.error.map((one) => ({
        ...one,
        path: `/${name}/${idShort}${one.path}`,
      }));
      return err(invalid('arguments', placed));
    }
    matched.push({ value: applied.value });
  }
  return ok(matched);
}

function firstUnknown(
  declared: readonly OperationVariable[],
  names: Iterable<string>,
): string | undefined {
  for (const name of names) {
    if (!declared.some(({ value }) => (value.idShort ?? '') === name)) return name;
  }
  return undefined;
}

function isSameType(wanted: SubmodelElement, found: SubmodelElement): boolean {
  return typeOf(wanted) === typeOf(found);
}

function typeOf(element: SubmodelElement): string {
  return 'valueType' in element
    ? `${element.modelType} of ${element.valueType}`
    : element.modelType;
}
