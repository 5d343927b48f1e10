/** `registan check`: the metamodel's linter, over one file or ten thousand. */

import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { checkFile, type FileCheck } from '#technology/twin';
import { type ClassName, classes, type Violation } from '#technology/twin/model';
import { type CommandCall, defineCommand, type ExitCode } from '../cli/command.ts';

const classNames = Object.keys(classes) as [ClassName, ...ClassName[]];

const options = z.object({
  as: z
    .enum(classNames, { error: `must be a class of the metamodel: ${classNames.join(', ')}` })
    .default('Environment')
    .meta({ description: 'the class of the object in each file', value: 'CLASS' }),
  strict: z.boolean().default(false).meta({ description: 'refuse what import would mend as well' }),
  filesFrom: z.string().min(1).optional().meta({
    description: 'read names of further files, one a line; "-" is the input',
    value: 'FILE',
  }),
});

export const checkCommand = defineCommand({
  name: 'check',
  summary: 'Verify environments, packages and single objects against the metamodel',
  details: [
    'Reads JSON, XML and AASX, told apart by content; "-" is the standard input. Prints path,',
    'constraint and a sentence for each violation, and ends with 0 when every file is valid,',
    '1 when one is not, 2 when one cannot be read.',
    '',
    'A violation breaks a constraint or the schema and always fails. A deviation is what import',
    'accepts and mends: the namespace of version 3.0, relationship types of earlier packages,',
    'files that nothing leads to, files that are named but missing. Deviations are shown, and',
    'fail with --strict.',
    '',
    'With --json, one line a file: {"file", "ok", "violations": [{"path", "constraint",',
    '"message"}]}; deviations are among the violations with --strict, else left out.',
  ].join('\n'),
  positionals: { name: 'FILE', min: 0, max: Number.POSITIVE_INFINITY },
  configured: false,
  options,
  run: (call) => checkFiles(call, process.stdin),
});

/** Checks all files of the call, one after the other. */
export async function checkFiles(
  call: CommandCall<z.output<typeof options>>,
  input: Readable,
): Promise<ExitCode> {
  const { terminal, signal } = call;
  const files = await namesOf(call, input);
  if (files === undefined) return 2;
  const tally = { valid: 0, invalid: 0, unreadable: 0 };
  const startedAtMs = performance.now();
  for (const [index, file] of files.entries()) {
    if (signal.aborted) return 1;
    if (performance.now() - startedAtMs > progressAfterMs && index % 50 === 0) {
      terminal.progress(index / files.length, `${index} of ${files.length}`);
    }
    const check = await checkOne(file, call.options.as, input);
    const { violations, deviations } = check;
    const failures = call.options.strict ? [...violations, ...deviations] : violations;
    if (check.unreadable) tally.unreadable += 1;
    else if (failures.length > 0) tally.invalid += 1;
    else tally.valid += 1;
    if (terminal.json) {
      terminal.object({ file, ok: failures.length === 0, violations: failures });
    } else {
      printCheck(call, file, failures, call.options.strict ? [] : deviations);
    }
  }
  if (!terminal.json && files.length > 1) {
    const unreadable = tally.unreadable > 0 ? `, ${tally.unreadable} unreadable` : '';
    terminal.print(
      `${files.length} files: ${tally.valid} valid, ${tally.invalid} not${unreadable}`,
    );
  }
  if (tally.unreadable > 0) return 2;
  return tally.invalid > 0 ? 1 : 0;
}

const progressAfterMs = 1000;
const namesMax = 1_000_000;

async function namesOf(
  { positionals, options: { filesFrom }, terminal }: CommandCall<z.output<typeof options>>,
  input: Readable,
): Promise<readonly string[] | undefined> {
  const problem = (sentence: string): undefined => {
    terminal.note(`registan check: ${sentence}`);
    return undefined;
  };
  if (filesFrom === undefined) {
    if (positionals.length === 0)
      return problem('a FILE is missing; name one, or use --files-from');
    return positionals;
  }
  if (filesFrom === '-' && positionals.includes('-')) {
    return problem('"-" can be a file or the list of files, not both');
  }
  try {
    const list = filesFrom === '-' ? await text(input) : await readFile(filesFrom, 'utf8');
    const listed = list.split(/\r?\n/).filter((line) => line !== '');
    if (listed.length > namesMax) return problem(`${filesFrom} names more than ${namesMax} files`);
    return [...positionals, ...listed];
  } catch (cause) {
    return problem(`the list of files cannot be read: ${(cause as Error).message}`);
  }
}

type Outcome = FileCheck & { readonly unreadable?: boolean };

async function checkOne(file: string, as: ClassName, input: Readable): Promise<Outcome> {
  try {
    return file === '-' ? await checkInput(input, as) : await checkFile(file, as);
  } catch (cause) {
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    const message = `The file cannot be read: ${cause.message}.`;
    const violations = [{ path: '', constraint: 'unreadable', message }];
    return { violations, deviations: [], unreadable: true };
  }
}

/** A package needs its end before its start, so the input is kept in a file for a while. */
async function checkInput(input: Readable, as: ClassName): Promise<FileCheck> {
  const folder = await mkdtemp(join(tmpdir(), 'registan-check-'));
  try {
    const kept = join(folder, 'input');
    await pipeline(input, createWriteStream(kept));
    return await checkFile(kept, as);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function printCheck(
  { terminal }: CommandCall<unknown>,
  file: string,
  failures: readonly Violation[],
  deviations: readonly Violation[],
): void {
  if (failures.length === 0) {
    const note = deviations.length === 0 ? '' : ` (${counted(deviations.length, 'deviation')})`;
    terminal.print(`${file}: valid${note}`);
  } else {
    terminal.print(`${file}: ${counted(failures.length, 'violation')}`);
  }
  for (const { path, constraint, message } of failures) {
    terminal.print(`  ${path === '' ? '(whole document)' : path}  ${constraint}  ${message}`);
  }
  for (const { path, constraint, message } of deviations) {
    terminal.print(
      `  ${path === '' ? '(whole document)' : path}  ${constraint} (deviation)  ${message}`,
    );
  }
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
