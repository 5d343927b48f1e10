/**
 * The parameters of a request, read once at the edge: identifiers out of base64url, modifiers,
 * pages, filters. What an operation does not know is refused, so that nothing is silently ignored.
 */

import { isAscii } from 'node:buffer';
import { decodeBase64Url, err, type Fault, fault, limits, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import { verify } from '../model/index.ts';
import type { PageRequest, Precondition, ReadModifiers } from '../repository/port.ts';
import { apiErrors } from './errors.ts';
import type { Operation, PathName, QueryName, QueryParameter, QueryValues } from './operation.ts';

type Texts = Readonly<Record<string, string>>;
type RawQuery = Readonly<Record<string, string | readonly string[]>>;

export function readPath(raw: Texts): Result<Readonly<Record<PathName, string>>> {
  const values: Record<string, string> = {};
  for (const name in raw) {
    const text = raw[name] ?? '';
    if (name === 'idShortPath') {
      values[name] = text;
      continue;
    }
    const decoded = decodeIdentifier(text);
    if (!decoded.ok) return malformed(name, decoded.error);
    if (decoded.value === '') return malformed(name, 'is empty');
    values[name] = decoded.value;
  }
  return ok(values as Record<PathName, string>);
}

/** As `decodeBase64Url`, by way of a Buffer for plain ASCII, since every request comes by here. */
function decodeIdentifier(text: string): Result<string, string> {
  if (text.length % 4 !== 1 && /^[A-Za-z0-9_-]*$/.test(text)) {
    const bytes = Buffer.from(text, 'base64url');
    if (isAscii(bytes)) return ok(bytes.toString('latin1'));
  }
  return decodeBase64Url(text);
}

export function readQuery(operation: Operation, raw: RawQuery): Result<QueryValues> {
  let values: Record<string, unknown> | undefined;
  for (const name in raw) {
    if (!operation.query?.includes(name as QueryName)) return err(unknown(operation, name));
    const read = readOne(name as QueryName, raw[name] ?? '');
    if (!read.ok) return read;
    const rule = operation.level ?? 'any';
    if (name === 'level' && rule !== 'any' && read.value !== rule) {
      return malformed(name, `must be "${rule}" here`);
    }
    values ??= {};
    values[name] = read.value;
  }
  return ok(values ?? none);
}

const none: QueryValues = {};

export function pageOf(query: QueryValues): PageRequest {
  const limit = Math.min(query.limit ?? limits.pageSizeDefault, limits.pageSizeMax);
  return query.cursor === undefined ? { limit } : { limit, cursor: query.cursor };
}

/** The modifiers with the standard's defaults: deep, and without the values of Blobs. */
export function modifiersOf(query: QueryValues): ReadModifiers {
  if (query.level === undefined && query.extent === undefined) return defaultModifiers;
  return { level: query.level ?? 'deep', extent: query.extent ?? 'withoutBlobValue' };
}

const defaultModifiers: ReadModifiers = { level: 'deep', extent: 'withoutBlobValue' };

/** An entity tag for another form of the same state: `"7"` as `"7;value"`. */
export function variantTag(etag: string, variant: string): string {
  return variant === '' ? etag : `${etag.slice(0, -1)};${variant}"`;
}

/** The conditions of a request, their tags brought back to those of the plain form. */
export function conditionOf(headers: {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
}): Precondition {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifMatch === undefined && ifNoneMatch === undefined) return noCondition;
  return { ifMatch: plainTags(ifMatch), ifNoneMatch: plainTags(ifNoneMatch) };
}

const noCondition: Precondition = {};

function plainTags(header: string | undefined): string | undefined {
  return header?.replaceAll(/;[a-z-]+"/g, '"');
}

function readOne(name: QueryName, raw: string | readonly string[]): Result<unknown> {
  const parameter = parameters[name];
  if (typeof raw === 'string' && parameter.isList !== true) {
    const read = parameter.read(raw);
    return read.ok ? read : malformed(name, read.error);
  }
  if (parameter.isList !== true) return err(fault(apiErrors, 'api.repeated-parameter', { name }));
  const values: unknown[] = [];
  for (const text of (typeof raw === 'string' ? [raw] : raw).flatMap((one) => one.split(','))) {
    const read = parameter.read(text);
    if (!read.ok) return malformed(name, read.error);
    if (Array.isArray(read.value)) values.push(...read.value);
    else values.push(read.value);
  }
  return ok(values);
}

function malformed(name: string, detail: string): { readonly ok: false; readonly error: Fault } {
  return err(fault(twinErrors, 'twin.malformed-parameter', { name, detail }, { path: name }));
}

function unknown(operation: Operation, name: string): Fault {
  const names = operation.query ?? [];
  const known = names.length === 0 ? 'none does' : `what does is ${names.join(', ')}`;
  return fault(apiErrors, 'api.unknown-parameter', { name, known }, { path: name });
}

function oneOf<T extends string>(...allowed: readonly T[]): QueryParameter<T> {
  return {
    read: (text) => {
      const found = allowed.find((one) => one === text);
      return found === undefined ? err(`must be one of ${allowed.join(', ')}`) : ok(found);
    },
  };
}

const plainText: QueryParameter<string> = {
  read: (text) => (text === '' ? err('is empty; leave it out instead') : ok(text)),
};

const encodedText: QueryParameter<string> = {
  read: (text) => {
    const decoded = decodeBase64Url(text);
    return decoded.ok && decoded.value === '' ? err('is empty; leave it out instead') : decoded;
  },
};

const limit: QueryParameter<number> = {
  read: (text) => {
    if (/^[1-9][0-9]{0,8}$/.test(text)) return ok(Number(text));
    return err(`must be a whole number of at least 1; at most ${limits.pageSizeMax} are returned`);
  },
};

const truth: QueryParameter<boolean> = {
  read: (text) => {
    // Python and .NET clients write True and False.
    if (/^(true|True)$/.test(text)) return ok(true);
    return /^(false|False)$/.test(text) ? ok(false) : err('must be true or false');
  },
};

/** Each is the base64url of a SpecificAssetId as JSON, or of an array of them. */
const assetIds: QueryParameter<unknown> = {
  isList: true,
  read: (text) => {
    const decoded = decodeBase64Url(text);
    if (!decoded.ok) return decoded;
    let parsed: unknown;
    try {
      parsed = JSON.parse(decoded.value);
    } catch (cause) {
      if (!(cause instanceof SyntaxError)) throw cause;
      return err('does not decode to JSON; each must be a SpecificAssetId as JSON in base64url');
    }
    const ids: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
    for (const id of ids) {
      const violation = verify('SpecificAssetId', id)[0];
      if (violation !== undefined) {
        return err(`is no SpecificAssetId: ${violation.path} ${violation.message}`);
      }
    }
    return ok(ids);
  },
};

const parameters: Readonly<Record<QueryName, QueryParameter<unknown>>> = {
  level: oneOf('deep', 'core'),
  extent: oneOf('withBlobValue', 'withoutBlobValue'),
  limit,
  cursor: plainText,
  idShort: plainText,
  semanticId: encodedText,
  isCaseOf: encodedText,
  dataSpecificationRef: encodedText,
  assetIds,
  assetKind: oneOf('Instance', 'NotApplicable', 'Role', 'Type'),
  assetType: encodedText,
  aasId: encodedText,
  aasIds: { ...encodedText, isList: true },
  submodelIds: { ...encodedText, isList: true },
  includeConceptDescriptions: truth,
};
