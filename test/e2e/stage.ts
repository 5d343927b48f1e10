/**
 * The stage of the pages' end-to-end tests: a real node with the demo factory, a real browser, and
 * what a test does with them: open a page, judge its accessibility, drop a file, look at the store.
 */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { axeSource, openBrowser } from '../browser.ts';
import { startNode } from '../running-process.ts';

export const root = path.resolve(import.meta.dirname, '../..');
const waitMs = 30_000;

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Builds the pages if they are older than their sources, then starts node and browser. */
export async function openStage() {
  const folder = mkdtempSync(path.join(tmpdir(), 'registan-pages-'));
  await promisify(execFile)(process.execPath, [path.join(root, 'web/build.ts'), '--if-stale']);
  const node = await startNode(folder, 'demo');
  const browser = await openBrowser();
  return {
    /** Runs on a page of its own, which must log no error but an expected refusal. */
    async onPage(
      address: string,
      use: (page: Page) => Promise<void>,
      expected?: RegExp,
    ): Promise<void> {
      const { page, faults, close } = await browser.page();
      page.setDefaultTimeout(waitMs);
      try {
        await page.goto(node.origin + address);
        await use(page);
        const unexpected = faults.filter((fault) => !expected?.test(fault));
        assert.deepEqual(unexpected, []);
      } finally {
        await close();
      }
    },

    async storedValue(submodelId: string, idShort: string): Promise<unknown> {
      return (await fetch(valueAddress(node.origin, submodelId, idShort))).json();
    },

    async storeValue(submodelId: string, idShort: string, value: unknown): Promise<void> {
      const response = await fetch(valueAddress(node.origin, submodelId, idShort), {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(value),
      });
      assert.ok(response.ok, `${response.status}`);
    },

    async store(collection: 'shells' | 'submodels', thing: unknown): Promise<void> {
      const response = await fetch(`${node.origin}/api/v3.1/${collection}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(thing),
      });
      assert.equal(response.status, 201, await response.text());
    },

    async close(): Promise<void> {
      await browser.close();
      await node.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Fails with what axe finds, the size of targets included. */
export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axeSource());
  const results = await page.evaluate((): Promise<AxeResults> => {
    const { axe } = globalThis as unknown as {
      readonly axe: { run(root: Document, options: RunOptions): Promise<AxeResults> };
    };
    return axe.run(document, { rules: { 'target-size': { enabled: true } } });
  });
  assert.ok(results.passes.length > 10, 'axe looked at the page');
  const faults = results.violations.flatMap((violation) =>
    violation.nodes.map((each) => `${violation.id}: ${each.html.slice(0, 200)}`),
  );
  assert.deepEqual(faults, []);
}

/** Drops a file as the hand does: the events carry a DataTransfer with it. */
export async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  const transfer = await page.evaluateHandle(
    ({ file, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], file));
      return data;
    },
    { file: name, base64: content.toString('base64') },
  );
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('main h1', type, { dataTransfer: transfer });
  }
}

export async function waitUntil(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + waitMs;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, 'it did not come to hold in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** An identifier as addresses carry it. */
export function encode(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function valueAddress(origin: string, submodelId: string, idShort: string): string {
  const elements = `/api/v3.1/submodels/${encode(submodelId)}/submodel-elements`;
  return `${origin}${elements}/${idShort}/$value`;
}

/** A shell, with the submodel if one is named. */
export function shellOf(id: string, idShort: string, submodelId?: string): unknown {
  const keys = [{ type: 'Submodel', value: submodelId }];
  return {
    modelType: 'AssetAdministrationShell',
    id,
    idShort,
    assetInformation: { assetKind: 'Instance', globalAssetId: `${id}:asset` },
    submodels: submodelId === undefined ? undefined : [{ type: 'ModelReference', keys }],
  };
}
