/**
 * The import of a file as a job in a worker thread: reading, verification and the writing to the
 * database all happen there, so that the node goes on answering. The writer is borrowed only when
 * all that can be judged has been.
 */

import { silentLogger, systemClock } from '#base';
import { type JobRun, openBlobs } from '#store';
import { openTwinsForWorker } from '../repository/open-twins.ts';
import { type ImportOutcome, type ImportRequest, prepareImport } from './import-file.ts';

export interface ImportJob extends ImportRequest {
  /** The file's name as its sender calls it, for people. */
  readonly name: string;
  readonly dataFolder: string;
  readonly baseUrl: string;
}

/** Runs one import; a file that is refused is an outcome, not a failure of the job. */
export const run: JobRun<ImportJob, ImportOutcome> = async (job, context) => {
  const { dataFolder, baseUrl } = job;
  const prepared = await prepareImport(job, {
    blobs: openBlobs({ folder: dataFolder, clock: systemClock }),
    report: (progress) => context.report(progress * preparingShare, 'import.reading'),
    signal: context.signal,
  });
  if (prepared.kind === 'refused') return prepared.outcome;
  context.report(preparingShare, 'import.writing');
  return await context.lend(async (location) => {
    const options = { dataFolder, baseUrl, logger: silentLogger };
    const { twins, start, stop } = openTwinsForWorker(location, options);
    await start();
    try {
      return await prepared.write(twins.environment);
    } finally {
      await stop();
    }
  });
};

const preparingShare = 0.6;
