/** `registan check`: what it prints, what it answers with, and that it tells files by content. */

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { writeAasx, writeXml } from '#technology/twin';
import type { Violation } from '#technology/twin/model';
import { openTerminal } from '../cli/terminal.ts';
import { checkFiles } from './check.ts';
import { runCommand, temporaryFolder } from './run-command.ts';

interface Line {
  readonly file: string;
  readonly ok: boolean;
  readonly violations: readonly Violation[];
}

const valid = { submodels: [{ modelType: 'Submodel', id: 'urn:s' }] } as const;
const invalid = { submodels: [{ modelType: 'Submodel', id: '', colour: 'red' }] };
const key = { type: 'GlobalReference', value: 'urn:x' };
const reference = { type: 'ExternalReference', keys: [key] };

/** Writes files into a folder and tells their paths. */
function filesOf(t: TestContext, contents: Readonly<Record<string, string | Buffer>>) {
  const folder = temporaryFolder(t);
  return Object.entries(contents).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}

test('valid files of every format end with 0, whatever they are called', async (t) => {
  const aasx = await buffer(writeAasx(valid, [], { format: 'xml' }));
  const json = JSON.stringify(valid);
  const files = filesOf(t, { 'a.xml': json, 'b.json': writeXml(valid), c: aasx, 'd.aasx': json });
  const { code, out } = await runCommand('check', ...files);
  assert.equal(code, 0, out);
  assert.match(out, /a\.xml: valid\n.*b\.json: valid\n.*c: valid\n.*d\.aasx: valid\n4 files: 4 v/);
});

test('each violation is printed with path, constraint and sentence, and ends with 1', async (t) => {
  const files = filesOf(t, { 'a.json': JSON.stringify(valid), 'b.json': JSON.stringify(invalid) });
  const { code, out } = await runCommand('check', ...files);
  assert.equal(code, 1);
  assert.match(out, /b\.json: 2 violations\n/);
  assert.match(out, /\n {2}\/submodels\/0\/id {2}\S+ {2}\w.+\.\n/);
  assert.match(out, /\n {2}\/submodels\/0\/colour {2}\S+ {2}\w.+\.\n/);
  assert.match(out, /\n2 files: 1 valid, 1 not\n/);
});

test('with --json each file is one line of the promised form', async (t) => {
  const files = filesOf(t, {
    'a.json': JSON.stringify(valid),
    'b.json': JSON.stringify(invalid),
    'c.json': '{"a":',
    'd.xml': '<environment/>',
  });
  const { code, objects } = await runCommand('check', '--json', ...files);
  assert.equal(code, 1);
  const lines = objects<Line>();
  assert.deepEqual(
    lines.map(({ file, ok }) => [file, ok]),
    files.map((file, index) => [file, index === 0]),
  );
  for (const line of lines) {
    assert.deepEqual(Object.keys(line), ['file', 'ok', 'violations']);
    for (const violation of line.violations) {
      assert.deepEqual(Object.keys(violation).sort(), ['constraint', 'message', 'path']);
    }
  }
  assert.equal(lines[2]?.violations[0]?.constraint, 'malformed-json');
  assert.equal(lines[3]?.violations[0]?.constraint, 'malformed-xml');
});

test('single objects are checked as the class they are said to be', async (t) => {
  const xml =
    '<reference xmlns="https://admin-shell.io/aas/3/1"><type>ExternalReference</type>' +
    `<keys><key><type>${key.type}</type><value>${key.value}</value></key></keys></reference>`;
  const [json = '', inXml = '', wrong = ''] = filesOf(t, {
    'a.json': JSON.stringify(reference),
    'b.xml': xml,
    'c.json': JSON.stringify({ ...reference, keys: [] }),
  });
  assert.equal((await runCommand('check', '--as', 'Reference', json, inXml)).code, 0);
  assert.equal((await runCommand('check', '--as', 'Reference', wrong)).code, 1);
  assert.equal((await runCommand('check', '--as', 'Property', json)).code, 1);
  assert.equal((await runCommand('check', json)).code, 1);
});

test('deviations are shown, and fail only with --strict', async (t) => {
  const [file = ''] = filesOf(t, { 'a.xml': writeXml(valid, { version: '3.0' }) });
  const tolerant = await runCommand('check', file);
  assert.equal(tolerant.code, 0);
  assert.match(tolerant.out, /valid \(1 deviation\)\n.*namespace \(deviation\)/);
  assert.equal((await runCommand('check', '--strict', file)).code, 1);
  const [line] = (await runCommand('check', '--strict', '--json', file)).objects<Line>();
  assert.equal(line?.violations[0]?.constraint, 'namespace');
});

test('names of files come from a list as well', async (t) => {
  const files = filesOf(t, { 'a.json': JSON.stringify(valid), 'b.json': JSON.stringify(valid) });
  const [list = ''] = filesOf(t, { list: `${files.join('\n')}\n` });
  const { code, out } = await runCommand('check', '--files-from', list);
  assert.equal(code, 0);
  assert.match(out, /2 files: 2 valid/);
});

test('the standard input can be a document, a package or the list', async (t) => {
  const aasx = await buffer(writeAasx(valid, [], { format: 'json' }));
  const [file = ''] = filesOf(t, { 'a.json': JSON.stringify(valid) });
  const check = async (input: string | Buffer, positionals: readonly string[], from?: string) => {
    let out = '';
    const write = (text: string) => {
      out += text;
    };
    const code = await checkFiles(
      {
        options: { as: 'Environment', strict: false, filesFrom: from },
        positionals,
        given: [],
        terminal: openTerminal({ out: { write }, err: { write } }, false),
        environment: {},
        signal: new AbortController().signal,
      },
      Readable.from([Buffer.from(input)]),
    );
    return `${code} ${out}`;
  };
  assert.equal(await check(JSON.stringify(valid), ['-']), '0 -: valid\n');
  assert.equal(await check(aasx, ['-']), '0 -: valid\n');
  assert.match(await check('{', ['-']), /^1 -: 1 violation\n/);
  assert.equal(await check(`${file}\n`, [], '-'), `0 ${file}: valid\n`);
});

test('used wrongly, it ends with 2 and says how it is used', async (t) => {
  const cases: readonly (readonly string[])[] = [
    ['check'],
    ['check', '--as', 'Nothing', 'x'],
    ['check', '--colour', 'x'],
    ['check', '--files-from', '-', '-'],
    ['check', join(temporaryFolder(t), 'missing.json')],
    ['check', temporaryFolder(t)],
  ];
  for (const argv of cases) {
    const { code, out, error } = await runCommand(...argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(out + error, /\w{4}/);
  }
});

test('one unreadable file does not keep the others from being checked', async (t) => {
  const [file = ''] = filesOf(t, { 'a.json': JSON.stringify(valid) });
  const { code, objects } = await runCommand('check', '--json', `${file}.missing`, file);
  assert.equal(code, 2);
  assert.deepEqual(
    objects<Line>().map(({ ok }) => ok),
    [false, true],
  );
});
