/** Front door of the common ground: what every room may use. It imports nothing. */

export { decodeBase64Url, encodeBase64Url } from './base64url.ts';
export type { Clock } from './clock.ts';
export { systemClock } from './clock.ts';
export type { Cursor } from './cursor.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export type { ErrorCatalogue, ErrorKind, Fault } from './errors.ts';
export { defineErrors, fault } from './errors.ts';
export type { Brand } from './ids.ts';
export { newId } from './ids.ts';
export { limits } from './limits.ts';
export type { Logger } from './logger.ts';
export { silentLogger } from './logger.ts';
export type { Result } from './result.ts';
export { err, ok, unwrap } from './result.ts';
