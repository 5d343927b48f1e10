/**
 * Runs the tests: all that stand beside the sources and those in test/, or the files named. Ends
 * with the plain line `N passed, N failed` that scripts read, and exits 1 when any failed or when
 * there was none to run.
 */

import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const root = path.resolve(import.meta.dirname, '..');
const fileTimeoutMs = 15 * 60_000;

const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const files = (
  named.length > 0
    ? named.map((file) => path.resolve(file))
    : globSync('{src,web,bench,content,test}/**/*.test.ts', { cwd: root }).map((file) =>
        path.join(root, file),
      )
).sort();

let passed = 0;
let failed = 0;
let skipped = 0;
const events = run({
  files,
  concurrency: Math.max(1, availableParallelism()),
  timeout: fileTimeoutMs,
  cwd: root,
});
events.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  if (event.skip !== undefined && event.skip !== false) skipped += 1;
  else passed += 1;
});
events.on('test:fail', (event) => {
  if (event.details.type !== 'suite') failed += 1;
});
const report = events.compose(new spec());
report.pipe(process.stdout, { end: false });
await finished(report);
if (passed === 0) failed = Math.max(failed, 1);
process.stdout.write(
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`,
);
process.exitCode = failed === 0 ? 0 : 1;
