/** For tests: whether an error is the store's declared failure of this code. */

import { StoreError } from './errors.ts';

export function failsWith(code: string): (cause: unknown) => boolean {
  return (cause) => {
    if (cause instanceof StoreError && cause.fault.code === code) return true;
    throw new Error(`expected ${code}`, { cause });
  };
}
