/** What a node does for itself now and then: forgets what nothing names or needs any more. */

import type { Clock, Logger } from '#base';
import type { Blobs } from '#store';
import type { Twins } from '#technology/twin';

const everyMs = 60 * 60 * 1000;
/** Results of finished operation invocations are kept this long. */
const invocationsKeptMs = 24 * 60 * 60 * 1000;

export interface HousekeepingOptions {
  readonly blobs: Blobs;
  readonly twins: Twins;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Starts it; returns how to stop, which waits for a round under way. */
export function startHousekeeping(options: HousekeepingOptions): () => Promise<void> {
  const { blobs, twins, clock, logger } = options;
  let round = Promise.resolve();
  const keepHouse = async () => {
    try {
      const removed = await blobs.sweep((hash) => twins.isBlobUsed(hash));
      const pruned = await twins.invocations.prune(clock.nowMs() - invocationsKeptMs);
      logger.debug('housekeeping done', { blobs: removed, invocations: pruned });
    } catch (cause) {
      logger.warn('housekeeping failed; it is tried again later', { cause });
    }
  };
  const timer = setInterval(() => {
    round = round.then(keepHouse);
  }, everyMs);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await round;
  };
}
