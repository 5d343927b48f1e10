/** A driver's status and those who watch it. */

import type { DriverStatus } from './driver.ts';

export interface StatusBoard {
  now(): DriverStatus;
  set(status: DriverStatus): void;
  on(listener: (status: DriverStatus) => void): () => void;
}

export function openStatusBoard(initial: DriverStatus): StatusBoard {
  const listeners = new Set<(status: DriverStatus) => void>();
  let current = initial;
  return {
    now: () => current,
    set(status) {
      current = status;
      for (const listener of listeners) listener(status);
    },
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
