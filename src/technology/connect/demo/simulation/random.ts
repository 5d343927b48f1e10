/** A small seeded random source (mulberry32), so that a simulation repeats itself. */

export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** About normal with mean 0 and the given standard deviation (sum of twelve uniforms). */
  noise(deviation: number): number;
}

export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const noise = (deviation: number) => {
    let sum = -6;
    for (let draw = 0; draw < 12; draw++) sum += next();
    return sum * deviation;
  };
  return { next, noise };
}

/** One second of a first-order lag: where `value` goes on its way to `target`. */
export function approach(value: number, target: number, timeConstantS: number): number {
  return value + (target - value) * (1 - Math.exp(-1 / timeConstantS));
}

/** Rounded to a number of decimals, as a sensor shows it. */
export function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
