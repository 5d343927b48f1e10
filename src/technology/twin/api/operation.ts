/**
 * What an API operation of IDTA-01002 is here: a row of a table, from which the routes, the
 * checking of parameters and the comparison with the official OpenAPI documents all derive.
 */

import type { Readable } from 'node:stream';
import type { Result } from '#base';
import type { PageRequest, Precondition, ReadModifiers } from '../repository/port.ts';
import type { FormUpload } from './upload.ts';

type Method = 'DELETE' | 'GET' | 'PATCH' | 'POST' | 'PUT';

/** The parameters in paths; all but the idShortPath are base64url-encoded. */
export type PathName =
  | 'aasIdentifier'
  | 'cdIdentifier'
  | 'handleId'
  | 'idShortPath'
  | 'packageId'
  | 'submodelIdentifier';

/** A query parameter: how its text is read, and whether it may be repeated. */
export interface QueryParameter<T> {
  /** The value, or what is wrong with the text as the rest of a sentence. */
  readonly read: (text: string) => Result<T, string>;
  readonly isList?: boolean;
}

/** Every query parameter that some operation has, and what it is read into. */
export interface QueryValues {
  readonly level?: ReadModifiers['level'];
  readonly extent?: ReadModifiers['extent'];
  readonly limit?: number;
  readonly cursor?: string;
  readonly idShort?: string;
  readonly semanticId?: string;
  readonly isCaseOf?: string;
  readonly dataSpecificationRef?: string;
  readonly assetIds?: readonly { readonly name: string; readonly value: string }[];
  readonly assetKind?: string;
  readonly assetType?: string;
  readonly aasId?: string;
  readonly aasIds?: readonly string[];
  readonly submodelIds?: readonly string[];
  readonly includeConceptDescriptions?: boolean;
}

export type QueryName = keyof QueryValues;

/** What a level may be for an operation: both, or the one that the standard leaves. */
type LevelRule = 'any' | 'core' | 'deep';

/** One request, checked: what `run` works with. */
export interface Call {
  readonly path: Readonly<Record<PathName, string>>;
  readonly query: QueryValues;
  readonly page: PageRequest;
  readonly modifiers: ReadModifiers;
  /** The parsed JSON body; undefined for operations without one. */
  readonly body: unknown;
  /** The uploaded form, its file still to be read; for `form` bodies only. */
  readonly form?: FormUpload;
  readonly condition: Precondition;
  readonly accept: string | undefined;
  /** Where this API is mounted, e.g. `/api/v3.1`. */
  readonly base: string;
  /** The address without its query. */
  readonly address: string;
}

/** What is answered. Bytes are sent as they are; `json` is serialised. */
export type Answer =
  | {
      readonly kind: 'json';
      readonly status: 200 | 201 | 202;
      readonly json: unknown;
      readonly etag?: string;
      readonly location?: string;
      readonly retryAfterS?: number;
    }
  | { readonly kind: 'bytes'; readonly json: Buffer; readonly etag?: string }
  | { readonly kind: 'empty'; readonly status: 200 | 204 }
  | { readonly kind: 'redirect'; readonly status: 202 | 302; readonly location: string }
  | {
      readonly kind: 'stream';
      /** Opened once, when it is sent. */
      readonly body: () => Readable;
      readonly contentType: string;
      readonly etag?: string;
      readonly sizeBytes?: number;
      readonly headers?: Readonly<Record<string, string>>;
    };

export interface Operation {
  /** The operation's name in IDTA-01002, without the suffix of its mount. */
  readonly id: string;
  readonly method: Method;
  /** With `{name}` for path parameters, as OpenAPI writes it. */
  readonly path: string;
  readonly query?: readonly QueryName[];
  readonly level?: LevelRule;
  /** `value`: a JSON value-only document, whose numbers keep all their digits. */
  readonly body?: 'form' | 'json' | 'value';
  /** `file` where a read answers with whatever was stored or asked for, not with JSON. */
  readonly answers?: 'file';
  /** The status codes of success. */
  readonly success: readonly number[];
  /** True for what this node serves beyond the standard, e.g. aliases for other tools. */
  readonly isExtra?: boolean;
  readonly run: (call: Call) => Promise<Result<Answer>>;
}

export function json(value: unknown, etag?: string): Result<Answer> {
  return { ok: true, value: { kind: 'json', status: 200, json: value, etag } };
}

export function created(value: unknown, location: string, etag?: string): Result<Answer> {
  return { ok: true, value: { kind: 'json', status: 201, json: value, location, etag } };
}

export function empty(status: 200 | 204 = 204): Result<Answer> {
  return { ok: true, value: { kind: 'empty', status } };
}

export function redirect(status: 202 | 302, location: string): Result<Answer> {
  return { ok: true, value: { kind: 'redirect', status, location } };
}

/** A list's page in the standard's envelope. */
export function paged(items: readonly unknown[], cursor: string | undefined): Result<Answer> {
  const paging = cursor === undefined ? {} : { cursor };
  return json({ paging_metadata: paging, result: items });
}

/** The same of items that are JSON already, with what the metadata say. */
export function pagedJson(
  items: readonly Buffer[],
  paging: Readonly<Record<string, unknown>>,
): Result<Answer> {
  const parts: Buffer[] = [Buffer.from(`{"paging_metadata":${JSON.stringify(paging)},"result":[`)];
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(comma);
    parts.push(item);
  }
  return { ok: true, value: { kind: 'bytes', json: Buffer.concat([...parts, pageEnd]) } };
}

const comma = Buffer.from(',');
const pageEnd = Buffer.from(']}');
