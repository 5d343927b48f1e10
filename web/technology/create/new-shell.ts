/** A shell from what a person types of an asset; it is verified like any other. */

import type { AssetKind, Shell } from '#technology/twin/model';

export interface TypedShell {
  readonly code: string;
  readonly name: string;
  readonly globalAssetId: string;
  readonly kind: AssetKind;
  readonly id: string;
}

export function newShell(typed: TypedShell, language: string): Shell {
  const [code, name, globalAssetId] = [typed.code, typed.name, typed.globalAssetId].map((text) =>
    text.trim(),
  );
  const idShort = idShortOf(code ?? '');
  return {
    modelType: 'AssetAdministrationShell',
    id: typed.id.trim(),
    ...(idShort === '' ? {} : { idShort }),
    ...(name ? { displayName: [{ language, text: name }] } : {}),
    assetInformation: {
      assetKind: typed.kind,
      ...(globalAssetId ? { globalAssetId } : {}),
      ...(code ? { specificAssetIds: [{ name: 'assetCode', value: code }] } : {}),
    },
  };
}

/** What of a code an idShort can be: letters, digits, underscores, a letter first; at least two. */
function idShortOf(code: string): string {
  const name = code.replace(/[^A-Za-z0-9]+/g, '_').replace(/^[^A-Za-z]+|_+$/g, '');
  return name.length < 2 ? '' : name.slice(0, 64);
}

/** A random identifier (RFC 9562, version 4); `crypto.randomUUID` is not there without TLS. */
export function randomUrn(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte, index) => {
    const marked = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
    return marked.toString(16).padStart(2, '0');
  }).join('');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `urn:uuid:${[...parts, hex.slice(20)].join('-')}`;
}
