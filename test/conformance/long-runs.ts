/**
 * Tests whose full length is too much for every change: the same files as in `npm test`, asked
 * for the number of kills and of malformed requests that the product promises to bear.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

const longRuns = [
  {
    what: '50 kills at random moments during 10,000 writes',
    file: 'test/crash.test.ts',
    env: { CRASH_ROUNDS: '50', CRASH_WRITES: '10000' },
  },
  {
    what: '100,000 random and mutated requests',
    file: 'src/technology/twin/api/bad-input.test.ts',
    env: { BAD_INPUT_RUNS: '100000' },
  },
] as const;

/** Runs them one after the other; the names of those that failed. */
export async function runLong(): Promise<{ readonly passed: number; readonly failures: string[] }> {
  const failures: string[] = [];
  for (const { what, file, env } of longRuns) {
    const child = spawn(process.execPath, ['test/run.ts', file], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    console.log(`${what}: ${code === 0 ? 'passed' : 'failed'}`);
    if (code !== 0) failures.push(what);
  }
  return { passed: longRuns.length - failures.length, failures };
}
