/**
 * Options by a zod schema: what text from a flag or a variable means, whether a value is valid,
 * and which source each value came from. Every problem names the option, where it was given and
 * what it must be.
 */

import type { z } from 'zod';
import { suggest } from './suggest.ts';

export type Source = 'flag' | 'variable' | 'file' | 'default';

export interface OptionValue {
  readonly key: string;
  /** As given: text, or what the JSON file holds. */
  readonly raw: unknown;
  readonly source: Exclude<Source, 'default'>;
  /** How the user named it: `--port`, `REGISTAN_PORT`, `"port" in /data/registan.json`. */
  readonly label: string;
}

export interface Option {
  readonly key: string;
  readonly flag: string;
  readonly variable: string;
  readonly schema: z.ZodType;
  readonly kind: 'boolean' | 'number' | 'text' | 'list';
  readonly description: string;
  readonly valueName: string;
  readonly secret: boolean;
  /** Absent when the option has no default. */
  readonly defaultValue?: unknown;
}

export interface OptionsRead {
  readonly values: Readonly<Record<string, unknown>>;
  readonly sources: Readonly<Record<string, Source>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** The options of a schema, in its order. */
export function optionsOf(schema: z.ZodObject): readonly Option[] {
  return Object.entries(schema.shape).map(([key, field]) => optionOf(key, field as z.ZodType));
}

function optionOf(key: string, schema: z.ZodType): Option {
  const meta = (schema.meta() ?? {}) as Record<string, unknown>;
  const words = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const empty = schema.safeParse(undefined);
  return {
    key,
    flag: `--${words}`,
    variable: `REGISTAN_${words.replaceAll('-', '_').toUpperCase()}`,
    schema,
    kind: kindOf(schema),
    description: String(meta.description ?? ''),
    valueName: String(meta.value ?? 'VALUE'),
    secret: meta.secret === true,
    ...(empty.success && empty.data !== undefined ? { defaultValue: empty.data } : {}),
  };
}

function kindOf(schema: z.ZodType): Option['kind'] {
  const def = schema.def as { type: string; innerType?: z.ZodType };
  switch (def.type) {
    case 'boolean':
      return 'boolean';
    case 'number':
    case 'int':
      return 'number';
    case 'array':
      return 'list';
    default:
      return def.innerType === undefined ? 'text' : kindOf(def.innerType);
  }
}

/** Validates each option's value; those given first win over those given later. */
export function readOptions(
  options: readonly Option[],
  given: readonly OptionValue[],
): OptionsRead {
  const values: Record<string, unknown> = {};
  const sources: Record<string, Source> = {};
  const labels: Record<string, string> = {};
  const problems: string[] = [];
  for (const option of options) {
    const value = given.find((candidate) => candidate.key === option.key);
    const input = value === undefined ? undefined : meant(option, value);
    const parsed = option.schema.safeParse(input);
    if (parsed.success) values[option.key] = parsed.data;
    else problems.push(problemOf(option, value, parsed.error));
    sources[option.key] = value?.source ?? 'default';
    labels[option.key] = value?.label ?? 'default';
  }
  return { values, sources, labels, problems };
}

/** The sentence for a name that no option has. */
export function unknownOption(label: string, name: string, known: readonly string[]): string {
  const near = suggest(name, known);
  return `${label} is not an option${near === undefined ? '' : `; did you mean ${near}?`}`;
}

/** What a text means for an option; what is no text (from the file) means itself. */
function meant(option: Option, { raw }: OptionValue): unknown {
  if (typeof raw !== 'string') return raw;
  if (option.kind === 'number') return /^-?\d+(\.\d+)?$/.test(raw) ? Number(raw) : raw;
  if (option.kind === 'list') return raw.split(',').map((item) => item.trim());
  if (option.kind !== 'boolean') return raw;
  if (raw === 'true' || raw === '1') return true;
  return raw === 'false' || raw === '0' ? false : raw;
}

function problemOf(option: Option, value: OptionValue | undefined, error: z.ZodError): string {
  if (value === undefined) return `${option.flag} is missing: ${option.description}`;
  const why = error.issues.map((issue) => issue.message).join('; ');
  const shown = option.secret ? '' : ` (${JSON.stringify(value.raw)})`;
  return `${value.label}${shown} is not valid: ${why}`;
}
