/** A running node, as the commands ask it: over its HTTP API, with its problems as faults. */

import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeBase64Url, err, type Fault, fault, ok, type Result } from '#base';
import type { ImportOutcome } from '#technology/twin';
import type { CommandCall } from '../cli/command.ts';
import { nodeErrors } from '../errors.ts';

export interface ExportSelection {
  readonly shells: readonly string[];
  readonly submodels: readonly string[];
  readonly withConcepts: boolean;
}

export interface Remote {
  readonly url: string;
  /** Whether a node answers there. */
  answers(): Promise<boolean>;
  importFile(
    file: string,
    options: { readonly name: string; readonly lenient: boolean },
    report: (progress: number) => void,
  ): Promise<Result<ImportOutcome>>;
  /** The document as the node streams it. */
  exportTwins(selection: ExportSelection, mediaType: string): Promise<Result<Readable>>;
}

const pollMs = 100;
const answerMsMax = 2000;

export function openRemote(
  url: string,
  call: CommandCall<{ readonly token?: string | undefined }>,
): Remote {
  const base = url.replace(/\/+$/, '');
  const { signal } = call;
  const { token } = call.options;
  const ask = (path: string, init: RequestInit & { duplex?: 'half' } = {}) => {
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    return askNode(base, path, { signal, ...init, headers });
  };

  return {
    url: base,
    async answers() {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMsMax)]);
      return (await ask('/api/node/v1/node', { signal: limit })).ok;
    },
    async importFile(file, { name, lenient }, report) {
      const query = new URLSearchParams({ name, lenient: String(lenient) });
      const sent = await ask(`/api/node/v1/import?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>,
        duplex: 'half',
      });
      if (!sent.ok) return sent;
      const { job } = (await sent.value.json()) as { job: JobView };
      return await follow(job, report, async (id) => {
        await wait(pollMs, undefined, { signal });
        return await ask(`/api/node/v1/jobs/${encodeURIComponent(id)}`);
      });
    },
    async exportTwins({ shells, submodels, withConcepts }, mediaType) {
      const query = new URLSearchParams({ includeConceptDescriptions: String(withConcepts) });
      for (const id of shells) query.append('aasIds', encodeBase64Url(id));
      for (const id of submodels) query.append('submodelIds', encodeBase64Url(id));
      const path = `/api/v3.1/serialization?${query}`;
      const answer = await ask(path, { headers: { accept: mediaType } });
      if (!answer.ok) return answer;
      const { body } = answer.value;
      return ok(body === null ? Readable.from([]) : Readable.fromWeb(body as never));
    },
  };
}

interface JobView {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly progress: number;
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Follows a job to its end. */
async function follow(
  submitted: JobView,
  report: (progress: number) => void,
  next: (id: string) => Promise<Result<Response>>,
): Promise<Result<ImportOutcome>> {
  let job = submitted;
  for (;;) {
    if (job.state === 'done') return ok(job.output as ImportOutcome);
    if (job.state === 'failed' || job.state === 'cancelled') {
      const { code, message } = job.error ?? { code: 'store.job-cancelled', message: job.state };
      return err({ code, status: 500, message });
    }
    report(job.progress);
    const answer = await next(job.id);
    if (!answer.ok) return answer;
    job = (await answer.value.json()) as JobView;
  }
}

async function askNode(
  base: string,
  path: string,
  init: RequestInit & { duplex?: 'half' },
): Promise<Result<Response>> {
  let response: Response;
  try {
    response = await fetch(`${base}${path}`, init);
  } catch (cause) {
    if (!(cause instanceof TypeError) && (cause as Error).name !== 'TimeoutError') throw cause;
    return err(fault(nodeErrors, 'node.unreachable', { url: base }));
  }
  return response.ok ? ok(response) : err(await faultOf(response));
}

/** The fault behind an answer: problem details, or the AAS API's Result messages. */
async function faultOf(response: Response): Promise<Fault> {
  const { status } = response;
  const text = await response.text();
  try {
    const body = JSON.parse(text) as {
      readonly code?: string;
      readonly detail?: string;
      readonly messages?: readonly { readonly code?: string; readonly text?: string }[];
    };
    const [first] = body.messages ?? [];
    const message = body.detail ?? first?.text;
    if (message !== undefined) {
      return { code: body.code ?? first?.code ?? String(status), status, message };
    }
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  return fault(nodeErrors, 'node.strange-answer', { status });
}
