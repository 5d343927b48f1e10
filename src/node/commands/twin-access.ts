/**
 * The twins that import and export work on: a running node's, over its API, or, while no node
 * runs, those of the data folder itself.
 */

import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { err, fault, ok, type Result, silentLogger, systemClock } from '#base';
import { openBlobs, openOutbox, openSqlite, StoreError } from '#store';
import {
  type EnvironmentPort,
  type ImportOutcome,
  openTwins,
  prepareImport,
} from '#technology/twin';
import type { CommandCall } from '../cli/command.ts';
import type { Settings } from '../config/settings.ts';
import { nodeErrors } from '../errors.ts';
import { urlOf } from '../http/address.ts';
import { openRemote, type Remote } from './remote-node.ts';

export interface TwinAccess {
  /** What it is, for people: the node's address or the data folder. */
  readonly name: string;
  /** Imports one file; a refused one is an outcome, a node that fails is a fault. */
  importFile(
    file: string,
    lenient: boolean,
    report: (progress: number) => void,
  ): Promise<Result<ImportOutcome>>;
  /** Of the data folder: the stored twins themselves. */
  readonly environment?: EnvironmentPort;
  /** Of a running node: its API. */
  readonly remote?: Remote;
  close(): Promise<void>;
}

export type AccessSettings = Pick<Settings, 'data' | 'host' | 'port' | 'token'> & {
  readonly url?: string | undefined;
};

/**
 * The node at `--url`; else the node that answers at the configured address, unless `--data` was
 * given; else the data folder. Fails when the folder belongs to a running node.
 */
export async function openTwinAccess(
  call: CommandCall<AccessSettings>,
): Promise<Result<TwinAccess>> {
  const { options, given, signal } = call;
  if (options.url !== undefined) return ok(remoteAccess(openRemote(options.url, call)));
  const own = openRemote(urlOf(options.host, options.port), call);
  const wantsFolder = given.some(({ key, source }) => key === 'data' && source === 'flag');
  if (!wantsFolder && (await own.answers())) return ok(remoteAccess(own));
  signal.throwIfAborted();
  return await openFolder(options, signal);
}

function remoteAccess(remote: Remote): TwinAccess {
  return {
    name: remote.url,
    remote,
    importFile: (file, lenient, report) =>
      remote.importFile(file, { name: basename(file), lenient }, report),
    close: async () => {},
  };
}

async function openFolder(
  options: AccessSettings,
  signal: AbortSignal,
): Promise<Result<TwinAccess>> {
  const { migrations } = await import('../open-node.ts');
  const clock = systemClock;
  const logger = silentLogger;
  const folder = options.data;
  await mkdir(folder, { recursive: true });
  const database = openSqlite({ folder, clock, logger, migrations });
  try {
    await database.start();
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    const isInUse = cause.fault.code === 'store.in-use';
    return err(isInUse ? fault(nodeErrors, 'node.folder-in-use', { folder }) : cause.fault);
  }
  const blobs = openBlobs({ folder, clock });
  const twins = openTwins({
    database,
    outbox: openOutbox({ database, clock, logger }),
    blobs,
    clock,
    logger,
    baseUrl: urlOf(options.host, options.port),
  });
  return ok({
    name: folder,
    environment: twins.environment,
    async importFile(file, lenient, report) {
      const prepared = await prepareImport({ file, lenient }, { blobs, report, signal });
      if (prepared.kind === 'refused') return ok(prepared.outcome);
      return ok(await prepared.write(twins.environment));
    },
    close: () => database.stop(),
  });
}
