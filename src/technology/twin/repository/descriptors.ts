/**
 * Descriptors (IDTA-01002, Data Types for Payload): those of what the node hosts, built from the
 * thing itself whenever they are read, and the check of those that others register.
 */

import { encodeBase64Url } from '#base';
import { type Shell, type Submodel, type Violation, verify } from '../model/index.ts';
import type { EndpointDescriptor, ShellDescriptor, SubmodelDescriptor } from './port.ts';

/** Where the node serves what it hosts; the version of the interface is the standard's. */
const interfaceVersion = '3.1';
const textLengthMax = 128;
const longTextLengthMax = 2048;
const securityTypes = ['NONE', 'RFC_TLSA', 'W3C_DID'];

export function shellDescriptor(
  shell: Shell,
  submodelDescriptors: readonly SubmodelDescriptor[],
  baseUrl: string,
): ShellDescriptor {
  const { assetKind, assetType, globalAssetId, specificAssetIds } = shell.assetInformation;
  const href = `${baseUrl}/api/v${interfaceVersion}/shells/${encodeBase64Url(shell.id)}`;
  return present({
    id: shell.id,
    ...shared(shell),
    assetKind,
    assetType,
    globalAssetId,
    specificAssetIds,
    endpoints: [endpoint(`AAS-${interfaceVersion}`, href)],
    submodelDescriptors: submodelDescriptors.length > 0 ? submodelDescriptors : undefined,
  });
}

/** `submodel` may be without its elements. */
export function submodelDescriptor(submodel: Submodel, baseUrl: string): SubmodelDescriptor {
  const href = `${baseUrl}/api/v${interfaceVersion}/submodels/${encodeBase64Url(submodel.id)}`;
  return present({
    id: submodel.id,
    ...shared(submodel),
    semanticId: submodel.semanticId,
    supplementalSemanticIds: submodel.supplementalSemanticIds,
    endpoints: [endpoint(`SUBMODEL-${interfaceVersion}`, href)],
  });
}

function shared({
  idShort,
  administration,
  displayName,
  description,
  extensions,
}: Shell | Submodel) {
  return { idShort, administration, displayName, description, extensions };
}

function endpoint(name: string, href: string): EndpointDescriptor {
  const protocol = href.slice(0, href.indexOf(':')).toUpperCase();
  return {
    interface: name,
    protocolInformation: {
      href,
      endpointProtocol: protocol,
      endpointProtocolVersion: ['1.1'],
      securityAttributes: [{ type: 'NONE', key: 'NONE', value: 'NONE' }],
    },
  };
}

/** Without the attributes that are undefined, so that what is built equals what is sent. */
function present<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T;
}

/** What is wrong with a shell descriptor, by the schema of its payload type. */
export function verifyShellDescriptor(value: unknown): readonly Violation[] {
  if (!isObject(value)) return [violation('', 'type', 'A descriptor must be an object.')];
  const { assetKind, assetType, globalAssetId, specificAssetIds } = value;
  const asset = present({
    assetKind: assetKind ?? 'NotApplicable',
    assetType,
    globalAssetId,
    specificAssetIds,
  });
  const likeShell = { modelType: 'AssetAdministrationShell', ...identity(value) };
  const found = verify('AssetAdministrationShell', { ...likeShell, assetInformation: asset })
    // A descriptor may be without any asset id; an asset kind is put in where there is none.
    .filter(({ constraint }) => constraint !== 'AASd-131')
    .map((one) => ({ ...one, path: one.path.replace(/^\/assetInformation/, '') }));
  const submodels = list(value, 'submodelDescriptors', verifySubmodelDescriptor);
  const endpoints = value.endpoints === undefined ? [] : verifyEndpoints(value);
  return [...found, ...endpoints, ...submodels];
}

/** What is wrong with a submodel descriptor, by the schema of its payload type. */
export function verifySubmodelDescriptor(value: unknown): readonly Violation[] {
  if (!isObject(value)) return [violation('', 'type', 'A descriptor must be an object.')];
  const { semanticId, supplementalSemanticIds } = value;
  const likeSubmodel = { modelType: 'Submodel', ...identity(value) };
  const semantics = present({ semanticId, supplementalSemanticIds });
  return [...verify('Submodel', { ...likeSubmodel, ...semantics }), ...verifyEndpoints(value)];
}

function identity(value: Readonly<Record<string, unknown>>) {
  const { id, idShort, administration, displayName, description, extensions } = value;
  return present({ id, idShort, administration, displayName, description, extensions });
}

function verifyEndpoints(value: Readonly<Record<string, unknown>>): readonly Violation[] {
  if (!Array.isArray(value.endpoints) || value.endpoints.length === 0) {
    return [violation('/endpoints', 'required', 'A descriptor needs one endpoint or more.')];
  }
  return list(value, 'endpoints', verifyEndpoint);
}

function verifyEndpoint(value: unknown): readonly Violation[] {
  if (!isObject(value)) return [violation('', 'type', 'An endpoint must be an object.')];
  const name = text(value, 'interface', textLengthMax, true);
  const protocol = value.protocolInformation;
  if (!isObject(protocol)) {
    const path = '/protocolInformation';
    return [...name, violation(path, 'required', 'An endpoint needs protocolInformation.')];
  }
  const versions = protocol.endpointProtocolVersion;
  const versionsHold =
    versions === undefined ||
    (Array.isArray(versions) && versions.every((version) => typeof version === 'string'));
  const found = [
    ...text(protocol, 'href', longTextLengthMax, true),
    ...text(protocol, 'endpointProtocol', textLengthMax),
    ...text(protocol, 'subprotocol', textLengthMax),
    ...text(protocol, 'subprotocolBody', longTextLengthMax),
    ...text(protocol, 'subprotocolBodyEncoding', textLengthMax),
    ...(versionsHold ? [] : [violation('/endpointProtocolVersion', 'type', 'A list of texts.')]),
    ...list(protocol, 'securityAttributes', verifySecurity),
  ];
  return [...name, ...found.map((one) => ({ ...one, path: `/protocolInformation${one.path}` }))];
}

function verifySecurity(value: unknown): readonly Violation[] {
  if (!isObject(value)) return [violation('', 'type', 'A security attribute must be an object.')];
  const known = securityTypes.includes(String(value.type));
  const sentence = `The type must be one of ${securityTypes.join(', ')}.`;
  return [
    ...(known ? [] : [violation('/type', 'enumeration', sentence)]),
    ...text(value, 'key', longTextLengthMax, true),
    ...text(value, 'value', longTextLengthMax, true),
  ];
}

function text(
  of: Readonly<Record<string, unknown>>,
  attribute: string,
  lengthMax: number,
  required = false,
): readonly Violation[] {
  const value = of[attribute];
  const path = `/${attribute}`;
  if (value === undefined) {
    return required ? [violation(path, 'required', `${attribute} must be given.`)] : [];
  }
  if (typeof value === 'string' && value.length <= lengthMax) return [];
  return [violation(path, 'type', `${attribute} must be text of at most ${lengthMax} characters.`)];
}

function list(
  of: Readonly<Record<string, unknown>>,
  attribute: string,
  check: (item: unknown) => readonly Violation[],
): readonly Violation[] {
  const value = of[attribute];
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    return [violation(`/${attribute}`, 'type', `${attribute} must be a list.`)];
  }
  return value.flatMap((item, index) =>
    check(item).map((one) => ({ ...one, path: `/${attribute}/${index}${one.path}` })),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function violation(path: string, constraint: string, message: string): Violation {
  return { path, constraint, message };
}
