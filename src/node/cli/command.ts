/**
 * What a command of `registan` is: its name, its options as one zod schema (flags, help and types
 * derive from it) and what it does. The command line itself is read in main.ts.
 */

import type { z } from 'zod';
import type { OptionValue } from '../config/read-options.ts';

/** 0 done, 1 failed, 2 used wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Where a command writes; nothing else in a command touches the process's streams. */
export interface Terminal {
  /** Whether `--json` was given: then `print` is not for prose, and `object` is what counts. */
  readonly json: boolean;
  /** Whether a person watches: standard error is a terminal and `--json` was not given. */
  readonly forPeople: boolean;
  /** A line of result on standard output. */
  print(line: string): void;
  /** One JSON object, one line, on standard output. */
  object(value: unknown): void;
  /** A line about the work (a warning, a problem) on standard error. */
  note(line: string): void;
  /** Progress from 0 to 1 on standard error; shown only to a person at a terminal. */
  progress(fraction: number, step?: string): void;
}

export interface CommandCall<Options> {
  readonly options: Options;
  readonly positionals: readonly string[];
  /** The flags as they were given, for a command that reports on them. */
  readonly given: readonly OptionValue[];
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborts on SIGINT and SIGTERM; a command ends soon after. */
  readonly signal: AbortSignal;
}

export interface Command<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** More for `--help`: what it does, an example. */
  readonly details?: string;
  /** Files or names after the options; none when absent. */
  readonly positionals?: { readonly name: string; readonly min: number; readonly max: number };
  /**
   * Whether the schema contains the node's settings (`settingsSchema`, whole or extended), which
   * then also come from `REGISTAN_*` variables and registan.json in the data folder. A command's
   * own options come from its flags only.
   */
  readonly configured: boolean;
  /**
   * `camelCase` keys become `--kebab-case` flags; `--help` and `--json` are there already. Each is
   * marked by `.meta({ description, value?, secret? })` as its last call: what it does, the word
   * for its value in the help (`DIR`), and whether it is shown as `***`.
   */
  readonly options: z.ZodObject<Shape>;
  run(call: CommandCall<z.output<z.ZodObject<Shape>>>): Promise<ExitCode>;
}

/** Declares a command, its options' types inferred. */
export function defineCommand<Shape extends z.ZodRawShape>(
  command: Command<Shape>,
): Command<Shape> {
  return command;
}
