/** The simulated factory: repeats itself, keeps to plausible ranges, takes settings and methods. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoMachines } from '../catalogue.ts';
import { simulateFactory } from './factory.ts';

const codes = demoMachines.map(({ code }) => code);

test('the same seed gives the same hour, another seed another one', () => {
  const hour = (seed: number) => {
    const factory = simulateFactory(seed, 0);
    return Array.from({ length: 3600 }, (_, second) => {
      factory.advanceTo((second + 1) * 1000);
      return JSON.stringify(codes.map((code) => factory.values(code)));
    });
  };
  assert.deepEqual(hour(7), hour(7));
  assert.notDeepEqual(hour(7), hour(8));
});

test('every signal of the catalogue has a value of its kind, and no other is shown', () => {
  const factory = simulateFactory(1, 0);
  for (const machine of demoMachines) {
    const values = factory.values(machine.code);
    assert.deepEqual(Object.keys(values).sort(), machine.signals.map(({ name }) => name).sort());
    for (const { name, dataType } of machine.signals) {
      assert.equal(typeof values[name], dataType === 'String' ? 'string' : 'number', name);
    }
  }
});

test('over a shift the values stay plausible and parts are made', () => {
  const factory = simulateFactory(42, 0);
  const before = factory.values('CM-01').PartCounter as number;
  const beforeKwh = factory.values('EM-01').ActiveEnergy as number;
  for (let second = 1; second <= 8 * 3600; second++) {
    factory.advanceTo(second * 1000);
    const centre = factory.values('CM-01') as Record<string, number>;
    assert.ok((centre.SpindleSpeed ?? -1) >= 0 && (centre.SpindleSpeed ?? 1e9) < 12_600);
    const bearingC = centre.FrontBearingTemperature ?? 0;
    assert.ok(bearingC > 40 && bearingC < 75, `bearing ${bearingC} °C at ${second} s`);
    assert.ok((centre.ActivePower ?? 0) > 2 && (centre.ActivePower ?? 99) < 16);
    const total = factory.values('EM-01').ActivePower as number;
    assert.ok(total > (centre.ActivePower ?? 0) && total < 40, `${total} kW in all`);
  }
  const made = (factory.values('CM-01').PartCounter as number) - before;
  // 158 s of program and 18 s of swap: some 163 parts in 8 h.
  assert.ok(made > 140 && made < 170, `${made} parts`);
  const kwh = (factory.values('EM-01').ActiveEnergy as number) - beforeKwh;
  assert.ok(kwh > 60 && kwh < 200, `${kwh} kWh in 8 h`);
});

test('a setting within its limits is taken and acts, one outside is refused', () => {
  const factory = simulateFactory(3, 0);
  assert.equal(factory.set('CM-01', 'FeedOverride', 151), false);
  assert.equal(factory.set('CM-01', 'SpindleSpeed', 100), false);
  assert.equal(factory.set('CM-01', 'FeedOverride', Number.NaN), false);
  assert.equal(factory.set('CM-01', 'FeedOverride', 0), true);
  const before = factory.values('CM-01').PartCounter;
  factory.advanceTo(3600 * 1000);
  assert.equal(factory.values('CM-01').MachineState, 'stopped');
  const after = factory.values('CM-01').PartCounter as number;
  assert.ok(after - (before as number) <= 1, 'at most the part under way is finished');
});

test('resetting the counter gives what it stood at', () => {
  const factory = simulateFactory(5, 0);
  const stood = factory.values('CM-01').PartCounter as number;
  assert.ok(stood > 0);
  assert.equal(factory.call('CM-01', 'ResetPartCounter'), stood);
  assert.equal(factory.values('CM-01').PartCounter, 0);
  assert.throws(() => factory.call('ST-01', 'ResetPartCounter'), /no method/);
});
