/** The OpenAPI 3.1 document of /api/node/v1, made from the routes' own schemas. */

import { z } from 'zod';
import type { Answer, Operation } from './route.ts';
import type { RouteEntry } from './route-table.ts';

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'One sentence: the fault and the way out.' },
    code: { type: 'string', description: 'Stable identifier of the fault.' },
    requestId: { type: 'string' },
    path: { type: 'string', description: 'Where in the request the fault lies.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'detail'],
        properties: {
          code: { type: 'string' },
          detail: { type: 'string' },
          path: { type: 'string' },
        },
      },
    },
  },
} as const;

/** The document for all operations in the table whose address begins with `prefix`. */
export function openApiDocument(
  table: readonly RouteEntry[],
  prefix: string,
  version: string,
): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, url, operation } of table) {
    if (operation === undefined || !url.startsWith(prefix) || method === 'HEAD') continue;
    const path = url.slice(prefix.length).replace(/:(\w+)/g, '{$1}') || '/';
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Registan node',
      version,
      description:
        'What the node offers beside the AAS API. Errors are problem details (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: prefix }],
    paths,
    components: { schemas: { Problem: problemSchema } },
  };
}

function operationObject(operation: Operation): unknown {
  const parameters = [
    ...parametersOf('path', operation.params),
    ...parametersOf('query', operation.query),
  ];
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...bodyOf(operation),
    responses: {
      [operation.answer.status]: answerObject(operation.answer),
      default: {
        description: ['A problem', ...(operation.faults ?? [])].join('; '),
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function parametersOf(
  where: 'path' | 'query',
  schema: z.ZodObject | undefined,
): readonly unknown[] {
  if (schema === undefined) return [];
  return Object.entries(schema.shape).map(([name, field]) => {
    const type = field as z.ZodType;
    const json = jsonSchema(type, 'input') as { description?: string };
    return {
      name,
      in: where,
      required: where === 'path' || !type.safeParse(undefined).success,
      ...(json.description === undefined ? {} : { description: json.description }),
      schema: json,
    };
  });
}

function bodyOf(operation: Operation): object {
  if (operation.rawBody !== undefined) {
    const content = { [operation.rawBody]: { schema: {} } };
    return { requestBody: { required: true, content } };
  }
  if (operation.body === undefined) return {};
  const schema = jsonSchema(operation.body, 'input');
  return { requestBody: { required: true, content: { 'application/json': { schema } } } };
}

function answerObject(answer: Answer): unknown {
  const { description, mediaType, body } = answer;
  if (mediaType !== undefined) return { description, content: { [mediaType]: {} } };
  if (body === undefined) return { description };
  return { description, content: { 'application/json': { schema: jsonSchema(body, 'output') } } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}
