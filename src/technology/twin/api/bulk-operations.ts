/**
 * Bulk changes of the registries: accepted at once, carried out in one transaction, their outcome
 * kept under a handle that survives a restart (IDTA-01002, bulk operations).
 */

import { encodeBase64Url, err, type Fault, fault, newId, ok, type Result } from '#base';
import type {
  BulkChange,
  Invocation,
  ShellDescriptor,
  SubmodelDescriptor,
  Twins,
} from '../repository/port.ts';
import { malformed, notFound } from './bodies.ts';
import { apiErrors } from './errors.ts';
import { type Answer, type Call, empty, type Operation, redirect } from './operation.ts';
import { readDescriptor } from './registry-operations.ts';
import type { Running } from './running.ts';

/** Descriptors in one bulk request. */
const bulkItemsMax = 10_000;
const bulkTimeoutMs = 10 * 60_000;

/** Marks the kept invocations that are bulk changes. */
const shellsKind = 'bulk/shell-descriptors';
const submodelsKind = 'bulk/submodel-descriptors';

export function bulkOperations(twins: Twins, running: Running): readonly Operation[] {
  const { registry } = twins;
  const shells = (change: BulkChange<ShellDescriptor>) => registry.bulkShells(change);
  const submodels = (change: BulkChange<SubmodelDescriptor>) => registry.bulkSubmodels(change);
  return [
    ...changes(running, 'AssetAdministrationShellDescriptors', shellsKind, shells),
    ...changes(running, 'SubmodelDescriptors', submodelsKind, submodels),
    {
      id: 'GetBulkAsyncStatus',
      method: 'GET',
      path: '/bulk/status/{handleId}',
      success: [200, 302],
      run: async (call) => {
        const found = await findBulk(twins, call);
        if (!found.ok) return found;
        if (isUnderWay(found.value)) {
          const state = { executionState: found.value.state };
          return ok({ kind: 'json', status: 200, json: state, retryAfterS: 1 });
        }
        const handle = encodeBase64Url(found.value.handleId);
        return redirect(302, `${call.base}/bulk/result/${handle}`);
      },
    },
    {
      id: 'GetBulkAsyncResult',
      method: 'GET',
      path: '/bulk/result/{handleId}',
      success: [204],
      run: async (call) => {
        const found = await findBulk(twins, call);
        if (!found.ok) return found;
        if (isUnderWay(found.value)) return notFound('result yet of', found.value.handleId);
        return found.value.state === 'Completed' ? empty() : err(whyNot(found.value));
      },
    },
  ];
}

function isUnderWay(invocation: Invocation): boolean {
  return invocation.state === 'Initiated' || invocation.state === 'Running';
}

/** The fault that ended a bulk request, or that it took too long. */
function whyNot(invocation: Invocation): Fault {
  const outcome = invocation.result as { readonly fault?: Fault } | undefined;
  const detail = `the bulk request ended as ${invocation.state}; read what is there and repeat it`;
  return outcome?.fault ?? fault(apiErrors, 'api.request-refused', { detail });
}

async function findBulk(twins: Twins, call: Call): Promise<Result<Invocation>> {
  const found = await twins.invocations.get(call.path.handleId);
  const isBulk = found?.path === shellsKind || found?.path === submodelsKind;
  if (found !== undefined && isBulk) return ok(found);
  return notFound('bulk request', call.path.handleId);
}

function changes<D extends { readonly id: string }>(
  running: Running,
  what: string,
  kind: string,
  apply: (change: BulkChange<D>) => Promise<Result<void>>,
): readonly Operation[] {
  const accept = async (call: Call, change: Result<BulkChange<D>>): Promise<Result<Answer>> => {
    if (!change.ok) return change;
    const handleId = newId();
    const started = await running.start(
      { handleId, submodelId: '', path: kind, request: null, timeoutMs: bulkTimeoutMs },
      async () => {
        const done = await apply(change.value);
        return done.ok
          ? { state: 'Completed', result: {} }
          : { state: 'Failed', result: { fault: done.error } };
      },
    );
    if (!started.ok) return started;
    return redirect(202, `${call.base}/bulk/status/${encodeBase64Url(handleId)}`);
  };
  const row = (verb: 'Delete' | 'Post' | 'Put', method: 'DELETE' | 'POST' | 'PUT') =>
    ({ id: `${verb}Bulk${what}`, method, path: `/${kind}`, body: 'json', success: [202] }) as const;
  return [
    { ...row('Post', 'POST'), run: (call) => accept(call, readChange('create', call.body)) },
    { ...row('Put', 'PUT'), run: (call) => accept(call, readChange('put', call.body)) },
    { ...row('Delete', 'DELETE'), run: (call) => accept(call, readDeletion(call.body)) },
  ];
}

function readChange<D extends { readonly id: string }>(
  kind: 'create' | 'put',
  body: unknown,
): Result<BulkChange<D>> {
  const items = readItems(body);
  if (!items.ok) return items;
  const descriptors: D[] = [];
  for (const [index, item] of items.value.entries()) {
    const read = readDescriptor<D>(item);
    if (!read.ok) return malformed(`needs an object with the attribute id here`, `/${index}`);
    descriptors.push(read.value);
  }
  return ok({ kind, descriptors });
}

function readDeletion(body: unknown): Result<{ readonly kind: 'delete'; readonly ids: string[] }> {
  const items = readItems(body);
  if (!items.ok) return items;
  const ids: string[] = [];
  for (const [index, item] of items.value.entries()) {
    if (typeof item !== 'string') return malformed('must be an array of ids', `/${index}`);
    ids.push(item);
  }
  return ok({ kind: 'delete', ids });
}

function readItems(body: unknown): Result<readonly unknown[]> {
  if (!Array.isArray(body) || body.length === 0) {
    return malformed('must be an array with at least one item');
  }
  if (body.length > bulkItemsMax) return malformed(`has more than ${bulkItemsMax} items`);
  return ok(body);
}
