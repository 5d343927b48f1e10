/**
 * The machining centre: mills one part after another through a program of three tools, waits for
 * the robot between parts, and warms its spindle bearing with the speed (first-order lag).
 */

import type { MachineState, SimulatedMachine } from './machine.ts';
import { approach, type Random, rounded } from './random.ts';

interface Stage {
  readonly seconds: number;
  readonly spindleSpeed: number;
  /** Cutting load of the spindle and the Z axis, per cent of rating. */
  readonly loadPercent: number;
}

/** Roughing, tool change, finishing, tool change, drilling: 158 s at 100 % feed. */
const program: readonly Stage[] = [
  { seconds: 62, spindleSpeed: 8240, loadPercent: 74 },
  { seconds: 6, spindleSpeed: 0, loadPercent: 4 },
  { seconds: 51, spindleSpeed: 12400, loadPercent: 38 },
  { seconds: 6, spindleSpeed: 0, loadPercent: 4 },
  { seconds: 33, spindleSpeed: 5200, loadPercent: 56 },
];
const ambientC = 23;
const warmingCPerRpm = 0.0041;

export interface MachiningCentre extends SimulatedMachine {
  isWaitingForRobot(): boolean;
  /** The robot has taken the part and set a new blank. */
  loaded(): void;
}

export function machiningCentre(random: Random): MachiningCentre {
  let stage = 0;
  let inStageS = Math.floor(random.next() * 40);
  let waiting = false;
  let feedOverride = 100;
  let parts = 40 + Math.floor(random.next() * 30);
  let speed = 8000;
  let bearingC = 52 + random.next() * 2;
  let load = 60;
  let flow = 18;

  const now = (): Stage | undefined => (waiting ? undefined : program[stage]);
  const isCutting = () => (now()?.spindleSpeed ?? 0) > 0 && feedOverride > 0;
  const powerKw = () =>
    2.6 + (isCutting() ? 0.9 : 0) + (speed / 12_400) * 1.4 + (isCutting() ? load * 0.098 : 0);

  return {
    step() {
      const current = now();
      if (current !== undefined) {
        inStageS += current.spindleSpeed > 0 ? feedOverride / 100 : 1;
        if (inStageS >= current.seconds) {
          inStageS = 0;
          stage += 1;
          if (stage === program.length) {
            stage = 0;
            waiting = true;
            parts += 1;
          }
        }
      }
      const target = now();
      speed = Math.max(0, approach(speed, target?.spindleSpeed ?? 0, 1.5));
      const cuttingLoad = (target?.loadPercent ?? 2) * (isCutting() ? feedOverride / 100 : 1);
      load = Math.max(0, approach(load, cuttingLoad, 2) + random.noise(1.2));
      bearingC = approach(bearingC, ambientC + warmingCPerRpm * speed, 420);
      flow = Math.max(0, approach(flow, isCutting() ? 18.4 : 0, 1.2) + random.noise(0.12));
    },
    values() {
      const state: MachineState = waiting
        ? 'waiting'
        : feedOverride === 0
          ? 'stopped'
          : 'producing';
      return {
        MachineState: state,
        SpindleSpeed: speed < 60 ? Math.round(speed) : Math.round(speed + random.noise(6)),
        FrontBearingTemperature: rounded(bearingC + random.noise(0.06), 1),
        ActivePower: rounded(powerKw() + random.noise(0.08), 2),
        AxisZLoad: rounded(load, 0),
        FeedOverride: feedOverride,
        PartCounter: parts,
        CoolantFlow: rounded(flow < 0.3 ? 0 : flow, 1),
      };
    },
    set(signal, value) {
      if (signal === 'FeedOverride') feedOverride = value;
    },
    call(method) {
      if (method !== 'ResetPartCounter') throw new Error(`CM-01 has no method ${method}`);
      const before = parts;
      parts = 0;
      return before;
    },
    isWaitingForRobot: () => waiting,
    loaded() {
      waiting = false;
    },
  };
}
