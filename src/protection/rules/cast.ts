/**
 * Values and casts of the formula language (IDTA-01002, query language, "Casting"). Fields are
 * texts; the other types come from literals and casts. A value that cannot be cast is undefined.
 */

export type ValueType = 'string' | 'number' | 'boolean' | 'hex' | 'dateTime' | 'time';

/**
 * A value with its type. dateTime: milliseconds since the epoch; time: seconds since midnight, UTC;
 * hex: digits in upper case; a boolean is 0 or 1, as databases have it.
 */
export interface TypedValue {
  readonly type: ValueType;
  readonly value: string | number;
}

const dayMs = 86_400_000;

/** xs:double (XML Schema 1.0, part 2, 3.2.5) without NaN, which compares with nothing. */
export function castNumber(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  if (trimmed === 'INF' || trimmed === '+INF') return Number.POSITIVE_INFINITY;
  if (trimmed === '-INF') return Number.NEGATIVE_INFINITY;
  return undefined;
}

/** The value as another type; undefined when it has no such form. */
export function cast(from: TypedValue, to: ValueType): TypedValue | undefined {
  if (from.type === to) return from;
  const value = castRaw(from, to);
  return value === undefined ? undefined : { type: to, value };
}

function castRaw(from: TypedValue, to: ValueType): string | number | undefined {
  if (to === 'string') return castString(from);
  if (typeof from.value === 'number') return castFromNumber(from.type, from.value, to);
  switch (to) {
    case 'number':
      return from.type === 'hex' ? castHexNumber(from.value) : castNumber(from.value);
    case 'boolean':
      return castBoolean(from.value);
    case 'hex':
      return castHex(from.value);
    case 'dateTime':
      return castDateTime(from.value);
    case 'time':
      return castTime(from.value);
    default:
      return to satisfies never;
  }
}

function castFromNumber(from: ValueType, value: number, to: ValueType): number | undefined {
  if (to === 'number') return from === 'boolean' ? value : undefined;
  if (to === 'boolean') return from === 'number' ? Number(value !== 0) : undefined;
  if (to === 'time' && from === 'dateTime') return (((value % dayMs) + dayMs) % dayMs) / 1000;
  return undefined;
}

function castString({ type, value }: TypedValue): string {
  switch (type) {
    case 'boolean':
      return value === 1 ? 'true' : 'false';
    case 'dateTime':
      return new Date(Number(value)).toISOString();
    case 'time':
      return new Date(Math.round(Number(value) * 1000)).toISOString().slice(11, 19);
    case 'number':
      if (value === Number.POSITIVE_INFINITY) return 'INF';
      return value === Number.NEGATIVE_INFINITY ? '-INF' : String(value);
    default:
      return String(value);
  }
}

function castHexNumber(digits: string): number | undefined {
  return digits === '' ? undefined : Number.parseInt(digits, 16);
}

function castBoolean(text: string): number | undefined {
  if (text === 'true' || text === '1') return 1;
  return text === 'false' || text === '0' ? 0 : undefined;
}

function castHex(text: string): string | undefined {
  const digits = /^(?:16#)?([0-9A-Fa-f]+)$/.exec(text)?.[1];
  return digits?.toUpperCase();
}

const dateTimePattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:T| ?)(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(Z|[+-]\d\d:\d\d)?$/;

/** A text without a time zone is UTC. */
function castDateTime(text: string): number | undefined {
  const found = dateTimePattern.exec(text.trim());
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '0', zone = 'Z'] = found;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.slice(0, 3)}${zone}`;
  const ms = Date.parse(iso);
  // Date.parse takes 30 February for 2 March.
  const isDay = new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDate() === Number(day);
  return Number.isNaN(ms) || !isDay ? undefined : ms;
}

function castTime(text: string): number | undefined {
  const found = /^(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?$/.exec(text.trim());
  if (found === null) {
    const ms = castDateTime(text);
    return ms === undefined ? undefined : castFromNumber('dateTime', ms, 'time');
  }
  const [, hour, minute, second = '0', fraction = ''] = found;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return Number(hour) * 3600 + Number(minute) * 60 + Number(`${second}${fraction}`);
}

/** A part of a dateTime in UTC; the week starts with Sunday, 0 (IDTA-01004). */
export function datePart(ms: number, part: 'dayOfWeek' | 'dayOfMonth' | 'month' | 'year'): number {
  const date = new Date(ms);
  switch (part) {
    case 'dayOfWeek':
      return date.getUTCDay();
    case 'dayOfMonth':
      return date.getUTCDate();
    case 'month':
      return date.getUTCMonth() + 1;
    case 'year':
      return date.getUTCFullYear();
    default:
      return part satisfies never;
  }
}
