/**
 * The pages' client of the node: the AAS API (IDTA-01002) under /api/v3.1 and what the pages need
 * besides under /api/node/v1. Every answer is a Result; a refusal carries the sentences that the
 * node sent, so that a page can show what went wrong and the way out. `fetch` comes in.
 */

import type { Result } from '#base';
import { encodeBase64Url } from '#base';
import type { TwinSummary } from '#technology/twin';
import type {
  AssetKind,
  ConceptDescription,
  KnownSubmodel,
  Shell,
  SpecificAssetId,
  Submodel,
  SubmodelElement,
} from '#technology/twin/model';
import { type ApiFault, readFault, unreachable } from './fault.ts';
import type { ConnectionView } from './reading/connection.ts';

export type { TwinSummary } from '#technology/twin';

export type Answer<T> = Result<T, ApiFault>;

/** A thing with the entity tag that a later save names in If-Match. */
export interface Versioned<T> {
  readonly value: T;
  readonly etag?: string;
}

/** What a list of twins is asked for; all of it must fit. */
export interface TwinsAsked {
  /** Words or their beginnings. */
  readonly q?: string;
  readonly kind?: AssetKind;
  readonly has?: KnownSubmodel;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly cursor?: string;
}

export interface Counts {
  readonly shells: number;
  readonly submodels: number;
  readonly concepts: number;
}

export type Format = 'aasx' | 'json' | 'xml';

const mediaTypes: Readonly<Record<Format, string>> = {
  aasx: 'application/asset-administration-shell-package+xml',
  json: 'application/json',
  xml: 'application/xml',
};

type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

export interface ClientOptions {
  readonly fetch: Fetch;
  /** Where the node is; empty for the page's own origin. */
  readonly origin?: string;
}

export type Client = ReturnType<typeof createClient>;

/** The client's operations, each one request of the standard or of the node's own interface. */
export function createClient({ fetch, origin = '' }: ClientOptions) {
  const call = caller(fetch);
  const aas = `${origin}/api/v3.1`;
  return {
    ...nodeOperations(call, `${origin}/api/node/v1`),
    ...shellOperations(call, aas),
    ...submodelOperations(call, aas),
    ...elementOperations(call, aas),
  };
}

type Caller = ReturnType<typeof caller>;

function nodeOperations(call: Caller, node: string) {
  return {
    twins: (asked: TwinsAsked, limit: number, cursor?: string, signal?: AbortSignal) =>
      call.read<PageOf<TwinSummary>>(`${node}/twins${query({ ...asked, limit, cursor })}`, signal),
    counts: (signal?: AbortSignal) => call.read<Counts>(`${node}/twins/counts`, signal),
    importUrl: (name: string, lenient: boolean) =>
      `${node}/import${query({ name, lenient: lenient ? 'true' : undefined })}`,
    job: <Output>(id: string, signal?: AbortSignal) =>
      call.read<JobView<Output>>(`${node}/jobs/${encodeURIComponent(id)}`, signal),
    /** Takes back a package that the node itself wrote; answers with the job's id. */
    importPackage: async (body: Blob): Promise<Answer<string>> => {
      const url = `${node}/import${query({ name: 'restored.aasx', lenient: 'true' })}`;
      const answer = await call.form('POST', url, body);
      if (!answer.ok) return answer;
      const { job } = (await answer.value.json()) as { readonly job: JobView<unknown> };
      return { ok: true, value: job.id };
    },
    cancelJob: (id: string) => call.write('DELETE', `${node}/jobs/${encodeURIComponent(id)}`),
    connections: (signal?: AbortSignal) =>
      call.read<PageOf<ConnectionView>>(`${node}/connections`, signal),
  };
}

