/** Documents are true: the errors' page lists what the rooms declare, the README's commands run. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorsPage, errorsPagePath } from './docs/errors-page.ts';
import { startNode } from './running-process.ts';

const root = path.resolve(import.meta.dirname, '..');
const startTimeoutMs = 120_000;
const connectTimeoutMs = 30_000;

test('the errors page lists every error that the rooms declare', async () => {
  const page = await readFile(errorsPagePath, 'utf8');
  const made = await errorsPage();
  assert.equal(page, made, 'write it anew: node test/docs/errors-page.ts');
});

test('the README names only scripts and commands that exist', async () => {
  const readme = await readFile(path.join(root, 'README.md'), 'utf8');
  const { scripts } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = [...readme.matchAll(/^npm (?:run )?(\w+)/gm)].map(([, name = '']) => name);
  assert.ok(named.length >= 5);
  for (const name of named) assert.ok(name === 'ci' || name in scripts, `npm ${name}`);
  for (const [, command = ''] of readme.matchAll(/npx registan (\w+)/g)) {
    const { code } = await runToEnd(['exec', '--', 'registan', command, '--help']);
    assert.equal(code, 0, `npx registan ${command}`);
  }
});

test('npm start, as the README has it, starts a node that answers and stops', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'registan-readme-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const options = ['--', '--empty', '--port', '0', '--data', folder];
  const child = spawn('npm', ['start', ...options], { cwd: root, detached: true });
  const ended = once(child, 'exit');
  t.after(() => endGroup(child.pid));
  let output = '';
  const origin = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(output)), startTimeoutMs);
    const read = (text: string): void => {
      output += text;
      const found = /registan ready at (http:\/\/\S+)/.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found.replace(/\/$/, ''));
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    void ended.then(() => reject(new Error(`npm start ended: ${output}`)));
  });
  const page = await fetch(origin);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<div id="root"/);
  assert.equal((await fetch(`${origin}/api/v3.1/description`)).status, 200);
  endGroup(child.pid);
  await ended;
});

test('the guide to the API shows what can be done with the demo', async (t) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'registan-guide-'));
  const node = await startNode(folder, 'demo');
  t.after(async () => {
    await node.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const guide = await readFile(path.join(root, 'docs/guide/api.md'), 'utf8');
  const shown = /```sh\ncurl '(\S+)'\n```/.exec(guide)?.[1];
  assert.ok(shown !== undefined, 'the guide starts with a request');
  const shells = (await (await fetch(at(node.origin, shown))).json()) as { result: unknown[] };
  assert.equal(shells.result.length, 1);
  const query = /```json\n(.*?)```/s.exec(guide)?.[1];
  const drawing = async () => {
    const found = await fetch(`${node.origin}/api/v3.1/query/submodels`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: query,
    });
    assert.equal(found.status, 200);
    return ((await found.json()) as { result: unknown[] }).result.length;
  };
  // The machines have values only once they are connected.
  const untilMs = performance.now() + connectTimeoutMs;
  while ((await drawing()) < 4 && performance.now() < untilMs) await sleep(200);
  assert.equal(await drawing(), 4);
  const operation = await readFile(path.join(root, 'docs/guide/operation.md'), 'utf8');
  const addresses = [...operation.matchAll(/^\| `(\/\w+)` \|/gm)].map(([, address]) => address);
  assert.equal(addresses.length, 3);
  for (const address of addresses) assert.equal((await fetch(node.origin + address)).status, 200);
  const kept = [...operation.matchAll(/`([\w.]+)\/?`/g)].map(([, name]) => name);
  for (const name of await readdir(folder)) {
    assert.ok(
      kept.some((one) => one !== undefined && name.startsWith(one)),
      `${name} is told of`,
    );
  }
});

/** An address of the documents at another origin. */
function at(origin: string, shown: string): string {
  const { pathname, search } = new URL(shown);
  return origin + pathname + search;
}

async function runToEnd(options: readonly string[]): Promise<{ readonly code: number | null }> {
  const child = spawn('npm', options, { cwd: root, stdio: 'ignore' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code };
}

/** npm starts a shell that starts the node: the signal goes to all of them, once. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGTERM');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}
