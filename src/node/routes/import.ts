/** POST /import: takes a file (AASX, JSON or XML) as the body and imports it as a job. */

import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok } from '#base';
import type { Jobs } from '#store';
import { type ImportJob, importJobKind } from '#technology/twin';
import { route } from '../http/route.ts';
import type { Uploads } from '../import/uploads.ts';
import { jobSchema, jobView } from './jobs.ts';

export interface ImportRoutesOptions {
  readonly jobs: Jobs;
  readonly uploads: Uploads;
  readonly bytesMax: number;
  readonly dataFolder: string;
  readonly baseUrl: string;
}

export function importRoutes(app: FastifyInstance, options: ImportRoutesOptions): void {
  const { jobs, uploads, bytesMax, dataFolder, baseUrl } = options;
  // The file is not parsed here: whatever it says it is, its content tells the job what it is.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  route(app, {
    id: 'importFile',
    summary: 'Import a package or an environment: AASX, JSON or XML, told apart by content',
    method: 'POST',
    url: '/import',
    rawBody: '*/*',
    query: z.strictObject({
      name: z.string().min(1).max(255).optional().meta({ description: "the file's name" }),
      lenient: z
        .enum(['true', 'false'])
        .default('false')
        .meta({ description: 'import what is readable and report the rest' }),
    }),
    answer: {
      status: 202,
      description: 'The job that imports it; its output is the report',
      body: z.object({ job: jobSchema }),
    },
    faults: ['node.body-too-large', 'node.malformed-body'],
    async handle({ query, request, reply }) {
      const content = (request.body ?? request.raw) as Readable;
      const kept = await uploads.keep(content, bytesMax);
      if (!kept.ok) return kept;
      const lenient = query.lenient === 'true';
      const input: ImportJob = {
        name: query.name ?? 'upload',
        file: kept.value,
        lenient,
        dataFolder,
        baseUrl,
      };
      try {
        const job = await jobs.submit(importJobKind.kind, input);
        reply.header('location', `/api/node/v1/jobs/${job.id}`);
        return ok({ job: jobView(job) });
      } catch (cause) {
        await uploads.remove(kept.value);
        throw cause;
      }
    },
  });
}
