/**
 * What every driver must pass, whatever its protocol. A driver's test gives a bench: a machine
 * with a number `level` that may be set from 0 to 100, a text `name` that may not be written and
 * an action `double` that gives twice its input.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Driver, DriverStatus, Sample } from './driver.ts';

export interface DriverBench {
  readonly driver: Driver;
  /** The addresses of the three, and one that does not exist. */
  readonly addresses: {
    readonly level: string;
    readonly name: string;
    readonly double: string;
    readonly missing: string;
  };
  /** The machine changes the level by itself. */
  changeLevel(value: number): void;
  /** The machine goes away, and comes back at the same address. */
  breakLink(): Promise<void>;
  mendLink(): Promise<void>;
  close(): Promise<void>;
}

export function testDriver(name: string, openBench: () => Promise<DriverBench>): void {
  const withBench = async (work: (bench: DriverBench) => Promise<void>) => {
    const bench = await openBench();
    try {
      await bench.driver.start();
      await reaches(bench.driver, 'connected');
      await work(bench);
    } finally {
      await bench.driver.stop();
      await bench.close();
    }
  };

  test(`${name}: starts, connects, says so, and stops for good`, async () => {
    const bench = await openBench();
    const seen: string[] = [];
    bench.driver.onStatus(({ state }) => seen.push(state));
    assert.equal(bench.driver.status().state, 'stopped');
    await bench.driver.start();
    await reaches(bench.driver, 'connected');
    await bench.driver.stop();
    assert.equal(bench.driver.status().state, 'stopped');
    assert.equal(seen.at(-1), 'stopped');
    assert.ok(seen.includes('connected'));
    const read = await bench.driver.read([bench.addresses.level]);
    assert.equal(read.ok, false);
    if (!read.ok) assert.equal(read.error.code, 'connect.not-connected');
    await bench.close();
  });

  test(`${name}: says what it delivers and what is lost`, async () => {
    const bench = await openBench();
    assert.match(bench.driver.guarantee.onReconnect, /\.$/);
    assert.equal(typeof bench.driver.capabilities.subscribe, 'boolean');
    await bench.close();
  });

  test(`${name}: reads values with quality and time, a missing one as bad`, () =>
    withBench(async ({ driver, addresses, changeLevel }) => {
      changeLevel(12.5);
      const read = await driver.read([addresses.level, addresses.name, addresses.missing]);
      assert.ok(read.ok);
      const [level, text, missing] = read.value;
      assert.equal(level?.value, 12.5);
      assert.equal(level?.quality, 'good');
      assert.ok(Math.abs((level?.atMs ?? 0) - Date.now()) < 60_000);
      assert.equal(typeof text?.value, 'string');
      assert.equal(missing?.quality, 'bad');
      assert.equal(missing?.value, undefined);
      assert.ok(missing?.reason);
    }));

  test(`${name}: writes what the machine takes and reports what it refuses`, () =>
    withBench(async ({ driver, addresses }) => {
      const outcomes = await driver.write([
        { address: addresses.level, value: 40 },
        { address: addresses.level, value: 400 },
        { address: addresses.name, value: 'other' },
        { address: addresses.missing, value: 1 },
      ]);
      assert.deepEqual(
        outcomes.map(({ ok }) => ok),
        [true, false, false, false],
      );
      for (const outcome of outcomes.slice(1)) {
        assert.ok(!outcome.ok);
        assert.equal(outcome.error.code, 'connect.refused');
      }
      const read = await driver.read([addresses.level]);
      assert.ok(read.ok);
      assert.equal(read.value[0]?.value, 40);
    }));

  test(`${name}: runs an action and gives its outputs`, () =>
    withBench(async ({ driver, addresses }) => {
      assert.deepEqual(await driver.call(addresses.double, [21]), { ok: true, value: [42] });
      const missing = await driver.call(addresses.missing, []);
      assert.equal(missing.ok, false);
    }));

  test(`${name}: browses to the values and actions`, () =>
    withBench(async ({ driver, addresses }) => {
      const found = new Map<string, string>();
      const visit = async (address: string | undefined, depth: number): Promise<void> => {
        const nodes = await driver.browse(address);
        assert.ok(nodes.ok);
        for (const node of nodes.value) {
          if (found.has(node.address)) continue;
          found.set(node.address, node.kind);
          if (node.kind === 'folder' && depth > 0 && found.size < 500) {
            await visit(node.address, depth - 1);
          }
        }
      };
      await visit(undefined, 2);
      assert.equal(found.get(addresses.level), 'value');
      assert.equal(found.get(addresses.double), 'action');
    }));

  test(`${name}: delivers the present value, then changes, until stopped`, () =>
    withBench(async ({ driver, addresses, changeLevel }) => {
      changeLevel(1);
      const got: Sample[] = [];
      const subscription = await driver.subscribe(
        [{ address: addresses.level, samplingMs: 50 }],
        (batch) => got.push(...batch),
      );
      await until(() => got.some(({ value }) => value === 1));
      changeLevel(2);
      await until(() => got.some(({ value }) => value === 2));
      assert.ok(got.every(({ address }) => address === addresses.level));
      await subscription.stop();
      const count = got.length;
      changeLevel(3);
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.equal(got.length, count);
    }));

  test(`${name}: goes on delivering after the machine was away`, () =>
    withBench(async ({ driver, addresses, changeLevel, breakLink, mendLink }) => {
      const got: Sample[] = [];
      await driver.subscribe([{ address: addresses.level, samplingMs: 50 }], (batch) =>
        got.push(...batch),
      );
      await until(() => got.length > 0);
      await breakLink();
      await reaches(driver, 'reconnecting');
      const status = driver.status();
      assert.ok(status.state === 'reconnecting' && Math.abs(status.sinceMs - Date.now()) < 60_000);
      const [outcome] = await driver.write([{ address: addresses.level, value: 5 }]);
      assert.ok(outcome !== undefined && !outcome.ok);
      assert.equal(outcome.error.code, 'connect.not-connected');
      await mendLink();
      await reaches(driver, 'connected');
      changeLevel(77);
      await until(() => got.some(({ value }) => value === 77));
    }));
}

/** Waits for a state; fails with the last status after `timeoutMs`. */
export function reaches(
  driver: Driver,
  state: DriverStatus['state'],
  timeoutMs = 30_000,
): Promise<void> {
  return until(
    () => driver.status().state === state,
    timeoutMs,
    () => `still ${JSON.stringify(driver.status())}, not ${state}`,
  );
}

export async function until(
  holds: () => boolean,
  timeoutMs = 30_000,
  message: () => string = () => 'the condition did not come true',
): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > endMs) assert.fail(message());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
