/** The command line: finds commands, refuses what it does not know, and answers with a code. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { commands } from '../commands/index.ts';
import { defineCommand } from './command.ts';
import { type CommandEntry, runCommandLine } from './main.ts';

const greet = defineCommand({
  name: 'greet',
  summary: 'Greet somebody',
  positionals: { name: 'NAME', min: 1, max: 2 },
  configured: false,
  options: z.object({
    loud: z.boolean().default(false).meta({ description: 'in capitals' }),
    times: z.int().min(1).default(1).meta({ description: 'how often', value: 'N' }),
    tags: z.array(z.string()).default([]).meta({ description: 'tags', value: 'TAG' }),
  }),
  async run({ options, positionals, terminal }) {
    if (terminal.json) terminal.object({ ...options, positionals });
    else terminal.print(options.loud ? positionals.join().toUpperCase() : positionals.join());
    return 0;
  },
});
const entries: readonly CommandEntry[] = [
  { name: 'greet', summary: 'Greet somebody', load: async () => greet },
];

async function run(argv: readonly string[], known = entries) {
  let out = '';
  let error = '';
  const code = await runCommandLine({
    argv,
    environment: {},
    commands: known,
    streams: {
      out: {
        write: (text) => {
          out += text;
        },
      },
      err: {
        write: (text) => {
          error += text;
        },
      },
    },
    signal: new AbortController().signal,
  });
  return { code, out, error };
}

test('the version is that of the package', async () => {
  const { code, out } = await run(['--version']);
  assert.equal(code, 0);
  assert.match(out, /^registan \d+\.\d+\.\d+\n$/);
});

test('a command gets its options, parsed and defaulted, and its names', async () => {
  const argv = ['greet', '--times=3', 'Alisher', '--tags', 'a', '--tags', 'b', '--json'];
  const { code, out } = await run(argv);
  assert.equal(code, 0);
  const expected = { loud: false, times: 3, tags: ['a', 'b'], positionals: ['Alisher'] };
  assert.deepEqual(JSON.parse(out), expected);
  assert.equal((await run(['greet', '--loud', 'ulugh'])).out, 'ULUGH\n');
  assert.equal((await run(['greet', '--', '--loud'])).out, '--loud\n');
});

test('an unknown command ends with 2 and the name that was meant', async () => {
  const { code, error, out } = await run(['geret']);
  assert.deepEqual([code, out], [2, '']);
  assert.match(error, /no command "geret".*Did you mean "greet"/);
});

test('a wrong use ends with 2 and says what is wrong', async () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['greet'], /a NAME is missing/],
    [['greet', 'a', 'b', 'c'], /"c" is one name too many/],
    [['greet', 'a', '--lud'], /--lud is not an option; did you mean --loud/],
    [['greet', 'a', '--times', '0'], /--times \("0"\) is not valid/],
    [['greet', 'a', '--times'], /--times needs a value: --times N/],
    [['greet', 'a', '--times', '1', '--times', '2'], /--times is given twice/],
    [['greet', 'a', '--loud=yes'], /--loud \("yes"\) is not valid/],
    [['greet', 'a', '--json=1'], /--json takes no value/],
  ];
  for (const [argv, expected] of cases) {
    const { code, error } = await run(argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(error, expected);
  }
});

test('help lists the commands, and each command its options', async () => {
  assert.match((await run(['--help'])).out, /greet {2}Greet somebody/);
  assert.equal((await run([])).code, 2);
  const { code, out } = await run(['greet', '--help']);
  assert.equal(code, 0);
  assert.match(out, /Usage: registan greet NAME… \[options\]/);
  assert.match(out, /--times N +how often \(default 1\)/);
});

test('every command of the product has the summary that the list shows, and help', async () => {
  for (const entry of commands) {
    const command = await entry.load();
    assert.deepEqual([command.name, command.summary], [entry.name, entry.summary]);
    const { code, out } = await run([entry.name, '--help'], commands);
    assert.equal(code, 0);
    for (const [key, option] of Object.entries(command.options.shape)) {
      assert.ok((option as z.ZodType).meta()?.description, `${entry.name} --${key}`);
    }
    assert.match(out, /--json/);
  }
});

test('config prints each setting with its source, as text and as JSON', async () => {
  const text = await run(['config', '--port', '0'], commands);
  assert.match(text.out, /^port +0 +--port$/m);
  assert.match(text.out, /^log-level +"info" +default$/m);
  const json = await run(['config', '--port', '0', '--json'], commands);
  assert.deepEqual(JSON.parse(json.out).port, { value: 0, source: 'flag', from: '--port' });
});
