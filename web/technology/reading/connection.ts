/** The connections that feed a twin, from the node's list of all of them. */

/** As GET /api/node/v1/connections tells it; what the pages do not show is left out. */
export interface ConnectionView {
  readonly id: string;
  readonly shellIds: readonly string[];
  readonly submodelId: string;
  readonly endpointUrl: string;
  readonly protocol: 'opcua' | 'unsupported';
  readonly security: { readonly mode: 'None' | 'Sign' | 'SignAndEncrypt' };
  readonly state:
    | 'stopped'
    | 'connecting'
    | 'connected'
    | 'reconnecting'
    | 'waiting-for-trust'
    | 'unsupported';
  /** How many signals go into an element. */
  readonly signals: { readonly mapped: number };
}

/** Those that are described by one of the twin's submodels, or that name the twin. */
export function connectionsOf(
  all: readonly ConnectionView[],
  shellId: string,
  submodelIds: readonly string[],
): readonly ConnectionView[] {
  return all.filter(
    (each) => submodelIds.includes(each.submodelId) || each.shellIds.includes(shellId),
  );
}
