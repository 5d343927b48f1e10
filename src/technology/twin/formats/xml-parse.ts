/**
 * XML from strangers, as a stream of namespaced tags: document type declarations (and with them
 * every entity but the five predefined ones) are refused, nesting and attributes are limited, and
 * every failure names its line and column. What the tags mean is up to the caller.
 */

import { SaxesParser } from 'saxes';
import { type Fault, fault, limits } from '#base';
import { twinErrors } from '../errors.ts';

interface XmlAttribute {
  /** Namespace name; empty for an attribute without a prefix. */
  readonly uri: string;
  readonly local: string;
  readonly value: string;
}

export interface XmlTag {
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly XmlAttribute[];
}

export interface XmlHandlers {
  open(tag: XmlTag): void;
  close(): void;
  /** Text or CDATA; one run of text may come in several pieces. */
  text(text: string): void;
}

export interface XmlParser {
  write(chunk: string): void;
  end(): void;
  readonly line: number;
  readonly column: number;
}

/** Thrown by `write` and `end` when the document cannot be read on; carries the fault. */
export class UnreadableXml extends Error {
  readonly fault: Fault;

  constructor(detail: string, line: number, column: number) {
    const what = fault(twinErrors, 'twin.malformed-xml', { detail, line, column });
    super(what.message);
    this.name = 'UnreadableXml';
    this.fault = what;
  }
}

/** Elements within elements; an XML document nests a little deeper than the same one in JSON. */
const depthMax = 2 * limits.nestingDepthMax;
const attributesMax = 64;
const none: readonly XmlAttribute[] = [];

export function createXmlParser(handlers: XmlHandlers): XmlParser {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const fail = (detail: string): never => {
    throw new UnreadableXml(detail, parser.line, parser.column + 1);
  };
  let depth = 0;
  let attributes = 0;
  parser.on('error', (error) => fail(error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '')));
  parser.on('doctype', () => fail('a document type declaration is not allowed'));
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?8|utf-?16|us-ascii)$/i.test(encoding)) {
      fail(`the encoding ${encoding} is not supported; save it as UTF-8`);
    }
  });
  parser.on('opentagstart', () => {
    attributes = 0;
    depth += 1;
    if (depth > depthMax) fail(`elements are nested deeper than ${depthMax} levels`);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > attributesMax) fail(`an element has more than ${attributesMax} attributes`);
  });
  parser.on('opentag', (tag) => {
    // Nearly no element has attributes; those that have none need nothing made for them.
    const given = attributes === 0 ? none : Object.values(tag.attributes);
    handlers.open({ uri: tag.uri, local: tag.local, attributes: given });
  });
  parser.on('closetag', () => {
    depth -= 1;
    handlers.close();
  });
  parser.on('text', (text) => handlers.text(text));
  parser.on('cdata', (text) => handlers.text(text));
  return {
    write: (chunk) => {
      parser.write(chunk);
    },
    end: () => {
      parser.close();
    },
    get line() {
      return parser.line;
    },
    get column() {
      return parser.column + 1;
    },
  };
}

/** Escapes text for an element's content; carriage returns survive only as references. */
export function escapeText(text: string): string {
  if (!/[&<>\r]/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#xD;');
}

/** Escapes text for an attribute's value in double quotes. */
export function escapeAttribute(text: string): string {
  return escapeText(text)
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;');
}
