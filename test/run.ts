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

const counts = { passed: 0, failed: 0, skipped: 0 };
const events = run({
  files,
  concurrency: Math.max(1, availableParallelism()),
  timeout: fileTimeoutMs,
  cwd: root,
});
events.on('test:pass', (event) => {
  if (event.details.type === 'suite') return;
  const isSkipped = event.skip !== undefined && event.skip !== false;
  counts[isSkipped ? 'skipped' : 'passed'] += 1;
});
events.on('test:fail', (event) => {
  if (event.details.type !== 'suite') counts.failed += 1;
});
const report = events.compose(new spec());
report.pipe(process.stdout, { end: false });
await finished(report);
if (counts.passed === 0) counts.failed = Math.max(counts.failed, 1);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
process.stdout.write(`${counts.passed} passed, ${counts.failed} failed${skipped}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
