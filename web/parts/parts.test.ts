/**
 * The parts in a real browser: free of accessibility faults in both themes and both directions,
 * without sideways scrolling at every width, and working by keyboard alone.
 */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { axeSource, openBrowser } from '../../test/browser.ts';
import { servePages } from '../../test/pages.ts';

const [pages, browser] = await Promise.all([
  servePages({
    '/api/node/v1/node': { name: 'altobrembo.example', jurisdiction: 'Italia (UE)' },
    '/api/node/v1/twins': { items: [] },
  }),
  openBrowser(),
]);
after(async () => {
  await browser.close();
  await pages.close();
});

interface Look {
  readonly language: string;
  readonly theme: 'light' | 'dark';
  readonly width?: number;
  readonly touch?: boolean;
}

async function withParts(look: Look, work: (page: Page) => Promise<void>): Promise<void> {
  const { language, theme, width = 1440, touch = false } = look;
  const opened = await browser.page({ viewport: { width, height: 900 }, hasTouch: touch });
  await opened.page.addInitScript(
    (kept) => localStorage.setItem('registan.preferences', kept),
    JSON.stringify({ language, theme }),
  );
  await opened.page.goto(`${pages.url}/parts`);
  await opened.page.locator('h1').waitFor();
  await work(opened.page);
  assert.deepEqual(opened.faults, []);
  await opened.close();
}

/** Every rule that is on by default, and the size of targets, which is not. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource());
  const results = await page.evaluate((): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as {
      readonly axe: { run(root: Document, options: RunOptions): Promise<AxeResults> };
    };
    return axe.run(document, { rules: { 'target-size': { enabled: true } } });
  });
  assert.ok(results.passes.length > 20, 'axe looked at the page');
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${node.html.slice(0, 160)}\n${node.failureSummary}`,
    ),
  );
}

for (const language of ['it', 'ar']) {
  for (const theme of ['light', 'dark'] as const) {
    test(`no accessibility fault in ${language}, ${theme}`, async () => {
      await withParts({ language, theme }, async (page) => {
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        assert.deepEqual(await violations(page), []);
      });
    });
  }
}

test('no accessibility fault on a phone', async () => {
  await withParts({ language: 'it', theme: 'light', width: 390, touch: true }, async (page) => {
    assert.deepEqual(await violations(page), []);
  });
});

for (const language of ['it', 'ru', 'ar']) {
  test(`nothing scrolls sideways from phone to wall in ${language}`, async () => {
    await withParts({ language, theme: 'light' }, async (page) => {
      for (const width of [360, 390, 720, 1024, 1200, 1440, 1920]) {
        await page.setViewportSize({ width, height: 900 });
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.ok(over <= 0, `${over} px too wide at ${width}`);
      }
    });
  });
}

test('in Arabic the page mirrors, but time and codes run left to right', async () => {
  await withParts({ language: 'ar', theme: 'light' }, async (page) => {
    const left = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => element.getBoundingClientRect().left);
    assert.ok((await left('.rail')) > (await left('.content')));
    assert.equal(await page.locator('.state-strip').first().getAttribute('dir'), 'ltr');
    const setup = await left('.state-strip .state-bar-setup');
    assert.ok(setup < (await left('.state-strip .state-bar-stop')));
  });
});

test('the tree is walked by arrow keys, mirrored in Arabic', async () => {
  for (const [language, closing, opening] of [
    ['it', 'ArrowLeft', 'ArrowRight'],
    ['ar', 'ArrowRight', 'ArrowLeft'],
  ] as const) {
    await withParts({ language, theme: 'light' }, async (page) => {
      const rows = page.locator('.tree tbody tr');
      await rows.first().focus();
      assert.equal(await rows.count(), 5);
      await page.keyboard.press(closing);
      assert.equal(await rows.count(), 2);
      await page.keyboard.press(opening);
      await page.keyboard.press('ArrowDown');
      assert.equal(await rows.count(), 5);
      const focused = page.locator('.tree tbody tr:focus');
      assert.equal(await focused.getAttribute('data-key'), 'data/spindle');
      await page.keyboard.press('End');
      assert.equal(await focused.getAttribute('data-key'), 'nameplate');
    });
  }
});

test('Ctrl K opens the commands, Esc closes them and gives the focus back', async () => {
  await withParts({ language: 'en', theme: 'light' }, async (page) => {
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await save.focus();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('dialog').getByRole('combobox');
    await field.fill('trai');
    assert.equal(await page.getByRole('dialog').locator('b').first().textContent(), 'Trai');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.ok(await save.evaluate((element) => element === document.activeElement));
    await page.keyboard.press('Control+k');
    await field.fill('training');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/training');
  });
});

test('the first Tab goes to the skip link; ? lists the keys', async () => {
  await withParts({ language: 'en', theme: 'light' }, async (page) => {
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').textContent(), 'Skip to content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => location.hash), '#content');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  });
});

test('an unavailable button stays focusable and says why', async () => {
  await withParts({ language: 'en', theme: 'light' }, async (page) => {
    const button = page.getByRole('button', { name: 'Simulate', exact: true });
    await button.focus();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await page.getByRole('tooltip', { name: 'The line has no stations yet.' }).waitFor();
  });
});

test('a toast offers to undo and can be reached', async () => {
  await withParts({ language: 'en', theme: 'light' }, async (page) => {
    await page.getByRole('button', { name: 'Show a toast' }).click();
    const undo = page.locator('.toast').getByRole('button', { name: 'Undo' });
    await undo.click();
    await undo.waitFor({ state: 'detached' });
  });
});

test('the language changes in place and is kept', async () => {
  const opened = await browser.page({ locale: 'en-GB' });
  const { page } = opened;
  await page.goto(`${pages.url}/parts`);
  await page.getByRole('button', { name: 'EN Language: English' }).click();
  await page.getByRole('menuitemcheckbox', { name: /العربية/ }).click();
  await page.locator('html[dir=rtl]').waitFor();
  await page.reload();
  await page.locator('html[lang=ar]').waitFor();
  assert.equal(await page.locator('h1').textContent(), 'العناصر التي تتكون منها الصفحات');
  const loaded = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map((entry) => entry.name)
      .filter((name) => /messages-/.test(name)),
  );
  assert.equal(loaded.length, 1, `only the chosen language is loaded: ${loaded}`);
  await opened.close();
});

test('print is light, without band and rail', async () => {
  await withParts({ language: 'en', theme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.ok(!(await page.locator('.band').isVisible()));
    assert.ok(!(await page.locator('.rail').isVisible()));
    const ink = await page.locator('h1').evaluate((element) => getComputedStyle(element).color);
    assert.equal(ink, 'rgb(21, 24, 27)');
  });
});
