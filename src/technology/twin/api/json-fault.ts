/**
 * Where a document stops being JSON (RFC 8259), or names a key twice. The engine's own message
 * lacks the position in the commonest cases, so a document that was refused is read once more.
 */

export interface JsonFault {
  /** Index of the character at fault. */
  readonly position: number;
  /** What is wrong, as a verb and its object: `has "}" where a value must stand`. */
  readonly problem: string;
}

export function findJsonFault(text: string): JsonFault | undefined {
  const reader = { text, position: 0 };
  const inValue = readValue(reader);
  if (inValue !== undefined) return inValue;
  skipSpace(reader);
  return reader.position === text.length ? undefined : unexpected(reader, 'the end');
}

interface Reader {
  readonly text: string;
  position: number;
}

const space = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

function skipSpace(reader: Reader): void {
  take(reader, space);
}

/** The text that a sticky pattern matches here, stepping over it; undefined when it doesn't. */
function take(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.position;
  const found = pattern.exec(reader.text)?.[0];
  if (found !== undefined) reader.position += found.length;
  return found;
}

function unexpected(reader: Reader, expected: string): JsonFault {
  const character = reader.text.codePointAt(reader.position);
  const found =
    character === undefined ? 'its end' : JSON.stringify(String.fromCodePoint(character));
  return { position: reader.position, problem: `has ${found} where ${expected} must stand` };
}

function readValue(reader: Reader): JsonFault | undefined {
  skipSpace(reader);
  const first = reader.text[reader.position];
  if (first === '{') return readMembers(reader, '}', readMember);
  if (first === '[') return readMembers(reader, ']', readValue);
  if (first === '"') return readString(reader) === undefined ? brokenString(reader) : undefined;
  return take(reader, scalar) === undefined ? unexpected(reader, 'a value') : undefined;
}

function readString(reader: Reader): string | undefined {
  return take(reader, string);
}

function brokenString(reader: Reader): JsonFault {
  return {
    position: reader.position,
    problem: 'has a string that does not end, or with a character that must be escaped,',
  };
}

function readMembers(
  reader: Reader,
  close: string,
  readOne: (reader: Reader, keys: Set<string>) => JsonFault | undefined,
): JsonFault | undefined {
  reader.position += 1;
  skipSpace(reader);
  if (reader.text[reader.position] === close) {
    reader.position += 1;
    return undefined;
  }
  const keys = new Set<string>();
  for (;;) {
    const inMember = readOne(reader, keys);
    if (inMember !== undefined) return inMember;
    skipSpace(reader);
    const next = reader.text[reader.position];
    if (next !== ',' && next !== close) return unexpected(reader, `"," or "${close}"`);
    reader.position += 1;
    if (next === close) return undefined;
  }
}

function readMember(reader: Reader, keys: Set<string>): JsonFault | undefined {
  skipSpace(reader);
  const start = reader.position;
  if (reader.text[start] !== '"') return unexpected(reader, 'a key in quotes');
  const raw = readString(reader);
  if (raw === undefined) return brokenString(reader);
  const key: unknown = JSON.parse(raw);
  if (typeof key !== 'string') throw new Error('a JSON string was read as something else');
  if (key === '__proto__') return { position: start, problem: 'has the forbidden key "__proto__"' };
  if (keys.has(key)) return { position: start, problem: `has the key ${raw} a second time` };
  keys.add(key);
  skipSpace(reader);
  if (reader.text[reader.position] !== ':') return unexpected(reader, '":"');
  reader.position += 1;
  return readValue(reader);
}
