/**
 * All connections of a node: made from the plans in the twins, changed when these change, each
 * with a driver of its protocol. What it asks of the world comes in as arguments; the libraries of
 * the protocols are loaded when the first connection needs them, in worker threads.
 */

import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { type Clock, err, fault, type Logger, ok, type Result } from '#base';
import type { Database, Outbox } from '#store';
import type { OperationHandlers, Twins } from '#technology/twin';
import { Configuration } from './configuration.ts';
import type { Driver } from './driver.ts';
import { type OpcUaHost, openOpcUaHost } from './drivers/opcua/worker-driver.ts';
import { connectErrors } from './errors.ts';
import { LiveConnection } from './live-connection.ts';
import type { ConnectionPlan, Plan, PlannedElement, PlanProblem } from './plan.ts';
import { fileSecrets, type MachineSecrets } from './secrets.ts';
import { openTrust, type TrustStore } from './trust.store.ts';
import { type ConnectionView, viewOf } from './view.ts';

export interface ConnectionsOptions {
  readonly twins: Twins;
  readonly database: Database;
  readonly outbox: Outbox;
  /** Where Operations of the twins are carried out. */
  readonly operations: OperationHandlers;
  /** Keeps this node's own certificates and the machines' passwords. */
  readonly secretsFolder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** For tests: another way from a plan to its driver. */
  readonly openDriver?: (plan: ConnectionPlan) => Driver;
}

/** Pause before a driver that ended by itself is opened again. */
const reopenMs = 1000;

