/** The import as a kind of job, for whoever runs the node's jobs. */

import type { JobKind } from '#store';

/** Its input is an `ImportJob`, its output an `ImportOutcome`. */
export const importJobKind: JobKind = {
  kind: 'twin.import',
  module: new URL('./import.worker.ts', import.meta.url),
  restartable: true,
  writes: true,
};
