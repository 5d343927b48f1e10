/**
 * `npm run conformance`: the official test engines against a node of this very checkout, and
 * against files that it writes. Every case of every suite must pass, and as many must have been
 * run as the suites have. Then the long runs of tests that `npm test` runs short. The last line is
 * `N passed, N failed`; the exit code is 1 when any did.
 */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encodeBase64Url } from '#base';
import { startNode } from '../running-process.ts';
import { type Engines, installEngines, type Report } from './engines.ts';
import { type WrittenFile, writeFiles } from './files.ts';
import { runLong } from './long-runs.ts';
import { testEnvironment } from './test-data.ts';

const shellId = 'https://example.org/shells/one';
const submodelId = 'https://example.org/submodels/one/everything';
const shell = `/shells/${encodeBase64Url(shellId)}`;
const submodel = `/submodels/${encodeBase64Url(submodelId)}`;

/** The suites that the engines offer, where each finds its service, and how many cases it has. */
const suites = [
  { service: 'AssetAdministrationShellRepository', base: '', cases: 112 },
  { service: 'SubmodelRepository', base: '', cases: 106 },
  { service: 'AssetAdministrationShell', base: shell, cases: 94 },
  { service: 'Submodel', base: submodel, cases: 76 },
] as const;

const totals = { passed: 0, failed: 0 };

function count(passed: number, failures: readonly string[]): void {
  totals.passed += passed;
  totals.failed += failures.length;
  for (const failure of failures) console.log(`    failed: ${failure}`);
}

/** The cases of a suite's report; what went wrong outside of a case is a failure too. */
function casesOf(report: Report): { readonly passed: number; readonly failures: string[] } {
  let passed = 0;
  const failures: string[] = [];
  for (const operation of report.s) {
    for (const group of operation.s) {
      const isCases = group.m === 'Negative Tests' || group.m === 'Positive Tests';
      if (!isCases) {
        if (group.l > 1) failures.push(`${operation.m}, ${group.m}: ${worst(group)}`);
        continue;
      }
      for (const one of group.s) {
        if (one.l <= 1) passed += 1;
        else failures.push(`${operation.m}, ${one.m.trim()}: ${worst(one)}`);
      }
    }
    if (operation.l > 1 && operation.s.length === 0) failures.push(operation.m);
  }
  return { passed, failures };
}

/** The message of the deepest fault. */
function worst(report: Report): string {
  const below = report.s.find((one) => one.l > 1);
  return below === undefined ? report.m : worst(below);
}

async function checkSuites(engines: Engines, origin: string, version: string): Promise<void> {
  for (const { service, base, cases } of suites) {
    const suite = `https://admin-shell.io/aas/API/3/0/${service}ServiceSpecification/SSP-002`;
    const report = await engines.checkServer(`${origin}/api/v${version}${base}`, suite);
    const { passed, failures } = casesOf(report);
    const ran = passed + failures.length;
    if (ran !== cases) failures.push(`${ran} cases were run, not ${cases}`);
    console.log(`${service} SSP-002 at /api/v${version}: ${passed} of ${cases} cases passed`);
    count(passed, failures);
  }
}

/** Puts the test data on the node through its own API, file content and thumbnail included. */
async function load(api: string): Promise<void> {
  const { assetAdministrationShells, submodels, conceptDescriptions } = testEnvironment;
  const post = (address: string, items: readonly unknown[] = []) =>
    Promise.all(
      items.map((item) => {
        const headers = { 'content-type': 'application/json' };
        return send(`${api}${address}`, { method: 'POST', headers, body: JSON.stringify(item) });
      }),
    );
  // One after the other, so that the lists begin with the shell and submodel of every element.
  for (const item of assetAdministrationShells ?? []) await post('/shells', [item]);
  for (const item of submodels ?? []) await post('/submodels', [item]);
  await post('/concept-descriptions', conceptDescriptions);
  const manual = `${submodel}/submodel-elements/Collection.Manual/attachment`;
  await send(`${api}${manual}`, { method: 'PUT', body: form('manual.txt', 'text/plain') });
  const thumbnail = `${shell}/asset-information/thumbnail`;
  await send(`${api}${thumbnail}`, { method: 'PUT', body: form('machine.png', 'image/png') });
}

function form(fileName: string, type: string): FormData {
  const data = new FormData();
  data.set('fileName', fileName);
  data.set('file', new Blob(['content'], { type }), fileName);
  return data;
}

async function send(address: string, request: RequestInit): Promise<void> {
  const response = await fetch(address, request);
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`);
}

/** What the node itself writes: everything it holds, in each format. */
async function download(api: string, folder: string): Promise<readonly WrittenFile[]> {
  const types = [
    ['serialization.json', 'application/json', 'json'],
    ['serialization.xml', 'application/xml', 'xml'],
    ['json-inside.aasx', 'application/asset-administration-shell-package', 'aasx'],
    ['xml-inside.aasx', 'application/asset-administration-shell-package+xml', 'aasx'],
  ] as const;
  const files: WrittenFile[] = [];
  for (const [name, accept, format] of types) {
    const response = await fetch(`${api}/serialization`, { headers: { accept } });
    if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
    const file = path.join(folder, name);
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    files.push({ path: file, format });
  }
  return files;
}

async function checkFiles(engines: Engines, files: readonly WrittenFile[]): Promise<void> {
  let passed = 0;
  const failures: string[] = [];
  for (const { path: file, format } of files) {
    const report = await engines.checkFile(file, format);
    if (report.l <= 1) passed += 1;
    else failures.push(`${path.basename(file)}: ${worst(report)}`);
  }
  console.log(`Files written by the node: ${passed} of ${files.length} passed`);
  count(passed, failures);
}

async function main(): Promise<void> {
  const engines = await installEngines();
  const folder = await mkdtemp(path.join(tmpdir(), 'registan-conformance-'));
  try {
    await mkdir(path.join(folder, 'data'));
    const node = await startNode(path.join(folder, 'data'));
    const written: WrittenFile[] = [];
    try {
      await load(`${node.origin}/api/v3.1`);
      for (const version of ['3.0', '3.1']) await checkSuites(engines, node.origin, version);
      written.push(...(await download(`${node.origin}/api/v3.0`, folder)));
    } finally {
      await node.stop();
    }
    written.push(...(await writeFiles(path.join(folder, 'files'))));
    await checkFiles(engines, written);
    const { passed, failures } = await runLong();
    count(passed, failures);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (cause) {
  console.error(cause);
  totals.failed += 1;
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
