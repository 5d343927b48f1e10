/** GET /node: what this node is, for its pages and for others' programs. */

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ok } from '#base';
import { route } from '../http/route.ts';

const nodeSchema = z.object({
  name: z.string(),
  region: z.string(),
  jurisdiction: z.string(),
  version: z.string(),
  demo: z.boolean().meta({ description: 'whether machines here are simulated' }),
});

export type NodeDescription = z.output<typeof nodeSchema>;

export function nodeRoutes(app: FastifyInstance, describe: () => NodeDescription): void {
  route(app, {
    id: 'getNode',
    summary: 'What this node is',
    method: 'GET',
    url: '/node',
    answer: { status: 200, description: 'The node', body: nodeSchema },
    handle: async () => ok(describe()),
  });
}
