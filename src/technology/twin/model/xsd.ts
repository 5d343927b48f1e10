/**
 * The lexical and value rules of the XSD types that values have (XML Schema 1.0, part 2: Datatypes,
 * second edition), which IDTA-01001 takes over as DataTypeDefXsd.
 */

import type { DataTypeDefXsd } from './types.ts';

/** Whether the text is a literal of the type: its form, and that its value exists. */
export function isXsdValue(type: DataTypeDefXsd, text: string): boolean {
  return checks[type](text);
}

export function isXsdType(name: unknown): name is DataTypeDefXsd {
  return typeof name === 'string' && Object.hasOwn(checks, name);
}

export function isIntegerType(type: DataTypeDefXsd): boolean {
  return Object.hasOwn(integerRanges, type);
}

/** Inclusive bounds; a missing one is open. */
interface IntegerRange {
  readonly min?: bigint;
  readonly max?: bigint;
}

const integerRanges: Readonly<Partial<Record<DataTypeDefXsd, IntegerRange>>> = {
  'xs:integer': {},
  'xs:long': { min: -(2n ** 63n), max: 2n ** 63n - 1n },
  'xs:int': { min: -(2n ** 31n), max: 2n ** 31n - 1n },
  'xs:short': { min: -(2n ** 15n), max: 2n ** 15n - 1n },
  'xs:byte': { min: -128n, max: 127n },
  'xs:nonNegativeInteger': { min: 0n },
  'xs:positiveInteger': { min: 1n },
  'xs:nonPositiveInteger': { max: 0n },
  'xs:negativeInteger': { max: -1n },
  'xs:unsignedLong': { min: 0n, max: 2n ** 64n - 1n },
  'xs:unsignedInt': { min: 0n, max: 2n ** 32n - 1n },
  'xs:unsignedShort': { min: 0n, max: 2n ** 16n - 1n },
  'xs:unsignedByte': { min: 0n, max: 255n },
};

/** More digits than any bounded type has; longer numbers are judged by their sign alone. */
const boundedDigitsMax = 20;

function inRange(text: string, range: IntegerRange): boolean {
  if (!patterns.integer.test(text)) return false;
  const first = text.search(/[1-9]/);
  const digits = first < 0 ? '0' : text.slice(first);
  const isNegative = text.startsWith('-') && first >= 0;
  if (digits.length > boundedDigitsMax) {
    return isNegative ? range.min === undefined : range.max === undefined;
  }
  const value = isNegative ? -BigInt(digits) : BigInt(digits);
  return (
    (range.min === undefined || value >= range.min) &&
    (range.max === undefined || value <= range.max)
  );
}