function shellOperations(call: Caller, aas: string) {
  const shellUrl = (id: string) => `${aas}/shells/${encodeBase64Url(id)}`;
  return {
    shell: (id: string, signal?: AbortSignal) => call.versioned<Shell>(shellUrl(id), signal),
    putShell: (shell: Shell, etag?: string) => call.write('PUT', shellUrl(shell.id), shell, etag),
    deleteShell: (id: string) => call.write('DELETE', shellUrl(id)),
    createShell: (shell: Shell) => call.write('POST', `${aas}/shells`, shell),
    addSubmodelReference: (shellId: string, reference: unknown) =>
      call.write('POST', `${shellUrl(shellId)}/submodel-refs`, reference),
    removeSubmodelReference: (shellId: string, submodelId: string) =>
      call.write('DELETE', `${shellUrl(shellId)}/submodel-refs/${encodeBase64Url(submodelId)}`),
    thumbnailUrl: (id: string) => `${shellUrl(id)}/asset-information/thumbnail`,
    thumbnail: (id: string) => call.blob(`${shellUrl(id)}/asset-information/thumbnail`, '*/*'),
    putThumbnail: (id: string, file: Blob, name: string) => {
      const form = new FormData();
      form.set('fileName', name);
      form.set('file', file, name);
      return call.form('PUT', `${shellUrl(id)}/asset-information/thumbnail`, form);
    },
    /** Shells that carry an asset id; asset ids are serialised and encoded as the standard says. */
    shellsOfAsset: (assetId: Pick<SpecificAssetId, 'name' | 'value'>, signal?: AbortSignal) =>
      call.read<{ result: readonly string[] }>(
        `${aas}/lookup/shells?assetIds=${encodeBase64Url(JSON.stringify(assetId))}`,
        signal,
      ),
    /** An environment of the named shells; the format is chosen by the Accept header. */
    serialization: (shellIds: readonly string[], format: Format, signal?: AbortSignal) => {
      const ids = shellIds.map((id) => `aasIds=${encodeBase64Url(id)}`).join('&');
      const url = `${aas}/serialization?${ids}&includeConceptDescriptions=true`;
      return call.blob(url, mediaTypes[format], signal);
    },
  };
}

function submodelOperations(call: Caller, aas: string) {
  const submodelUrl = (id: string) => `${aas}/submodels/${encodeBase64Url(id)}`;
  return {
    submodel: (id: string, signal?: AbortSignal) =>
      call.versioned<Submodel>(`${submodelUrl(id)}`, signal),
    submodelMetadata: (id: string, signal?: AbortSignal) =>
      call.read<Submodel>(`${submodelUrl(id)}/$metadata`, signal),
    submodelPaths: (id: string, signal?: AbortSignal) =>
      call.read<readonly string[]>(`${submodelUrl(id)}/$path`, signal),
    putSubmodel: (submodel: Submodel, etag?: string) =>
      call.write('PUT', submodelUrl(submodel.id), submodel, etag),
    patchSubmodelMetadata: (metadata: Submodel, etag?: string) =>
      call.write('PATCH', `${submodelUrl(metadata.id)}/$metadata`, metadata, etag),
    /** Ids of shells that name a submodel, two at most: enough to know whether it is shared. */
    shellsNaming: (submodelId: string) =>
      call.ask<{ readonly result: readonly string[] }>(`${aas}/query/shells?limit=2`, {
        $select: 'id',
        $condition: {
          $eq: [{ $field: '$aas#submodels[].keys[0].value' }, { $strVal: submodelId }],
        },
      }),
    /** The submodels with their files, as one package. */
    submodelPackage: (ids: readonly string[]) => {
      const named = ids.map((id) => `submodelIds=${encodeBase64Url(id)}`).join('&');
      const url = `${aas}/serialization?${named}&includeConceptDescriptions=false`;
      return call.blob(url, mediaTypes.aasx);
    },
    createSubmodel: (submodel: Submodel) => call.write('POST', `${aas}/submodels`, submodel),
    deleteSubmodel: (id: string) => call.write('DELETE', submodelUrl(id)),
    /** Those of the ids that the node has, by one query (IDTA-01002, query language). */
    conceptsByIds: (ids: readonly string[]) =>
      call.ask<{ result: readonly ConceptDescription[] }>(
        `${aas}/query/concept-descriptions?limit=${ids.length}`,
        { $condition: anyOf(ids.map((id) => ({ $eq: [{ $field: '$cd#id' }, { $strVal: id }] }))) },
      ),
  };
}

