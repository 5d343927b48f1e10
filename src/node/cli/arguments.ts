/** A command's arguments: flags told apart from names, each flag known, each with its value. */

import { parseArgs } from 'node:util';
import { err, ok, type Result } from '#base';
import { type Option, type OptionValue, unknownOption } from '../config/read-options.ts';

export interface Arguments {
  readonly given: readonly OptionValue[];
  readonly positionals: readonly string[];
  readonly help: boolean;
  readonly json: boolean;
}

/** Reads what follows the command's name; a sentence for each problem. */
export function readArguments(
  argv: readonly string[],
  options: readonly Option[],
): Result<Arguments, readonly string[]> {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries([
      ['help', { type: 'boolean', short: 'h' }],
      ['json', { type: 'boolean' }],
      ...options.map((option) => [
        option.flag.slice(2),
        { type: option.kind === 'boolean' ? 'boolean' : 'string' },
      ]),
    ]),
  });
  const reading = new Reading(options);
  for (const token of tokens) {
    if (token.kind === 'positional') reading.positionals.push(token.value);
    else if (token.kind === 'option') reading.option(token);
  }
  return reading.result();
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
}

/** One pass over the tokens. */
class Reading {
  readonly positionals: string[] = [];
  readonly #options: readonly Option[];
  readonly #values = new Map<string, { raw: unknown; label: string }>();
  readonly #problems: string[] = [];
  readonly #common = new Set<string>();

  constructor(options: readonly Option[]) {
    this.#options = options;
  }

  option(token: OptionToken): void {
    if (token.name === 'help' || token.name === 'json') {
      if (token.value === undefined) this.#common.add(token.name);
      else this.#problems.push(`${token.rawName} takes no value`);
      return;
    }
    const option = this.#options.find((candidate) => candidate.flag === token.rawName);
    if (option === undefined) {
      const known = ['--help', '--json', ...this.#options.map((candidate) => candidate.flag)];
      this.#problems.push(unknownOption(token.rawName, token.rawName, known));
    } else if (option.kind === 'boolean') {
      this.#add(option, token.value ?? true);
    } else if (token.value === undefined || token.value === '') {
      this.#problems.push(`${option.flag} needs a value: ${option.flag} ${option.valueName}`);
    } else {
      this.#add(option, token.value);
    }
  }

  #add(option: Option, raw: string | boolean): void {
    const known = this.#values.get(option.key);
    if (option.kind === 'list') {
      const before = known === undefined ? [] : (known.raw as readonly unknown[]);
      this.#values.set(option.key, { raw: [...before, raw], label: option.flag });
    } else if (known !== undefined) {
      this.#problems.push(`${option.flag} is given twice; say it once`);
    } else {
      this.#values.set(option.key, { raw, label: option.flag });
    }
  }

  result(): Result<Arguments, readonly string[]> {
    const help = this.#common.has('help');
    if (this.#problems.length > 0 && !help) return err(this.#problems);
    const given = [...this.#values].map(([key, { raw, label }]) => ({
      key,
      raw,
      label,
      source: 'flag' as const,
    }));
    return ok({ given, positionals: this.positionals, help, json: this.#common.has('json') });
  }
}
