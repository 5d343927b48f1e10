/**
 * The robot cell: swaps the part whenever the machining centre waits (18 s at full speed), then
 * stands by. Its base joint turns between the machine (−80°) and the pallets (95°).
 */

import type { MachineState, SimulatedMachine } from './machine.ts';
import type { MachiningCentre } from './machining-centre.ts';
import { approach, type Random, rounded } from './random.ts';

const swapS = 18;
/** Where the base joint goes in a swap, by its share of the swap done. */
const waypoints: readonly (readonly [until: number, degrees: number])[] = [
  [0.2, -80],
  [0.45, 95],
  [0.75, -80],
  [1, 8],
];

export function robotCell(random: Random, served: MachiningCentre): SimulatedMachine {
  let doneS: number | undefined;
  let startedS = 0;
  let nowS = 0;
  let cycleS: number = swapS;
  let override = 100;
  let parts = 40 + Math.floor(random.next() * 30);
  let baseDeg = 8;
  let speed = 0;
  let forceN = 0;
  let jointC = 36 + random.next();

  return {
    step() {
      nowS += 1;
      if (doneS === undefined && served.isWaitingForRobot()) {
        doneS = 0;
        startedS = nowS;
      }
      const before = baseDeg;
      if (doneS !== undefined) {
        doneS += override / 100;
        const share = doneS / swapS;
        const target = waypoints.find(([until]) => share <= until)?.[1] ?? 8;
        baseDeg = approach(baseDeg, target, 1.3);
        forceN = approach(forceN, share > 0.1 && share < 0.85 ? 62 : 0, 0.6);
        if (doneS >= swapS) {
          doneS = undefined;
          cycleS = nowS - startedS;
          parts += 1;
          served.loaded();
        }
      } else {
        baseDeg = approach(baseDeg, 8, 1.3);
        forceN = approach(forceN, 0, 0.6);
      }
      // 640 mm is the mean reach in a swap: speed of the tool from the base joint's turn.
      speed = Math.min(1000, (Math.abs(baseDeg - before) * Math.PI * 640) / 180);
      jointC = approach(jointC, 29 + speed * 0.035, 900);
    },
    values() {
      const state: MachineState = doneS === undefined ? 'waiting' : 'producing';
      return {
        MachineState: state,
        TcpSpeed: rounded(speed < 1 ? 0 : speed, 0),
        BaseJointPosition: rounded(baseDeg, 1),
        MaxJointTemperature: rounded(jointC + random.noise(0.05), 1),
        GripperForce: rounded(forceN < 0.5 ? 0 : forceN + random.noise(0.4), 1),
        CycleTime: rounded(cycleS, 1),
        ActivePower: rounded(0.14 + (speed / 1000) * 0.34 + random.noise(0.005), 3),
        SpeedOverride: override,
        PartCounter: parts,
      };
    },
    set(signal, value) {
      if (signal === 'SpeedOverride') override = value;
    },
    call(method) {
      if (method !== 'ResetPartCounter') throw new Error(`CB-01 has no method ${method}`);
      const before = parts;
      parts = 0;
      return before;
    },
  };
}