export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #trust: TrustStore;
  readonly #secrets: MachineSecrets;
  readonly #host: OpcUaHost;
  readonly #configuration: Configuration;
  readonly #live = new Map<string, LiveConnection>();
  #unsupported: readonly ConnectionPlan[] = [];
  #problems: readonly PlanProblem[] = [];
  #changing: Promise<void> = Promise.resolve();
  readonly #reopening = new Set<NodeJS.Timeout>();
  readonly #followed = new Set<() => void>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.#trust = openTrust(options.database, options.clock);
    this.#secrets = fileSecrets(options.secretsFolder);
    this.#host = openOpcUaHost(options);
    this.#configuration = new Configuration({
      twins: options.twins,
      outbox: options.outbox,
      logger: options.logger,
      // Opening drivers takes a while and in turn; who starts the node does not wait for it.
      onPlans: (plans) => void this.#change(() => this.#follow(plans)),
    });
  }

  /** Reads the plans and begins to connect; does not wait for the machines. */
  start(): Promise<void> {
    return this.#configuration.start();
  }

  async stop(): Promise<void> {
    await this.#configuration.stop();
    for (const timer of this.#reopening) clearTimeout(timer);
    await this.#change(async () => {
      await Promise.all([...this.#live.keys()].map((id) => this.#close(id)));
    });
    await this.#host.stop();
  }

  /** Resolves when the plans known by now are carried out: drivers opened, not yet connected. */
  settled(): Promise<void> {
    return this.#changing;
  }

  /** Calls back when other plans were carried out; returns how to stop. */
  onFollowed(listener: () => void): () => void {
    this.#followed.add(listener);
    return () => this.#followed.delete(listener);
  }

  list(): Promise<readonly ConnectionView[]> {
    return Promise.all([
      ...[...this.#live.values()].map((live) => this.#view(live.plan, live)),
      ...this.#unsupported.map((plan) => this.#view(plan)),
    ]);
  }

  async get(id: string): Promise<Result<ConnectionView>> {
    const unsupported = this.#unsupported.find((plan) => plan.id === id);
    if (unsupported !== undefined) return ok(await this.#view(unsupported));
    const found = this.#find(id);
    return found.ok ? ok(await this.#view(found.value.plan, found.value)) : found;
  }

  /** The user trusts the certificate that the machine shows now, named by its fingerprint. */
  async trust(id: string, fingerprint: string, replace: boolean): Promise<Result<void>> {
    const found = this.#find(id);
    if (!found.ok) return found;
    const { driver, plan } = found.value;
    const status = driver.status();
    if (status.state !== 'waiting-for-trust') {
      return err(fault(connectErrors, 'connect.nothing-to-trust', { id }));
    }
    if (status.certificate.fingerprint !== fingerprint) {
      return err(fault(connectErrors, 'connect.other-certificate', { fingerprint }));
    }
    if (status.isChanged && !replace) {
      return err(fault(connectErrors, 'connect.changed-certificate'));
    }
    await this.#trust.trust(plan.endpointUrl, status.certificate);
    this.#retryAt(plan.endpointUrl);
    return ok(undefined);
  }

  /** Trusts a certificate (DER) beforehand, e.g. of a machine that this node runs itself. */
  async trustEndpoint(endpointUrl: string, certificate: Uint8Array): Promise<void> {
    const { fingerprint256, subject, validTo } = new X509Certificate(certificate);
    const notAfterMs = Date.parse(validTo);
    await this.#trust.trust(endpointUrl, { fingerprint: fingerprint256, subject, notAfterMs });
    this.#retryAt(endpointUrl);
  }

  async restart(id: string): Promise<Result<void>> {
    const found = this.#find(id);
    if (!found.ok) return found;
    const { plan } = found.value;
    await this.#change(async () => {
      await this.#close(id);
      await this.#open(plan);
    });
    return ok(undefined);
  }

  /** Elements of a submodel whose writes go to a machine. */
  writable(submodelId: string): readonly PlannedElement[] {
    return [...this.#live.values()]
      .flatMap(({ plan }) => plan.signals.flatMap(({ from }) => from))
      .filter((element) => element.submodelId === submodelId);
  }

  /** Sends a value to the machines that the element is mapped to; the first refusal ends it. */
  async write(element: PlannedElement, value: unknown): Promise<Result<void>> {
    if (!isDriverValue(value)) {
      const reason = 'its value has no form that a machine takes';
      return err(fault(connectErrors, 'connect.refused', { what: element.path, reason }));
    }
    for (const live of this.#live.values()) {
      if (!live.takes(element)) continue;
      const outcome = await live.write(element, value);
      if (!outcome.ok) return outcome;
    }
    return ok(undefined);
  }

  async #follow(plans: readonly Plan[]): Promise<void> {
    const planned = plans.flatMap(({ connections }) => connections);
    this.#problems = plans.flatMap(({ problems }) => problems);
    this.#unsupported = planned.filter(({ protocol }) => protocol === 'unsupported');
    const wanted = planned.filter(({ protocol }) => protocol !== 'unsupported');
    const ids = new Set(wanted.map(({ id }) => id));
    for (const id of this.#live.keys()) if (!ids.has(id)) await this.#close(id);
    for (const plan of wanted) {
      const present = this.#live.get(plan.id);
      if (present === undefined) await this.#open(plan);
      else if (!isSameMachine(present.plan, plan)) {
        await this.#close(plan.id);
        await this.#open(plan);
      } else if (JSON.stringify(present.plan) !== JSON.stringify(plan)) {
        await present.follow(plan);
      }
    }
    for (const listener of this.#followed) listener();
  }

  /** One change of the set at a time; a failure is logged and does not stop the next. */
  #change(work: () => Promise<void>): Promise<void> {
    this.#changing = this.#changing.then(work).catch((error: unknown) => {
      this.#options.logger.error('connections could not be changed', { error });
    });
    return this.#changing;
  }

  async #open(plan: ConnectionPlan): Promise<void> {
    const { openDriver, ...options } = this.#options;
    const driver = openDriver?.(plan) ?? this.#opcUaDriver(plan);
    const live = new LiveConnection({ ...options, plan, driver });
    this.#live.set(plan.id, live);
    driver.onStatus(({ state }) => {
      if (state === 'stopped' && this.#live.get(plan.id) === live) this.#reopenSoon(live);
    });
    await live.start();
  }

  /** A driver that stops by itself has lost its worker thread; it gets another. */
  #reopenSoon(live: LiveConnection): void {
    const { logger } = this.#options;
    logger.warn('a driver has ended and is opened again', { connection: live.plan.id });
    const timer = setTimeout(() => {
      this.#reopening.delete(timer);
      void this.#change(async () => {
        if (this.#live.get(live.plan.id) !== live) return;
        await this.#close(live.plan.id);
        await this.#open(live.plan);
      });
    }, reopenMs);
    this.#reopening.add(timer);
  }

  async #close(id: string): Promise<void> {
    const closing = this.#live.get(id);
    this.#live.delete(id);
    await closing?.stop();
  }

  #opcUaDriver({ id, endpointUrl, security }: ConnectionPlan): Driver {
    const { mode, policy, identity } = security;
    return this.#host.driver(
      {
        endpointUrl,
        security: { mode, policy },
        hasUser: identity === 'user',
        folder: join(this.#options.secretsFolder, 'opcua'),
      },
      {
        judge: (fingerprint) => this.#trust.judge(endpointUrl, fingerprint),
        user: () => this.#secrets.userOf(id),
      },
    );
  }

  /** Several connections may wait for the same machine. */
  #retryAt(endpointUrl: string): void {
    for (const { plan, driver } of this.#live.values()) {
      const isAway = !['connected', 'stopped'].includes(driver.status().state);
      if (plan.endpointUrl === endpointUrl && isAway) driver.retry();
    }
  }

  #find(id: string): Result<LiveConnection> {
    const found = this.#live.get(id);
    return found === undefined ? err(fault(connectErrors, 'connect.not-found', { id })) : ok(found);
  }

  #view(plan: ConnectionPlan, live?: LiveConnection): Promise<ConnectionView> {
    const { twins, clock } = this.#options;
    return viewOf({ twins, clock, problems: this.#problems }, plan, live);
  }
}

export function openConnections(options: ConnectionsOptions): Connections {
  return new Connections(options);
}

function isSameMachine(one: ConnectionPlan, other: ConnectionPlan): boolean {
  return (
    one.endpointUrl === other.endpointUrl &&
    JSON.stringify(one.security) === JSON.stringify(other.security)
  );
}

function isDriverValue(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
