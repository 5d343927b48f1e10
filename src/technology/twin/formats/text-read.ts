/**
 * Bytes to text and text to documents: the encoding from the byte order mark, the format from the
 * first character, never from a name. XML is parsed as it arrives; JSON needs the whole text.
 */

import { err, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { ClassName } from '../model/index.ts';
import { type RawDocument, readJson } from './json-read.ts';
import { createXmlReader } from './xml-read.ts';
import { DamagedEntry, type Zip } from './zip.ts';

export type TextFormat = 'json' | 'xml';

/** Reads a JSON or XML document from its bytes, as the class that it is said to hold. */
export async function readDocument(
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  as: ClassName,
  bytesMax: number,
): Promise<Result<RawDocument & { readonly format: TextFormat }>> {
  const decode = createDecoder();
  let format: TextFormat | undefined;
  let text = '';
  const xml = createXmlReader(as);
  let bytes = 0;
  const take = (piece: string): Result<void> => {
    format ??= formatOf(text + piece);
    if (format !== 'xml') {
      text += piece;
      return ok(undefined);
    }
    const result = xml.write(text + piece);
    text = '';
    return result;
  };
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) {
      const details = { what: 'document', limit: `${bytesMax} bytes` };
      return err(fault(twinErrors, 'twin.too-large', details));
    }
    const piece = decode(chunk);
    const taken = piece.ok ? take(piece.value) : piece;
    if (!taken.ok) return taken;
  }
  const last = decode();
  const taken = last.ok ? take(last.value) : last;
  if (!taken.ok) return taken;
  if (format === undefined) {
    const detail = text.trim() === '' ? 'it is empty' : 'it starts with neither "{" nor "<"';
    return err(fault(twinErrors, 'twin.unknown-format', { detail }));
  }
  const document = format === 'xml' ? xml.end() : readJson(text);
  return document.ok ? ok({ ...document.value, format }) : document;
}

/** The text of a small part of a package. */
export async function readSmallPart(zip: Zip, entry: string, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  if ((zip.sizeOf(entry) ?? 0) > bytesMax) {
    const details = { what: 'part', limit: `${bytesMax} bytes` };
    throw new DamagedEntry(fault(twinErrors, 'twin.too-large', details, { path: `/${entry}` }));
  }
  for await (const chunk of zip.open(entry)) chunks.push(chunk as Buffer);
  return new TextDecoder('utf-8').decode(Buffer.concat(chunks));
}

/** What a document is by its first character; undefined when that tells nothing. */
function formatOf(start: string): TextFormat | undefined {
  const first = start.match(/[^\ufeff\s]/)?.[0];
  if (first === '<') return 'xml';
  return first === '{' || first === '[' ? 'json' : undefined;
}

/** Decodes a stream piece by piece; called without a chunk at its end. */
function createDecoder(): (chunk?: Uint8Array) => Result<string> {
  let decoder: TextDecoder | undefined;
  let held = new Uint8Array();
  return (chunk) => {
    try {
      if (decoder === undefined) {
        // Two bytes tell UTF-16 from UTF-8.
        held = chunk === undefined ? held : Buffer.concat([held, chunk]);
        if (held.length < 2 && chunk !== undefined) return ok('');
        decoder = new TextDecoder(encodingOf(held), { fatal: true });
        return ok(decoder.decode(held, { stream: chunk !== undefined }));
      }
      return ok(chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      const detail = 'its bytes are no valid text; save it as UTF-8';
      return err(fault(twinErrors, 'twin.unknown-format', { detail }));
    }
  };
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
