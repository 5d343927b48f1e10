/**
 * Nothing acknowledged is lost: a node is killed at random moments while it is being written to,
 * and afterwards every acknowledged write is there, and registry and discovery agree with the
 * repository. `CRASH_ROUNDS` and `CRASH_WRITES` ask for more than the default.
 */

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { encodeBase64Url } from '#base';
import { chooseWrite, requestOf, type Tracked, versionOf } from './crash/writes.ts';
import { type Running, startNode } from './running-process.ts';

const rounds = Number(process.env.CRASH_ROUNDS ?? 3);
const writesPerRound = Number(process.env.CRASH_WRITES ?? 10_000);
const writersAtOnce = 16;
const objectsPerWriter = 40;
/** Fewer acknowledged writes in all would show nothing. */
const acknowledgedMin = 100;

test(`a node killed ${rounds} times while written to keeps what it acknowledged`, async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  t.diagnostic(`seed ${seed}`);
  const random = seededRandom(seed);
  const folder = await mkdtemp(path.join(tmpdir(), 'registan-crash-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const objects = makeObjects();
  let acknowledged = 0;
  for (let round = 0; round < rounds; round += 1) {
    const node = await startNode(folder);
    try {
      await verify(node, objects);
      // One killed at its very first writes has acknowledged none; all together must have many.
      acknowledged += await writeUntilKilled(node, objects, random);
    } finally {
      await node.stop('SIGKILL');
    }
  }
  const node = await startNode(folder);
  try {
    await verify(node, objects);
  } finally {
    await node.stop();
  }
  assert.ok(acknowledged > acknowledgedMin, `only ${acknowledged} writes were acknowledged`);
  reportOn(t, objects, acknowledged);
});

function makeObjects(): readonly (readonly Tracked[])[] {
  return Array.from({ length: writersAtOnce }, (_, writer) =>
    Array.from({ length: objectsPerWriter }, (_, index): Tracked => {
      const kind = index % 2 === 0 ? 'shells' : 'submodels';
      const id = `urn:registan:test:crash:${kind}:${writer}:${index}`;
      return { kind, id, acknowledged: undefined };
    }),
  );
}

/** Writes from many sides until the node dies under it; the number of acknowledged writes. */
async function writeUntilKilled(
  node: Running,
  objects: readonly (readonly Tracked[])[],
  random: () => number,
): Promise<number> {
  const killAfterWrites = 1 + Math.floor(random() * writesPerRound);
  let started = 0;
  let acknowledged = 0;
  let killed = false;
  const writer = async (own: readonly Tracked[]): Promise<void> => {
    while (!killed && started < writesPerRound) {
      started += 1;
      const version = started + Math.floor(random() * 1e9) * 10_000;
      const tracked = own[Math.floor(random() * own.length)];
      assert.ok(tracked !== undefined);
      if (started >= killAfterWrites) {
        killed = true;
        void node.stop('SIGKILL');
      }
      if (!(await writeOne(node, tracked, version, random))) return;
      acknowledged += 1;
    }
  };
  await Promise.all(objects.map(writer));
  return acknowledged;
}

/** False when the node is gone; the object then may be in either state. */
async function writeOne(
  node: Running,
  tracked: Tracked,
  version: number,
  random: () => number,
): Promise<boolean> {
  const write = chooseWrite(tracked, random);
  const call = requestOf(tracked, write, version);
  const after = write === 'delete' ? undefined : version;
  tracked.pending = { version: after };
  let answer: Response;
  try {
    answer = await fetch(node.origin + call.path, {
      method: call.method,
      ...(call.body === undefined
        ? {}
        : { body: JSON.stringify(call.body), headers: { 'content-type': 'application/json' } }),
    });
  } catch (cause) {
    if (cause instanceof TypeError) return false;
    throw cause;
  }
  // The status alone is the acknowledgement; the body may be cut off by the end of the node.
  assert.ok(answer.ok, `${call.method} ${call.path} was answered with ${answer.status}`);
  tracked.acknowledged = after;
  delete tracked.pending;
  await answer.arrayBuffer().catch(() => undefined);
  return true;
}

/** Every object is in its acknowledged state, or in that of the write that was under way. */
async function verify(node: Running, objects: readonly (readonly Tracked[])[]): Promise<void> {
  await Promise.all(
    objects.map(async (own) => {
      for (const tracked of own) {
        const found = await readVersion(node, tracked);
        const allowed = tracked.pending
          ? [tracked.acknowledged, tracked.pending.version]
          : [tracked.acknowledged];
        assert.ok(allowed.includes(found), `${tracked.id}: ${found}, not one of ${allowed}`);
        tracked.acknowledged = found;
        delete tracked.pending;
        await verifyRegistry(node, tracked);
        if (tracked.kind === 'shells') await verifyDiscovery(node, tracked);
      }
    }),
  );
}

async function readVersion(node: Running, tracked: Tracked): Promise<number | undefined> {
  const at = `${node.origin}/api/v3.1/${tracked.kind}/${encodeBase64Url(tracked.id)}`;
  const answer = await fetch(at);
  const body: unknown = await answer.json();
  if (answer.status === 404) return undefined;
  assert.equal(answer.status, 200);
  return versionOf(tracked, body);
}

async function verifyRegistry(node: Running, tracked: Tracked): Promise<void> {
  const list = tracked.kind === 'shells' ? 'shell-descriptors' : 'submodel-descriptors';
  const answer = await fetch(`${node.origin}/api/v3.1/${list}/${encodeBase64Url(tracked.id)}`);
  await answer.arrayBuffer();
  assert.equal(answer.status, tracked.acknowledged === undefined ? 404 : 200, tracked.id);
}

async function verifyDiscovery(node: Running, tracked: Tracked): Promise<void> {
  const version = String(tracked.acknowledged ?? 0);
  const assetIds = [
    { name: 'globalAssetId', value: `${tracked.id}/asset` },
    ...(tracked.acknowledged === undefined ? [] : [{ name: 'version', value: version }]),
  ];
  const query = assetIds.map((each) => `assetIds=${encodeBase64Url(JSON.stringify(each))}`);
  const answer = await fetch(`${node.origin}/api/v3.1/lookup/shells?${query.join('&')}`);
  const { result } = (await answer.json()) as { readonly result: readonly string[] };
  assert.deepEqual(result, tracked.acknowledged === undefined ? [] : [tracked.id]);
}

function reportOn(
  t: TestContext,
  objects: readonly (readonly Tracked[])[],
  acknowledged: number,
): void {
  const kept = objects.flat().filter((tracked) => tracked.acknowledged !== undefined).length;
  t.diagnostic(`${acknowledged} acknowledged writes over ${rounds} kills; ${kept} objects kept`);
}

/** Mulberry32: small, and enough to repeat a run by its seed. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
