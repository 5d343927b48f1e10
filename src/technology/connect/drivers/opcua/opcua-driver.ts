/**
 * The OPC UA driver: keeps one session with a server alive for as long as it is started, with
 * endless, growing pauses between attempts, and lays its subscriptions anew on each new session.
 */

import type { ClientSubscription } from 'node-opcua-client';
import { type Clock, err, type Fault, fault, type Logger, ok, type Result } from '#base';
import { type Batches, openBatches } from '../../batches.ts';
import type {
  BrowsedNode,
  Driver,
  DriverStatus,
  DriverValue,
  Sample,
  Subscription,
  TrustVerdict,
  WatchedItem,
} from '../../driver.ts';
import { connectErrors } from '../../errors.ts';
import { openStatusBoard, type StatusBoard } from '../../status.ts';
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

export class OpcUaDriver implements Driver {
  readonly guarantee = opcUaPromise.guarantee;
  readonly capabilities = opcUaPromise.capabilities;
  readonly #options: OpcUaDriverOptions;
  readonly #pauses: { readonly firstMs: number; readonly maxMs: number };
  readonly #board: StatusBoard;
  readonly #watches = new Set<Watch>();
  #link: OpcUaSession | undefined;
  #running: Promise<void> | undefined;
  #isStopping = false;
  #attempting = new AbortController();
  #wake: () => void = () => {};

  constructor(options: OpcUaDriverOptions) {
    this.#options = options;
    this.#pauses = options.pauses ?? defaultPauses;
    this.#board = openStatusBoard({ state: 'stopped', sinceMs: options.clock.nowMs() });
  }

  async start(): Promise<void> {
    if (this.#running !== undefined) return;
    this.#isStopping = false;
    this.#attempting = new AbortController();
    this.#board.set({ state: 'connecting', sinceMs: this.#options.clock.nowMs() });
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#attempting.abort();
    this.#wake();
    await this.#link?.close();
    await this.#running;
    this.#running = undefined;
    for (const { batches } of this.#watches) batches.stop();
    this.#watches.clear();
    this.#board.set({ state: 'stopped', sinceMs: this.#options.clock.nowMs() });
  }

  status(): DriverStatus {
    return this.#board.now();
  }

  onStatus(listener: (status: DriverStatus) => void): () => void {
    return this.#board.on(listener);
  }

  retry(): void {
    this.#wake();
  }

  browse(address?: string): Promise<Result<readonly BrowsedNode[]>> {
    return this.#onLink('browse', (link) => browseOne(link, address));
  }

  read(addresses: readonly string[]): Promise<Result<readonly Sample[]>> {
    const nowMs = this.#options.clock.nowMs();
    return this.#onLink('read', async (link) => ok(await readAll(link, addresses, nowMs)));
  }

  async write(
    writes: readonly { readonly address: string; readonly value: DriverValue }[],
  ): Promise<readonly Result<void>[]> {
    const outcomes: Result<void>[] = [];
    for (const { address, value } of writes) {
      outcomes.push(await this.#onLink(address, (link) => writeOne(link, address, value)));
    }
    return outcomes;
  }

  call(address: string, inputs: readonly DriverValue[]): Promise<Result<readonly DriverValue[]>> {
    return this.#onLink(address, (link) => callOne(link, address, inputs));
  }

  async subscribe(
    items: readonly WatchedItem[],
    deliver: (batch: readonly Sample[]) => void,
  ): Promise<Subscription> {
    const watch: Watch = { items, batches: openBatches(deliver) };
    this.#watches.add(watch);
    if (this.#link !== undefined && !this.#link.isMending()) await this.#lay(this.#link, watch);
    return {
      stop: async () => {
        this.#watches.delete(watch);
        const isLive = this.#link !== undefined && !this.#link.isMending();
        if (isLive) await watch.subscription?.terminate();
        watch.batches.stop();
      },
    };
  }

  async #run(): Promise<void> {
    let pauseMs = this.#pauses.firstMs / 2;
    while (!this.#isStopping) {
      pauseMs = await this.#attempt(pauseMs);
      if (!this.#isStopping) await this.#pause(pauseMs);
    }
  }

  /** One session from its opening to its end; how long to pause after it. */
  async #attempt(pauseMs: number): Promise<number> {
    try {
      const user = await this.#options.user?.();
      const { signal } = this.#attempting;
      const link = await openSession({ ...this.#options, user, signal });
      this.#link = link;
      link.onMending((isMending) => {
        if (isMending) this.#away('The connection was lost and is being mended.');
        else this.#connected();
      });
      for (const watch of this.#watches) await this.#lay(link, watch);
      this.#connected();
      this.#away(await link.ended);
      return this.#pauses.firstMs;
    } catch (cause) {
      return this.#failed(cause, pauseMs);
    } finally {
      const closing = this.#link;
      this.#link = undefined;
      for (const watch of this.#watches) watch.subscription = undefined;
      await closing?.close().catch((cause: unknown) => {
        this.#options.logger.debug('the session did not close cleanly', { cause: String(cause) });
      });
    }
  }

  #failed(cause: unknown, pauseMs: number): number {
    const { clock, endpointUrl, security, logger } = this.#options;
    if (cause instanceof UntrustedCertificate) {
      const { certificate, isChanged } = cause;
      const sinceMs = clock.nowMs();
      this.#board.set({ state: 'waiting-for-trust', sinceMs, certificate, isChanged });
      return trustPauseMs;
    }
    const lastError = explain(cause, endpointUrl, security);
    logger.debug('no connection', { endpointUrl, lastError });
    this.#away(lastError);
    return Math.min(pauseMs * 2, this.#pauses.maxMs);
  }

  async #lay(link: OpcUaSession, on: Watch): Promise<void> {
    if (on.items.length === 0) return;
    on.subscription = await watch(link, on.items, this.#options.clock, (sample) =>
      on.batches.add(sample),
    );
  }

  #pause(pauseMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #connected(): void {
    if (this.#isStopping) return;
    this.#board.set({ state: 'connected', sinceMs: this.#options.clock.nowMs() });
  }

  #away(lastError: string): void {
    if (this.#isStopping) return;
    const before = this.#board.now();
    const wasConnected = before.state === 'connected' || before.state === 'reconnecting';
    const state = wasConnected ? 'reconnecting' : 'connecting';
    const sinceMs = before.state === state ? before.sinceMs : this.#options.clock.nowMs();
    this.#board.set({ state, sinceMs, lastError });
  }

  /** Work on the live session; an error of the session is a refusal with its reason. */
  async #onLink<T>(
    what: string,
    work: (link: OpcUaSession) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const link = this.#link;
    if (link === undefined || link.isMending()) return down(this.#options.endpointUrl);
    try {
      return await work(link);
    } catch (cause) {
      return this.#link !== link || link.isMending()
        ? down(this.#options.endpointUrl)
        : refused(what, cause instanceof Error ? cause.message : String(cause));
    }
  }
}

function down(endpoint: string): Result<never, Fault> {
  return err(fault(connectErrors, 'connect.not-connected', { endpoint }));
}
