/** The 3D printer: heats up, prints 412 layers in some three hours, cools down, begins again. */

import type { MachineState, SimulatedMachine } from './machine.ts';
import { approach, type Random, rounded } from './random.ts';

const printS = 182 * 60;
const layers = 412;
const filamentM = 61.4;
const pauseS = 600;
const targets = { nozzleC: 215, bedC: 60, ambientC: 23 };

export function printer(random: Random): SimulatedMachine {
  let doneS = Math.floor(printS * (0.2 + random.next() * 0.4));
  let pausedS = 0;
  let override = 100;
  let nozzleC = targets.nozzleC;
  let bedC = targets.bedC;

  const isPausing = () => doneS >= printS;
  const isHot = () => nozzleC > targets.nozzleC - 4 && bedC > targets.bedC - 2;
  const share = () => Math.min(1, doneS / printS);

  return {
    step() {
      if (isPausing()) {
        pausedS += 1;
        if (pausedS >= pauseS) {
          pausedS = 0;
          doneS = 0;
        }
      } else if (isHot()) {
        doneS += override / 100;
      }
      nozzleC = approach(nozzleC, isPausing() ? targets.ambientC : targets.nozzleC + 3, 55);
      bedC = approach(bedC, isPausing() ? targets.ambientC : targets.bedC + 1, 160);
      if (!isPausing()) {
        nozzleC = Math.min(nozzleC, targets.nozzleC);
        bedC = Math.min(bedC, targets.bedC);
      }
    },
    values() {
      const state: MachineState = isPausing() ? 'waiting' : isHot() ? 'producing' : 'setup';
      const heating = isPausing() ? 0 : isHot() ? 0.11 : 0.46;
      return {
        MachineState: state,
        PrintProgress: rounded(share() * 100, 1),
        CurrentLayer: Math.min(layers, Math.floor(share() * layers) + (isPausing() ? 0 : 1)),
        RemainingTime: rounded((printS * (1 - share())) / (override / 100) / 60, 1),
        NozzleTemperature: rounded(nozzleC + random.noise(0.25), 1),
        BedTemperature: rounded(bedC + random.noise(0.08), 1),
        FilamentUsed: rounded(share() * filamentM, 2),
        ActivePower: rounded(0.012 + heating + Math.abs(random.noise(0.008)), 3),
        SpeedOverride: override,
      };
    },
    set(signal, value) {
      if (signal === 'SpeedOverride') override = value;
    },
    call(method) {
      throw new Error(`ST-01 has no method ${method}`);
    },
  };
}
