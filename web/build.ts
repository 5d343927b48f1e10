/**
 * Builds the pages into web/dist: hashed assets, each with its .br and .gz twin, so that the node
 * sends them as they are. `--if-stale` does nothing when the last build is newer than every input;
 * `npm start` relies on that. Fails when the first page would load more than its budget.
 */

import { createReadStream, createWriteStream, globSync, readFileSync, statSync } from 'node:fs';
import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const distFolder = path.join(root, 'web/dist');
const stampName = 'build.json';

/** HTML, script and style that the first page needs, compressed. */
export const firstLoadBytesMax = 300_000;

export interface BuildReport {
  readonly firstLoadBytes: number;
  readonly firstLoadFiles: readonly string[];
  readonly files: number;
}

/** The one Vite configuration: for the build, and for whoever serves the sources while drawing. */
export function viteConfig(outFolder = distFolder): InlineConfig {
  return {
    configFile: false,
    root: path.join(root, 'web'),
    publicDir: path.join(root, 'web/public'),
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir: outFolder,
      emptyOutDir: true,
      target: ['chrome123', 'firefox120', 'safari17.5'],
      manifest: true,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // The budget below is for what is loaded, compressed; a warning per file would only nag.
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [{ name: languageChunk, debugName: 'messages' }],
          },
        },
      },
    },
  };
}

export async function buildPages(dist = distFolder): Promise<BuildReport> {
  await build(viteConfig(dist));
  const files = globSync('**/*.{html,js,css,svg,json}', { cwd: dist }).filter(
    (file) => !file.startsWith('.vite'),
  );
  await Promise.all(files.map((file) => compress(path.join(dist, file))));
  const firstLoadFiles = listFirstLoad(dist);
  const sizes = await Promise.all(
    firstLoadFiles.map(async (file) => (await stat(path.join(dist, `${file}.br`))).size),
  );
  const report: BuildReport = {
    firstLoadBytes: sizes.reduce((sum, size) => sum + size, 0),
    firstLoadFiles,
    files: files.length,
  };
  await writeFile(path.join(dist, stampName), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}

/** All messages of one language stay in one file. */
function languageChunk(moduleId: string): string | null {
  const language = /content\/messages\/([\w-]+)\/[\w-]+\.json/.exec(moduleId)?.[1];
  return language === undefined ? null : `messages-${language}`;
}

async function compress(file: string): Promise<void> {
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  await Promise.all([
    pipeline(
      createReadStream(file),
      createBrotliCompress({ params: quality }),
      createWriteStream(`${file}.br`),
    ),
    pipeline(createReadStream(file), createGzip({ level: 9 }), createWriteStream(`${file}.gz`)),
  ]);
}

interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

/** What the home page loads: the entry, the home page's own code, and one language. */
function listFirstLoad(dist: string): readonly string[] {
  const manifest: Readonly<Record<string, ManifestEntry>> = JSON.parse(
    readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8'),
  );
  const files = new Set(['index.html', 'first.js']);
  const visit = (name: string): void => {
    const entry = manifest[name];
    if (entry === undefined) throw new Error(`the build has no entry ${name}`);
    if (files.has(entry.file)) return;
    for (const file of [entry.file, ...(entry.css ?? [])]) files.add(file);
    for (const imported of entry.imports ?? []) visit(imported);
  };
  for (const name of ['index.html', 'shell/home.tsx']) visit(name);
  // The largest catalogue stands for the reader's own.
  const catalogues = Object.values(manifest)
    .map((entry) => entry.file)
    .filter((file) => /messages-[\w-]+\.js$/.test(file));
  const largest = catalogues.sort((a, b) => sizeOf(dist, b) - sizeOf(dist, a))[0];
  if (largest === undefined) throw new Error('the build has no message catalogue');
  files.add(largest);
  return [...files];
}

function sizeOf(dist: string, file: string): number {
  return statSync(path.join(dist, file)).size;
}

/** Whether any input is newer than the last build. */
function isStale(): boolean {
  const built = statSync(path.join(distFolder, stampName), { throwIfNoEntry: false });
  if (built === undefined) return true;
  const inputs = globSync(
    [
      'web/**/*.{ts,tsx,css,html,svg,js}',
      'content/messages/**/*.json',
      'src/technology/twin/model/**/*.ts',
      'package.json',
    ],
    { cwd: root, exclude: (name) => name === 'dist' || name.endsWith('.test.ts') },
  );
  return inputs.some(
    (file) =>
      !file.startsWith('web/dist') && statSync(path.join(root, file)).mtimeMs > built.mtimeMs,
  );
}

if (import.meta.main && !(process.argv.includes('--if-stale') && !isStale())) {
  const startedMs = performance.now();
  const report = await buildPages();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const kilobytes = (report.firstLoadBytes / 1000).toFixed(0);
  process.stdout.write(`pages built in ${seconds} s; first load ${kilobytes} kB compressed\n`);
  if (report.firstLoadBytes > firstLoadBytesMax) {
    process.stderr.write(`the first load is over its budget of ${firstLoadBytesMax / 1000} kB\n`);
    process.exitCode = 1;
  }
}
