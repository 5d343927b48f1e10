/**
 * What the crash test writes, and what it may therefore expect: shells with an asset id and
 * submodels with a value, created, changed and deleted at random, each remembered as it was last
 * acknowledged and, while a write is under way, as it may become.
 */

import { encodeBase64Url } from '#base';

/** A state of one object: the number it carries, or absent. */
export type Version = number | undefined;

export interface Tracked {
  readonly kind: 'shells' | 'submodels';
  readonly id: string;
  acknowledged: Version;
  /** Set while a write is under way: the state that it may leave. */
  pending?: { readonly version: Version };
}

export type Write = 'create' | 'replace' | 'value' | 'delete';

/** A write that fits the object's state. */
export function chooseWrite(tracked: Tracked, random: () => number): Write {
  if (tracked.acknowledged === undefined) return 'create';
  const chance = random();
  if (chance < 0.1) return 'delete';
  return tracked.kind === 'submodels' && chance < 0.7 ? 'value' : 'replace';
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/** The request of a write that leaves `version` behind. */
export function requestOf(tracked: Tracked, write: Write, version: number): Call {
  const at = `/api/v3.1/${tracked.kind}/${encodeBase64Url(tracked.id)}`;
  const body = tracked.kind === 'shells' ? shell(tracked.id, version) : submodel(tracked, version);
  switch (write) {
    case 'create':
      return { method: 'POST', path: `/api/v3.1/${tracked.kind}`, body };
    case 'replace':
      return { method: 'PUT', path: at, body };
    case 'value':
      return {
        method: 'PATCH',
        path: `${at}/submodel-elements/Version/$value`,
        body: `${version}`,
      };
    case 'delete':
      return { method: 'DELETE', path: at };
    default:
      return write satisfies never;
  }
}

/** The version that a stored object carries. */
export function versionOf(tracked: Tracked, document: unknown): number {
  if (tracked.kind === 'shells') {
    const { assetInformation } = document as ReturnType<typeof shell>;
    return Number(assetInformation.specificAssetIds[0]?.value);
  }
  return Number((document as ReturnType<typeof submodel>).submodelElements[0]?.value);
}

function shell(id: string, version: number) {
  return {
    modelType: 'AssetAdministrationShell',
    id,
    assetInformation: {
      assetKind: 'Instance',
      globalAssetId: `${id}/asset`,
      specificAssetIds: [{ name: 'version', value: String(version) }],
    },
  };
}

function submodel(tracked: Tracked, version: number) {
  return {
    modelType: 'Submodel',
    id: tracked.id,
    submodelElements: [
      { modelType: 'Property', idShort: 'Version', valueType: 'xs:long', value: String(version) },
    ],
  };
}
