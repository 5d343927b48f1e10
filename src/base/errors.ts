/**
 * The error catalogue: each room declares its expected failures once, in its errors.ts, with a
 * stable code, an HTTP status and a sentence that says what to do next. A Fault is one occurrence.
 */

export interface ErrorKind {
  /** HTTP status that the fault is answered with. */
  readonly status: number;
  /** What went wrong and what to do next; `{name}` is filled from the fault's details. */
  readonly message: string;
}

export type ErrorCatalogue = Readonly<Record<string, ErrorKind>>;

export interface Fault {
  /** Stable, documented identifier, e.g. `twin.not-found`. */
  readonly code: string;
  readonly status: number;
  /** One sentence: the fault and the way out. */
  readonly message: string;
  /** Where in the input: a JSON pointer, an idShortPath or a parameter's name. */
  readonly path?: string;
  /** Several faults found at once, e.g. each violated constraint. */
  readonly causes?: readonly Fault[];
}

/** Declares a room's errors; codes are `room.kebab-name` and are checked to be well formed. */
export function defineErrors<const C extends ErrorCatalogue>(catalogue: C): C {
  for (const code of Object.keys(catalogue)) {
    if (!/^[a-z]+(\.[a-z0-9-]+)+$/.test(code)) throw new Error(`malformed error code: ${code}`);
  }
  return catalogue;
}

/** One occurrence of a declared error, its sentence filled in from `details`. */
export function fault<C extends ErrorCatalogue>(
  catalogue: C,
  code: keyof C & string,
  details: Readonly<Record<string, string | number>> = {},
  more: { readonly path?: string; readonly causes?: readonly Fault[] } = {},
): Fault {
  const kind = catalogue[code];
  if (kind === undefined) throw new Error(`undeclared error: ${code}`);
  const message = kind.message.replace(/\{(\w+)\}/g, (whole, name) =>
    String(details[name] ?? whole),
  );
  return { code, status: kind.status, message, ...more };
}
