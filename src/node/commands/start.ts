/** `registan start`: runs a node until it is told to stop. */

import type { z } from 'zod';
import { systemClock } from '#base';
import { type CommandCall, defineCommand, type ExitCode } from '../cli/command.ts';
import { type Settings, settingsSchema } from '../config/settings.ts';
import { openLog } from '../log.ts';
import { openNode } from '../open-node.ts';

export const startCommand = defineCommand({
  name: 'start',
  summary: 'Start a node on the data folder',
  details: 'Prints "registan ready at URL" when it answers. SIGTERM or SIGINT stop it gracefully.',
  configured: true,
  options: settingsSchema,
  run: (call) => runNode(call, call.options, { demo: false }),
});

/** Starts a node, says so, and stops it when the call is aborted. */
export async function runNode(
  call: CommandCall<unknown>,
  settings: z.output<typeof settingsSchema> & Settings,
  { demo }: { readonly demo: boolean },
): Promise<ExitCode> {
  const { terminal, signal } = call;
  const logger = openLog({
    level: settings.logLevel,
    clock: systemClock,
    write: (line) => terminal.note(line.trimEnd()),
    forPeople: terminal.forPeople,
  });
  const node = openNode({ settings, clock: systemClock, logger, demo });
  try {
    const url = await node.start();
    if (terminal.json) terminal.object({ ready: url });
    else terminal.print(`registan ready at ${url}`);
    await aborted(signal);
    return 0;
  } catch (cause) {
    terminal.note(`registan could not start: ${reasonOf(cause, settings)}`);
    logger.debug('start failed', { cause });
    return 1;
  } finally {
    await node.stop();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function reasonOf(cause: unknown, settings: Settings): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `port ${settings.port} is taken; stop what listens there, or name another --port`;
  }
  if (code === 'EACCES') return `${message}; choose a folder and a port that you may use`;
  return message;
}
