/**
 * The Open Packaging Conventions (ISO/IEC 29500-2) as far as an AASX package needs them: names of
 * parts, content types, and relationships between parts. Pure text in, plain data out.
 */

import { type Fault, fault, limits } from '#base';
import { twinErrors } from '../errors.ts';
import type { Violation } from '../model/index.ts';
import { createXmlParser, escapeAttribute, UnreadableXml, type XmlTag } from './xml-parse.ts';

type RelationshipKind = 'origin' | 'spec' | 'supplementary' | 'thumbnail' | 'other';

export interface Relationship {
  readonly kind: RelationshipKind;
  readonly type: string;
  /** As written: a URI reference, relative to the source's folder. */
  readonly target: string;
  /** Points outside of the package. */
  readonly external: boolean;
  /** Written with a type that an earlier version of the format used. */
  readonly legacy: boolean;
}

export interface Parsed<T> {
  readonly value: T;
  readonly violations: readonly Violation[];
}

/** Content type of a part by its absolute name, `/aasx/data.xml`. */
export type ContentTypes = (partName: string) => string | undefined;

export const contentTypesName = '[Content_Types].xml';
const relationshipsType = 'application/vnd.openxmlformats-package.relationships+xml';

const aasNamespace = 'http://admin-shell.io/aasx/relationships/';
const aasLegacyNamespace = 'http://www.admin-shell.io/aasx/relationships/';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006/';

/** The relationship types that are written (IDTA-01005, ECMA-376 relationships). */
const relationshipTypes: Readonly<Record<Exclude<RelationshipKind, 'other'>, string>> = {
  origin: `${aasNamespace}aasx-origin`,
  spec: `${aasNamespace}aas-spec`,
  supplementary: `${aasNamespace}aas-suppl`,
  thumbnail: `${packageNamespace}relationships/metadata/thumbnail`,
};

const kindsByName: Readonly<Record<string, RelationshipKind>> = {
  'aasx-origin': 'origin',
  'aas-spec': 'spec',
  'aas-suppl': 'supplementary',
  'aasx-suppl': 'supplementary',
};

/** Reads a relationships part; faults of its single entries are violations at `path`. */
export function parseRelationships(text: string, path: string): Parsed<readonly Relationship[]> {
  const relationships: Relationship[] = [];
  const violations: Violation[] = [];
  const ids = new Set<string>();
  const report = (message: string): void => {
    violations.push({ path, constraint: 'aasx-relationship', message });
  };
  const namespace = `${packageNamespace}relationships`;
  const failure = readFlat(text, (tag, depth) => {
    const name = depth === 0 ? 'Relationships' : 'Relationship';
    if (tag.uri !== namespace || tag.local !== name || depth > 1) {
      report(`The element ${tag.local} does not belong in a relationships part.`);
      return;
    }
    if (depth === 0) return;
    if (relationships.length >= limits.archiveEntriesMax) return;
    const attribute = attributesOf(tag);
    const type = attribute.get('Type');
    const target = attribute.get('Target');
    if (type === undefined || target === undefined) {
      report('A relationship lacks its Type or its Target.');
      return;
    }
    const id = attribute.get('Id');
    if (id === undefined || ids.has(id)) {
      report(`The relationship to ${target.slice(0, 200)} lacks an Id of its own.`);
    }
    ids.add(id ?? '');
    const external = attribute.get('TargetMode') === 'External';
    relationships.push({ ...kindOf(type), type, target, external });
  });
  if (failure !== undefined) report(failure.message);
  return { value: relationships, violations };
}

/** Reads [Content_Types].xml. */
export function parseContentTypes(text: string): Parsed<ContentTypes> {
  const byExtension = new Map<string, string>();
  const byName = new Map<string, string>();
  const violations: Violation[] = [];
  const report = (message: string): void => {
    violations.push({ path: `/${contentTypesName}`, constraint: 'aasx-content-type', message });
  };
  const namespace = `${packageNamespace}content-types`;
  const failure = readFlat(text, (tag, depth) => {
    if (depth === 0 && tag.uri === namespace && tag.local === 'Types') return;
    const attribute = attributesOf(tag);
    const contentType = attribute.get('ContentType');
    const key = attribute.get(tag.local === 'Default' ? 'Extension' : 'PartName');
    if (depth !== 1 || tag.uri !== namespace || !/^(Default|Override)$/.test(tag.local)) {
      report(`The element ${tag.local} does not belong in the content types.`);
    } else if (contentType === undefined || key === undefined) {
      report(`A ${tag.local} lacks its ContentType or what it is for.`);
    } else if (tag.local === 'Default') {
      byExtension.set(key.toLowerCase().replace(/^\./, ''), contentType);
    } else {
      byName.set(foldPartName(key), contentType);
    }
  });
  if (failure !== undefined) report(failure.message);
  const value: ContentTypes = (partName) =>
    byName.get(foldPartName(partName)) ?? byExtension.get(extensionOf(partName));
  return { value, violations };
}

/**
 * The absolute part name that a target means, seen from the source part (`/` for the package), or
 * undefined when it leaves the package or is no part's name.
 */
