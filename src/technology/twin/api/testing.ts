/** The API on twins in a temporary folder, for tests and benchmarks. */

import fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { silentLogger, systemClock } from '#base';
import { openTestTwins, type TestTwins } from '../repository/testing.ts';
import { createOperationHandlers, type OperationHandlers } from './operation-handlers.ts';
import { twinRoutes } from './routes.ts';

export interface TestApi extends TestTwins {
  readonly app: FastifyInstance;
  readonly handlers: OperationHandlers;
}

export async function openTestApi(
  options: {
    readonly fetch?: typeof fetch;
    readonly allowedOperationHosts?: readonly string[];
    readonly on?: TestTwins;
  } = {},
): Promise<TestApi> {
  const store = options.on ?? (await openTestTwins());
  const handlers = createOperationHandlers();
  const app = fastify({ routerOptions: { maxParamLength: 11_000, ignoreTrailingSlash: true } });
  for (const version of ['3.0', '3.1'] as const) {
    await app.register(twinRoutes, {
      prefix: `/api/v${version}`,
      version,
      twins: store.twins,
      operations: handlers,
      allowedOperationHosts: options.allowedOperationHosts ?? [],
      fetch: options.fetch ?? fetch,
      clock: systemClock,
      logger: silentLogger,
    });
  }
  await app.ready();
  return {
    ...store,
    app,
    handlers,
    async close() {
      await app.close();
      await store.close();
    },
  };
}

/** One request with a JSON body, and its answer parsed where it is JSON. */
export async function ask(
  { app }: Pick<TestApi, 'app'>,
  method: NonNullable<InjectOptions['method']>,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const response = await app.inject({
    method,
    url: `/api/v3.1${path}`,
    ...(body === undefined
      ? { headers }
      : {
          payload: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': 'application/json', ...headers },
        }),
  });
  const isJson = String(response.headers['content-type'] ?? '').startsWith('application/json');
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape.
  const json: any = isJson && response.body !== '' ? JSON.parse(response.body) : undefined;
  return { status: response.statusCode, headers: response.headers, body: response.body, json };
}
