/** What each simulated machine does: a second at a time, with values, settings and methods. */

export type SimulatedValue = number | string;

export interface SimulatedMachine {
  /** One second passes. */
  step(): void;
  /** The signals by name, as the machine would show them now. */
  values(): Readonly<Record<string, SimulatedValue>>;
  /** Takes a setting that is within its limits. */
  set(signal: string, value: number): void;
  /** Runs a method and gives its output. */
  call(method: string): number;
}

/** The words of the MachineState signal. */
export type MachineState = 'producing' | 'waiting' | 'setup' | 'stopped' | 'off';
