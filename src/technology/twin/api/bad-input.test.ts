/**
 * Random and mutated requests at every route: no answer is a server error, each refusal is a
 * Result object, what was refused has changed nothing, and a long run leaves no memory behind.
 * `BAD_INPUT_RUNS` sets how many (100,000 for the long run), `BAD_INPUT_SEED` repeats one.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { encodeBase64Url } from '#base';
import { fixture } from './fixture.ts';
import type { PathName } from './operation.ts';
import { operationTable } from './table.ts';
import { openTestApi, type TestApi } from './testing.ts';

const runs = Number(process.env.BAD_INPUT_RUNS ?? 1000);
const seed = Number(process.env.BAD_INPUT_SEED ?? Math.floor(Math.random() * 0x7fffffff));

const rows = operationTable({
  twins: {} as TestApi['twins'],
  handlers: { register: () => () => undefined, find: () => undefined },
  delegation: { fetch, allowedHosts: [] },
  running: { start: never, recover: never, stop: never },
  version: '3.1',
});

/** A run of this length has warmed everything up; from then on the heap must stay as it is. */
const warmUpRuns = 10_000;
const heapGrowthBytesMax = 24 * 1024 * 1024;

/** Bytes in use after a full collection. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

function never(): never {
  throw new Error('only the rows are looked at here');
}

/** Names that every object has without having been given them. */
const prototypeNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

const noise = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', '%', '%zz', '..', '=', 'a', ...prototypeNames, '$value', '\u0000'),
);
/** Mostly what is there, so that what comes after it is reached; else something that is not. */
const wrongSegment = fc.oneof(
  noise.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.string({ maxLength: 20 }).map(encodeBase64Url),
);
const segment = (names: readonly string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: wrongSegment },
  );
const id = (...ids: readonly string[]) => segment(ids.map(encodeBase64Url));
const segments = fc.record({
  aasIdentifier: id('https://example.org/shells/one', 'urn:new'),
  submodelIdentifier: id('https://example.org/submodels/one', 'urn:new'),
  cdIdentifier: id('https://example.org/concepts/machine', 'urn:new'),
  packageId: id('package'),
  handleId: id('handle'),
  idShortPath: segment([
    'Speed',
    'Collection',
    'Collection.Inner',
    'Collection.Bytes',
    'Collection.Manual',
    'List',
    'List[0]',
    'List%5B1%5D',
    'Reset',
    'Turning',
    'New',
  ]),
});

/** Which of the row's parameters, by number; beyond them one that nobody knows. */
const query = fc.oneof(
  { weight: 3, arbitrary: fc.constant<[number, string][]>([]) },
  {
    weight: 2,
    arbitrary: fc.array(
      fc.tuple(
        fc.nat(20),
        fc.oneof(
          { weight: 1, arbitrary: noise },
          {
            weight: 4,
            arbitrary: fc.constantFrom('core', 'deep', 'withBlobValue', '1', '7', 'e30', 'true'),
          },
        ),
      ),
      { maxLength: 2 },
    ),
  },
);

const validBodies = [
  ...(fixture.assetAdministrationShells ?? []),
  ...(fixture.submodels ?? []),
  ...(fixture.submodels ?? []).flatMap((one) => one.submodelElements ?? []),
  ...(fixture.conceptDescriptions ?? []),
  { type: 'ModelReference', keys: [{ type: 'Submodel', value: 'urn:x' }] },
  [{ id: 'urn:x', endpoints: [] }],
  { $condition: { $eq: [{ $field: '$sm#id' }, { $strVal: 'x' }] } },
  { inputArguments: [], clientTimeoutDuration: 'PT1S' },
  5,
  'text',
].map((one) => JSON.stringify(one));

/** A valid document with one piece taken out, doubled or replaced. */
const mutated = fc
  .tuple(fc.constantFrom(...validBodies), fc.nat(), fc.nat(30), noise)
  .map(([text, at, length, piece]) => {
    const start = at % (text.length + 1);
    return text.slice(0, start) + piece + text.slice(start + length);
  });

/** A valid document with one value somewhere in it replaced by another. */
const replaced = fc
  .tuple(fc.constantFrom(...validBodies), fc.nat(), fc.json({ maxDepth: 2 }))
  .map(([text, at, value]) => {
    const values = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?!\s*:)|true|false|-?\d+(?:\.\d+)?/g)];
    const found = values[at % Math.max(1, values.length)];
    if (found === undefined) return value;
    return text.slice(0, found.index) + value + text.slice(found.index + found[0].length);
  });

