/**
 * Invocation of Operations, synchronously and asynchronously, in both serialisations. A handler
 * that a driver registered comes first, then the service that a qualifier names.
 */

import { encodeBase64Url, err, fault, newId, ok, type Result } from '#base';
import type { Operation as OperationElement } from '../model/index.ts';
import type { Invocation, Twins } from '../repository/port.ts';
import { malformed, notFound } from './bodies.ts';
import { type Delegation, delegatedHandler } from './delegation.ts';
import { readDurationMs } from './duration.ts';
import { apiErrors } from './errors.ts';
import { type Answer, type Call, json, type Operation, redirect } from './operation.ts';
import type { OperationHandler, OperationHandlers } from './operation-handlers.ts';
import { type Ending, messageResult, type Running, withTimeout } from './running.ts';
import { type Arguments, readArguments, valuesOf } from './variables.ts';

export interface Invoking {
  readonly twins: Twins;
  readonly handlers: OperationHandlers;
  readonly delegation: Delegation;
  readonly running: Running;
}

const one = '/submodel-elements/{idShortPath}';

/** How long an invocation may take when the client says nothing, and at most. */
const timeoutDefaultMs = 30_000;
const syncTimeoutMaxMs = 5 * 60_000;
const asyncTimeoutMaxMs = 24 * 3_600_000;

export function invokeOperations(invoking: Invoking): readonly Operation[] {
  const row = (id: string, path: string, success: readonly number[]) => {
    const body = path.endsWith('/$value') ? 'value' : 'json';
    return { id, method: 'POST', path: `${one}/${path}`, body, success } as const;
  };
  return [
    {
      ...row('InvokeOperationSync', 'invoke', [200]),
      run: (call) => sync(invoking, call, 'normal'),
    },
    {
      ...row('InvokeOperationSync-ValueOnly', 'invoke/$value', [200]),
      run: (call) => sync(invoking, call, 'value'),
    },
    {
      ...row('InvokeOperationAsync', 'invoke-async', [202]),
      run: (call) => start(invoking, call, 'normal'),
    },
    {
      ...row('InvokeOperationAsync-ValueOnly', 'invoke-async/$value', [202]),
      run: (call) => start(invoking, call, 'value'),
    },
    {
      id: 'GetOperationAsyncStatus',
      method: 'GET',
      path: `${one}/operation-status/{handleId}`,
      success: [200, 302],
      run: (call) => status(invoking, call),
    },
    {
      id: 'GetOperationAsyncResult',
      method: 'GET',
      path: `${one}/operation-results/{handleId}`,
      success: [200],
      run: (call) => result(invoking, call, 'normal'),
    },
    {
      id: 'GetOperationAsyncResult-ValueOnly',
      method: 'GET',
      path: `${one}/operation-results/{handleId}/$value`,
      success: [200],
      run: (call) => result(invoking, call, 'value'),
    },
  ];
}

interface Prepared {
  readonly operation: OperationElement;
  readonly handler: OperationHandler;
  readonly given: Arguments;
  readonly timeoutMs: number | undefined;
}

/** Everything that can be refused before the machine is touched. */
async function prepare(
  { twins, handlers, delegation }: Invoking,
  call: Call,
  form: 'normal' | 'value',
): Promise<Result<Prepared>> {
  const { submodelIdentifier, idShortPath } = call.path;
  const found = await twins.submodels.getElement(submodelIdentifier, idShortPath, {});
  if (!found.ok) return found;
  const operation = found.value.value;
  if (operation.modelType !== 'Operation') {
    const details = { path: idShortPath, actual: operation.modelType };
    return err(fault(apiErrors, 'api.not-an-operation', details));
  }
  const given = readArguments(operation, call.body, form);
  if (!given.ok) return given;
  const duration = given.value.clientTimeoutDuration;
  const timeoutMs = duration === undefined ? undefined : readDurationMs(duration);
  if (duration !== undefined && timeoutMs === undefined) {
    const detail = 'must be a positive ISO 8601 duration of at most days, e.g. "PT30S"';
    return malformed(detail, '/clientTimeoutDuration');
  }
  const registered = handlers.find(submodelIdentifier, idShortPath);
  const handler =
    registered === undefined ? delegatedHandler(operation, delegation) : ok(registered);
  if (handler === undefined) {
    return err(fault(apiErrors, 'api.not-invocable', { path: idShortPath }));
  }
  if (!handler.ok) return handler;
  return ok({ operation, handler: handler.value, given: given.value, timeoutMs });
}

