/**
 * Reads XML documents of the metamodel (IDTA-01001, mapping to XML) as they arrive: an environment
 * or one object of a named class becomes the JSON form of the model. What the schema forbids is
 * reported with path, line and column, and what can be kept is kept.
 */

import { err, limits, ok, type Result } from '#base';
import type { ClassName, Violation } from '../model/index.ts';
import { escapePointer, type RawDocument } from './json-read.ts';
import { type XmlClass, type XmlClassAttribute, xmlClass } from './xml-classes.ts';
import { createXmlParser, UnreadableXml, type XmlTag } from './xml-parse.ts';

export interface XmlReader {
  write(text: string): Result<void>;
  end(): Result<RawDocument>;
}

/** Reads a whole text at once; see `createXmlReader`. */
export function readXml(text: string, as: ClassName = 'Environment'): Result<RawDocument> {
  const reader = createXmlReader(as);
  const written = reader.write(text);
  return written.ok ? reader.end() : written;
}

/**
 * A reader that is fed piece by piece. It fails with `twin.malformed-xml` when the text is no XML,
 * is in no namespace of the metamodel that is known here, or starts with another element.
 */
export function createXmlReader(as: ClassName): XmlReader {
  const builder = new Builder(as);
  const parser = createXmlParser({
    open: (tag) => builder.open(tag),
    close: () => builder.close(),
    text: (text) => builder.text(text),
  });
  builder.position = parser;
  const attempt = (work: () => void): Result<void> => {
    try {
      return ok(work());
    } catch (cause) {
      if (cause instanceof UnreadableXml) return err(cause.fault);
      throw cause;
    }
  };
  return {
    write: (text) => attempt(() => parser.write(text)),
    end: () => {
      const ended = attempt(() => parser.end());
      return ended.ok ? ok(builder.document()) : ended;
    },
  };
}

export const xmlNamespaces = {
  '3.1': 'https://admin-shell.io/aas/3/1',
  '3.0': 'https://admin-shell.io/aas/3/0',
} as const;

const xmlnsUri = 'http://www.w3.org/2000/xmlns/';
const schemaInstanceUri = 'http://www.w3.org/2001/XMLSchema-instance';

type Frame =
  | {
      readonly kind: 'object';
      readonly step: string | number;
      readonly of: XmlClass;
      readonly target: Record<string, unknown>;
      order: number;
    }
  | {
      readonly kind: 'list';
      readonly step: string;
      readonly of: ReadonlyMap<string, XmlClass>;
      readonly owner: Record<string, unknown>;
      readonly target: Record<string, unknown>[];
    }
  | {
      readonly kind: 'one';
      readonly step: string;
      readonly of: ReadonlyMap<string, XmlClass>;
      readonly owner: Record<string, unknown>;
    }
  | {
      readonly kind: 'text' | 'boolean' | 'base64';
      readonly step: string;
      readonly owner: Record<string, unknown>;
      text: string;
    }
  | { readonly kind: 'skipped'; readonly step: string };

/** Builds the JSON form from tags; a stack of frames mirrors the elements that are open. */
class Builder {
  position: { readonly line: number; readonly column: number } = { line: 1, column: 1 };
  readonly #as: ClassName;
  readonly #frames: Frame[] = [];
  readonly #violations: Violation[] = [];
  readonly #deviations: Violation[] = [];
  #namespace = '';
  #root: unknown;

  constructor(as: ClassName) {
    this.#as = as;
  }

