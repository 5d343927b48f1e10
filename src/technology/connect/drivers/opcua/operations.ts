/** What the driver asks of a session: read, write, call, browse, each by address. */

import {
  AttributeIds,
  BrowseDirection,
  type ClientSession,
  DataType,
  NodeClass,
  type NodeId,
  ResultMask,
  resolveNodeId,
} from 'node-opcua-client';
import { err, type Fault, fault, ok, type Result } from '#base';
import type { BrowsedNode, DriverValue, Sample } from '../../driver.ts';
import { connectErrors } from '../../errors.ts';
import { fromNodeId, parseAddress, toNodeId } from './addresses.ts';
import { inWords } from './explain.ts';
import type { OpcUaSession } from './session.ts';
import { toPlain, toSample, toVariant } from './values.ts';

/** Nodes asked for in one request; servers refuse more than they like. */
const nodesAtOnceMax = 500;
const objectsFolder = 'i=85';

/** The node id of an address in this session. */
export function locate(link: OpcUaSession, address: string): Result<string> {
  const parsed = parseAddress(address);
  if (!parsed.ok) return parsed;
  const nodeId = toNodeId(parsed.value, link.namespaces);
  return nodeId === undefined
    ? refused(address, `the machine has no namespace ${parsed.value.namespaceUri}`)
    : ok(nodeId);
}

export async function readAll(
  link: OpcUaSession,
  addresses: readonly string[],
  nowMs: number,
): Promise<readonly Sample[]> {
  const samples = new Map<string, Sample>();
  const known: (readonly [address: string, nodeId: string])[] = [];
  for (const address of new Set(addresses)) {
    const located = locate(link, address);
    if (located.ok) known.push([address, located.value]);
    else {
      const reason = located.error.message;
      samples.set(address, { address, quality: 'bad', reason, atMs: nowMs });
    }
  }
  for (let from = 0; from < known.length; from += nodesAtOnceMax) {
    const some = known.slice(from, from + nodesAtOnceMax);
    const values = await link.session.read(
      some.map(([, nodeId]) => ({ nodeId, attributeId: AttributeIds.Value })),
    );
    some.forEach(([address], index) => {
      const value = values[index];
      if (value !== undefined) samples.set(address, toSample(address, value, nowMs));
    });
  }
  return addresses.flatMap((address) => samples.get(address) ?? []);
}

export async function writeOne(
  link: OpcUaSession,
  address: string,
  value: DriverValue,
): Promise<Result<void>> {
  const located = locate(link, address);
  if (!located.ok) return located;
  const nodeId = resolveNodeId(located.value);
  const type = await dataTypeOf(link.session, located.value);
  if (!type.ok) return refused(address, type.error);
  const variant = toVariant(value, type.value);
  if (variant === undefined) {
    return refused(address, `${JSON.stringify(value)} is not a ${DataType[type.value]}`);
  }
  const status = await link.session.write({
    nodeId,
    attributeId: AttributeIds.Value,
    value: { value: variant },
  });
  return status.isGood() ? ok(undefined) : refused(address, status.name);
}

/** The built-in type of a variable, or the server's word for why there is none. */
async function dataTypeOf(
  session: ClientSession,
  nodeId: string,
): Promise<Result<DataType, string>> {
  const current = await session.read({ nodeId, attributeId: AttributeIds.Value });
  const dataType = current.value?.dataType ?? DataType.Null;
  if (current.statusCode.isGood() && dataType !== DataType.Null) return ok(dataType);
  const declared = await session.read({ nodeId, attributeId: AttributeIds.DataType });
  if (declared.statusCode.isBad()) return err(declared.statusCode.name);
  return ok(await session.getBuiltInDataType(resolveNodeId(nodeId)));
}

export async function callOne(
  link: OpcUaSession,
  address: string,
  inputs: readonly DriverValue[],
): Promise<Result<readonly DriverValue[]>> {
  const located = locate(link, address);
  if (!located.ok) return located;
  const methodId = resolveNodeId(located.value);
  const owner = await link.session.browse({
    nodeId: methodId,
    browseDirection: BrowseDirection.Inverse,
    referenceTypeId: 'HasComponent',
    includeSubtypes: true,
    nodeClassMask: NodeClass.Object,
    resultMask: ResultMask.BrowseName,
  });
  const objectId = owner.references?.[0]?.nodeId;
  if (objectId === undefined) return refused(address, 'it is not a method of an object');
  const { inputArguments } = await link.session.getArgumentDefinition(methodId);
  if (inputArguments.length !== inputs.length) {
    return refused(address, `it takes ${inputArguments.length} inputs, not ${inputs.length}`);
  }
  const variants = [];
  for (const [index, argument] of inputArguments.entries()) {
    const type = await builtInType(link.session, argument.dataType);
    const variant = toVariant(inputs[index] ?? '', type);
    if (variant === undefined) {
      return refused(address, `input ${argument.name} is not a ${DataType[type]}`);
    }
    variants.push(variant);
  }
  const result = await link.session.call({ objectId, methodId, inputArguments: variants });
  if (!result.statusCode.isGood()) return refused(address, result.statusCode.name);
  return ok((result.outputArguments ?? []).map((output) => toPlain(output) ?? ''));
}

export async function browseOne(
  link: OpcUaSession,
  address: string = objectsFolder,
): Promise<Result<readonly BrowsedNode[]>> {
  const located = locate(link, address);
  if (!located.ok) return located;
  let result = await link.session.browse({
    nodeId: located.value,
    browseDirection: BrowseDirection.Forward,
    referenceTypeId: 'HierarchicalReferences',
    includeSubtypes: true,
    resultMask: ResultMask.BrowseName | ResultMask.DisplayName | ResultMask.NodeClass,
  });
  const nodes: BrowsedNode[] = [];
  for (;;) {
    if (result.statusCode.isBad()) return refused(address, result.statusCode.name);
    for (const reference of result.references ?? []) {
      nodes.push({
        address: fromNodeId(reference.nodeId.toString(), link.namespaces),
        name: reference.displayName.text ?? reference.browseName.name ?? '',
        kind: kindOf(reference.nodeClass),
      });
    }
    if (!result.continuationPoint || result.continuationPoint.length === 0) return ok(nodes);
    result = await link.session.browseNext(result.continuationPoint, false);
  }
}

function kindOf(nodeClass: NodeClass): BrowsedNode['kind'] {
  if (nodeClass === NodeClass.Variable) return 'value';
  return nodeClass === NodeClass.Method ? 'action' : 'folder';
}

/** The machine's refusal, with the node's own name and the status in words. */
export function refused(address: string, reason: string): Result<never, Fault> {
  const what = address.replace(/^.*;[isgb]=/s, '');
  return err(fault(connectErrors, 'connect.refused', { what, reason: inWords(reason) }));
}

/** An argument names its type by the type's node: built-in ones by their number. */
async function builtInType(session: ClientSession, type: NodeId): Promise<DataType> {
  const isBuiltIn = type.namespace === 0 && Number(type.value) <= 25;
  if (isBuiltIn) return Number(type.value) as DataType;
  const base = await session.browse({
    nodeId: type,
    browseDirection: BrowseDirection.Inverse,
    referenceTypeId: 'HasSubtype',
    resultMask: ResultMask.BrowseName,
  });
  const above = base.references?.[0]?.nodeId;
  return above === undefined ? DataType.Null : builtInType(session, above);
}
