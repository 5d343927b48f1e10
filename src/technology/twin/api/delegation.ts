/**
 * Operations carried out by a service elsewhere: a qualifier `invocationDelegation` names its
 * address. The input variables are posted as a JSON array, the answer is the array of the outputs,
 * or an OperationResult. Only hosts that the owner of the node has named are called.
 */

import { err, fault, ok, type Result } from '#base';
import type { Operation, OperationVariable } from '../model/index.ts';
import { apiErrors } from './errors.ts';
import { readJson } from './json-body.ts';
import type { OperationHandler, OperationOutcome } from './operation-handlers.ts';
import { readVariables } from './variables.ts';

export interface Delegation {
  readonly fetch: typeof fetch;
  /** Hosts with their port if it is not the scheme's own, e.g. `robot.local:8080`. */
  readonly allowedHosts: readonly string[];
}

/** Largest answer that is read from a service. */
const answerBytesMax = 1024 * 1024;

/** The handler that a qualifier asks for; undefined when there is no such qualifier. */
export function delegatedHandler(
  operation: Operation,
  delegation: Delegation,
): Result<OperationHandler> | undefined {
  const qualifier = operation.qualifiers?.find(({ type }) => type === 'invocationDelegation');
  if (qualifier === undefined) return undefined;
  const address = URL.canParse(qualifier.value ?? '') ? new URL(qualifier.value ?? '') : undefined;
  const isWeb = address?.protocol === 'http:' || address?.protocol === 'https:';
  if (address === undefined || !isWeb || !delegation.allowedHosts.includes(address.host)) {
    const host = address?.host ?? qualifier.value ?? '';
    return err(
      fault(apiErrors, 'api.delegation-refused', { host: host === '' ? 'nowhere' : host }),
    );
  }
  return ok((call) => {
    const inputs = [...call.inputs, ...call.inoutputs];
    return post(delegation.fetch, address, inputs, call.signal);
  });
}

async function post(
  fetch: Delegation['fetch'],
  address: URL,
  inputs: readonly OperationVariable[],
  signal: AbortSignal,
): Promise<OperationOutcome> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(inputs),
    // A redirect would lead to a host that nobody has allowed.
    redirect: 'error',
    signal,
  });
  const bytes = await readAtMost(response, answerBytesMax);
  if (!response.ok) {
    return { isSuccess: false, message: `${address.host} answered with ${response.status}.` };
  }
  const body = readJson(bytes.length === 0 ? Buffer.from('[]') : bytes);
  if (!body.ok) return { isSuccess: false, message: `${address.host}: ${body.error.message}` };
  return readAnswer(address.host, body.value);
}

async function readAtMost(response: Response, bytesMax: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > bytesMax) throw new Error(`the answer is larger than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readAnswer(host: string, body: unknown): OperationOutcome {
  const isList = Array.isArray(body);
  const result = (isList || typeof body !== 'object' ? {} : (body ?? {})) as {
    readonly outputArguments?: unknown;
    readonly inoutputArguments?: unknown;
    readonly success?: unknown;
  };
  const outputs = readVariables(isList ? body : result.outputArguments, 'outputArguments');
  const inoutputs = readVariables(result.inoutputArguments, 'inoutputArguments');
  if (!outputs.ok) return { isSuccess: false, message: `${host}: ${outputs.error.message}` };
  if (!inoutputs.ok) return { isSuccess: false, message: `${host}: ${inoutputs.error.message}` };
  const isSuccess = result.success !== false;
  return { isSuccess, outputs: outputs.value, inoutputs: inoutputs.value };
}
