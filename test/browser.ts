/**
 * A real browser for tests: the Chromium inside @sparticuz/chromium, unpacked once per project into
 * .cache, driven by playwright-core. Each test file opens one and closes it. Pages get an Arabic
 * face, since this Chromium brings none, and fail on what a page logs as an error.
 */

import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const root = path.resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const unpackTimeoutMs = 120_000;

export interface TestBrowser {
  readonly browser: Browser;
  /** A page of its own context. */
  page(options?: BrowserContextOptions): Promise<TestPage>;
  close(): Promise<void>;
}

export interface TestPage {
  readonly page: Page;
  /** What the page's scripts logged as errors or threw, so that a test can refuse it. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

export async function openBrowser(): Promise<TestBrowser> {
  const { executablePath, folder } = await unpack();
  const browser = await chromium.launch({
    executablePath,
    // Of the packed flags only those that a test machine needs: one process per page, and the
    // web's own security left on.
    args: packed.args.filter((flag) => !unwanted.test(flag)),
    env: { ...process.env, TMPDIR: folder, FONTCONFIG_FILE: path.join(folder, 'fonts.conf') },
  });
  return {
    browser,
    page: (options) => openPage(browser, options),
    close: () => browser.close(),
  };
}

/** The text of axe-core, to be evaluated in a page. */
export function axeSource(): string {
  return readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
}

const unwanted = /^--(single-process|headless|disable-web-security|allow-running-insecure)/;

async function openPage(browser: Browser, options?: BrowserContextOptions): Promise<TestPage> {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.addInitScript(addArabicFace, arabicFaces());
  return { page, faults, close: () => context.close() };
}

interface Face {
  readonly weight: string;
  /** The font file in base64. */
  readonly woff2: string;
}

function arabicFaces(): readonly Face[] {
  return ['400', '700'].map((weight) => {
    const file = `noto-sans-arabic-arabic-${weight}-normal.woff2`;
    const font = require.resolve(`@fontsource/noto-sans-arabic/files/${file}`);
    return { weight, woff2: readFileSync(font).toString('base64') };
  });
}

/** Runs in the page, before its own scripts. */
function addArabicFace(faces: readonly Face[]): void {
  for (const { weight, woff2 } of faces) {
    const bytes = Uint8Array.from(atob(woff2), (letter) => letter.charCodeAt(0));
    const face = new FontFace('Noto Sans Arabic', bytes, { weight });
    document.fonts.add(face);
    void face.load();
  }
}

/** Unpacks Chromium once; other test files wait until it is there. */
async function unpack(): Promise<{ readonly executablePath: string; readonly folder: string }> {
  const { version } = JSON.parse(
    readFileSync(path.join(root, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  ) as { readonly version: string };
  const folder = path.join(root, '.cache', `chromium-${version}`);
  const ready = path.join(folder, 'ready');
  const lock = path.join(folder, 'unpacking');
  mkdirSync(folder, { recursive: true });
  const deadlineMs = Date.now() + unpackTimeoutMs;
  while (!existsSync(ready)) {
    if (!tryLock(lock)) {
      if (Date.now() > deadlineMs) {
        throw new Error(`another test has been unpacking Chromium for too long: remove ${lock}`);
      }
      await sleep(200);
      continue;
    }
    const before = process.env.TMPDIR;
    process.env.TMPDIR = folder;
    try {
      await packed.executablePath();
      writeFileSync(path.join(folder, 'fonts.conf'), fontConfiguration(folder));
      mkdirSync(ready);
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmdirSync(lock);
    }
  }
  return { executablePath: path.join(folder, 'chromium'), folder };
}

/** Only the packed faces, so that pages are laid out alike on every machine. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${path.join(folder, 'fonts')}</dir>
  <cachedir>${path.join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
}

function tryLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}
