/**
 * The rules of the house that a machine can check: the one direction of imports, ceilings for
 * files, functions and lines, file names, an opening paragraph, no module state, no default
 * exports, words that have no place here, and links in documents that lead somewhere.
 */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { judgeImport } from './tidy/rooms.ts';
import { projectFiles, readSource, root, type Source } from './tidy/sources.ts';

const ceilings = { fileLines: 400, functionLines: 70, columns: 100 } as const;

/** Words and names that the repository never says, built so that this file does not say them. */
const banned: readonly RegExp[] = [
  new RegExp(['registry', 'npmjs'].join('\\.'), 'i'),
  new RegExp(['files', 'pythonhosted'].join('\\.'), 'i'),
  new RegExp(`/${'work'}/(main|shared|\\.library)`),
  new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X'.repeat(3)].join('|')})\\b`),
  new RegExp(`@ts-(${'ignore'}|${'expect-error'}|${'nocheck'})`),
  new RegExp(
    `\\b(${['chat' + 'gpt', 'clau' + 'de', 'anth' + 'ropic', 'copi' + 'lot'].join('|')})\\b`,
    'i',
  ),
];

const files = projectFiles();
const sources: readonly Source[] = files
  .filter((file) => /^(src|web|bench|test|content|bin)\/.*\.tsx?$/.test(file))
  .map(readSource);

function report(faults: readonly string[]): void {
  assert.equal(faults.length, 0, `\n${faults.join('\n')}`);
}

test('there are sources to check', () => {
  assert.ok(files.length > 50, `git lists only ${files.length} files`);
  assert.ok(sources.length > 30, `only ${sources.length} sources were read`);
  assert.ok(sources.some((source) => source.imports.length > 0));
});

test('imports run one way, and a room is entered by its front door', () => {
  report(
    sources.flatMap((source) =>
      source.imports.flatMap((entry) => {
        const fault = judgeImport(source.file, entry.specifier, entry.typeOnly);
        const where = `${source.file}:${entry.line}`;
        return fault === undefined ? [] : [`${where} imports ${entry.specifier}: ${fault}`];
      }),
    ),
  );
});

test('the judge of imports refuses what the order forbids', () => {
  const refused: readonly [string, string][] = [
    ['src/base/ids.ts', '#store'],
    ['src/store/jobs.ts', '#technology/twin'],
    ['src/technology/twin/index.ts', '#technology/connect'],
    ['src/technology/monitor/index.ts', '#technology/connect'],
    ['src/technology/connect/index.ts', '../twin/errors.ts'],
    ['src/technology/connect/index.ts', '#technology/twin/repository'],
    ['src/technology/twin/model/index.ts', 'node:fs'],
    ['web/main.tsx', '#technology/twin'],
    ['web/main.tsx', '../src/base/index.ts'],
  ];
  for (const [file, specifier] of refused) {
    assert.ok(judgeImport(file, specifier, false), `${file} may import ${specifier}`);
  }
  const allowed: readonly [string, string][] = [
    ['src/technology/connect/index.ts', '#technology/twin'],
    ['src/node/compose.ts', '#exchange/practice'],
    ['src/technology/twin/api/routes.ts', '../errors.ts'],
    ['web/main.tsx', '#technology/twin/model'],
  ];
  for (const [file, specifier] of allowed) {
    assert.equal(judgeImport(file, specifier, false), undefined);
  }
});

test('source files, functions and lines stay under their ceilings', () => {
  const faults: string[] = [];
  for (const source of sources) {
    if (isGenerated(source)) continue;
    const count = source.lines.length - 1;
    if (count > ceilings.fileLines) faults.push(`${source.file}: ${count} lines`);
    for (const each of source.functions) {
      const isSuite = /\.(test|suite)\.tsx?$/.test(source.file);
      if (each.lines > ceilings.functionLines && !isSuite) {
        faults.push(`${source.file}:${each.line} ${each.name}: ${each.lines} lines`);
      }
    }
    source.lines.forEach((line, index) => {
      if (line.length > ceilings.columns && !/https?:\/\/\S{40}|^\s*(\/\/|\*) biome/.test(line)) {
        faults.push(`${source.file}:${index + 1}: ${line.length} columns`);
      }
    });
  }
  report(faults);
});

test('a file is named in kebab-case', () => {
  report(
    sources
      .map((source) => source.file)
      .filter((file) => !/^[a-z0-9.-]+\.tsx?$/.test(path.posix.basename(file))),
  );
});

test('a source opens with the paragraph that says what it is', () => {
  report(
    sources
      .filter((source) => !/^(#!.*\n)?(\/\*\*?[\s*]|\/\/ )/.test(source.text))
      .map((source) => source.file),
  );
});

test('no module keeps state, and exports have names', () => {
  report(
    sources.flatMap((source) => [
      ...source.moduleState.map((line) => `${source.file}:${line}: a module-level let`),
      ...source.defaultExports.map((line) => `${source.file}:${line}: a default export`),
    ]),
  );
});

test('nothing in the repository says what has no place here', () => {
  const faults: string[] = [];
  for (const file of files) {
    if (statSync(path.join(root, file)).size > 2_000_000 || isBinary(file)) continue;
    const lines = readFileSync(path.join(root, file), 'utf8').split('\n');
    lines.forEach((line, index) => {
      for (const word of banned) {
        if (word.test(line)) faults.push(`${file}:${index + 1}: ${line.trim().slice(0, 80)}`);
      }
    });
  }
  report(faults);
});

test('links in documents lead to files that are there', () => {
  const faults: string[] = [];
  for (const file of files.filter((name) => name.endsWith('.md'))) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const at = path.join(root, path.dirname(file), target);
      if (!existsSync(at)) faults.push(`${file} links to ${target}`);
    }
  }
  report(faults);
});

test('each room has a front door and a README', () => {
  const rooms = new Set(
    files.flatMap((file) => {
      const match =
        /^src\/(?:(?:protection|technology|training|exchange)\/[^/]+|base|store|node)\//;
      return match.exec(file)?.[0] ?? [];
    }),
  );
  assert.ok(rooms.size >= 3);
  report(
    [...rooms].flatMap((room) =>
      ['index.ts', 'README.md']
        .filter((name) => !files.includes(room + name))
        .map((name) => `${room} has no ${name}`),
    ),
  );
});

function isGenerated(source: Source): boolean {
  return /^\/\*\* Generated by /.test(source.text);
}

function isBinary(file: string): boolean {
  return /\.(aasx|png|jpe?g|pdf|woff2?|ico|parquet)$/.test(file) || file === 'package-lock.json';
}
