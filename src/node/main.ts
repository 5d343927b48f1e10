/**
 * The command line in this process. It loads no more than a command needs, so that `--help` and
 * `check` do not wait for the server's code.
 */

import type { ExitCode } from './cli/command.ts';
import { runCommandLine } from './cli/main.ts';
import { commands } from './commands/index.ts';
import type { Environment } from './config/read-settings.ts';

/** Runs `registan …argv`; SIGINT and SIGTERM end it gracefully, a second one at once. */
export async function main(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  const stopping = new AbortController();
  const stop = () => {
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await runCommandLine({
      argv,
      environment,
      commands,
      streams: { out: process.stdout, err: process.stderr },
      signal: stopping.signal,
    });
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
