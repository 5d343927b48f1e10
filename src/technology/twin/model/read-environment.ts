/**
 * Reading an environment: strictly, all or nothing; or leniently, which keeps what is readable,
 * mends what has one plain meaning, leaves out the rest, and tells each of them by path.
 */

import { mendEnvironment } from './mend.ts';
import type { Environment, Violation } from './types.ts';
import { verify } from './verify.ts';

/**
 * The environment in a document (IDTA-01001, 3.1; 3.0 is read as well). Strict: empty when there
 * is any violation. Lenient: what is readable; each violation tells what became of its place.
 * What a lenient reading keeps may still break constraints that harm nothing but conformance.
 */
export function readEnvironment(
  json: unknown,
  options: { readonly lenient: boolean },
): { readonly environment: Environment; readonly violations: readonly Violation[] } {
  const violations = verify('Environment', json);
  if (violations.length === 0) return { environment: json as Environment, violations };
  if (!options.lenient) return { environment: {}, violations };
  const { environment, actions } = mendEnvironment(json);
  return {
    environment,
    violations: violations.map((violation) => {
      const action = actionAt(violation.path, actions);
      return { ...violation, message: `${violation.message} ${action ?? 'It was kept.'}` };
    }),
  };
}

/** What was done at a place, or at one around it. */
function actionAt(path: string, actions: ReadonlyMap<string, string>): string | undefined {
  let place = path;
  for (;;) {
    const action = actions.get(place);
    if (action !== undefined) return action;
    if (place === '') return undefined;
    place = place.slice(0, place.lastIndexOf('/'));
  }
}
