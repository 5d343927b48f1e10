/**
 * Files that were sent for import: kept in the data folder until their job has ended, so that a
 * job that is taken up again after a restart still finds its file.
 */

import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { err, fault, type Logger, ok, type Result } from '#base';
import type { Job, Jobs } from '#store';
import { importJobKind } from '#technology/twin';
import { nodeErrors } from '../errors.ts';

export interface Uploads {
  /** Removes what no waiting job needs, and follows the jobs from now on. */
  start(): Promise<void>;
  stop(): void;
  /** Streams content in; the path that it is kept at. */
  keep(content: Readable, bytesMax: number): Promise<Result<string>>;
  remove(file: string): Promise<void>;
}

/** Unfinished jobs that are looked at when the node starts. */
const jobsMax = 2_000;

export function openUploads(options: {
  readonly folder: string;
  readonly jobs: Jobs;
  readonly logger: Logger;
}): Uploads {
  const folder = join(options.folder, 'uploads');
  const { jobs, logger } = options;
  const remove = (file: string) => rm(file, { force: true });
  let unlisten = () => {};
  return {
    async start() {
      const needed = new Set((await jobs.list(jobsMax)).filter(isUnfinished).map(fileOf));
      await mkdir(folder, { recursive: true });
      for (const name of await readdir(folder)) {
        if (!needed.has(name)) await remove(join(folder, name));
      }
      unlisten = jobs.onChange((job) => {
        const name = fileOf(job);
        if (isUnfinished(job) || name === undefined) return;
        remove(join(folder, name)).catch((cause: unknown) => {
          logger.warn('an upload could not be removed; the next start does it', { name, cause });
        });
      });
    },
    stop: () => unlisten(),
    remove,
    async keep(content, bytesMax) {
      const file = join(folder, randomUUID());
      let sizeBytes = 0;
      let tooLarge = false;
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          sizeBytes += chunk.length;
          tooLarge = sizeBytes > bytesMax;
          if (tooLarge) done(new Error('the upload is too large'));
          else done(null, chunk);
        },
      });
      try {
        await pipeline(content, measure, createWriteStream(file, { flush: true }));
        return ok(file);
      } catch (cause) {
        await remove(file);
        if (tooLarge) return err(fault(nodeErrors, 'node.body-too-large', { limit: bytesMax }));
        const detail = 'it was cut off before its end';
        if (content.errored || content.readableAborted) {
          return err(fault(nodeErrors, 'node.malformed-body', { detail }));
        }
        throw cause;
      }
    },
  };
}

function isUnfinished(job: Job): boolean {
  return job.finishedAtMs === undefined;
}

function fileOf(job: Job): string | undefined {
  const file = (job.input as { readonly file?: unknown } | null)?.file;
  return job.kind === importJobKind.kind && typeof file === 'string' ? basename(file) : undefined;
}
