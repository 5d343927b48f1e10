/**
 * The twins' pages in a real browser against a real node with the demo factory: what a plant
 * manager does on the first day, from the first value that moves to the exported package.
 */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, test } from 'node:test';
import { assertAccessible, drop, encode, openStage, root, shellOf, waitUntil } from './stage.ts';

const stage = await openStage();
const { onPage, store, storedValue, storeValue } = stage;
after(() => stage.close());

const waitMs = 30_000;
const machiningCentre = `/technology/twins/${encode('https://altobrembo.example/aas/cm-01')}`;
const operationalData = 'https://altobrembo.example/submodels/cm-01/operational-data';

test('the first page shows the demo factory with values that move', async () => {
  await onPage('/', async (page) => {
    await page.getByText('CM-01').first().waitFor();
    const values = page.locator('main .twin-value');
    await values.first().waitFor();
    const before = (await values.allInnerTexts()).join();
    await waitUntil(async () => (await values.allInnerTexts()).join() !== before);
    await assertAccessible(page);
  });
});

test('the machining centre shows live values with units, and they move', async () => {
  await onPage(machiningCentre, async (page) => {
    const row = page.getByRole('row', { name: /Active power/ });
    await row.getByText('kW', { exact: true }).waitFor();
    const value = row.locator('.twin-value');
    const before = (await value.textContent()) ?? '';
    assert.match(before, /^[\d.]+$/);
    await waitUntil(async () => ((await value.textContent()) ?? '') !== before);
    await row.locator('svg.sparkline').waitFor({ timeout: waitMs });
    await page.getByText('simulated').first().waitFor();
    await page.getByText('Lariana Macchine SpA').waitFor();
    await assertAccessible(page);
  });
});

test('the tree is walked by the keyboard', async () => {
  await onPage(machiningCentre, async (page) => {
    const first = page.getByRole('row', { name: /OperationalData/ });
    await page.getByRole('row', { name: /Active power/ }).waitFor();
    await first.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('row', { name: /Active power/ }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.getByRole('row', { name: /Serial number.*LM520-23-0147/ }).waitFor();
  });
});

test('a typed value is verified, saved, and taken back', async () => {
  const nameplate = 'https://altobrembo.example/submodels/cm-01/nameplate';
  const address = new URLSearchParams({ submodel: nameplate, element: 'FirmwareVersion' });
  await onPage(`${machiningCentre}?${address}`, async (page) => {
    await page.getByRole('button', { name: 'Change value' }).click();
    await page.getByLabel('Value').fill('8.5.0');
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    assert.equal(await storedValue(nameplate, 'FirmwareVersion'), '8.5.0');
    await page.getByRole('button', { name: 'Undo' }).click();
    await waitUntil(async () => (await storedValue(nameplate, 'FirmwareVersion')) === '8.4.2');
  });
});

test('a value that is not of its type is refused under its field, in words', async () => {
  const address = new URLSearchParams({ submodel: operationalData, element: 'FeedOverride' });
  await onPage(`${machiningCentre}?${address}`, async (page) => {
    await page.getByRole('button', { name: 'Change value' }).click();
    await page.getByLabel('Value').fill('fast');
    await page.getByText('Write a number, without setting thousands apart.').waitFor();
  });
});

test('a file is put behind an element and can be fetched again', async () => {
  const id = 'urn:registan:test:files:submodel';
  const paper = { modelType: 'File', idShort: 'Paper', contentType: 'text/plain' };
  const submodel = { modelType: 'Submodel', id, idShort: 'Papers', submodelElements: [paper] };
  await store('submodels', submodel);
  await store('shells', shellOf('urn:registan:test:files:shell', 'Files', id));
  const address = new URLSearchParams({ submodel: id, element: 'Paper' });
  await onPage(
    `/technology/twins/${encode('urn:registan:test:files:shell')}?${address}`,
    async (page) => {
      await page.getByRole('button', { name: 'Put a file here' }).waitFor();
      const file = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('oil level') };
      await page.locator('aside input[type=file]').setInputFiles(file);
      await page.getByText('note.txt is in its place').waitFor();
      const path = `/api/v3.1/submodels/${encode(id)}/submodel-elements/Paper/attachment`;
      const text = await page.evaluate(async (url) => (await fetch(url)).text(), path);
      assert.equal(text, 'oil level');
      await assertAccessible(page);
    },
  );
});