export function resolveTarget(source: string, target: string): string | undefined {
  const bare = target.replace(/[?#].*$/s, '');
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(bare) || bare.startsWith('//') || bare.includes('\\')) {
    return undefined;
  }
  const base = bare.startsWith('/') ? '' : source.slice(0, source.lastIndexOf('/'));
  const segments: string[] = [];
  for (const segment of `${base}/${bare}`.split('/')) {
    // An encoded dot segment means the same as a plain one.
    const plain = segment.replace(/%2e/gi, '.');
    if (plain === '' || plain === '.') continue;
    if (plain !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.length === 0 ? undefined : `/${segments.join('/')}`;
}

/**
 * The parts that a path in the environment may mean, best first: from the package's root or from
 * the specification's folder, as a name or as a URI reference, with or without the file scheme.
 */
export function partNamesFor(path: string, spec: string): readonly string[] {
  const bare = path.replace(/^file:\/*/i, '/');
  const literal = bare.replace(/[?#]/g, encodeURIComponent);
  const spellings = literal === bare ? [bare] : [literal, bare];
  return spellings
    .flatMap((each) => [resolveTarget('/', each), resolveTarget(spec, each)])
    .filter((name) => name !== undefined);
}

/** The part that holds a part's relationships; `/` is the package itself. */
export function relationshipsPartOf(source: string): string {
  const slash = source.lastIndexOf('/');
  return `${source.slice(0, slash)}/_rels/${source.slice(slash + 1)}.rels`;
}

/** What part names are compared by: without case, without percent encoding. */
export function foldPartName(name: string): string {
  const absolute = name.startsWith('/') ? name : `/${name}`;
  return decodePartName(absolute).toLowerCase();
}

function decodePartName(name: string): string {
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch (cause) {
    if (cause instanceof URIError) return name;
    throw cause;
  }
}

/** A path as a part's name: what a URI may not hold is percent-encoded, the rest is kept. */
export function encodePartName(path: string): string {
  return path.replace(/%(?![0-9A-Fa-f]{2})|[^%A-Za-z0-9\-._~!$&'()*+,;=:@/]/gu, (character) =>
    character === '%' ? '%25' : encodeURIComponent(character),
  );
}

export function extensionOf(partName: string): string {
  const name = partName.slice(partName.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1).toLowerCase();
}

export interface NewRelationship {
  readonly kind: Exclude<RelationshipKind, 'other'>;
  readonly target: string;
}

export function writeRelationships(relationships: readonly NewRelationship[]): string {
  const rows = relationships.map(({ kind, target }, index) => {
    const to = escapeAttribute(target);
    return `<Relationship Id="r${index + 1}" Type="${relationshipTypes[kind]}" Target="${to}"/>`;
  });
  const namespace = `${packageNamespace}relationships`;
  return `${declaration}<Relationships xmlns="${namespace}">${rows.join('')}</Relationships>`;
}

/** Writes [Content_Types].xml: a type for each named part, and one for all relationships. */
export function writeContentTypes(types: ReadonlyMap<string, string>): string {
  const rows = [...types].map(([name, type]) => {
    const attributes = `PartName="${escapeAttribute(name)}" ContentType="${escapeAttribute(type)}"`;
    return `<Override ${attributes}/>`;
  });
  rows.unshift(`<Default Extension="rels" ContentType="${relationshipsType}"/>`);
  return `${declaration}<Types xmlns="${packageNamespace}content-types">${rows.join('')}</Types>`;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function kindOf(type: string): Pick<Relationship, 'kind' | 'legacy'> {
  // The text of IDTA-01005 writes "schema", ISO/IEC 29500-2 "schemas": both are met.
  if (type.replace('//schema.', '//schemas.') === relationshipTypes.thumbnail) {
    return { kind: 'thumbnail', legacy: false };
  }
  for (const namespace of [aasNamespace, aasLegacyNamespace]) {
    const kind = type.startsWith(namespace) ? kindsByName[type.slice(namespace.length)] : undefined;
    if (kind !== undefined) return { kind, legacy: type !== relationshipTypes[kind as 'spec'] };
  }
  return { kind: 'other', legacy: false };
}

function attributesOf(tag: XmlTag): ReadonlyMap<string, string> {
  return new Map(tag.attributes.map(({ uri, local, value }) => [uri === '' ? local : '', value]));
}

/** Reads a document whose elements matter by themselves; returns the fault it stopped at. */
function readFlat(text: string, open: (tag: XmlTag, depth: number) => void): Fault | undefined {
  let depth = 0;
  const parser = createXmlParser({
    open: (tag) => {
      open(tag, depth);
      depth += 1;
    },
    close: () => {
      depth -= 1;
    },
    text: () => {},
  });
  try {
    parser.write(text);
    parser.end();
  } catch (cause) {
    if (cause instanceof UnreadableXml) return cause.fault;
    throw cause;
  }
  return undefined;
}

/** The fault of a package, as a sentence about it. */
export function packageFault(detail: string, path?: string): Fault {
  return fault(
    twinErrors,
    'twin.malformed-package',
    { detail },
    path === undefined ? {} : { path },
  );
}
