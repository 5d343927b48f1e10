/** The help texts: the list of commands, and one command's options. */

import type { Option } from '../config/read-options.ts';
import type { Command } from './command.ts';
import type { CommandEntry } from './main.ts';

/** What `registan --help` prints. */
export function overview(commands: readonly CommandEntry[]): string {
  const rows = commands.map(({ name, summary }) => [name, summary] as const);
  return [
    'Usage: registan COMMAND [options]',
    '',
    ...columns(rows),
    '',
    'registan COMMAND --help tells more, registan --version which version this is.',
    'Exit codes: 0 done, 1 failed, 2 used wrongly.',
  ].join('\n');
}

/** What `registan COMMAND --help` prints. */
export function commandHelp(command: Command, options: readonly Option[]): string {
  const names = command.positionals;
  const usage = names === undefined ? '' : names.max > 1 ? ` ${names.name}…` : ` ${names.name}`;
  const rows = options.map((option) => [flagOf(option), textOf(option)] as const);
  return [
    `Usage: registan ${command.name}${usage} [options]`,
    '',
    `${command.summary}.`,
    ...(command.details === undefined ? [] : ['', command.details]),
    '',
    'Options:',
    ...columns([...rows, ['--json', 'print JSON for scripts'], ['-h, --help', 'print this help']]),
    ...(command.configured
      ? [
          '',
          'Options of the node also come from REGISTAN_* variables (--log-level is',
          'REGISTAN_LOG_LEVEL) and from registan.json in the data folder ("logLevel").',
          'registan config prints each with its source.',
        ]
      : []),
  ].join('\n');
}

function flagOf(option: Option): string {
  return option.kind === 'boolean' ? option.flag : `${option.flag} ${option.valueName}`;
}

function textOf(option: Option): string {
  const shown = option.defaultValue;
  if (shown === undefined || shown === false || shown === '') return option.description;
  if (Array.isArray(shown) && shown.length === 0) return `${option.description}; repeatable`;
  return `${option.description} (default ${String(shown)})`;
}

function columns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