  document(): RawDocument {
    return { value: this.#root, violations: this.#violations, deviations: this.#deviations };
  }

  open(tag: XmlTag): void {
    this.#judgeAttributes(tag);
    const parent = this.#frames.at(-1);
    if (parent === undefined) {
      this.#openRoot(tag);
      return;
    }
    if (parent.kind === 'skipped') {
      this.#skip(tag);
    } else if (tag.uri !== this.#namespace) {
      const message = `The element ${tag.local} is not in the namespace ${this.#namespace}.`;
      this.#report('namespace', message, tag.local);
      this.#skip(tag);
    } else if (parent.kind === 'object') {
      this.#openAttribute(parent, tag);
    } else if (parent.kind === 'list' || parent.kind === 'one') {
      this.#openItem(parent, tag);
    } else {
      this.#report('unknown', `The element ${tag.local} stands where only text may be.`);
      this.#skip(tag);
    }
  }

  text(text: string): void {
    const frame = this.#frames.at(-1);
    if (frame === undefined || frame.kind === 'skipped') return;
    if ('text' in frame) frame.text += text;
    else if (/\S/.test(text)) this.#report('text', 'Text stands where only elements may be.');
  }

  close(): void {
    const frame = this.#frames.at(-1);
    switch (frame?.kind) {
      case 'list':
        if (frame.target.length > 0) frame.owner[frame.step] = frame.target;
        else this.#report('empty', 'A list without items must be left out.');
        break;
      case 'one':
        if (frame.owner[frame.step] === undefined) {
          this.#report('required', 'An element of one of the allowed classes must be inside.');
        }
        break;
      case 'text':
        frame.owner[frame.step] = frame.text;
        break;
      case 'base64':
        frame.owner[frame.step] = frame.text.replace(/[\t\n\r ]+/g, '');
        break;
      case 'boolean':
        frame.owner[frame.step] = toBoolean(frame.text);
        break;
      default:
    }
    this.#frames.pop();
  }

  #openRoot(tag: XmlTag): void {
    const { line, column } = this.position;
    const of = xmlClass(this.#as);
    const known: readonly string[] = Object.values(xmlNamespaces);
    if (!known.includes(tag.uri)) {
      const found = tag.uri === '' ? 'has no namespace' : `is in the namespace ${tag.uri}`;
      const detail = `it ${found}; only ${known.join(' and ')} can be read`;
      throw new UnreadableXml(detail, line, column);
    }
    if (tag.local !== of.element) {
      const detail = `its root element is ${tag.local}, not ${of.element}`;
      throw new UnreadableXml(detail, line, column);
    }
    this.#namespace = tag.uri;
    if (tag.uri === xmlNamespaces['3.0']) {
      const message = 'The document is in the namespace of version 3.0; 3.1 is current.';
      this.#deviations.push({ path: '', constraint: 'namespace', message });
    }
    const target = newObject(of);
    this.#root = target;
    this.#frames.push({ kind: 'object', step: '', of, target, order: -1 });
  }

  #openAttribute(parent: Extract<Frame, { kind: 'object' }>, tag: XmlTag): void {
    const attribute = parent.of.attributes.get(tag.local);
    if (attribute === undefined) {
      const names = [...parent.of.attributes.keys()].join(', ');
      const message = `A ${parent.of.name} has no ${tag.local}; it has ${names}.`;
      this.#report('unknown', message, tag.local);
      this.#skip(tag);
      return;
    }
    if (attribute.order === parent.order || Object.hasOwn(parent.target, tag.local)) {
      const message = `The element ${tag.local} is given twice; only the first counts. Keep one.`;
      this.#report('duplicate', message, tag.local);
      this.#skip(tag);
      return;
    }
    if (attribute.order < parent.order) {
      const message = `The element ${tag.local} comes too late; the schema fixes the order.`;
      this.#report('order', message, tag.local);
    }
    parent.order = Math.max(parent.order, attribute.order);
    this.#frames.push(frameFor(attribute, parent.target));
  }

  #openItem(parent: Extract<Frame, { kind: 'list' | 'one' }>, tag: XmlTag): void {
    const of = parent.of.get(tag.local);
    if (of === undefined) {
      const names = [...parent.of.keys()].join(', ');
      this.#report('unknown', `An element ${tag.local} cannot be here, only ${names}.`);
      this.#skip(tag);
      return;
    }
    const target = newObject(of);
    if (parent.kind === 'list') {
      parent.target.push(target);
      const step = parent.target.length - 1;
      this.#frames.push({ kind: 'object', step, of, target, order: -1 });
      return;
    }
    if (parent.owner[parent.step] !== undefined) {
      this.#report('duplicate', 'Only one element may be here; only the first counts.');
      this.#skip(tag);
      return;
    }
    parent.owner[parent.step] = target;
    // In JSON there is no level between the attribute and its one object.
    this.#frames.push({ kind: 'object', step: '', of, target, order: -1 });
  }

  #skip(tag: XmlTag): void {
    this.#frames.push({ kind: 'skipped', step: tag.local });
  }

  #judgeAttributes(tag: XmlTag): void {
    for (const { uri, local } of tag.attributes) {
      if (uri === xmlnsUri) continue;
      if (uri === schemaInstanceUri && /^(noNamespaceS|s)chemaLocation$/.test(local)) continue;
      this.#report('unknown', `The XML attribute ${local} means nothing here.`, tag.local);
    }
  }

  #report(constraint: string, message: string, step?: string): void {
    if (this.#violations.length >= limits.violationsMax) return;
    const steps = this.#frames.map((frame) => String(frame.step)).filter((each) => each !== '');
    if (step !== undefined && this.#frames.length > 0) steps.push(step);
    const path = steps.map((each) => `/${escapePointer(each)}`).join('');
    const { line, column } = this.position;
    const where = `(line ${line}, column ${column})`;
    this.#violations.push({ path, constraint, message: `${message} ${where}` });
  }
}

function frameFor(attribute: XmlClassAttribute, owner: Record<string, unknown>): Frame {
  const { name: step, content } = attribute;
  switch (content.kind) {
    case 'object': {
      const target = newObject(content.of);
      owner[step] = target;
      return { kind: 'object', step, of: content.of, target, order: -1 };
    }
    case 'list':
      return { kind: 'list', step, of: content.of, owner, target: [] };
    case 'one':
      return { kind: 'one', step, of: content.of, owner };
    default:
      return { kind: content.kind, step, owner, text: '' };
  }
}

function newObject(of: XmlClass): Record<string, unknown> {
  return of.hasModelType ? { modelType: of.name } : {};
}

/** The value of an `xs:boolean`; another text is kept, for the verification to name it. */
function toBoolean(text: string): boolean | string {
  const bare = text.trim();
  if (bare === 'true' || bare === '1') return true;
  return bare === 'false' || bare === '0' ? false : text;
}
