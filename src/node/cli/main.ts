/**
 * The command line: finds the command, reads its options, runs it, and answers with an exit code.
 * Used wrongly, it says what was wrong and how it is used.
 */

import type { OptionValue } from '../config/read-options.ts';
import { optionsOf, readOptions } from '../config/read-options.ts';
import { type Environment, readSettings } from '../config/read-settings.ts';
import { settingsSchema } from '../config/settings.ts';
import { suggest } from '../config/suggest.ts';
import { productVersion } from '../version.ts';
import { readArguments } from './arguments.ts';
import type { Command, ExitCode } from './command.ts';
import { commandHelp, overview } from './help.ts';
import { openTerminal, type Streams } from './terminal.ts';

/** A command as the list shows it; its code is loaded when it is used. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<Command>;
}

export interface CommandLine {
  readonly argv: readonly string[];
  readonly environment: Environment;
  readonly commands: readonly CommandEntry[];
  readonly streams: Streams;
  readonly signal: AbortSignal;
}

export async function runCommandLine(line: CommandLine): Promise<ExitCode> {
  const [name, ...rest] = line.argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    line.streams.out.write(`${overview(line.commands)}\n`);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version') {
    line.streams.out.write(`registan ${productVersion()}\n`);
    return 0;
  }
  const entry = line.commands.find((candidate) => candidate.name === name);
  if (entry === undefined) return refuseName(line, name);
  const command = await entry.load();
  const options = optionsOf(command.options);
  const read = readArguments(rest, options);
  if (!read.ok) return refuse(line, command.name, read.error);
  if (read.value.help) {
    line.streams.out.write(`${commandHelp(command, options)}\n`);
    return 0;
  }
  const values = optionValues(command, read.value.given, line.environment);
  const problems = [...values.problems, ...countProblems(command, read.value.positionals)];
  if (problems.length > 0) return refuse(line, command.name, problems);
  return command.run({
    options: values.options,
    positionals: read.value.positionals,
    given: read.value.given,
    terminal: openTerminal(line.streams, read.value.json),
    environment: line.environment,
    signal: line.signal,
  });
}

interface Values {
  readonly options: Record<string, unknown>;
  readonly problems: readonly string[];
}

/** The node's settings from all their sources, the command's own options from its flags. */
function optionValues(
  command: Command,
  given: readonly OptionValue[],
  environment: Environment,
): Values {
  const settings = new Set(command.configured ? Object.keys(settingsSchema.shape) : []);
  const own = optionsOf(command.options).filter((option) => !settings.has(option.key));
  const read = readOptions(own, given);
  if (!command.configured) return { options: read.values, problems: read.problems };
  const configured = readSettings(
    given.filter((value) => settings.has(value.key)),
    environment,
  );
  if (!configured.ok) return { options: {}, problems: [...configured.error, ...read.problems] };
  return { options: { ...configured.value.settings, ...read.values }, problems: read.problems };
}

function countProblems(command: Command, positionals: readonly string[]): readonly string[] {
  const { name, min, max } = command.positionals ?? { name: '', min: 0, max: 0 };
  if (positionals.length < min) return [`a ${name} is missing`];
  if (positionals.length > max) return [`"${positionals[max]}" is one name too many`];
  return [];
}

function refuseName(line: CommandLine, name: string): ExitCode {
  const near = suggest(
    name,
    line.commands.map((command) => command.name),
  );
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  line.streams.err.write(
    `registan: there is no command "${name}".${hint} registan --help lists them.\n`,
  );
  return 2;
}

function refuse(line: CommandLine, name: string, problems: readonly string[]): ExitCode {
  for (const problem of problems) line.streams.err.write(`registan ${name}: ${problem}\n`);
  line.streams.err.write(`registan ${name} --help shows how it is used.\n`);
  return 2;
}