test('another person’s change is explained, with both ways out', async () => {
  const nameplate = 'https://altobrembo.example/submodels/st-01/nameplate';
  const twin = `/technology/twins/${encode('https://altobrembo.example/aas/st-01')}`;
  const address = new URLSearchParams({ submodel: nameplate, element: 'FirmwareVersion' });
  await onPage(
    `${twin}?${address}`,
    async (page) => {
      await page.getByRole('button', { name: 'Change value' }).click();
      await page.getByLabel('Value').fill('mine');
      await storeValue(nameplate, 'FirmwareVersion', 'theirs');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Somebody else changed this meanwhile').waitFor();
      assert.equal(await storedValue(nameplate, 'FirmwareVersion'), 'theirs');
      await page.getByRole('button', { name: 'Save mine over it' }).click();
      await waitUntil(async () => (await storedValue(nameplate, 'FirmwareVersion')) === 'mine');
    },
    /412/,
  );
});

test('raw JSON is verified while one types, and a violation is jumped to', async () => {
  await onPage(`${machiningCentre}?tab=json`, async (page) => {
    const text = page.getByRole('textbox', { name: 'Shell' });
    const json = await text.inputValue();
    await text.fill(json.replace('"idShort": "CM_01"', '"idShort": "1 bad"'));
    await page.getByRole('button', { name: '/idShort' }).click();
    const selected = await text.evaluate((area) => {
      const { value, selectionStart, selectionEnd } = area as HTMLTextAreaElement;
      return value.slice(selectionStart, selectionEnd);
    });
    assert.equal(selected, '"1 bad"');
    await assertAccessible(page);
  });
});

const views = [
  ['nameplate', /LM520-23-0147/],
  ['technical-data', /Technical|Dimensions/],
  ['handover-documentation', /Operating manual/],
  ['carbon-footprint', /t CO2e/],
  ['hierarchical-structures', /Spindle/],
  ['contact', /@lariana/],
] as const;

for (const [name, content] of views) {
  test(`the ${name} of the machining centre has its own view`, async () => {
    const submodel = `https://altobrembo.example/submodels/cm-01/${name}`;
    const address = new URLSearchParams({ tab: 'submodels', submodel });
    await onPage(`${machiningCentre}?${address}`, async (page) => {
      await page.locator('section', { hasText: content }).first().waitFor();
      await assertAccessible(page);
    });
  });
}

test('a package dropped on a page comes in, and its report leads to it', async () => {
  await onPage('/technology/twins', async (page) => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await drop(page, 'ST-01.aasx', readFileSync(path.join(root, 'content/demo/aasx/ST-01.aasx')));
    await page.waitForURL(/technology\/import/);
    await page.getByText(/1 twin · 9 submodels/).waitFor({ timeout: waitMs });
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Desktop 3D printer' }).click();
    await page.getByRole('heading', { level: 1, name: 'Desktop 3D printer' }).waitFor();
  });
});

test('a broken file is reported by place: strict refuses it, lenient keeps the rest', async () => {
  const broken = Buffer.from(JSON.stringify(environmentWithFault()));
  await onPage('/technology/import', async (page) => {
    await page.getByText('Refuse the whole file').click();
    await drop(page, 'broken.json', broken);
    await page.getByText('This file was not taken').waitFor({ timeout: waitMs });
    await page
      .getByText('/submodels/0/submodelElements/0/value', { exact: true })
      .first()
      .waitFor();
    await assertAccessible(page);
    await page.getByText('Keep what is readable', { exact: true }).click();
    await drop(page, 'broken.json', broken);
    await page.getByText(/1 twin · 1 submodel/).waitFor({ timeout: waitMs });
  });
});

