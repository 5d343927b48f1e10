/**
 * The OPC UA driver: keeps one session with a server alive for as long as it is started, with
 * endless, growing pauses between attempts, and lays its subscriptions anew on each new session.
 */

import type { ClientSubscription } from 'node-opcua-client';
import { type Clock, err, type Fault, fault, type Logger, ok, type Result } from '#base';
import { type Batches, openBatches } from '../../batches.ts';
import type { Driver, Sample, TrustVerdict, WatchedItem } from '../../driver.ts';
import { connectErrors } from '../../errors.ts';
import { openStatusBoard } from '../../status.ts';
import { explain } from './explain.ts';
import { browseOne, callOne, readAll, refused, writeOne } from './operations.ts';
import type { OwnCertificate } from './pki.ts';
import { opcUaPromise } from './promise.ts';
import {
  type OpcUaSecurity,
  type OpcUaSession,
  type OpcUaUser,
  openSession,
  UntrustedCertificate,
} from './session.ts';
import { watch } from './watch.ts';

export interface OpcUaDriverOptions {
  readonly endpointUrl: string;
  readonly security: OpcUaSecurity;
  /** Asked at each attempt, so that a corrected password counts at once; undefined: anonymous. */
  readonly user?: () => Promise<OpcUaUser | undefined>;
  readonly own: OwnCertificate;
  readonly judge: (fingerprint: string) => Promise<TrustVerdict>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Pauses between attempts: the first, and where their doubling ends. */
  readonly pauses?: { readonly firstMs: number; readonly maxMs: number };
}

const defaultPauses = { firstMs: 500, maxMs: 15_000 };
/** A certificate that nobody has judged yet is looked at again after this long. */
const trustPauseMs = 30_000;

interface Watch {
  readonly items: readonly WatchedItem[];
  readonly batches: Batches;
  subscription?: ClientSubscription;
}

export function opcUaDriver(options: OpcUaDriverOptions): Driver {
  const { clock, logger, endpointUrl } = options;
  const pauses = options.pauses ?? defaultPauses;
  const board = openStatusBoard({ state: 'stopped', sinceMs: clock.nowMs() });
  const watches = new Set<Watch>();
  let link: OpcUaSession | undefined;
  let running: Promise<void> | undefined;
  let stopping = false;
  let wake: () => void = () => {};

  const add = (each: Watch) => (sample: Sample) => each.batches.add(sample);
  const lay = async (on: OpcUaSession, each: Watch) => {
    if (each.items.length > 0) each.subscription = await watch(on, each.items, clock, add(each));
  };
  const pause = (pauseMs: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (stopping) wake();
    });
  const wasConnected = () => board.now().state === 'reconnecting';
  const away = (lastError?: string) => {
    const before = board.now();
    const state = wasConnected() || before.state === 'connected' ? 'reconnecting' : 'connecting';
    const sinceMs = before.state === state ? before.sinceMs : clock.nowMs();
    board.set({ state, sinceMs, lastError });
  };

  /** One session from its opening to its end; how long to pause after it. */
  const attempt = async (pauseMs: number): Promise<number> => {
    try {
      const user = await options.user?.();
      const opened = await openSession({ ...options, user });
      link = opened;
      opened.onMending((isMending) => {
        if (isMending) away('The connection was lost and is being mended.');
        else board.set({ state: 'connected', sinceMs: clock.nowMs() });
      });
      for (const each of watches) await lay(opened, each);
      if (!stopping) board.set({ state: 'connected', sinceMs: clock.nowMs() });
      const reason = await opened.ended;
      if (!stopping) away(reason);
      return pauses.firstMs;
    } catch (cause) {
      if (cause instanceof UntrustedCertificate) {
        const { certificate, isChanged } = cause;
        const sinceMs = clock.nowMs();
        board.set({ state: 'waiting-for-trust', sinceMs, certificate, isChanged });
        return trustPauseMs;
      }
      const lastError = explain(cause, endpointUrl, options.security);
      logger.debug('no connection', { endpointUrl, lastError });
      if (!stopping) away(lastError);
      return Math.min(pauseMs * 2, pauses.maxMs);
    } finally {
      const closing = link;
      link = undefined;
      for (const each of watches) each.subscription = undefined;
      await closing?.close().catch((cause: unknown) => {
        logger.debug('the session did not close cleanly', { endpointUrl, cause: String(cause) });
      });
    }
  };

  const run = async () => {
    let pauseMs = pauses.firstMs / 2;
    while (!stopping) {
      pauseMs = await attempt(pauseMs);
      if (!stopping) await pause(pauseMs);
    }
  };

  /** Work on the live session; an error of the session is a refusal with its reason. */
  const onLink = async <T>(
    what: string,
    work: (on: OpcUaSession) => Promise<Result<T>>,
  ): Promise<Result<T>> => {
    if (link === undefined || link.isMending()) return down(endpointUrl);
    try {
      return await work(link);
    } catch (cause) {
      return link === undefined || link.isMending()
        ? down(endpointUrl)
        : refused(what, cause instanceof Error ? cause.message : String(cause));
    }
  };

  return {
    ...opcUaPromise,
    async start() {
      if (running !== undefined) return;
      stopping = false;
      board.set({ state: 'connecting', sinceMs: clock.nowMs() });
      running = run();
    },
    async stop() {
      stopping = true;
      wake();
      await link?.close();
      await running;
      running = undefined;
      for (const { batches } of watches) batches.stop();
      watches.clear();
      board.set({ state: 'stopped', sinceMs: clock.nowMs() });
    },
    status: board.now,
    onStatus: board.on,
    retry: () => wake(),
    browse: (address) => onLink('browse', (on) => browseOne(on, address)),
    read: (addresses) =>
      onLink('read', async (on) => ok(await readAll(on, addresses, clock.nowMs()))),
    async write(writes) {
      const outcomes: Result<void>[] = [];
      for (const { address, value } of writes) {
        outcomes.push(await onLink(address, (on) => writeOne(on, address, value)));
      }
      return outcomes;
    },
    call: (address, inputs) => onLink(address, (on) => callOne(on, address, inputs)),
    async subscribe(items, deliver) {
      const each: Watch = { items, batches: openBatches(deliver) };
      watches.add(each);
      if (link !== undefined && !link.isMending()) await lay(link, each);
      return {
        async stop() {
          watches.delete(each);
          const { subscription } = each;
          if (subscription !== undefined && link !== undefined && !link.isMending()) {
            await subscription.terminate();
          }
          each.batches.stop();
        },
      };
    },
  };
}

function down(endpoint: string): Result<never, Fault> {
  return err(fault(connectErrors, 'connect.not-connected', { endpoint }));
}
