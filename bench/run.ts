/**
 * `npm run bench -- NAME [--only TEXT] [--json]`: runs the measurements of bench/NAME and prints
 * each row beside its baseline and bar. Exits 1 when a bar does not hold, 2 when used wrongly.
 */

import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Measurement, Row } from './measurement.ts';

const root = path.resolve(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, only: { type: 'string' } },
});
process.exitCode = await main(positionals);

async function main(names: readonly string[]): Promise<number> {
  const known = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  const [name] = names;
  if (name === undefined || names.length > 1 || !known.includes(name)) {
    process.stderr.write(
      `npm run bench -- NAME [--only TEXT] [--json]; NAME: ${known.join(', ')}\n`,
    );
    return 2;
  }
  const index = path.join(import.meta.dirname, name, 'index.ts');
  if (!existsSync(index)) throw new Error(`bench/${name} has no index.ts`);
  const { measurements } = (await import(index)) as { measurements: readonly Measurement[] };
  const chosen = measurements.filter((each) => each.name.includes(values.only ?? ''));
  let held = chosen.length > 0;
  for (const measurement of chosen) {
    for (const row of await measure(measurement)) {
      print(row);
      held &&= row.holds;
    }
  }
  return held ? 0 : 1;
}

async function measure(measurement: Measurement): Promise<readonly Row[]> {
  const parent = path.join(root, '.cache', 'bench');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, `${measurement.name}-`));
  try {
    return await measurement.measure({
      folder,
      say: (what) => process.stderr.write(`  ${measurement.name}: ${what}\n`),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function print(row: Row): void {
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(row)}\n`);
    return;
  }
  const bar = `${row.bar.is} ${row.bar.value}${row.bar.of === 'ratio' ? ' ×' : ` ${row.unit}`}`;
  process.stdout.write(
    `${row.holds ? 'holds' : 'MISSED'}  ${row.what}: ${figure(row.measured)} ${row.unit}; ` +
      `${row.baseline.what}: ${figure(row.baseline.measured)} ${row.unit}; ` +
      `ratio ${row.ratio.toFixed(2)}; bar ${bar}\n`,
  );
}

function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