test('a twin leaves as a package that is named after it', async () => {
  await onPage(machiningCentre, async (page) => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export AASX' }).click();
    const file = await download;
    assert.equal(file.suggestedFilename(), 'CM-01.aasx');
    const bytes = readFileSync(await file.path());
    assert.equal(bytes.subarray(0, 2).toString(), 'PK');
  });
});

test('the pages in Arabic run right to left, time and figures left to right', async () => {
  await onPage(machiningCentre, async (page) => {
    await page.evaluate(() =>
      localStorage.setItem('registan.preferences', JSON.stringify({ language: 'ar' })),
    );
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'مركز تشغيل خماسي المحاور' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
    const line = page.locator('svg.sparkline').first();
    await line.waitFor({ timeout: waitMs });
    assert.equal(await line.evaluate((svg) => getComputedStyle(svg).direction), 'ltr');
    await assertAccessible(page);
  });
});

test('on a phone nothing runs off the side', async () => {
  const pages = ['/technology/twins', '/technology/create', '/technology/import'];
  for (const address of [...pages, machiningCentre]) {
    await onPage(address, async (page) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByRole('heading', { level: 1 }).waitFor();
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(excess <= 0, `${address} is ${excess} px too wide`);
      await assertAccessible(page);
    });
  }
});

test('a node that does not answer is said in words, with the cure', async () => {
  await onPage(
    '/parts',
    async (page) => {
      const isAsked = (url: URL) => url.pathname.startsWith('/api/v3.1/shells');
      await page.route(isAsked, (route) => route.abort());
      await page.goto(new URL(machiningCentre, page.url()).href);
      await page.getByRole('heading', { name: 'The node does not answer' }).waitFor();
      await assertAccessible(page);
      await page.unroute(isAsked);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { level: 1, name: 'Five-axis machining centre' }).waitFor();
    },
    /ERR_FAILED/,
  );
});

test('a submodel of ten thousand elements is opened and walked to its end', async () => {
  const id = 'urn:registan:test:large';
  await store('submodels', {
    modelType: 'Submodel',
    id: `${id}:submodel`,
    idShort: 'Large',
    submodelElements: Array.from({ length: 10_000 }, (_, index) => ({
      modelType: 'Property',
      idShort: `P${index}`,
      valueType: 'xs:int',
      value: String(index),
    })),
  });
  await store('shells', shellOf(`${id}:shell`, 'Large', `${id}:submodel`));
  await onPage(`/technology/twins/${encode(`${id}:shell`)}`, async (page) => {
    await page.getByRole('row', { name: /P0/ }).waitFor();
    await page.getByText('10,000 elements').first().waitFor();
    const rows = page.locator('tr[data-key]');
    assert.ok((await rows.count()) < 150, `${await rows.count()} rows drawn`);
    await page.getByRole('row', { name: /^Large/ }).focus();
    await page.keyboard.press('End');
    await page.getByRole('row', { name: /P9999/ }).waitFor();
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-key'));
    assert.equal(focused, `${id}:submodel#P9999`);
    await assertAccessible(page);
    assert.ok((await rows.count()) < 150, `${await rows.count()} rows drawn`);
  });
});

function environmentWithFault(): unknown {
  const id = 'urn:registan:test:broken';
  return {
    assetAdministrationShells: [
      {
        modelType: 'AssetAdministrationShell',
        id: `${id}:shell`,
        idShort: 'Broken',
        assetInformation: { assetKind: 'Instance', globalAssetId: `${id}:asset` },
        submodels: [
          { type: 'ModelReference', keys: [{ type: 'Submodel', value: `${id}:submodel` }] },
        ],
      },
    ],
    submodels: [
      {
        modelType: 'Submodel',
        id: `${id}:submodel`,
        idShort: 'Data',
        submodelElements: [
          { modelType: 'Property', idShort: 'Count', valueType: 'xs:int', value: 'many' },
          { modelType: 'Property', idShort: 'Good', valueType: 'xs:int', value: '1' },
        ],
      },
    ],
  };
}