const zone = '(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?';
const year = '(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))';
const month = '(0[1-9]|1[0-2])';
const day = '(0[1-9]|[12][0-9]|3[01])';
const clock = '(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]+)?|24:00:00(?:\\.0+)?)';
const patterns = {
  date: new RegExp(`^${year}-${month}-${day}${zone}$`),
  dateTime: new RegExp(`^${year}-${month}-${day}T${clock}${zone}$`),
  time: new RegExp(`^${clock}${zone}$`),
  gYear: new RegExp(`^${year}${zone}$`),
  gYearMonth: new RegExp(`^${year}-${month}${zone}$`),
  gMonth: new RegExp(`^--${month}${zone}$`),
  gMonthDay: new RegExp(`^--${month}-${day}${zone}$`),
  gDay: new RegExp(`^---${day}${zone}$`),
  duration: new RegExp(
    '^-?P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?' +
      '(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\\.[0-9]+)?S)?)?$',
  ),
  integer: /^[+-]?[0-9]+$/,
  decimal: /^[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)$/,
  floating: /^(?:[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?|-?INF|NaN)$/,
  boolean: /^(?:true|false|1|0)$/,
  hex: /^[0-9a-fA-F]*$/,
} as const;

/** Days of the month where every year counts as a leap year. */
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function existsOn(parts: RegExpExecArray | null): boolean {
  if (parts === null) return false;
  const [, yearText = '', monthText, dayText] = parts;
  if (isYearZero(yearText)) return false;
  if (monthText === '02' && dayText === '29') return isLeapYear(yearText);
  return Number(dayText) <= (monthDays[Number(monthText) - 1] ?? 0);
}

/** There is no year 0000 in XML Schema 1.0 (part 2, 3.2.7): 0001 follows -0001. */
function isYearZero(text: string): boolean {
  return /^-?0+$/.test(text);
}

function isLeapYear(text: string): boolean {
  const lastDigits = Number(text.slice(-4).replace('-', ''));
  const astronomical = text.startsWith('-') ? lastDigits + 399 : lastDigits;
  return astronomical % 4 === 0 && (astronomical % 100 !== 0 || astronomical % 400 === 0);
}

function hasYear(parts: RegExpExecArray | null): boolean {
  return parts !== null && !isYearZero(parts[1] ?? '');
}

function isMonthDay(text: string): boolean {
  const parts = patterns.gMonthDay.exec(text);
  return parts !== null && Number(parts[2]) <= (monthDays[Number(parts[1]) - 1] ?? 0);
}

function isFloating(text: string, round: (value: number) => number): boolean {
  if (!patterns.floating.test(text)) return false;
  return /INF|NaN/.test(text) || Number.isFinite(round(Number(text)));
}

/** Groups of four with padding whose unused bits are zero; single spaces may stand between. */
function isBase64(text: string): boolean {
  if (text.startsWith(' ') || text.endsWith(' ') || text.includes('  ')) return false;
  const compact = text.replaceAll(' ', '');
  const end = compact.search(/[^A-Za-z0-9+/]/);
  const padding = end < 0 ? '' : compact.slice(end);
  if (compact.length % 4 !== 0) return false;
  const last = compact.at(-padding.length - 1) ?? '';
  if (padding === '==') return 'AQgw'.includes(last);
  return padding === '=' ? 'AEIMQUYcgkosw048'.includes(last) : padding === '';
}

/** RFC 3986, appendix B: scheme, authority, path, query, fragment. */
const uriParts = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;

const iri = (() => {
  const other =
    '\\u{a0}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{ffef}\\u{10000}-\\u{1fffd}' +
    '\\u{20000}-\\u{2fffd}\\u{30000}-\\u{3fffd}\\u{40000}-\\u{4fffd}\\u{50000}-\\u{5fffd}' +
    '\\u{60000}-\\u{6fffd}\\u{70000}-\\u{7fffd}\\u{80000}-\\u{8fffd}\\u{90000}-\\u{9fffd}' +
    '\\u{a0000}-\\u{afffd}\\u{b0000}-\\u{bfffd}\\u{c0000}-\\u{cfffd}\\u{d0000}-\\u{dfffd}' +
    '\\u{e1000}-\\u{efffd}';
  const plain = `a-zA-Z0-9\\-._~${other}!$&'()*+,;=`;
  const privateUse = '\\u{e000}-\\u{f8ff}\\u{f0000}-\\u{ffffd}\\u{100000}-\\u{10fffd}';
  // Searched for what must not be there, which takes no stack however long the text is.
  const all = (characters: string) => {
    const foreign = new RegExp(`[^%${plain}${characters}]`, 'u');
    return { test: (text: string) => !foreign.test(text) && !/%(?![0-9a-fA-F]{2})/.test(text) };
  };
  return {
    scheme: /^[a-zA-Z][a-zA-Z0-9+\-.]*$/,
    userInfo: all(':'),
    host: all(''),
    path: all(':@/'),
    query: all(`:@/?${privateUse}`),
    fragment: all(':@/?'),
  };
})();

/** Longest address in brackets; an IPv6 address has at most 45 characters. */
const addressLengthMax = 255;

/** An IRI reference (RFC 3987), which is what xs:anyURI admits, save unescaped spaces. */
function isAnyUri(text: string): boolean {
  const parts = uriParts.exec(text);
  if (parts === null) return false;
  const [, scheme, authority, path = '', query = '', fragment = ''] = parts;
  return (
    (scheme === undefined ? !text.startsWith(':') : iri.scheme.test(scheme)) &&
    (authority === undefined || isAuthority(authority)) &&
    iri.path.test(path) &&
    iri.query.test(query) &&
    iri.fragment.test(fragment)
  );
}

function isAuthority(text: string): boolean {
  const at = text.indexOf('@');
  if (at >= 0 && !iri.userInfo.test(text.slice(0, at))) return false;
  const [, host = '', rest = ''] = /^(\[[^\]]*\]|[^:]*)(.*)$/s.exec(text.slice(at + 1)) ?? [];
  if (!/^(?::[0-9]*)?$/.test(rest)) return false;
  return host.startsWith('[') ? isAddressLiteral(host.slice(1, -1)) : iri.host.test(host);
}

