/**
 * The API against the official OpenAPI documents of IDTA-01002: every operation is there, with the
 * documented parameters and status codes, in every profile. The documents are read from
 * `../shared/specs`; where that is missing, the test says so and is skipped.
 */

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import {
  type ApiOperation,
  createOperationHandlers,
  operationTable,
  type Twins,
} from '#technology/twin';

const folder = new URL('../../shared/specs/aas-api/', import.meta.url);
const skip = existsSync(folder) ? false : 'the official documents are not at ../shared/specs';

/** The rows alone: nothing of the parts is used before an operation is called. */
const table = operationTable({
  twins: {} as Twins,
  handlers: createOperationHandlers(),
  delegation: { fetch, allowedHosts: [] },
  running: { start: unused, recover: unused, stop: unused },
  version: '3.1',
});

interface Documented {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly success: readonly number[];
  readonly body: 'form' | 'json' | undefined;
}

test('every documented operation is served with its parameters and status codes', { skip }, () => {
  const files = documents();
  assert.equal(files.length, 28);
  assert.equal(read('Entire-API-Collection/V3.1.yaml').length, 224);
  // The documents of the profiles differ in details; what one of them allows is expected.
  const wanted = new Map<string, Documented>();
  for (const file of files) {
    const operations = read(file);
    assert.ok(operations.length > 0, file);
    for (const one of operations) {
      const key = `${one.method} ${one.path}`;
      wanted.set(key, union(wanted.get(key) ?? one, one));
    }
  }
  assert.deepEqual([...wanted.values()].flatMap(differences), []);
});

test('what is served beyond the documents is marked as such', { skip }, () => {
  const known = new Set(
    documents().flatMap((file) => read(file).map(({ method, path }) => `${method} ${path}`)),
  );
  const unmarked = table
    .filter((row) => !row.isExtra && !known.has(`${row.method} ${row.path}`))
    .map((row) => `${row.method} ${row.path}`);
  // The address whose spelling the official document of the single shell gets wrong.
  const corrected =
    'POST /shells/{aasIdentifier}/aas/submodels/{submodelIdentifier}' +
    '/submodel-elements/{idShortPath}/invoke-async';
  assert.deepEqual(unmarked, [corrected]);
});

test('no operation is there twice', () => {
  const keys = table.map((row) => `${row.method} ${row.path.replaceAll(/\{\w+\}/g, '{}')}`);
  assert.equal(new Set(keys).size, keys.length);
});

function documents(): readonly string[] {
  return readdirSync(folder)
    .filter((service) => /ServiceSpecification$|^Entire-API-Collection$/.test(service))
    .flatMap((service) => {
      const inService = readdirSync(new URL(`${service}/`, folder));
      return inService.map((file) => `${service}/${file}`);
    });
}

function union(one: Documented, other: Documented): Documented {
  return {
    ...one,
    query: [...new Set([...one.query, ...other.query])],
    success: [...new Set([...one.success, ...other.success])].toSorted(),
  };
}

/** How a row and a documented operation differ, in sentences. */
function differences(wanted: Documented): readonly string[] {
  const name = `${wanted.method} ${wanted.path}`;
  const row = table.find((one) => one.method === wanted.method && one.path === wanted.path);
  if (row === undefined) return [`${name} is missing`];
  const found: string[] = [];
  for (const parameter of wanted.query) {
    if (!queryOf(row).includes(parameter)) found.push(`${name} lacks the parameter ${parameter}`);
  }
  for (const status of wanted.success) {
    if (!statusesOf(row).includes(status)) found.push(`${name} never answers ${status}`);
  }
  if (wanted.success.length > 0 && row.success.some((one) => !wanted.success.includes(one))) {
    found.push(
      `${name} answers ${row.success.join(', ')}, documented ${wanted.success.join(', ')}`,
    );
  }
  const body = row.body === 'value' ? 'json' : row.body;
  if (wanted.body !== undefined && body !== wanted.body) {
    found.push(`${name} takes ${row.body ?? 'no'} body, documented ${wanted.body}`);
  }
  return found;
}

function queryOf(row: ApiOperation): readonly string[] {
  return row.query ?? [];
}

/** Deleting a thumbnail is documented with 200 and 204; one answer is one of them. */
function statusesOf(row: ApiOperation): readonly number[] {
  return row.id === 'DeleteThumbnail' ? [200, 204] : row.success;
}

interface Reference {
  readonly $ref?: string;
}
interface Parameter extends Reference {
  readonly name?: string;
  readonly in?: string;
}
interface DocumentedOperation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly requestBody?: { readonly content?: Readonly<Record<string, unknown>> };
}
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>;
}

function read(file: string): readonly Documented[] {
  const document = parse(readFileSync(new URL(file, folder), 'utf8')) as OpenApi;
  const found: Documented[] = [];
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (!/^(get|put|post|patch|delete)$/.test(method)) continue;
      found.push(documentedAs(method, path, operation));
    }
  }
  return found;
}

function documentedAs(method: string, path: string, operation: DocumentedOperation): Documented {
  const types = Object.keys(operation.requestBody?.content ?? {});
  const isForm = types.includes('multipart/form-data');
  return {
    method: method.toUpperCase(),
    path: mountOf(path),
    query: (operation.parameters ?? []).flatMap((one) => queryName(one) ?? []),
    success: Object.keys(operation.responses)
      .filter((status) => /^[23]/.test(status))
      .map(Number),
    body: types.length === 0 ? undefined : isForm ? 'form' : 'json',
  };
}

/** Where the single shell and the single submodel are mounted (see the API's README). */
function mountOf(path: string): string {
  if (/^\/aas(\/|$)/.test(path)) return `/shells/{aasIdentifier}${path}`;
  if (/^\/submodel(\/|$)/.test(path)) return `/submodels/{submodelIdentifier}${path}`;
  return path;
}

/** Query parameters; the shared ones are referred to by the capitalised name. */
function queryName(parameter: Parameter): string | undefined {
  if (parameter.$ref === undefined) {
    return parameter.in === 'query' ? parameter.name : undefined;
  }
  const name = parameter.$ref.split('/').at(-1) ?? '';
  const inPaths = /Identifier$|^IdShortPath$|^HandleId$/;
  return inPaths.test(name) ? undefined : name.charAt(0).toLowerCase() + name.slice(1);
}

function unused(): never {
  throw new Error('only the rows are looked at here');
}