/** A valid document in which one attribute goes by the name of another, or of none. */
const renamed = fc
  .tuple(
    fc.constantFrom(...validBodies),
    fc.nat(),
    noise.map((text) => JSON.stringify(text)),
  )
  .map(([text, at, name]) => {
    const keys = [...text.matchAll(/"(?:[^"\\]|\\.)*"(?=\s*:)/g)];
    const found = keys[at % Math.max(1, keys.length)];
    if (found === undefined) return name;
    return text.slice(0, found.index) + name + text.slice(found.index + found[0].length);
  });

const body = fc.oneof(
  { weight: 4, arbitrary: replaced },
  { weight: 2, arbitrary: renamed },
  { weight: 2, arbitrary: mutated },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 4, arbitrary: fc.constantFrom(...validBodies) },
);

const contentType = fc.oneof(
  { weight: 20, arbitrary: fc.constant('application/json') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'text/plain',
      'multipart/form-data',
      'multipart/form-data; boundary=x',
      'x',
    ),
  },
);

const headers = fc.record(
  {
    'if-match': fc.constantFrom('*', '"x"', 'nonsense', '"a;value"'),
    'if-none-match': fc.constantFrom('*', '"x"', ''),
    accept: fc.constantFrom('*/*', 'text/html', 'application/xml', ';;q=x'),
  },
  { requiredKeys: [] },
);
const mostlyNone = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: headers },
);

const request = fc.record({
  row: fc.constantFrom(...rows),
  method: fc.oneof(
    { weight: 20, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom('GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'HEAD') },
  ),
  segments,
  query,
  body,
  contentType,
  headers: mostlyNone,
  version: fc.constantFrom('3.0', '3.1'),
});
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

function addressOf({ row, segments: filled, query: asked, version }: Request): string {
  const path = row.path.replaceAll(/\{(\w+)\}/g, (_all, name) => filled[name as PathName]);
  const names = row.query ?? [];
  const pairs = asked.map(([at, value]) => {
    const name = at === 20 ? 'unknown' : (names[at % Math.max(1, names.length)] ?? 'limit');
    return `${name}=${encodeURIComponent(value.toWellFormed())}`;
  });
  return `/api/v${version}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`;
}

async function stateOf(api: TestApi): Promise<string> {
  const found = await api.twins.environment.exportEnvironment({ includeConceptDescriptions: true });
  assert.ok(found.ok);
  const counts = await api.twins.search.counts();
  const descriptors = await api.twins.registry.listShells({}, { limit: 1000 });
  return JSON.stringify([found.value.environment, counts, descriptors]);
}

test(`no request makes the server fail (seed ${seed}, ${runs} runs)`, async () => {
  const api = await openTestApi();
  const imported = await api.twins.environment.importEnvironment(fixture);
  assert.ok(imported.ok);
  const seen = new Map<number, number>();
  let state = await stateOf(api);
  let asked = 0;
  let warmHeapBytes = Number.NaN;
  try {
    await fc.assert(
      fc.asyncProperty(request, async (given) => {
        asked += 1;
        if (asked === warmUpRuns) warmHeapBytes = heapBytes();
        const method = (given.method ?? given.row.method) as 'GET';
        const hasBody = method !== 'GET' && (given.method as string) !== 'HEAD';
        const response = await api.app.inject({
          method,
          url: addressOf(given),
          headers: {
            ...given.headers,
            ...(hasBody ? { 'content-type': given.contentType } : {}),
          },
          ...(hasBody ? { payload: Buffer.from(given.body, 'utf8') } : {}),
        });
        const status = response.statusCode;
        seen.set(status, (seen.get(status) ?? 0) + 1);
        assert.ok(status < 500, `${status} ${response.body}`);
        if (status >= 400 && method !== ('HEAD' as string)) {
          const { messages } = JSON.parse(response.body);
          assert.ok(messages.length > 0 && messages[0].text.length > 0, response.body);
        }
        if (status < 300 && method !== 'GET') {
          // What a good request took away is put back, so that the next ones find it.
          assert.ok((await api.twins.environment.importEnvironment(fixture)).ok);
          state = await stateOf(api);
        } else {
          assert.equal(await stateOf(api), state, 'a refused request has changed something');
        }
      }),
      { seed, numRuns: runs },
    );
    if (asked > 2 * warmUpRuns) {
      const grownBytes = heapBytes() - warmHeapBytes;
      assert.ok(grownBytes < heapGrowthBytesMax, `the heap grew by ${grownBytes} bytes`);
    }
  } finally {
    await api.close();
  }
  const statuses = [...seen.keys()];
  assert.ok(statuses.some((one) => one < 300) && statuses.includes(400) && statuses.includes(404));
});
