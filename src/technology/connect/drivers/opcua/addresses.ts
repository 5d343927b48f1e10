/**
 * Addresses of OPC UA nodes, with the namespace's URI instead of its index, since an index holds
 * for one session only (OPC 10000-3, 8.2.2). Taken are `nsu=URI;s=…`, the same as an href of the
 * WoT binding (`/?id=nsu=URI;s=…`, percent-encoded or not), and `ns=0` or none for the standard's
 * own nodes; any other index is refused.
 */

import { err, fault, ok, type Result } from '#base';
import { connectErrors } from '../../errors.ts';

export interface OpcUaAddress {
  /** Undefined: the standard's own namespace. */
  readonly namespaceUri?: string;
  /** The rest of the node id: `s=CM-01.SpindleSpeed`, `i=85`, `g=…`, `b=…`. */
  readonly identifier: string;
}

export function parseAddress(text: string): Result<OpcUaAddress> {
  const refuse = (detail: string) =>
    err(
      fault(connectErrors, 'connect.malformed-address', {
        address: text,
        protocol: 'OPC UA',
        detail,
      }),
    );
  const query = /[?&]id=(.*)$/s.exec(text)?.[1];
  let id = text;
  if (query !== undefined) {
    try {
      id = decodeURIComponent(query);
    } catch (cause) {
      if (!(cause instanceof URIError)) throw cause;
      return refuse('its percent-encoding is broken');
    }
  }
  const [, space, index, identifier] = /^(?:nsu=([^;]+);|ns=(\d+);)?([isgb]=.+)$/s.exec(id) ?? [];
  if (identifier === undefined) return refuse('it should look like nsu=URI;s=NAME');
  if (index !== undefined && index !== '0') {
    return refuse('a namespace index changes with the server; write nsu=URI instead of ns=INDEX');
  }
  if (identifier.startsWith('i=') && !/^i=\d{1,10}$/.test(identifier)) {
    return refuse('a numeric identifier has digits only');
  }
  return ok(
    space === undefined
      ? { identifier }
      : { namespaceUri: space.replace(/%3B/gi, ';'), identifier },
  );
}

export function formatAddress({ namespaceUri, identifier }: OpcUaAddress): string {
  return namespaceUri === undefined
    ? identifier
    : `nsu=${namespaceUri.replaceAll(';', '%3B')};${identifier}`;
}

/** The node id in a session with these namespaces; undefined: the server lacks this one. */
export function toNodeId(address: OpcUaAddress, namespaces: readonly string[]): string | undefined {
  if (address.namespaceUri === undefined) return `ns=0;${address.identifier}`;
  const index = namespaces.indexOf(address.namespaceUri);
  return index < 0 ? undefined : `ns=${index};${address.identifier}`;
}

/** The address of a session's node id. */
export function fromNodeId(nodeId: string, namespaces: readonly string[]): string {
  const [, index, identifier = nodeId] = /^ns=(\d+);(.*)$/s.exec(nodeId) ?? [];
  const namespaceUri = index === undefined || index === '0' ? undefined : namespaces[Number(index)];
  return formatAddress({ namespaceUri, identifier });
}
