/** Turns: work on one thing runs one after the other, where a port has no conditional write. */

export interface Turns {
  take<T>(key: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    async take(key, work) {
      const before = last.get(key);
      const turn = Promise.withResolvers<void>();
      last.set(key, turn.promise);
      await before;
      try {
        return await work();
      } finally {
        if (last.get(key) === turn.promise) last.delete(key);
        turn.resolve();
      }
    },
  };
}
