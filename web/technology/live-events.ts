/**
 * Follows the node's events (server-sent, CloudEvents in JSON) and says what they mean to a page:
 * a value that moved, or a thing to read again. The browser reconnects by itself and resumes after
 * the last event it saw.
 */

import type { ValueChange } from './reading/live.ts';

export type LiveState = 'connecting' | 'live' | 'lost';

export interface ThingChange {
  readonly kind: 'shell' | 'submodel' | 'concept';
  readonly id: string;
}

/** The part of EventSource that is used, so that tests need no browser. */
export interface EventStream {
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void;
  readonly readyState: number;
  close(): void;
}

export interface LiveOptions {
  readonly open: (url: string) => EventStream;
  readonly onState: (state: LiveState) => void;
  readonly onValue: (change: ValueChange) => void;
  readonly onChange: (change: ThingChange) => void;
  /** Events were missed: what is shown is to be read anew. */
  readonly onGap: () => void;
}

const valueType = 'org.registan.twin.value-changed';
/** EventSource.CLOSED: the browser gave up. */
const closed = 2;

/** Starts to follow; returns how to stop. */
export function openLiveEvents(options: LiveOptions): () => void {
  const stream = options.open('/events?types=org.registan.twin.*');
  const take = (event: { data?: unknown }) => {
    const change = readEvent(String(event.data ?? ''));
    if (change === undefined) return;
    if ('kind' in change) options.onChange(change);
    else options.onValue(change);
  };
  stream.addEventListener('open', () => options.onState('live'));
  stream.addEventListener('error', () =>
    options.onState(stream.readyState === closed ? 'lost' : 'connecting'),
  );
  stream.addEventListener('message', take);
  stream.addEventListener('gap', options.onGap);
  return () => stream.close();
}

/** What one event means; undefined for those that no page follows. */
export function readEvent(json: string): ValueChange | ThingChange | undefined {
  let event: unknown;
  try {
    event = JSON.parse(json);
  } catch (cause) {
    // A comment or a foreign line in the stream is nobody's event.
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
  if (typeof event !== 'object' || event === null) return undefined;
  const { type, subject, data, time } = event as Readonly<Record<string, unknown>>;
  if (typeof type !== 'string') return undefined;
  if (type === valueType) return readValue(data, time);
  const match = /^org\.registan\.twin\.(shell|submodel|concept|element)-\w+$/.exec(type);
  if (match === null || typeof subject !== 'string') return undefined;
  const kind = match[1] as 'shell' | 'submodel' | 'concept' | 'element';
  if (kind !== 'element') return { kind, id: subject };
  return { kind: 'submodel', id: submodelOf(subject) };
}

function readValue(data: unknown, time: unknown): ValueChange | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const { submodelId, path, value, atMs } = data as Readonly<Record<string, unknown>>;
  if (typeof submodelId !== 'string') return undefined;
  const at = typeof atMs === 'number' ? atMs : Date.parse(String(time));
  if (!Number.isFinite(at)) return undefined;
  return { submodelId, path: typeof path === 'string' ? path : null, value, atMs: at };
}

/** An element's subject is `submodelId#path`; an id may have a # of its own, a path has none. */
function submodelOf(subject: string): string {
  const at = subject.lastIndexOf('#');
  return at < 0 ? subject : subject.slice(0, at);
}
