/**
 * Entity tags and conditional requests (RFC 9110, 8.8.3 and 13.1). A tag is the hash of the bytes
 * of the representation, so that equal documents have equal tags however they came to be.
 */

import { hash } from 'node:crypto';
import { err, type Fault, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { Precondition, StoredJson } from './port.ts';

/** The strong entity tag of a representation, with its quotes. */
export function etagOf(bytes: string | Uint8Array): string {
  return `"${hash('sha256', bytes, 'base64url').slice(0, 27)}"`;
}

/** A representation ready to be sent; `source` is the JSON of the elements that it is made of. */
export function storedJson(text: string, source = text): StoredJson {
  const json = Buffer.from(text);
  return { json, etag: etagOf(json), mayHoldBlob: source.includes('"Blob"') };
}

/** Whether there is anything to check, for which the current representation has to be read. */
export function isConditional(condition: Precondition | undefined): condition is Precondition {
  return condition?.ifMatch !== undefined || condition?.ifNoneMatch !== undefined;
}

/**
 * Whether a write may go on. `etags` are those of the current representations of what is written
 * (none: it does not exist). If-Match compares strongly, If-None-Match weakly; the first decides
 * before the second is looked at.
 */
export function checkPrecondition(
  condition: Precondition | undefined,
  what: string,
  etags: readonly string[],
): Result<void> {
  if (condition === undefined) return ok(undefined);
  if (condition.ifMatch !== undefined) {
    const wanted = readTags('If-Match', condition.ifMatch);
    if (!wanted.ok) return wanted;
    const holds =
      wanted.value === '*' ? etags.length > 0 : wanted.value.some((tag) => etags.includes(tag));
    if (!holds) return failed(what);
  }
  if (condition.ifNoneMatch !== undefined) {
    const unwanted = readTags('If-None-Match', condition.ifNoneMatch);
    if (!unwanted.ok) return unwanted;
    const found =
      unwanted.value === '*'
        ? etags.length > 0
        : unwanted.value.some((tag) => etags.includes(withoutWeakness(tag)));
    if (found) return failed(what);
  }
  return ok(undefined);
}

function failed(what: string): { readonly ok: false; readonly error: Fault } {
  return err(fault(twinErrors, 'twin.precondition-failed', { what }));
}

/** A list of entity tags as sent, weak ones with their `W/`; or `*`. */
function readTags(name: string, text: string): Result<'*' | readonly string[]> {
  const trimmed = text.trim();
  if (trimmed === '*') return ok('*');
  const tag = /(?:W\/)?"[\x21\x23-\x7e\x80-\uffff]*"/g;
  const rest = trimmed.replace(tag, '').replace(/[\s,]/g, '');
  const tags = trimmed.match(tag);
  if (tags === null || rest !== '') {
    const detail = 'must be * or a list of entity tags in quotes';
    return err(fault(twinErrors, 'twin.malformed-parameter', { name, detail }, { path: name }));
  }
  return ok(tags);
}

function withoutWeakness(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
