/**
 * idShortPath: how one names an element inside a submodel, `Documents[0].Title` (IDTA-01001,
 * mappings, format "Path"). Parsing tells the position of a fault.
 */

import { err, ok, type Result } from '#base';
import { type Container, childrenOf } from './elements.ts';

export type PathSegment = { readonly idShort: string } | { readonly index: number };

const idShortCharacters = /[A-Za-z0-9_-]*/y;
const digits = /[0-9]*/y;

/**
 * The segments of an idShortPath: `<idShort> { "." <idShort> | "[" <Index> "]" }*`, idShorts as
 * AASd-002 has them. The error is a sentence part: what is wrong, and at which character.
 */
export function parsePath(text: string): Result<readonly PathSegment[], string> {
  const segments: PathSegment[] = [];
  if (text === '') return err('is empty; it must start with an idShort');
  let position = 0;
  while (position < text.length) {
    const isIndex = text[position] === '[' && position > 0;
    if (!isIndex && position > 0) {
      if (text[position] !== '.') return unexpected(text, position, '"." or "["');
      position += 1;
    }
    const read = isIndex ? readIndex(text, position) : readIdShort(text, position);
    if (!read.ok) return read;
    segments.push(read.value.segment);
    position = read.value.end;
  }
  return ok(segments);
}

export function formatPath(segments: readonly PathSegment[]): string {
  let text = '';
  for (const segment of segments) {
    if ('index' in segment) text += `[${segment.index}]`;
    else text += text === '' ? segment.idShort : `.${segment.idShort}`;
  }
  return text;
}

/**
 * Format "Path": the idShortPaths of an element and what is in it, in document order; of a
 * submodel only what is in it, since an identifiable has no idShortPath. `core`: one level.
 */
export function toPaths(
  of: Container,
  options: { readonly level?: 'deep' | 'core' } = {},
): readonly string[] {
  const paths: string[] = [];
  const isSubmodel = of.modelType === 'Submodel';
  const start = isSubmodel ? '' : (of.idShort ?? '');
  if (!isSubmodel) paths.push(start);
  collect(of, start, options.level === 'core' ? 1 : Number.POSITIVE_INFINITY, paths);
  return paths;
}

function collect(of: Container, prefix: string, depth: number, paths: string[]): void {
  if (depth === 0) return;
  const inList = of.modelType === 'SubmodelElementList';
  childrenOf(of).forEach((child, index) => {
    const name = child.idShort ?? '';
    const path = inList ? `${prefix}[${index}]` : prefix === '' ? name : `${prefix}.${name}`;
    paths.push(path);
    collect(child, path, depth - 1, paths);
  });
}

type Read = Result<{ readonly segment: PathSegment; readonly end: number }, string>;

function readIdShort(text: string, start: number): Read {
  idShortCharacters.lastIndex = start;
  const idShort = idShortCharacters.exec(text)?.[0] ?? '';
  const end = start + idShort.length;
  if (idShort === '') return unexpected(text, start, 'an idShort');
  if (!/^[A-Za-z]/.test(idShort)) return unexpected(text, start, 'a letter to start the idShort');
  if (idShort.endsWith('-')) {
    return err(`has an idShort that ends with a hyphen at character ${end}`);
  }
  return ok({ segment: { idShort }, end });
}

function readIndex(text: string, start: number): Read {
  digits.lastIndex = start + 1;
  const index = digits.exec(text)?.[0] ?? '';
  const end = start + 1 + index.length;
  if (index === '') return unexpected(text, end, 'an index');
  if (index.length > 1 && index.startsWith('0')) {
    return err(`has an index with a leading zero at character ${start + 2}`);
  }
  if (!Number.isSafeInteger(Number(index))) {
    return err(`has an index that is too large at character ${start + 2}`);
  }
  if (text[end] !== ']') return unexpected(text, end, '"]"');
  return ok({ segment: { index: Number(index) }, end: end + 1 });
}

function unexpected(text: string, position: number, expected: string) {
  const character = text.codePointAt(position);
  const found =
    character === undefined ? 'the end' : JSON.stringify(String.fromCodePoint(character));
  return err(`has ${found} at character ${position + 1} where ${expected} must stand`);
}
