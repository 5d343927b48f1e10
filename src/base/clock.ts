/** The clock as an argument: nothing reads the time on its own, so that tests can stand still. */

export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };
