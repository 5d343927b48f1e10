/**
 * Requests per second of the hot reads and of a durable write, 32 keep-alive connections, beside
 * a bare `node:http` server that sends the same number of bytes. Baseline and measurement take
 * turns, because the machine's speed drifts; the turn with the median ratio is what is reported.
 */

import { encodeBase64Url } from '#base';
import { startNode } from '../../test/running-process.ts';
import { type LoadRequest, runLoad } from '../load.ts';
import { type Bar, type BenchContext, type Measurement, type Row, row } from '../measurement.ts';
import { startBareServer } from '../processes.ts';
import { openSeeded } from './open-seeded.ts';
import { seedSubmodel, submodelId, writeSubmodels } from './seed.ts';

const submodelCount = 10_000;
const turns = 7;
const connections = 32;
/** Each submodel is written this often with another value, before the first one comes again. */
const rounds = 3;
/** Long enough for every submodel to be asked for once. */
const firstWarmUpMs = 2_000;
const warmUpMs = 300;
const durationMs = 1_500;

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
  const pairs: { measured: number; baseline: number }[] = [];
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      context.say(`${each.what}, turn ${turn + 1} of ${turns}`);
      const load = { connections, durationMs, requests: each.requests };
      const warmUp = turn === 0 ? firstWarmUpMs : warmUpMs;
      const node = await runLoad({ ...load, warmUpMs: warmUp, origin });
      const plain = await runLoad({ ...load, warmUpMs, origin: bare.origin });
      pairs.push({ measured: node.requestsPerSecond, baseline: plain.requestsPerSecond });
    }
  } finally {
    await bare.stop();
  }
  pairs.sort((left, right) => left.measured / left.baseline - right.measured / right.baseline);
  const middle = pairs[Math.floor(turns / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  const what = `bare node:http, ${bodyBytes} bytes`;
  const baseline = { what, measured: middle.baseline };
  return row(each.what, 'requests/s', middle.measured, baseline, each.bar);
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