async function carryOut(call: Call, prepared: Prepared, signal: AbortSignal): Promise<Ending> {
  const { inputs, inoutputs } = prepared.given;
  const outcome = await prepared.handler({
    submodelId: call.path.submodelIdentifier,
    path: call.path.idShortPath,
    operation: prepared.operation,
    inputs,
    inoutputs,
    signal,
  });
  const message = outcome.message ?? 'The operation was not successful.';
  return {
    state: outcome.isSuccess ? 'Completed' : 'Failed',
    result: {
      ...(outcome.isSuccess ? { success: true } : messageResult(message)),
      outputArguments: outcome.outputs ?? [],
      inoutputArguments: outcome.inoutputs ?? [],
    },
  };
}

async function sync(
  invoking: Invoking,
  call: Call,
  form: 'normal' | 'value',
): Promise<Result<Answer>> {
  const prepared = await prepare(invoking, call, form);
  if (!prepared.ok) return prepared;
  const timeoutMs = Math.min(prepared.value.timeoutMs ?? timeoutDefaultMs, syncTimeoutMaxMs);
  const ending = await withTimeout(new AbortController(), timeoutMs, (signal) =>
    carryOut(call, prepared.value, signal),
  );
  return json(resultOf(ending, form));
}

async function start(
  invoking: Invoking,
  call: Call,
  form: 'normal' | 'value',
): Promise<Result<Answer>> {
  const prepared = await prepare(invoking, call, form);
  if (!prepared.ok) return prepared;
  const { submodelIdentifier: submodelId, idShortPath: path } = call.path;
  const handleId = newId();
  const timeoutMs = Math.min(prepared.value.timeoutMs ?? timeoutDefaultMs, asyncTimeoutMaxMs);
  const started = await invoking.running.start(
    { handleId, submodelId, path, request: call.body, timeoutMs },
    (signal) => carryOut(call, prepared.value, signal),
  );
  if (!started.ok) return started;
  return redirect(202, `${elementAddress(call)}/operation-status/${encodeBase64Url(handleId)}`);
}

/** The address of the operation, out of that of something below it. */
function elementAddress(call: Call): string {
  const start = call.address.lastIndexOf('/submodel-elements/') + '/submodel-elements/'.length;
  const end = call.address.indexOf('/', start);
  return call.address.slice(0, end === -1 ? undefined : end);
}

async function find({ twins }: Invoking, call: Call): Promise<Result<Invocation>> {
  const { handleId, submodelIdentifier, idShortPath } = call.path;
  const found = await twins.invocations.get(handleId);
  const isHere = found?.submodelId === submodelIdentifier && found.path === idShortPath;
  return found !== undefined && isHere ? ok(found) : notFound('invocation', handleId);
}

async function status(invoking: Invoking, call: Call): Promise<Result<Answer>> {
  const found = await find(invoking, call);
  if (!found.ok) return found;
  const { state, handleId } = found.value;
  if (state === 'Initiated' || state === 'Running') return json({ executionState: state });
  const address = `${elementAddress(call)}/operation-results/${encodeBase64Url(handleId)}`;
  return redirect(302, address);
}

async function result(
  invoking: Invoking,
  call: Call,
  form: 'normal' | 'value',
): Promise<Result<Answer>> {
  const found = await find(invoking, call);
  if (!found.ok) return found;
  const { state, handleId } = found.value;
  if (state === 'Initiated' || state === 'Running') {
    return err(fault(apiErrors, 'api.still-running', { id: handleId }));
  }
  return json(resultOf({ state, result: found.value.result }, form));
}

interface KeptResult {
  readonly success?: boolean;
  readonly messages?: readonly unknown[];
  readonly outputArguments?: Arguments['inputs'];
  readonly inoutputArguments?: Arguments['inputs'];
}

/** An OperationResult, or an OperationResultValueOnly, out of what was kept. */
function resultOf(ending: Ending, form: 'normal' | 'value') {
  const { success, messages, outputArguments, inoutputArguments } = (ending.result ??
    {}) as KeptResult;
  const write = (variables: Arguments['inputs'] = []) =>
    form === 'normal' ? variables : valuesOf(variables);
  return {
    executionState: ending.state,
    success: success ?? false,
    ...(messages === undefined ? {} : { messages }),
    outputArguments: write(outputArguments),
    inoutputArguments: write(inoutputArguments),
  };
}