function isAddressLiteral(text: string): boolean {
  if (text.length > addressLengthMax) return false;
  if (/^v[0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+$/i.test(text)) return true;
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return false;
  const groups = [...addressGroups(head), ...addressGroups(tail ?? '')];
  if (tail !== undefined && head.includes('.')) return false;
  const widths = groups.map((group, index) => {
    if (/^[0-9a-f]{1,4}$/i.test(group)) return 1;
    return index === groups.length - 1 && isIpv4(group) ? 2 : Number.NaN;
  });
  const width = widths.reduce((sum, each) => sum + each, 0);
  return tail === undefined ? width === 8 : width <= 7;
}

function addressGroups(text: string): readonly string[] {
  return text === '' ? [] : text.split(':');
}

function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((o) => /^(?:0|[1-9][0-9]{0,2})$/.test(o) && +o <= 255);
}

const integer = (type: DataTypeDefXsd) => {
  const range = integerRanges[type] ?? {};
  return (text: string) => inRange(text, range);
};
const matching = (pattern: RegExp) => (text: string) => pattern.test(text);

const checks: Readonly<Record<DataTypeDefXsd, (text: string) => boolean>> = {
  'xs:anyURI': isAnyUri,
  'xs:base64Binary': isBase64,
  'xs:boolean': matching(patterns.boolean),
  'xs:byte': integer('xs:byte'),
  'xs:date': (text) => existsOn(patterns.date.exec(text)),
  'xs:dateTime': (text) => existsOn(patterns.dateTime.exec(text)),
  'xs:decimal': matching(patterns.decimal),
  'xs:double': (text) => isFloating(text, (value) => value),
  'xs:duration': matching(patterns.duration),
  'xs:float': (text) => isFloating(text, Math.fround),
  'xs:gDay': matching(patterns.gDay),
  'xs:gMonth': matching(patterns.gMonth),
  'xs:gMonthDay': isMonthDay,
  'xs:gYear': (text) => hasYear(patterns.gYear.exec(text)),
  'xs:gYearMonth': (text) => hasYear(patterns.gYearMonth.exec(text)),
  'xs:hexBinary': (text) => text.length % 2 === 0 && patterns.hex.test(text),
  'xs:int': integer('xs:int'),
  'xs:integer': integer('xs:integer'),
  'xs:long': integer('xs:long'),
  'xs:negativeInteger': integer('xs:negativeInteger'),
  'xs:nonNegativeInteger': integer('xs:nonNegativeInteger'),
  'xs:nonPositiveInteger': integer('xs:nonPositiveInteger'),
  'xs:positiveInteger': integer('xs:positiveInteger'),
  'xs:short': integer('xs:short'),
  'xs:string': () => true,
  'xs:time': matching(patterns.time),
  'xs:unsignedByte': integer('xs:unsignedByte'),
  'xs:unsignedInt': integer('xs:unsignedInt'),
  'xs:unsignedLong': integer('xs:unsignedLong'),
  'xs:unsignedShort': integer('xs:unsignedShort'),
};
