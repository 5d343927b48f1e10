/**
 * GET /twins: the list of twins as a page shows it, searched at the size of a region's centre
 * without loading the shells; and GET /twins/counts.
 */

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { limits, ok } from '#base';
import type { Twins } from '#technology/twin';
import { type AssetKind, knownSubmodels } from '#technology/twin/model';
import { route } from '../http/route.ts';

const summarySchema = z.object({
  id: z.string(),
  idShort: z.string().optional(),
  assetCode: z
    .string()
    .optional()
    .meta({ description: 'the specific asset id `assetCode`: what people call the asset' }),
  displayName: z
    .array(z.object({ language: z.string(), text: z.string() }))
    .readonly()
    .optional(),
  assetKind: z.string(),
  globalAssetId: z.string().optional(),
  submodelCount: z.int(),
  hasThumbnail: z.boolean(),
});

const kinds = ['Instance', 'Type', 'Role', 'NotApplicable'] as const satisfies AssetKind[];

const pageSchema = z.object({
  items: z.array(summarySchema).readonly(),
  cursor: z.string().optional().meta({ description: 'where the next page starts, if any' }),
});

const querySchema = z.strictObject({
  q: z
    .string()
    .max(200)
    .default('')
    .meta({ description: 'words, or their beginnings, in id, names and asset ids' }),
  kind: z.enum(kinds).optional().meta({ description: 'only assets of this kind' }),
  has: z
    .enum(knownSubmodels)
    .optional()
    .meta({ description: 'only twins with such a submodel, by its semanticId' }),
  limit: z.coerce.number().int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault),
  cursor: z.string().optional(),
});

const countsSchema = z.object({ shells: z.int(), submodels: z.int(), concepts: z.int() });

export function twinListRoutes(app: FastifyInstance, { search }: Pick<Twins, 'search'>): void {
  route(app, {
    id: 'listTwins',
    summary: 'The twins on this node, a page at a time',
    method: 'GET',
    url: '/twins',
    query: querySchema,
    answer: { status: 200, description: 'One page', body: pageSchema },
    handle: async ({ query: { q, kind, has, limit, cursor } }) => {
      return search.search(q, { limit, cursor }, { kind, has });
    },
  });
  route(app, {
    id: 'countTwins',
    summary: 'How many shells, submodels and concept descriptions there are',
    method: 'GET',
    url: '/twins/counts',
    answer: { status: 200, description: 'The counts', body: countsSchema },
    handle: async () => ok(await search.counts()),
  });
}
