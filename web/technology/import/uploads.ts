/**
 * Files on their way into the node: sent with progress, then followed as jobs until they are in or
 * refused. Lives above the pages, so that looking around does not stop an import.
 */

import type { Answer, Client, JobView } from '../client.ts';
import type { ApiFault } from '../fault.ts';
import { faultOf, unreachable } from '../fault.ts';
import { type FileReport, readReport } from './report.ts';

export interface Upload {
  readonly key: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly phase:
    | { readonly kind: 'sending'; readonly share: number }
    | { readonly kind: 'working'; readonly share: number; readonly jobId: string }
    | { readonly kind: 'done'; readonly report: FileReport }
    | { readonly kind: 'failed'; readonly fault: ApiFault; readonly report: FileReport | undefined }
    | { readonly kind: 'stopped' };
}

export interface Sending {
  readonly answer: Promise<Answer<unknown>>;
  readonly abort: () => void;
}

/** Sends a body and says how far it is; XMLHttpRequest, since fetch cannot tell. */
export type Send = (url: string, body: Blob, onShare: (share: number) => void) => Sending;

export interface UploadsOptions {
  readonly client: Pick<Client, 'importUrl' | 'job' | 'cancelJob'>;
  readonly send: Send;
  readonly wait: (ms: number) => Promise<void>;
  /** What came in is to be read again by the lists. */
  readonly onDone: () => void;
}

/** Files sent at once; the others wait, so that a folder of thousands stays possible. */
export const sendingMax = 2;
const pollMs = 400;

export class Uploads {
  readonly #options: UploadsOptions;
  readonly #stops = new Map<string, () => void>();
  readonly #listeners = new Set<() => void>();
  readonly #waiting: { readonly key: string; readonly file: File; readonly lenient: boolean }[] =
    [];
  #uploads: readonly Upload[] = [];
  #running = 0;
  #count = 0;

  constructor(options: UploadsOptions) {
    this.#options = options;
  }

  list = (): readonly Upload[] => this.#uploads;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(files: readonly File[], lenient: boolean): void {
    const added = files.map((file) => {
      this.#count += 1;
      return { key: `${this.#count}`, file, lenient };
    });
    this.#waiting.push(...added);
    const phase = { kind: 'sending', share: 0 } as const;
    this.#change([
      ...added.map(({ key, file }) => ({ key, name: file.name, sizeBytes: file.size, phase })),
      ...this.#uploads,
    ]);
    this.#next();
  }

  stop(key: string): void {
    const index = this.#waiting.findIndex((each) => each.key === key);
    if (index >= 0) this.#waiting.splice(index, 1);
    this.#stops.get(key)?.();
    this.#put(key, { kind: 'stopped' });
  }

  /** Forgets what is finished. */
  clear(): void {
    this.#change(this.#uploads.filter(({ phase }) => isUnderWay(phase)));
  }

  #next(): void {
    while (this.#running < sendingMax) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.#running += 1;
      this.#take(next.key, next.file, next.lenient)
        .catch((error: unknown) => this.#fail(next.key, unreachable(error)))
        .finally(() => {
          this.#running -= 1;
          this.#stops.delete(next.key);
          this.#next();
        });
    }
  }

  async #take(key: string, file: File, lenient: boolean): Promise<void> {
    const { client, send } = this.#options;
    const sending = send(client.importUrl(file.name, lenient), file, (share) =>
      this.#put(key, { kind: 'sending', share }),
    );
    this.#stops.set(key, sending.abort);
    const answer = await sending.answer;
    if (this.#isStopped(key)) return;
    if (!answer.ok) return this.#fail(key, answer.error);
    const jobId = jobIdOf(answer.value);
    if (jobId === undefined) return this.#done(key, readReport(answer.value));
    this.#stops.set(key, () => void client.cancelJob(jobId));
    await this.#follow(key, jobId);
  }

  async #follow(key: string, jobId: string): Promise<void> {
    for (;;) {
      const answer = await this.#options.client.job<unknown>(jobId);
      if (this.#isStopped(key)) return;
      if (!answer.ok) return this.#fail(key, answer.error);
      const job = answer.value;
      if (job.state === 'done') return this.#settle(key, job);
      if (job.state === 'cancelled') return this.#put(key, { kind: 'stopped' });
      if (job.state === 'failed') {
        const fault = faultOf(job.error, 400);
        return this.#fail(key, fault, readReport(job.output ?? job.error));
      }
      this.#put(key, { kind: 'working', share: job.progress, jobId });
      await this.#options.wait(pollMs);
    }
  }

  /** A strict import that was refused is a job that is done and whose output says so. */
  #settle(key: string, job: JobView<unknown>): void {
    const output = job.output as { readonly ok?: boolean; readonly error?: unknown } | undefined;
    if (output?.ok === false || output?.error !== undefined) {
      this.#fail(key, faultOf(output.error ?? output, 400), readReport(output));
    } else {
      this.#done(key, readReport(output));
    }
  }

  #done(key: string, report: FileReport): void {
    this.#put(key, { kind: 'done', report });
    this.#options.onDone();
  }

  #fail(key: string, fault: ApiFault, report?: FileReport): void {
    const violations = report?.violations ?? [];
    this.#put(key, { kind: 'failed', fault, report: violations.length > 0 ? report : undefined });
  }

  #isStopped(key: string): boolean {
    return this.#uploads.find((each) => each.key === key)?.phase.kind === 'stopped';
  }

  #put(key: string, phase: Upload['phase']): void {
    if (this.#isStopped(key)) return;
    this.#change(this.#uploads.map((each) => (each.key === key ? { ...each, phase } : each)));
  }

  #change(uploads: readonly Upload[]): void {
    this.#uploads = uploads;
    for (const listener of this.#listeners) listener();
  }
}

export function isUnderWay(phase: Upload['phase']): boolean {
  return phase.kind === 'sending' || phase.kind === 'working';
}

function jobIdOf(answer: unknown): string | undefined {
  const { job, id } = (answer ?? {}) as { readonly job?: unknown; readonly id?: unknown };
  if (typeof job === 'string') return job;
  if (typeof job === 'object' && job !== null) return jobIdOf(job);
  return typeof id === 'string' ? id : undefined;
}

/** The browser's way to send with progress. */
export const sendByRequest: Send = (url, body, onShare) => {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer<unknown>>((resolve) => {
    request.upload.onprogress = (event) =>
      onShare(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => {
      const parsed = parsedOf(request.responseText);
      resolve(
        request.status < 300
          ? { ok: true, value: parsed }
          : { ok: false, error: faultOf(parsed, request.status) },
      );
    };
    request.onerror = () => resolve({ ok: false, error: unreachable('the upload broke off') });
    request.onabort = () => resolve({ ok: false, error: unreachable('the upload was stopped') });
  });
  request.open('POST', url);
  request.setRequestHeader('accept', 'application/json');
  request.setRequestHeader('content-type', body.type || 'application/octet-stream');
  request.send(body);
  return { answer, abort: () => request.abort() };
};

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
