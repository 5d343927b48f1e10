/**
 * The official test engines, installed into a virtual environment of their own with every version
 * pinned (requirements.txt), and run as anybody would run them: by their command.
 */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, '.cache', 'conformance');
const requirements = path.join(import.meta.dirname, 'requirements.txt');
const outputBytesMax = 256 * 1024 * 1024;

/** One node of the engines' report: a message, a level (0 and 1 are fine), and what is below. */
export interface Report {
  readonly m: string;
  readonly l: number;
  readonly s: readonly Report[];
}

export interface Engines {
  checkServer(url: string, suite: string): Promise<Report>;
  checkFile(file: string, format: string): Promise<Report>;
}

/** Installs the engines where they are not yet; throws with what is missing for that. */
export async function installEngines(): Promise<Engines> {
  const wanted = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex');
  const stamp = path.join(folder, 'installed');
  const isThere = await readFile(stamp, 'utf8').then(
    (found) => found === wanted,
    () => false,
  );
  if (!isThere) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await install();
    await writeFile(stamp, wanted);
  }
  const command = path.join(
    folder,
    process.platform === 'win32' ? 'Scripts' : 'bin',
    'aas_test_engines',
  );
  const report = async (parameters: readonly string[]) => {
    const output = await outputOf(command, [...parameters, '--output', 'json']);
    const start = output.indexOf('{');
    if (start === -1) throw new Error(`the engines printed no report: ${output.slice(-2000)}`);
    return JSON.parse(output.slice(start)) as Report;
  };
  return {
    checkServer: (url, suite) => report(['check_server', url, suite]),
    checkFile: (file, format) => report(['check_file', file, '--format', format]),
  };
}

async function install(): Promise<void> {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const pip = [path.join(folder, process.platform === 'win32' ? 'Scripts/python' : 'bin/python')];
  try {
    await run(python, ['-m', 'venv', folder]);
    const options = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check'];
    await run(pip[0] ?? python, [...options, '-r', requirements]);
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(
      'The official test engines could not be installed. They need Python 3.8 or later with its ' +
        'venv module, and pip with access to its package index (or PIP_INDEX_URL set to a mirror).',
      { cause },
    );
  }
}

/** The engines exit with 1 when something is not as it should be; their report says what. */
async function outputOf(command: string, parameters: readonly string[]): Promise<string> {
  try {
    return (await run(command, [...parameters], { maxBuffer: outputBytesMax })).stdout;
  } catch (cause) {
    const failed = cause as { readonly code?: unknown; readonly stdout?: string };
    if (failed.code === 1 && failed.stdout) return failed.stdout;
    throw cause;
  }
}
