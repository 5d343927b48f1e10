/** The jobs as pages and commands see them: their progress, their outcome, and how to stop one. */

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { err, fault, ok } from '#base';
import type { Job, Jobs } from '#store';
import { nodeErrors } from '../errors.ts';
import { route } from '../http/route.ts';

export const jobSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  progress: z.number().min(0).max(1),
  step: z.string().optional().meta({ description: 'what is being done, as a message key' }),
  output: z.unknown().optional(),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().optional(),
});

/** Without its input, which may name files of this machine. */
export function jobView({ input: _input, ...job }: Job): z.output<typeof jobSchema> {
  return job;
}

const params = z.object({ id: z.string().max(100) });

export function jobRoutes(app: FastifyInstance, jobs: Jobs): void {
  route(app, {
    id: 'listJobs',
    summary: 'The newest jobs, newest first',
    method: 'GET',
    url: '/jobs',
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: { status: 200, description: 'Jobs', body: z.object({ items: z.array(jobSchema) }) },
    handle: async ({ query }) => ok({ items: (await jobs.list(query.limit)).map(jobView) }),
  });

  route(app, {
    id: 'getJob',
    summary: 'One job: its progress, and its outcome once it has ended',
    method: 'GET',
    url: '/jobs/:id',
    params,
    answer: { status: 200, description: 'The job', body: jobSchema },
    faults: ['node.job-not-found'],
    async handle({ params: { id } }) {
      const job = await jobs.get(id);
      return job === undefined ? notFound(id) : ok(jobView(job));
    },
  });

  route(app, {
    id: 'cancelJob',
    summary: 'Stop a job that waits or runs',
    method: 'DELETE',
    url: '/jobs/:id',
    params,
    answer: { status: 200, description: 'The job as it ended', body: jobSchema },
    faults: ['node.job-not-found', 'node.job-finished'],
    async handle({ params: { id } }) {
      const cancelled = await jobs.cancel(id);
      const job = await jobs.get(id);
      if (job === undefined) return notFound(id);
      return cancelled ? ok(jobView(job)) : err(fault(nodeErrors, 'node.job-finished', { id }));
    },
  });
}

function notFound(id: string) {
  return err(fault(nodeErrors, 'node.job-not-found', { id }));
}
