/**
 * Requests per second of the hot reads and of a durable write, 32 keep-alive connections, beside
 * a bare `node:http` server that sends the same number of bytes. Baseline and measurement take
 * turns, and the medians are compared, because the machine's speed drifts.
 */

import { encodeBase64Url } from '#base';
import { startNode } from '../../test/running-process.ts';
import { type LoadRequest, runLoad } from '../load.ts';
import {
  type Bar,
  type BenchContext,
  type Measurement,
  median,
  type Row,
  row,
} from '../measurement.ts';
import { startBareServer } from '../processes.ts';
import { openSeeded } from './open-seeded.ts';
import { seedSubmodel, submodelId, writeSubmodels } from './seed.ts';

const submodelCount = 10_000;
const turns = 3;
const connections = 32;
/** Each submodel is written this often with another value, before the first one comes again. */
const rounds = 3;
const warmUpMs = 1_000;
const durationMs = 3_000;

export const http: Measurement = {
  name: 'http',
  async measure(context) {
    const seeded = await openSeeded(context.folder);
    context.say(`seeding ${submodelCount} submodels`);
    await writeSubmodels(seeded.twins, 0, submodelCount, seedSubmodel);
    await seeded.close();
    const node = await startNode(context.folder);
    try {
      const rows: Row[] = [];
      for (const each of cases()) rows.push(await compare(context, node.origin, each));
      return rows;
    } finally {
      await node.stop();
    }
  },
};

interface Case {
  readonly what: string;
  readonly requests: readonly LoadRequest[];
  readonly bar: Bar;
}

function cases(): readonly Case[] {
  const paths = Array.from(
    { length: submodelCount },
    (_, index) => `/api/v3.1/submodels/${encodeBase64Url(submodelId(index))}`,
  );
  const value = '/submodel-elements/Value3/$value';
  const get = (path: string): LoadRequest => ({ method: 'GET', path });
  return [
    {
      what: `GET a 2.5 kB submodel of ${submodelCount}`,
      requests: paths.map(get),
      bar: { of: 'ratio', is: 'at least', value: 0.6 },
    },
    {
      what: "GET one element's $value",
      requests: paths.map((path) => get(path + value)),
      bar: { of: 'ratio', is: 'at least', value: 0.6 },
    },
    {
      what: 'PATCH one $value, durable when answered',
      requests: Array.from({ length: rounds }, (_, round) =>
        paths.map((path, index) => ({
          method: 'PATCH',
          path: path + value,
          body: `${index}.${round + 1}`,
        })),
      ).flat(),
      bar: { of: 'ratio', is: 'at least', value: 0.25 },
    },
  ];
}

async function compare(context: BenchContext, origin: string, each: Case): Promise<Row> {
  const bodyBytes = await sizeOf(origin, each.requests[0]);
  const bare = await startBareServer(bodyBytes);
  const load = { connections, warmUpMs, durationMs };
  const measured: number[] = [];
  const baseline: number[] = [];
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      context.say(`${each.what}, turn ${turn + 1} of ${turns}`);
      const node = await runLoad({ ...load, origin, requests: each.requests });
      const plain = await runLoad({ ...load, origin: bare.origin, requests: each.requests });
      measured.push(node.requestsPerSecond);
      baseline.push(plain.requestsPerSecond);
    }
  } finally {
    await bare.stop();
  }
  const what = `bare node:http, ${bodyBytes} bytes`;
  return row(
    each.what,
    'requests/s',
    median(measured),
    { what, measured: median(baseline) },
    each.bar,
  );
}

async function sizeOf(origin: string, request: LoadRequest | undefined): Promise<number> {
  if (request === undefined) throw new Error('a case without requests');
  const answer = await fetch(origin + request.path, {
    method: request.method,
    ...(request.body === undefined
      ? {}
      : { body: request.body, headers: { 'content-type': 'application/json' } }),
  });
  if (!answer.ok) throw new Error(`${request.path} answered ${answer.status}`);
  return (await answer.arrayBuffer()).byteLength;
}
