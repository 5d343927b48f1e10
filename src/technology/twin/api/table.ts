/**
 * The table of all API operations: every interface of IDTA-01002 with its prefix. The submodel's
 * operations are written once and mounted under the repository, under a shell and as the single
 * submodel; the shell's under the repository and as the single shell. README.md shows the mounts.
 */

import { ok } from '#base';
import type { Twins } from '../repository/port.ts';
import { bulkOperations } from './bulk-operations.ts';
import { descriptionOperation, descriptions } from './description-operations.ts';
import { discoveryOperations } from './discovery-operations.ts';
import { elementReads } from './element-reads.ts';
import { elementWrites } from './element-writes.ts';
import { attachmentOperations } from './file-operations.ts';
import { type Invoking, invokeOperations } from './invoke-operations.ts';
import { type Call, type Operation, paged } from './operation.ts';
import { packageOperations } from './package-operations.ts';
import { queryOperations } from './query-operations.ts';
import { registryOperations } from './registry-operations.ts';
import { repositoryOperations } from './repository-operations.ts';
import { serializationOperation } from './serialization-operations.ts';
import { admitThroughShell, removeReference, shellOperations } from './shell-operations.ts';
import { type SubmodelMount, submodelOperations } from './submodel-operations.ts';
import { createTurns } from './turns.ts';

export interface TableParts extends Invoking {
  /** The version of the API: it decides the namespace of XML. */
  readonly version: '3.0' | '3.1';
}

const shell = '/shells/{aasIdentifier}';
const submodel = '/submodels/{submodelIdentifier}';

export function operationTable(parts: TableParts): readonly Operation[] {
  const { twins, running, version } = parts;
  return [
    ...repositoryOperations(twins),
    ...registryOperations(twins, createTurns()),
    ...bulkOperations(twins, running),
    ...discoveryOperations(twins),
    ...queryOperations(twins),
    ...packageOperations(twins),
    serializationOperation(twins, version, '/serialization', () => ({})),
    descriptionOperation('/description', descriptions.root),
    ...mounted(shell, shellOperations(twins)),
    ...mounted(`${shell}/aas`, shellOperations(twins)),
    ...submodelMounts(twins).flatMap((mount) => mountSubmodel(parts, mount)),
    ...singleServices(parts),
  ];
}

function mounted(prefix: string, operations: readonly Operation[]): readonly Operation[] {
  return operations.map((operation) => ({ ...operation, path: prefix + operation.path }));
}

function submodelMounts(twins: Twins): readonly SubmodelMount[] {
  const admit = (call: Call) => admitThroughShell(twins, call);
  const removeThroughShell = async (call: Call) => {
    const { submodelIdentifier } = call.path;
    const deleted = await twins.submodels.delete(submodelIdentifier, call.condition);
    if (!deleted.ok) return deleted;
    const unlinked = await removeReference(twins, { ...call, condition: {} });
    return unlinked.ok ? ok(undefined) : unlinked;
  };
  const throughShell = { admit, putCreates: true, remove: removeThroughShell };
  return [
    {
      prefix: submodel,
      putCreates: true,
      remove: (call) => twins.submodels.delete(call.path.submodelIdentifier, call.condition),
    },
    { prefix: `${submodel}/submodel`, putCreates: false },
    { prefix: `${shell}${submodel}`, ...throughShell },
    { prefix: `${shell}${submodel}/submodel`, admit, putCreates: false, isExtra: true },
    { prefix: `${shell}/aas${submodel}`, ...throughShell, putCreates: false },
  ];
}

function mountSubmodel(parts: TableParts, mount: SubmodelMount): readonly Operation[] {
  const { twins } = parts;
  const operations = [
    ...submodelOperations(twins, mount),
    ...elementReads(twins),
    ...elementWrites(twins),
    ...attachmentOperations(twins),
    ...invokeOperations(parts),
  ];
  // The official document of the single shell misspells one address; it is served as well.
  const misspelt = operations
    .filter((one) => mount.prefix.includes('/aas/') && one.path.endsWith('/invoke-async'))
    .map((one) => ({ ...one, path: one.path.replace('/invoke-async', '/invoke-asnyc') }));
  return mounted(mount.prefix, [...operations, ...misspelt]).map((operation) => {
    const { admit } = mount;
    const marked = mount.isExtra ? { ...operation, isExtra: true } : operation;
    if (admit === undefined) return marked;
    return {
      ...marked,
      run: async (call: Call) => {
        const admitted = await admit(call);
        return admitted.ok ? operation.run(call) : admitted;
      },
    };
  });
}

/**
 * What makes the address of a shell or a submodel a service of its own: its description, its
 * serialisation, and a list of shells, as clients of repositories start with one.
 */
function singleServices({ twins, version }: TableParts): readonly Operation[] {
  const rows: Operation[] = [descriptionOperation(`${shell}/description`, descriptions.shell)];
  for (const prefix of [shell, `${shell}/aas`]) {
    const scopeOf = (call: Call) => ({ aasIds: [call.path.aasIdentifier] });
    rows.push(serializationOperation(twins, version, `${prefix}/serialization`, scopeOf));
    rows.push(ownShell(twins, prefix));
  }
  for (const prefix of [submodel, `${shell}${submodel}`]) {
    rows.push(descriptionOperation(`${prefix}/description`, descriptions.submodel));
    for (const place of [prefix, `${prefix}/submodel`]) {
      const scopeOf = (call: Call) => ({ submodelIds: [call.path.submodelIdentifier] });
      rows.push(serializationOperation(twins, version, `${place}/serialization`, scopeOf));
    }
  }
  rows.push(
    ownShell(twins, `${shell}${submodel}`),
    ownShell(twins, `${shell}${submodel}/submodel`),
    shellsOfSubmodel(twins),
  );
  return rows.map((operation) => ({ ...operation, isExtra: true }));
}

function ownShell(twins: Twins, prefix: string): Operation {
  return {
    id: 'GetAllAssetAdministrationShells',
    method: 'GET',
    path: `${prefix}/shells`,
    query: ['limit', 'cursor'],
    success: [200],
    run: async (call) => {
      const found = await twins.shells.get(call.path.aasIdentifier);
      return found.ok ? paged([found.value.value], undefined) : found;
    },
  };
}

function shellsOfSubmodel(twins: Twins): Operation {
  return {
    id: 'GetAllAssetAdministrationShells',
    method: 'GET',
    path: `${submodel}/submodel/shells`,
    query: ['limit', 'cursor'],
    success: [200],
    run: async (call) => {
      const submodelId = { $strVal: call.path.submodelIdentifier };
      const condition = { $eq: [{ $field: '$aas#submodels.keys[].value' }, submodelId] };
      const found = await twins.query.query('shells', { $condition: condition }, call.page);
      return found.ok ? paged(found.value.items, found.value.cursor) : found;
    },
  };
}
