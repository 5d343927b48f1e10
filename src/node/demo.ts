/** The demo factory: its packages, imported once into an empty node. */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '#base';
import type { Jobs } from '#store';
import { type ImportJob, type ImportOutcome, importJobKind, type Twins } from '#technology/twin';

export interface DemoOptions {
  readonly twins: Twins;
  readonly jobs: Jobs;
  readonly dataFolder: string;
  readonly baseUrl: string;
  readonly logger: Logger;
}

/** Imports the demo factory, unless the node holds twins already. */
export async function importDemo(options: DemoOptions): Promise<void> {
  const { twins, jobs, dataFolder, baseUrl, logger } = options;
  if ((await twins.search.counts()).shells > 0) return;
  const folder = fileURLToPath(new URL('../../content/demo/aasx', import.meta.url));
  for (const name of (await readdir(folder)).sort()) {
    const file = join(folder, name);
    const input: ImportJob = { name, file, lenient: false, dataFolder, baseUrl };
    const outcome = await jobs.run<ImportOutcome>(importJobKind.kind, input);
    // The product's own content: when it does not import, the product is broken.
    if (!outcome.ok) throw new Error(`${name}: ${outcome.error?.message ?? 'refused'}`);
    logger.info('demo package imported', { name });
  }
}
