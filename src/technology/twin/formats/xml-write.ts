/**
 * Writes the model as XML (IDTA-01001, mapping to XML), in the order of the schema, losslessly: as
 * one text, or as pieces for a stream, so that a large environment never stands in memory twice.
 */

import type { ClassName, Environment } from '../model/index.ts';
import { type XmlClass, type XmlContent, xmlClass } from './xml-classes.ts';
import { escapeText } from './xml-parse.ts';
import { xmlNamespaces } from './xml-read.ts';

export interface WriteXmlOptions {
  /** Whose namespace is written; 3.0 suits what uses nothing that came with 3.1. */
  readonly version?: keyof typeof xmlNamespaces;
}

/** The environment as one text. */
export function writeXml(environment: Environment, options: WriteXmlOptions = {}): string {
  return [...xmlChunks('Environment', environment, options)].join('');
}

/**
 * One object of a class, in pieces of some ten thousand characters. The object must have been
 * verified; text that XML cannot hold is a fault of the caller (the standard forbids it).
 */
export function* xmlChunks(
  as: ClassName,
  value: unknown,
  options: WriteXmlOptions = {},
): Generator<string, void> {
  const of = xmlClass(as);
  const namespace = xmlNamespaces[options.version ?? '3.1'];
  let held = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const attributes = ` xmlns="${namespace}"`;
  for (const piece of streamObject(of, asRecord(value), of.element, attributes, streamedLevels)) {
    held += piece;
    if (held.length < chunkLength) continue;
    yield held;
    held = '';
  }
  yield `${held}\n`;
}

const chunkLength = 32 * 1024;

/** What XML 1.0 cannot hold, not even as a reference (section 2.2). */
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** Levels of objects that are written item by item: environment, submodel, element. */
const streamedLevels = 2;

function* streamObject(
  of: XmlClass,
  value: Readonly<Record<string, unknown>>,
  element: string,
  attributes: string,
  levels: number,
): Generator<string, void> {
  yield `<${element}${attributes}>`;
  for (const { name, content } of of.attributes.values()) {
    const attribute = value[name];
    if (content.kind !== 'list' || !Array.isArray(attribute) || attribute.length === 0) {
      yield writeContent(name, content, attribute);
      continue;
    }
    yield `<${name}>`;
    for (const each of attribute) {
      const item = asRecord(each);
      const itemClass = classOf(content.of, item);
      if (levels === 0) yield writeObject(itemClass, item, itemClass.element);
      else yield* streamObject(itemClass, item, itemClass.element, '', levels - 1);
    }
    yield `</${name}>`;
  }
  yield `</${element}>`;
}

function writeObject(
  of: XmlClass,
  value: Readonly<Record<string, unknown>>,
  element: string,
): string {
  let inner = '';
  for (const { name, content } of of.attributes.values()) {
    inner += writeContent(name, content, value[name]);
  }
  return `<${element}>${inner}</${element}>`;
}

function writeContent(name: string, content: XmlContent, value: unknown): string {
  if (value === undefined || value === null) return '';
  switch (content.kind) {
    case 'text':
    case 'base64':
    case 'boolean':
      return `<${name}>${writeText(String(value))}</${name}>`;
    case 'object':
      return writeObject(content.of, asRecord(value), name);
    case 'list': {
      // The schema forbids empty lists; they mean the same as none.
      if (!Array.isArray(value) || value.length === 0) return '';
      let items = '';
      for (const item of value) items += writeItem(content.of, asRecord(item));
      return `<${name}>${items}</${name}>`;
    }
    case 'one':
      return `<${name}>${writeItem(content.of, asRecord(value))}</${name}>`;
    default:
      return content satisfies never;
  }
}

function writeItem(
  allowed: ReadonlyMap<string, XmlClass>,
  item: Readonly<Record<string, unknown>>,
): string {
  const of = classOf(allowed, item);
  return writeObject(of, item, of.element);
}

/** The class of an item: the only one that is allowed, or the one that the item names. */
function classOf(
  allowed: ReadonlyMap<string, XmlClass>,
  item: Readonly<Record<string, unknown>>,
): XmlClass {
  const { modelType } = item;
  for (const each of allowed.values()) {
    if (allowed.size === 1 || each.name === modelType) return each;
  }
  throw new Error(`an object with the modelType ${String(modelType)} cannot be written here`);
}

function writeText(text: string): string {
  if (unwritable.test(text)) {
    throw new Error('a text has characters that XML cannot hold; verify it before (AASd-130)');
  }
  return escapeText(text);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new Error('an object was expected; verify what is written before');
}
