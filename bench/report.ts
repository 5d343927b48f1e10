/**
 * Puts measured rows into the page of figures: `node bench/report.ts FILE`, where FILE has what
 * `npm run --silent bench -- NAME --json` printed. Only what stands between the page's two marks is
 * replaced; what the figures mean is written around it by hand.
 */

import { readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import path from 'node:path';
import type { Bar, Row } from './measurement.ts';

const page = path.resolve(import.meta.dirname, '..', 'docs', 'performance.md');
const begin = '<!-- figures: written by bench/report.ts -->';
const end = '<!-- end of figures -->';

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) {
  process.stderr.write('node bench/report.ts FILE\n');
  process.exitCode = 2;
} else {
  await report(await readFile(file, 'utf8'));
}

async function report(lines: string): Promise<void> {
  const rows = lines
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Row);
  if (rows.length === 0) throw new Error(`${file} has no rows; the page stays as it is`);
  const text = await readFile(page, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${page} has no marks around its figures`);
  const figures = [begin, conditions(), '', table(rows), ''].join('\n');
  await writeFile(page, text.slice(0, from) + figures + text.slice(to));
}

/** When and on what, as far as the figures depend on it. */
function conditions(): string {
  const date = new Date().toISOString().slice(0, 10);
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  const memoryGb = Math.round(totalmem() / 1e9);
  const machine = `${processors.length} × ${model}, ${memoryGb} GB, Linux ${release()}`;
  return `Measured on ${date}: ${machine}, Node ${process.versions.node}.`;
}

function table(rows: readonly Row[]): string {
  const head = '| what | measured | baseline in the same run | ratio | bar | |';
  return [head, '|---|---|---|---|---|---|', ...rows.map(line)].join('\n');
}

function line(row: Row): string {
  const baseline = `${row.baseline.what}: ${figure(row.baseline.measured)} ${row.unit}`;
  const measured = `${figure(row.measured)} ${row.unit}`;
  const held = row.holds ? 'holds' : '**misses**';
  const bar = barText(row.bar, row.unit);
  return `| ${[row.what, measured, baseline, row.ratio.toFixed(2), bar, held].join(' | ')} |`;
}

function barText(bar: Bar, unit: string): string {
  const sign = bar.is === 'at least' ? '≥' : '≤';
  return `${sign} ${bar.value} ${bar.of === 'ratio' ? '×' : unit}`;
}

function figure(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
