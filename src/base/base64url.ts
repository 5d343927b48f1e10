/**
 * Unpadded base64url (RFC 4648, section 5) of UTF-8 text, as IDTA-01002 asks for identifiers in
 * paths. Works in the browser and in Node.
 */

import { err, ok, type Result } from './result.ts';

const isPrintableAscii = /^[ -~]*$/;

export function encodeBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The text behind an unpadded base64url string; the error is a sentence without the input. */
export function decodeBase64Url(encoded: string): Result<string, string> {
  if (!/^[A-Za-z0-9_-]*$/.test(encoded)) {
    return err('has a character outside A-Z, a-z, 0-9, "-" and "_" (padding is not allowed)');
  }
  if (encoded.length % 4 === 1) return err('has a length that base64url cannot have');
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  // Nearly all identifiers are ASCII, whose bytes are the text; they are on every request's path.
  if (isPrintableAscii.test(binary)) return ok(binary);
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  try {
    return ok(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (cause) {
    if (cause instanceof TypeError) return err('does not decode to UTF-8 text');
    throw cause;
  }
}
