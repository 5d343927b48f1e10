/**
 * The log: one line per event on standard error, as JSON for machines or short for a person at a
 * terminal. What is called like a secret is never written.
 */

import type { Clock, Logger } from '#base';

const levels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
type LogLevel = (typeof levels)[number];

const secretName = /token|password|passphrase|secret|authorization|cookie|private/i;
/** Longest text in a field; a log is no place for documents. */
const textLengthMax = 4_000;
/** Deepest nesting that is written. */
const depthMax = 6;

export interface LogOptions {
  readonly level: LogLevel;
  readonly clock: Clock;
  readonly write: (line: string) => void;
  /** Short lines instead of JSON. */
  readonly forPeople?: boolean;
}

export function openLog(options: LogOptions): Logger {
  const least = levels.indexOf(options.level);
  const line = (level: LogLevel) => {
    if (levels.indexOf(level) < least) return () => {};
    return (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      const time = new Date(options.clock.nowMs()).toISOString();
      const safe = shown(fields, 0) as Record<string, unknown>;
      if (options.forPeople) {
        const rest = Object.keys(safe).length === 0 ? '' : ` ${JSON.stringify(safe)}`;
        options.write(`${time.slice(11, 19)} ${level.padEnd(5)} ${message}${rest}\n`);
      } else {
        options.write(`${JSON.stringify({ time, level, message, ...safe })}\n`);
      }
    };
  };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

/** A value as it may be written: bounded, plain, without secrets. */
function shown(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    return value.length > textLengthMax ? `${value.slice(0, textLengthMax)}…` : value;
  }
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthMax) return '…';
  if (value instanceof Error) return shownError(value, depth);
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => shown(item, depth + 1));
  if (ArrayBuffer.isView(value)) return `${value.byteLength} bytes`;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretName.test(key) ? '***' : shown(item, depth + 1),
    ]),
  );
}

function shownError(error: Error, depth: number): unknown {
  const { name, message, stack, cause } = error;
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    name,
    message: shown(message, depth),
    ...(typeof code === 'string' ? { code } : {}),
    stack: shown(stack, depth),
    ...(cause === undefined ? {} : { cause: shown(cause, depth + 1) }),
  };
}
