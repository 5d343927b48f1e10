/**
 * The demo factory's machines as they run together, one second at a time: the robot serves the
 * machining centre, the meter counts them all. The same seed and times give the same values.
 */

import { demoMachines } from '../catalogue.ts';
import type { SimulatedMachine, SimulatedValue } from './machine.ts';
import { machiningCentre } from './machining-centre.ts';
import { meter } from './meter.ts';
import { printer } from './printer.ts';
import { seededRandom } from './random.ts';
import { robotCell } from './robot.ts';

/** A clock that jumps further than this continues from where it landed. */
const catchUpSecondsMax = 6 * 3600;

export interface SimulatedFactory {
  /** Lets the time pass up to `nowMs` in steps of one second; tells whether any passed. */
  advanceTo(nowMs: number): boolean;
  /** All signals of a machine (by its code) as of the last step. */
  values(code: string): Readonly<Record<string, SimulatedValue>>;
  /** Takes a setting; false when the signal is not to be written or the value is outside. */
  set(code: string, signal: string, value: number): boolean;
  call(code: string, method: string): number;
}

export function simulateFactory(seed: number, startMs: number): SimulatedFactory {
  const centre = machiningCentre(seededRandom(seed));
  const robot = robotCell(seededRandom(seed + 1), centre);
  const print = printer(seededRandom(seed + 2));
  const drawing: readonly SimulatedMachine[] = [centre, robot, print];
  const total = () =>
    drawing.reduce((sum, machine) => sum + Number(machine.values().ActivePower), 0);
  const energy = meter(seededRandom(seed + 3), total);
  const machines = new Map<string, SimulatedMachine>([
    ['CB-01', robot],
    ['CM-01', centre],
    ['ST-01', print],
    ['EM-01', energy],
  ]);
  let shown = new Map<string, Readonly<Record<string, SimulatedValue>>>();
  let reachedMs = startMs;

  const machine = (code: string) => {
    const found = machines.get(code);
    if (found === undefined) throw new Error(`no simulated machine ${code}`);
    return found;
  };
  const step = () => {
    for (const each of machines.values()) each.step();
  };
  const show = () => {
    shown = new Map([...machines].map(([code, each]) => [code, each.values()]));
  };
  step();
  show();

  return {
    advanceTo(nowMs) {
      const seconds = Math.floor((nowMs - reachedMs) / 1000);
      if (seconds <= 0) return false;
      for (let done = 0; done < Math.min(seconds, catchUpSecondsMax); done++) step();
      reachedMs += seconds * 1000;
      show();
      return true;
    },
    values(code) {
      machine(code);
      return shown.get(code) ?? {};
    },
    set(code, signal, value) {
      const limits = demoMachines
        .find((each) => each.code === code)
        ?.signals.find(({ name }) => name === signal)?.writable;
      if (limits === undefined || !(value >= limits.min && value <= limits.max)) return false;
      machine(code).set(signal, value);
      show();
      return true;
    },
    call(code, method) {
      const output = machine(code).call(method);
      show();
      return output;
    },
  };
}
