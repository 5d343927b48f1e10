/**
 * Processes that a benchmark measures: a node on a folder of its own, and the bare servers that
 * are its baseline. Each listens on a free loopback port and is ended by the one who started it.
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
  stop(): Promise<void>;
}

/** A node on `folder`; empty unless the folder has data. */
export function startNode(folder: string, more: readonly string[] = []): Promise<Running> {
  const entry = path.join(root, 'bin', 'registan.js');
  const options = ['start', '--port', '0', '--data', folder, ...more];
  return startProcess([entry, ...options], /ready at (http:\S+)/, '/healthz');
}

/** A bare `node:http` server that answers every request with the same bytes. */
export function startBareServer(bodyBytes: number): Promise<Running> {
  const entry = path.join(import.meta.dirname, 'bare-server.ts');
  return startProcess([entry, String(bodyBytes)], /ready at (http:\S+)/, '/');
}

async function startProcess(
  commandLine: readonly string[],
  ready: RegExp,
  probe: string,
): Promise<Running> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, commandLine, { stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await readyOrigin(child, ready);
  const answer = await fetch(origin + probe);
  if (!answer.ok) throw new Error(`${origin}${probe} answered ${answer.status}`);
  await answer.arrayBuffer();
  const startMs = performance.now() - startedAt;
  return {
    origin,
    startMs,
    memoryBytes: () => residentBytes(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
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

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1024;
}
