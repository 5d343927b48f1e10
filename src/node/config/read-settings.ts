/**
 * The settings of one start: flags, then `REGISTAN_*` variables, then registan.json in the data
 * folder, then the defaults. What no setting is called is refused by name, wherever it stands.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '#base';
import {
  type Option,
  type OptionsRead,
  type OptionValue,
  optionsOf,
  readOptions,
  type Source,
  unknownOption,
} from './read-options.ts';
import { type Settings, settingsSchema } from './settings.ts';

const prefix = 'REGISTAN_';
const fileName = 'registan.json';

export type Environment = Readonly<Record<string, string | undefined>>;

interface SettingRead {
  readonly key: string;
  /** Masked when secret. */
  readonly value: unknown;
  readonly source: Source;
  /** The flag, variable or file that gave it. */
  readonly from: string;
  readonly description: string;
}

export interface SettingsRead {
  readonly settings: Settings;
  readonly listed: readonly SettingRead[];
}

/** The settings, or a sentence for each problem. */
export function readSettings(
  flags: readonly OptionValue[],
  environment: Environment,
): Result<SettingsRead, readonly string[]> {
  const options = optionsOf(settingsSchema);
  const variables = fromEnvironment(options, environment);
  const folder = dataFolder(options, [...flags, ...variables.given]);
  const file = fromFile(options, join(folder, fileName));
  const read = readOptions(options, [...flags, ...variables.given, ...file.given]);
  const problems = [...variables.problems, ...file.problems, ...read.problems];
  if (problems.length > 0) return err(problems);
  return ok({ settings: read.values as Settings, listed: list(options, read) });
}

interface Given {
  readonly given: readonly OptionValue[];
  readonly problems: readonly string[];
}

function fromEnvironment(options: readonly Option[], environment: Environment): Given {
  const given: OptionValue[] = [];
  const problems: string[] = [];
  const known = options.map((option) => option.variable);
  for (const [name, raw] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || raw === undefined) continue;
    const option = options.find((candidate) => candidate.variable === name);
    if (option === undefined) problems.push(unknownOption(`the variable ${name}`, name, known));
    else given.push({ key: option.key, raw, source: 'variable', label: name });
  }
  return { given, problems };
}

/** The folder has to be known before the file in it can be read. */
function dataFolder(options: readonly Option[], given: readonly OptionValue[]): string {
  const option = options.filter((candidate) => candidate.key === 'data');
  const { values } = readOptions(option, given);
  return typeof values.data === 'string' ? values.data : '.';
}

function fromFile(options: readonly Option[], path: string): Given {
  if (!existsSync(path)) return { given: [], problems: [] };
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    return { given: [], problems: [`${path} cannot be read: ${(cause as Error).message}`] };
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return { given: [], problems: [`${path} must hold one JSON object of options`] };
  }
  const given: OptionValue[] = [];
  const problems: string[] = [];
  const known = options.map((option) => option.key).filter((key) => key !== 'data');
  for (const [key, raw] of Object.entries(content)) {
    const label = `"${key}" in ${path}`;
    if (key === 'data') problems.push(`${label} cannot be set: the file lies in that folder`);
    else if (known.includes(key)) given.push({ key, raw, source: 'file', label });
    else problems.push(unknownOption(label, key, known));
  }
  return { given, problems };
}

function list(options: readonly Option[], read: OptionsRead): readonly SettingRead[] {
  return options.map((option) => {
    const value = read.values[option.key];
    return {
      key: option.key,
      value: option.secret && value !== undefined ? '***' : (value ?? null),
      source: read.sources[option.key] ?? 'default',
      from: read.labels[option.key] ?? 'default',
      description: option.description,
    };
  });
}
