/** The connections that feed a twin, from the node's list of all of them; read tolerantly. */

export type ConnectionState =
  | 'connected'
  | 'connecting'
  | 'reconnecting'
  | 'stopped'
  | 'waiting-for-trust'
  | 'unknown';

export interface TwinConnection {
  /** As people call it: `OPC UA`. */
  readonly protocol: string;
  readonly security: 'Sign' | 'SignAndEncrypt' | 'None' | undefined;
  readonly state: ConnectionState;
}

const states: readonly ConnectionState[] = [
  'connected',
  'connecting',
  'reconnecting',
  'stopped',
  'waiting-for-trust',
];
const securities = ['Sign', 'SignAndEncrypt', 'None'] as const;

/** Those that name the shell or one of its submodels anywhere. */
export function connectionsOf(
  answer: unknown,
  shellId: string,
  submodelIds: readonly string[],
): readonly TwinConnection[] {
  const ids = new Set([shellId, ...submodelIds]);
  return listOf(answer)
    .filter((connection) => mentions(connection, ids, 0))
    .map((connection) => ({
      protocol: protocolOf(connection),
      security: securities.find((each) => each === find(connection, /^security(Mode)?$/)),
      state: states.find((each) => each === find(connection, /^state$/)) ?? 'unknown',
    }));
}

function listOf(answer: unknown): readonly object[] {
  const items = Array.isArray(answer) ? answer : (answer as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? items.filter((each) => typeof each === 'object' && each) : [];
}

/** Deepest level searched: a connection is a small, flat thing. */
const depthMax = 4;

function mentions(value: unknown, ids: ReadonlySet<string>, depth: number): boolean {
  if (typeof value === 'string') return ids.has(value);
  if (typeof value !== 'object' || value === null || depth > depthMax) return false;
  return Object.values(value).some((each) => mentions(each, ids, depth + 1));
}

/** The first text under a matching name, at the top or one level down. */
function find(connection: object, name: RegExp): string | undefined {
  for (const [key, value] of Object.entries(connection)) {
    if (name.test(key) && typeof value === 'string') return value;
  }
  for (const value of Object.values(connection)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const [key, inner] of Object.entries(value)) {
      if (name.test(key) && typeof inner === 'string') return inner;
    }
  }
  return undefined;
}

function protocolOf(connection: object): string {
  const stated = find(connection, /^(protocol|driver)$/) ?? '';
  const address = find(connection, /^(endpoint|endpointUrl|address|base|url)$/) ?? '';
  const hint = `${stated} ${address}`.toLowerCase();
  if (/opc/.test(hint)) return 'OPC UA';
  if (/mqtt/.test(hint)) return 'MQTT';
  if (/modbus/.test(hint)) return 'Modbus';
  if (/http/.test(hint)) return 'HTTP';
  return stated === '' ? '—' : stated;
}
