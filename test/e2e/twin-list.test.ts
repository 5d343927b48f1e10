/**
 * The list of twins in a real browser: found and filtered at any length, made by hand, deleted and
 * brought back, against a real node with the demo factory.
 */

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, encode, openStage, shellOf, waitUntil } from './stage.ts';

const stage = await openStage();
const { onPage, store, storedValue } = stage;
after(() => stage.close());

const machiningCentre = `/technology/twins/${encode('https://altobrembo.example/aas/cm-01')}`;

test('a twin is found by a word of its name, in the list and in the address', async () => {
  await onPage('/technology/twins', async (page) => {
    await page.getByRole('heading', { level: 1, name: '4 twins' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('searchbox').fill('machining');
    await page.waitForURL(/q=machining/);
    await page.getByText('1 found').waitFor();
    assert.equal(await page.locator('tbody tr').count(), 1);
    await page.getByRole('link', { name: 'Five-axis machining centre' }).click();
    await page.waitForURL(new RegExp(machiningCentre));
    await page.getByRole('heading', { level: 1, name: 'Five-axis machining centre' }).waitFor();
  });
});

test('the list is filtered by kind and by submodel, and its address says so', async () => {
  const type = { ...(shellOf('urn:registan:test:type', 'LatheType') as object) };
  const assetInformation = { assetKind: 'Type', globalAssetId: 'urn:registan:test:type:asset' };
  await store('shells', { ...type, assetInformation });
  await onPage('/technology/twins', async (page) => {
    await page.getByRole('heading', { level: 1, name: '5 twins' }).waitFor();
    const choose = async (filter: string, option: string) => {
      await page.getByRole('combobox', { name: filter }).click();
      await page.getByRole('option', { name: option, exact: true }).click();
    };
    await choose('Submodel', 'Carbon footprint');
    await page.waitForURL(/has=carbon-footprint/);
    await page.getByText('4 found').waitFor();
    await choose('Kind of asset', 'type');
    await page.waitForURL(/kind=Type/);
    await page.getByRole('heading', { name: 'No twin fits' }).waitFor();
    await assertAccessible(page);
    await choose('Submodel', 'with or without');
    await page.getByText('1 found').waitFor();
    await page.reload();
    await page.getByText('1 found').waitFor();
    assert.equal(await page.locator('tbody tr').count(), 1);
    await page.getByRole('link', { name: 'LatheType' }).waitFor();
    await assertAccessible(page);
  });
});

test('an empty node says what is missing and leads to the import', async () => {
  await onPage('/parts', async (page) => {
    const none = { shells: 0, submodels: 0, concepts: 0 };
    await page.route('**/api/node/v1/twins/counts', (route) => route.fulfill({ json: none }));
    await page.route('**/api/node/v1/twins?*', (route) => route.fulfill({ json: { items: [] } }));
    await page.goto(new URL('/technology/twins', page.url()).href);
    await page.getByRole('heading', { level: 1, name: 'No twin yet' }).waitFor();
    await assertAccessible(page);
    await page.getByRole('link', { name: /Load a twin/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Import twins' }).waitFor();
  });
});

test('a twin is made by hand, verified while one types', async () => {
  await onPage('/technology/twins', async (page) => {
    await page.getByRole('link', { name: 'Create twin' }).click();
    await page.getByRole('heading', { level: 1, name: 'Create a twin' }).waitFor();
    await page.getByLabel('Name').fill('Bench press');
    await page.getByText('AASd-131').waitFor();
    await assertAccessible(page);
    await page.getByLabel('Code').fill('BP-07');
    await page.getByText('AASd-131').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Create twin' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bench press' }).waitFor();
    await page.getByText('BP-07 created').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /search|command/i }).fill('bench');
    const option = page.getByRole('option', { name: /Bench press/ });
    await option.locator('.plate', { hasText: 'BP-07' }).waitFor();
  });
});

test('a deleted twin, its submodels, files and picture come back by one undo', async () => {
  const twin = `/technology/twins/${encode('https://altobrembo.example/aas/st-01')}`;
  const api = `/api/v3.1/shells/${encode('https://altobrembo.example/aas/st-01')}`;
  const manual = 'https://altobrembo.example/submodels/st-01/handover-documentation';
  await onPage(
    twin,
    async (page) => {
      const read = (url: string) =>
        page.evaluate(async (address) => {
          const response = await fetch(address);
          const text = response.ok ? await response.text() : '';
          // The picture is put again, and the node says under which path it keeps it.
          return { status: response.status, text: text.replace(/(?<="path":")[^"]*/, '') };
        }, url);
      const file = 'Documents[0].DocumentVersions[0].DigitalFiles[0]';
      const addresses = [
        api,
        `${api}/asset-information/thumbnail`,
        `/api/v3.1/submodels/${encode(manual)}`,
        `/api/v3.1/submodels/${encode(manual)}/submodel-elements/${file}/attachment`,
      ];
      const readAll = () => Promise.all(addresses.map(read));
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('row', { name: /OperationalData/ }).waitFor();
      const before = await readAll();
      assert.ok(
        before.every(({ status }) => status === 200),
        JSON.stringify(before),
      );
      await page.getByRole('button', { name: 'Delete twin' }).click();
      await page.getByRole('menuitem', { name: /With its \d+ submodels/ }).click();
      await page.getByText('ST-01 deleted').waitFor();
      const gone = await readAll();
      assert.deepEqual(
        gone.map(({ status }) => status),
        [404, 404, 404, 404],
      );
      await page.getByRole('button', { name: 'Undo' }).click();
      await waitUntil(async () => JSON.stringify(await readAll()) === JSON.stringify(before));
      await page.getByRole('link', { name: 'Desktop 3D printer' }).waitFor();
    },
    /404/,
  );
});

test('a deleted submodel comes back, and the shell names it again', async () => {
  const id = 'urn:registan:test:goes:submodel';
  const elements = [{ modelType: 'Property', idShort: 'Age', valueType: 'xs:int', value: '7' }];
  await store('submodels', {
    modelType: 'Submodel',
    id,
    idShort: 'Goes',
    submodelElements: elements,
  });
  await store('shells', shellOf('urn:registan:test:goes:shell', 'GoesShell', id));
  const twin = `/technology/twins/${encode('urn:registan:test:goes:shell')}?tab=submodels`;
  await onPage(
    twin,
    async (page) => {
      await page.getByRole('button', { name: 'Delete submodel' }).click();
      await page.getByText('Goes deleted').waitFor();
      await page.getByRole('heading', { name: 'No submodels' }).waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await waitUntil(async () => String(await storedValue(id, 'Age')) === '7');
      await page.getByRole('row', { name: /Goes/ }).first().waitFor();
    },
    /404/,
  );
});

test('a long list is read page by page as one scrolls, and few of its rows are drawn', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => `urn:registan:test:many:${index}`);
  for (const [index, id] of ids.entries()) await store('shells', shellOf(id, `Many${index}`));
  await onPage('/technology/twins?q=many', async (page) => {
    await page.getByText(/more than 100 found/).waitFor();
    for (let step = 0; step < 40; step += 1) {
      await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      if ((await page.getByText('250 found', { exact: true }).count()) > 0) break;
      await page.waitForTimeout(100);
    }
    await page.getByText('250 found', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Many249', exact: true }).waitFor();
    assert.ok((await page.locator('tbody tr').count()) < 120);
  });
});
