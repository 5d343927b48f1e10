/**
 * The energy meter: what the machines draw, and the hall beside them (light 1.6 kW, a compressor
 * of 5.5 kW that runs 95 s of every 240 s), on three phases of a grid that breathes a little.
 */

import type { SimulatedMachine } from './machine.ts';
import { approach, type Random, rounded } from './random.ts';

const lightKw = 1.6;
const compressorKw = 5.5;
const compressorS = { on: 95, every: 240 };
const grid = { volts: 230.4, hertz: 50 };

export function meter(random: Random, machinesKw: () => number): SimulatedMachine {
  let nowS = Math.floor(random.next() * compressorS.every);
  let energyKwh = 184_200 + random.next() * 500;
  let volts = grid.volts;
  let hertz = grid.hertz;
  let powerKw = 0;
  let powerFactor = 0.9;

  return {
    step() {
      nowS += 1;
      const runs = nowS % compressorS.every < compressorS.on;
      powerKw = machinesKw() + lightKw + (runs ? compressorKw : 0) + random.noise(0.03);
      energyKwh += powerKw / 3600;
      volts = approach(volts, grid.volts - powerKw * 0.06, 20) + random.noise(0.05);
      hertz = approach(hertz, grid.hertz, 60) + random.noise(0.002);
      powerFactor = approach(powerFactor, runs ? 0.87 : 0.93, 4);
    },
    values() {
      const phase = (offset: number) => rounded(volts + offset + random.noise(0.08), 1);
      return {
        ActivePower: rounded(powerKw, 2),
        ActiveEnergy: rounded(energyKwh, 3),
        VoltageL1: phase(0.4),
        VoltageL2: phase(-0.3),
        VoltageL3: phase(0.1),
        CurrentL1: rounded((powerKw * 1000) / 3 / volts / powerFactor, 1),
        PowerFactor: rounded(powerFactor, 3),
        Frequency: rounded(hertz, 3),
      };
    },
    set() {},
    call(method) {
      throw new Error(`EM-01 has no method ${method}`);
    },
  };
}
