/**
 * The shell in a real browser: the first page with machines, on an empty node and without an
 * answer; addresses that lead nowhere; areas that have no pages yet.
 */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../test/browser.ts';
import { type Answers, servePages } from '../../test/pages.ts';

const node = { name: 'altobrembo.example', jurisdiction: 'Italia (UE)', demo: true };
const shell = {
  modelType: 'AssetAdministrationShell',
  id: 'urn:test:cm-01',
  idShort: 'CM_01',
  assetInformation: {
    assetKind: 'Instance',
    specificAssetIds: [{ name: 'assetCode', value: 'CM-01' }],
  },
};
const summary = {
  id: shell.id,
  idShort: shell.idShort,
  displayName: [{ language: 'it', text: 'Centro di lavoro' }],
  assetKind: 'Instance',
  submodelCount: 2,
  hasThumbnail: false,
};
const oneMachine: Answers = {
  '/api/node/v1/node': node,
  '/api/node/v1/twins': { items: [summary] },
  '/api/node/v1/twins/counts': { shells: 1, submodels: 2, concepts: 0 },
  [`/api/v3.1/shells/${Buffer.from(shell.id).toString('base64url')}`]: shell,
};

const [pages, browser] = await Promise.all([servePages({}), openBrowser()]);
after(async () => {
  await browser.close();
  await pages.close();
});

/** Opens an address with these answers of the node; what is not among them is a 404. */
async function open(path: string, answers: Answers, work: (page: Page) => Promise<void>) {
  const opened = await browser.page({ locale: 'it-IT', viewport: { width: 1440, height: 900 } });
  await opened.page.route(/\/(api|events)\b/, (route) => {
    const { pathname } = new URL(route.request().url());
    return pathname in answers
      ? route.fulfill({ json: answers[pathname] })
      : route.fulfill({ status: 404, json: {} });
  });
  await opened.page.goto(pages.url + path);
  await opened.page.locator('h1').first().waitFor();
  await work(opened.page);
  await opened.close();
}

test('the first page names the machines, and the foot the node', async () => {
  await open('/', oneMachine, async (page) => {
    assert.equal(await page.locator('h1').textContent(), '1 gemello su questo nodo');
    await page.locator('.home-machine .plate', { hasText: 'CM-01' }).waitFor();
    assert.equal(await page.locator('.home-machine a').textContent(), 'Centro di lavoro');
    const foot = await page.locator('.rail-foot').textContent();
    assert.match(foot ?? '', /Nodo altobrembo\.exampleItalia \(UE\) · dimostrazione · collegato/);
    assert.equal(await page.locator('.rail [aria-current=page]').count(), 1);
  });
});

test('an empty node says how to get a first twin', async () => {
  const empty = {
    ...oneMachine,
    '/api/node/v1/twins': { items: [] },
    '/api/node/v1/twins/counts': { shells: 0, submodels: 0, concepts: 0 },
  };
  await open('/', empty, async (page) => {
    assert.equal(await page.locator('h1').textContent(), 'Ancora nessun gemello');
    assert.equal(await page.locator('.way').getAttribute('href'), '/technology/import');
  });
});

test('a node that does not answer is said to be so, with a way to try again', async () => {
  await open('/', {}, async (page) => {
    assert.equal(await page.locator('h1').textContent(), 'Il nodo non risponde');
    await page.getByRole('alert').getByRole('button').first().waitFor();
    await page.locator('.rail-foot', { hasText: 'non risponde' }).waitFor();
  });
});

test('an address that leads nowhere names itself and the way back', async () => {
  await open('/nowhere/at-all', oneMachine, async (page) => {
    assert.match((await page.locator('.empty').textContent()) ?? '', /\/nowhere\/at-all/);
    await page.evaluate(() => document.body.setAttribute('data-kept', ''));
    await page.locator('.way').first().click();
    await page.locator('.home-machine').waitFor();
    assert.equal(await page.locator('body[data-kept]').count(), 1, 'the page was not loaded anew');
  });
});

test('areas without pages say what is to come', async () => {
  for (const [path, title] of [
    ['/training', 'Ancora nessun corso e nessuna valutazione'],
    ['/protection', 'Per ora non c’è accesso con nome'],
    ['/exchange', 'Ancora nessun partner'],
  ] as const) {
    await open(path, oneMachine, async (page) => {
      assert.equal(await page.locator('h1').textContent(), title);
    });
  }
});

test('the area of the page is open in the rail, and Alt with a digit goes to another', async () => {
  await open('/training', oneMachine, async (page) => {
    const current = page.locator('.rail [aria-current=page]');
    assert.equal(await current.textContent(), 'Formazione');
    await page.keyboard.press('Alt+5');
    await page.waitForURL('**/exchange');
    assert.equal(await current.textContent(), 'Scambio');
    assert.equal(await page.title(), 'Scambio · Registan');
  });
});
