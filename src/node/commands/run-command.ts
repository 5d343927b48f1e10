/** Runs a command of `registan` as the command line does, for the tests of the commands. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runCommandLine } from '../cli/main.ts';
import { commands } from './index.ts';

export async function runCommand(...argv: readonly string[]) {
  let out = '';
  let error = '';
  const collect = (into: (text: string) => void) => ({ write: (text: string) => into(text) });
  const code = await runCommandLine({
    argv,
    environment: {},
    commands,
    streams: {
      out: collect((text) => {
        out += text;
      }),
      err: collect((text) => {
        error += text;
      }),
    },
    signal: new AbortController().signal,
  });
  /** The objects that were printed, one a line. */
  const objects = <T>(): readonly T[] =>
    out
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as T);
  return { code, out, error, objects };
}

export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'registan-commands-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
