/**
 * The demo factory: its packages, imported once into an empty node, and its machines, simulated
 * for as long as the node runs.
 */

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock, Logger } from '#base';
import type { Jobs } from '#store';
import { type Connections, runDemoMachines } from '#technology/connect';
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

/** The same machines in every demo. */
const seed = 7410;

export interface DemoMachinesOptions {
  readonly twins: Twins;
  readonly connections: Connections;
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Begins to simulate the machines, without waiting for them; returns how to stop. */
export function startDemo(options: DemoMachinesOptions): () => Promise<void> {
  const { logger } = options;
  const folder = join(options.folder, 'simulated');
  const starting = runDemoMachines({ ...options, folder, seed }).catch((cause: unknown) => {
    logger.error('the simulated machines did not start; the twins stand still', { cause });
    return undefined;
  });
  return async () => {
    const machines = await starting;
    await machines?.stop();
  };
}
