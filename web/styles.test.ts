/**
 * The style sheets: logical properties only, so that Arabic mirrors; no value of a colour outside
 * the tokens; no gradient, shadow or rounded corner; and the contrasts that the tokens promise.
 */

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const folder = import.meta.dirname;
const sheets = globSync('**/*.css', { cwd: folder, exclude: (name) => name === 'dist' }).map(
  (file) => ({ file, text: readFileSync(path.join(folder, file), 'utf8') }),
);

function lines(wanted: (line: string) => boolean, except: readonly string[] = []): string[] {
  return sheets
    .filter(({ file }) => !except.includes(file))
    .flatMap(({ file, text }) =>
      text
        .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
        .split('\n')
        .flatMap((line, index) => (wanted(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    );
}

test('there are style sheets to look at', () => assert.ok(sheets.length > 20));

test('only logical properties are used', () => {
  const physical = new RegExp(
    [
      /^\s*((margin|padding|border)-)?(left|right|top|bottom)(-\w+)*:/,
      /^\s*(width|height|(min|max)-(width|height)):/,
      /(text-align|float|clear):\s*(left|right)/,
    ]
      .map(({ source }) => source)
      .join('|'),
  );
  const fourSides = /^\s*(margin|padding|inset|border-width):\s*\S+ (\S+) \S+ (\S+);/;
  assert.deepEqual(
    lines((line) => {
      const sides = fourSides.exec(
        line.replaceAll(/\([^()]*\)/g, (group) => group.replaceAll(' ', '')),
      );
      return physical.test(line) || (sides !== null && sides[2] !== sides[3]);
    }),
    [],
  );
});

test('colours are written in the tokens only', () => {
  const colour = /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|oklab|lab|lch)a?\(/i;
  assert.deepEqual(
    lines((line) => colour.test(line), ['tokens.css']),
    [],
  );
});

test('nothing has a shadow around it, and only a radio or a data point is round', () => {
  assert.deepEqual(
    lines((line) => /box-shadow:(?!\s*inset)|text-shadow:|drop-shadow/.test(line)),
    [],
  );
  assert.deepEqual(
    lines((line) => /border-radius:/.test(line) && !/var\(--radius-round\)|:\s*0;/.test(line)),
    [],
  );
});

test('every token that is used exists', () => {
  const known = new Set(
    sheets.flatMap(({ text }) => [...text.matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1])),
  );
  // Set by Base UI on what it places.
  for (const name of ['--anchor-width', '--available-height']) known.add(name);
  assert.deepEqual(
    lines((line) => [...line.matchAll(/var\((--[\w-]+)/g)].some((match) => !known.has(match[1]))),
    [],
  );
});

/** Pairs that must be readable (WCAG 2.2, 1.4.3 and 1.4.11), in both themes. */
const pairs: readonly [front: string, back: string, ratio: number][] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'amber-edge', 'red'].flatMap((front) =>
    ['paper', 'sheet', 'wash'].map((back): [string, string, number] => [front, back, 4.5]),
  ),
  ['ink', 'accent-wash', 4.5],
  ['accent', 'accent-wash', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-red', 'red', 4.5],
  ['on-band', 'band', 4.5],
  ['on-band-2', 'band', 4.5],
  ['edge', 'paper', 3],
  ['turquoise', 'paper', 3],
];

for (const [index, theme] of ['light', 'dark'].entries()) {
  test(`text and controls have their contrast in ${theme}`, () => {
    const tokens = readFileSync(path.join(folder, 'tokens.css'), 'utf8');
    const colourOf = (name: string): string => {
      const found = new RegExp(`--${name}:\\s*light-dark\\((#\\w+),\\s*(#\\w+)\\)`).exec(tokens);
      assert.ok(found, `no colour --${name}`);
      return found[index + 1] ?? '';
    };
    for (const [front, back, ratio] of pairs) {
      const measured = contrast(colourOf(front), colourOf(back));
      assert.ok(measured >= ratio, `${front} on ${back}: ${measured.toFixed(2)}, not ${ratio}`);
    }
  });
}

/** WCAG 2.2, “contrast ratio” and “relative luminance”. */
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
