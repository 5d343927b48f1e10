/** `registan import`: packages and environments into a running node, or into its data folder. */

import { access, constants } from 'node:fs/promises';
import { z } from 'zod';
import type { ImportOutcome } from '#technology/twin';
import { type CommandCall, defineCommand, type ExitCode } from '../cli/command.ts';
import { settingsSchema } from '../config/settings.ts';
import { openTwinAccess, type TwinAccess } from './twin-access.ts';

const options = settingsSchema.pick({ data: true, host: true, port: true, token: true }).extend({
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional()
    .meta({ description: 'address of the node that takes the files', value: 'URL' }),
  lenient: z
    .boolean()
    .default(false)
    .meta({ description: 'import what is readable and report the rest' }),
});

type Call = CommandCall<z.output<typeof options>>;

export const importCommand = defineCommand({
  name: 'import',
  summary: 'Import packages and environments into a node',
  details: [
    'Reads AASX, JSON and XML, told apart by content. What exists already is replaced. A file',
    'that breaks a rule of the metamodel is refused as a whole, with the places named, unless',
    '--lenient is given.',
    '',
    'Without --url the node of this machine takes the files (--host, --port); where none answers,',
    'or --data is given, they go into the data folder itself.',
    '',
    'With --json, one line a file: {"file", "ok", "shells", "submodels", "concepts", "files",',
    '"violations": [{"path", "constraint", "message"}], "error": {"code", "message"}}.',
  ].join('\n'),
  positionals: { name: 'FILE', min: 1, max: Number.POSITIVE_INFINITY },
  configured: true,
  options,
  run: importFiles,
});

async function importFiles(call: Call): Promise<ExitCode> {
  const { terminal, positionals } = call;
  const unreadable = await findUnreadable(positionals);
  if (unreadable !== undefined) {
    terminal.note(`registan import: ${unreadable}`);
    return 2;
  }
  const opened = await openTwinAccess(call);
  if (!opened.ok) {
    terminal.note(`registan import: ${opened.error.message}`);
    return 1;
  }
  try {
    return await importAll(call, opened.value);
  } finally {
    await opened.value.close();
  }
}

/** Progress is shown when the whole takes longer than this. */
const progressAfterMs = 1000;

async function importAll(call: Call, twins: TwinAccess): Promise<ExitCode> {
  const { terminal, positionals, options: given, signal } = call;
  const startedAtMs = performance.now();
  let refused = 0;
  for (const [index, file] of positionals.entries()) {
    if (signal.aborted) return 1;
    const outcome = await twins.importFile(file, given.lenient, (progress) => {
      if (performance.now() - startedAtMs < progressAfterMs) return;
      terminal.progress((index + progress) / positionals.length, file);
    });
    if (!outcome.ok) {
      terminal.note(`registan import: ${outcome.error.message}`);
      return 1;
    }
    if (!outcome.value.ok) refused += 1;
    print(call, file, outcome.value);
  }
  if (!terminal.json && positionals.length > 1) {
    const imported = positionals.length - refused;
    terminal.print(`${imported} of ${positionals.length} files imported into ${twins.name}`);
  }
  return refused > 0 ? 1 : 0;
}

function print({ terminal, options: given }: Call, file: string, outcome: ImportOutcome): void {
  const { ok, report, error } = outcome;
  if (terminal.json) {
    terminal.object({ file, ok, ...report, ...(error === undefined ? {} : { error }) });
    return;
  }
  if (ok) {
    const { shells, submodels, concepts, files } = report;
    terminal.print(
      `${file}: ${counted(shells, 'shell')}, ${counted(submodels, 'submodel')}, ` +
        `${counted(concepts, 'concept description')}, ${counted(files, 'file')}`,
    );
  } else {
    terminal.print(`${file}: not imported. ${error?.message ?? ''}`);
  }
  for (const { path, constraint, message } of report.violations) {
    terminal.print(`  ${path === '' ? '(whole document)' : path}  ${constraint}  ${message}`);
  }
  if (error?.code === 'twin.invalid' && !given.lenient) {
    terminal.print('  --lenient imports what is readable and reports the rest.');
  }
}

async function findUnreadable(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    try {
      await access(file, constants.R_OK);
    } catch (cause) {
      return `${file} cannot be read: ${(cause as Error).message}`;
    }
  }
  return undefined;
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