function elementOperations(call: Caller, aas: string) {
  const elementsUrl = (id: string) => `${aas}/submodels/${encodeBase64Url(id)}/submodel-elements`;
  const elementUrl = (id: string, path: string) => `${elementsUrl(id)}/${encodeURIComponent(path)}`;
  return {
    element: (id: string, path: string, signal?: AbortSignal) =>
      call.versioned<SubmodelElement>(elementUrl(id, path), signal),
    putElement: (id: string, path: string, element: SubmodelElement, etag?: string) =>
      call.write('PUT', elementUrl(id, path), element, etag),
    /** At the end of `parentPath`, or of the submodel where it is undefined. */
    createElement: (id: string, parentPath: string | undefined, element: SubmodelElement) =>
      call.write(
        'POST',
        parentPath === undefined ? elementsUrl(id) : elementUrl(id, parentPath),
        element,
      ),
    deleteElement: (id: string, path: string, etag?: string) =>
      call.write('DELETE', elementUrl(id, path), undefined, etag),
    patchValue: (id: string, path: string, value: unknown, etag?: string) =>
      call.write('PATCH', `${elementUrl(id, path)}/$value`, value, etag),
    putFile: (id: string, path: string, file: File) => {
      const form = new FormData();
      form.set('fileName', file.name);
      form.set('file', file);
      return call.form('PUT', `${elementUrl(id, path)}/attachment`, form);
    },
    fileUrl: (id: string, path: string) => `${elementUrl(id, path)}/attachment`,
  };
}

/** A job as the node shows it (src/store/jobs.ts, without its input). */
export interface JobView<Output> {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: number;
  readonly step?: string;
  readonly output?: Output;
  readonly error?: { readonly code: string; readonly message: string };
}

function query(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** The schema of the query language wants two conditions or more in an $or. */
function anyOf(conditions: readonly unknown[]): unknown {
  return conditions.length === 1 ? conditions[0] : { $or: conditions };
}

function caller(fetch: Fetch) {
  const send = async (url: string, init: RequestInit): Promise<Answer<Response>> => {
    try {
      const response = await fetch(url, init);
      if (response.ok) return { ok: true, value: response };
      return { ok: false, error: await readFault(response) };
    } catch (cause) {
      if (init.signal?.aborted === true) throw cause;
      return { ok: false, error: unreachable(cause) };
    }
  };
  const headers = { accept: 'application/json' };

  return {
    async read<T>(url: string, signal?: AbortSignal): Promise<Answer<T>> {
      const answer = await send(url, { headers, signal });
      if (!answer.ok) return answer;
      return { ok: true, value: (await answer.value.json()) as T };
    },
    async versioned<T>(url: string, signal?: AbortSignal): Promise<Answer<Versioned<T>>> {
      const answer = await send(url, { headers, signal, cache: 'no-cache' });
      if (!answer.ok) return answer;
      const etag = answer.value.headers.get('etag') ?? undefined;
      return { ok: true, value: { value: (await answer.value.json()) as T, etag } };
    },
    async ask<T>(url: string, question: unknown): Promise<Answer<T>> {
      const answer = await send(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(question),
      });
      if (!answer.ok) return answer;
      return { ok: true, value: (await answer.value.json()) as T };
    },
    async blob(url: string, accept: string, signal?: AbortSignal): Promise<Answer<Blob>> {
      const answer = await send(url, { headers: { accept }, signal });
      if (!answer.ok) return answer;
      return { ok: true, value: await answer.value.blob() };
    },
    form: (method: string, url: string, body: FormData | Blob): Promise<Answer<Response>> =>
      send(url, { method, headers, body }),
    async write(
      method: string,
      url: string,
      body?: unknown,
      etag?: string,
    ): Promise<Answer<Response>> {
      return send(url, {
        method,
        headers: {
          ...headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(etag === undefined ? {} : { 'if-match': etag }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
    },
  };
}
