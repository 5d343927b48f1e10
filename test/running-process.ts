/**
 * A node (or another server) as a process of its own, as users run it: for the end-to-end and
 * crash tests and the benchmarks. It listens on a free loopback port and is ended by the one who
 * started it, gently or not.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const startTimeoutMs = 60_000;

export interface Running {
  readonly origin: string;
  /** From spawning the process to the first answer with success, milliseconds. */
  readonly startMs: number;
  /** Resident memory now, bytes. */
  memoryBytes(): Promise<number>;
  /** Sends the signal (SIGTERM when absent) and waits for the end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** A node on `folder`, which `registan COMMAND` starts: `start`, or `demo` with its factory. */
export function startNode(folder: string, command: 'start' | 'demo' = 'start'): Promise<Running> {
  const entry = path.join(root, 'bin', 'registan.js');
  const options = [command, '--port', '0', '--data', folder];
  return startProcess([entry, ...options], /ready at (http:\S+)/, '/healthz');
}

/** A server that says where it is once it is ready; `probe` is the path that must then answer. */
export async function startProcess(
  commandLine: readonly string[],
  ready: RegExp,
  probe: string,
): Promise<Running> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, commandLine, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutOptions(process.env),
  });
  const origin = await readyOrigin(child, ready);
  const answer = await fetch(origin + probe);
  if (!answer.ok) throw new Error(`${origin}${probe} answered ${answer.status}`);
  await answer.arrayBuffer();
  const startMs = performance.now() - startedAt;
  return {
    origin,
    startMs,
    memoryBytes: () => residentBytes(child.pid ?? 0),
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

function readyOrigin(child: ChildProcess, ready: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => {
      child.kill();
      reject(new Error(`not ready within ${startTimeoutMs} ms: ${output}`));
    }, startTimeoutMs);
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)));
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-10_000);
      const origin = ready.exec(output)?.[1];
      if (origin === undefined) return;
      clearTimeout(timer);
      resolve(origin.replace(/\/$/, '').replace('localhost', '127.0.0.1'));
    });
  });
}

/** The environment without the node's own variables: what is tested is set by flags. */
function withoutOptions(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('REGISTAN_')));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
