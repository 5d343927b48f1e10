/**
 * The message format of the catalogues, a small part of ICU MessageFormat: `{name}`,
 * `{count, number}`, `{count, plural, one {# file} other {# files}}`, `{kind, select, a {…} other
 * {…}}` and `<tag>…</tag>`. There is no quoting: `{`, `}`, `<tag>` and, inside a plural, `#` are
 * always syntax, and texts use the typographic apostrophe anyway.
 */

export type Message = readonly Piece[];

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string; readonly format: ValueFormat }
  | { readonly kind: 'count' }
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly by: 'plural' | 'select';
      readonly options: ReadonlyMap<string, Message>;
    }
  | { readonly kind: 'tag'; readonly name: string; readonly content: Message };

export type ValueFormat = 'plain' | 'number' | 'percent' | 'date' | 'time' | 'moment';

const valueFormats: readonly string[] = ['number', 'percent', 'date', 'time', 'moment'];

/** Parses one message; throws on a malformed one, since catalogues are part of the program. */
export function parseMessage(source: string): Message {
  const reader: Reader = { source, at: 0 };
  const message = readMessage(reader, { inPlural: false, until: undefined });
  if (reader.at < source.length) fail(reader, 'a brace that closes nothing');
  return message;
}

interface Reader {
  readonly source: string;
  at: number;
}

interface Context {
  readonly inPlural: boolean;
  /** The closing brace or tag that ends this message. */
  readonly until: string | undefined;
}

function fail(reader: Reader, what: string): never {
  throw new Error(`message “${reader.source}” has ${what} at ${reader.at}`);
}

function readMessage(reader: Reader, context: Context): Message {
  const pieces: Piece[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') pieces.push({ kind: 'text', text });
    text = '';
  };
  while (reader.at < reader.source.length) {
    const rest = reader.source.slice(reader.at);
    if (context.until !== undefined && rest.startsWith(context.until)) break;
    const tag = /^<(\w+)>/.exec(rest);
    if (rest[0] === '{') {
      flush();
      pieces.push(readArgument(reader, context));
    } else if (rest[0] === '}') {
      break;
    } else if (rest[0] === '#' && context.inPlural) {
      flush();
      reader.at += 1;
      pieces.push({ kind: 'count' });
    } else if (tag?.[1] !== undefined) {
      flush();
      pieces.push(readTag(reader, tag[1], context));
    } else {
      text += rest[0];
      reader.at += 1;
    }
  }
  flush();
  return pieces;
}

function readTag(reader: Reader, name: string, context: Context): Piece {
  reader.at += name.length + 2;
  const until = `</${name}>`;
  const content = readMessage(reader, { ...context, until });
  if (!reader.source.startsWith(until, reader.at)) fail(reader, `no ${until}`);
  reader.at += until.length;
  return { kind: 'tag', name, content };
}

function readArgument(reader: Reader, context: Context): Piece {
  reader.at += 1;
  const name = readWord(reader);
  if (reader.source[reader.at] === '}') {
    reader.at += 1;
    return { kind: 'value', name, format: 'plain' };
  }
  expect(reader, ',');
  const format = readWord(reader);
  if (format === 'plural' || format === 'select') {
    expect(reader, ',');
    return { kind: 'choice', name, by: format, options: readOptions(reader, format, context) };
  }
  if (!valueFormats.includes(format)) fail(reader, `the unknown format “${format}”`);
  expect(reader, '}');
  return { kind: 'value', name, format: format as ValueFormat };
}

function readOptions(
  reader: Reader,
  by: 'plural' | 'select',
  context: Context,
): ReadonlyMap<string, Message> {
  const options = new Map<string, Message>();
  skipSpace(reader);
  while (reader.source[reader.at] !== '}') {
    const key = readWord(reader);
    expect(reader, '{');
    const inPlural = by === 'plural' || context.inPlural;
    options.set(key, readMessage(reader, { inPlural, until: undefined }));
    expect(reader, '}');
    skipSpace(reader);
  }
  reader.at += 1;
  if (!options.has('other')) fail(reader, 'no option “other”');
  return options;
}

function readWord(reader: Reader): string {
  skipSpace(reader);
  const word = /^=?[\w-]+/.exec(reader.source.slice(reader.at))?.[0];
  if (word === undefined) fail(reader, 'a missing name');
  reader.at += word.length;
  skipSpace(reader);
  return word;
}

function expect(reader: Reader, sign: string): void {
  skipSpace(reader);
  if (reader.source[reader.at] !== sign) fail(reader, `no “${sign}”`);
  reader.at += 1;
}

function skipSpace(reader: Reader): void {
  while (reader.source[reader.at] === ' ' || reader.source[reader.at] === '\n') reader.at += 1;
}
