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
import { watchConfiguration } from './configuration.ts';
import type { Driver } from './driver.ts';
import { openOpcUaHost } from './drivers/opcua/worker-driver.ts';
import { connectErrors } from './errors.ts';
import { isSame, type LiveConnection, liveConnection } from './live-connection.ts';
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
  readonly openDriver?: (plan: ConnectionPlan) => Driver | undefined;
}

export interface Connections {
  start(): Promise<void>;
  stop(): Promise<void>;
  list(): Promise<readonly ConnectionView[]>;
  get(id: string): Promise<Result<ConnectionView>>;
  /** The user trusts the certificate that the machine shows now, named by its fingerprint. */
  trust(id: string, fingerprint: string, replace: boolean): Promise<Result<void>>;
  /** Trusts a certificate (DER) beforehand, e.g. that of a machine which this node runs itself. */
  trustEndpoint(endpointUrl: string, certificate: Uint8Array): Promise<void>;
  restart(id: string): Promise<Result<void>>;
  /** Elements whose writes go to a machine, within a submodel. */
  writable(submodelId: string): readonly PlannedElement[];
  /** Sends a value to the machine that the element is mapped to. */
  write(element: PlannedElement, value: unknown): Promise<Result<void>>;
}

export function openConnections(options: ConnectionsOptions): Connections {
  const { twins, outbox, logger, clock } = options;
  const trust = openTrust(options.database, clock);
  const host = openOpcUaHost({ clock, logger });
  const secrets = fileSecrets(options.secretsFolder);
  const live = new Map<string, LiveConnection>();
  let idle: readonly ConnectionPlan[] = [];
  let problems: readonly PlanProblem[] = [];
  let changing: Promise<void> = Promise.resolve();

  const openDriver =
    options.openDriver ??
    ((plan: ConnectionPlan) => opcUaDriverOf(plan, host, trust, secrets, options.secretsFolder));
  const open = async (plan: ConnectionPlan) => {
    const driver = openDriver(plan);
    if (driver === undefined) return;
    const { operations } = options;
    const connection = liveConnection({ plan, driver, twins, operations, clock, logger });
    live.set(plan.id, connection);
    await connection.start();
  };
  const close = async (id: string) => {
    const closing = live.get(id);
    live.delete(id);
    await closing?.stop();
  };
  const follow = async (plans: readonly Plan[]) => {
    const wanted = plans.flatMap(({ connections }) => connections);
    problems = plans.flatMap((plan) => plan.problems);
    idle = wanted.filter(({ protocol }) => protocol === 'unsupported');
    const ids = new Set(wanted.map(({ id }) => id));
    for (const id of live.keys()) if (!ids.has(id)) await close(id);
    for (const plan of wanted) {
      if (plan.protocol === 'unsupported') {
        await close(plan.id);
        continue;
      }
      const present = live.get(plan.id);
      if (present === undefined) await open(plan);
      else if (!isSameMachine(present.plan, plan)) {
        await close(plan.id);
        await open(plan);
      } else if (JSON.stringify(present.plan) !== JSON.stringify(plan)) {
        await present.follow(plan);
      }
    }
  };
  /** One change of the set at a time; a failure is logged and does not stop the next. */
  const change = (work: () => Promise<void>): Promise<void> => {
    changing = changing.then(work).catch((error: unknown) => {
      logger.error('connections could not be changed', { error });
    });
    return changing;
  };
  const configuration = watchConfiguration({
    twins,
    outbox,
    logger,
    onPlans: (plans) => change(() => follow(plans)),
  });
  const find = (id: string): Result<LiveConnection> => {
    const found = live.get(id);
    return found === undefined ? err(fault(connectErrors, 'connect.not-found', { id })) : ok(found);
  };
  /** Several connections may wait for the same machine. */
  const retryAt = (endpointUrl: string) => {
    for (const { plan, driver } of live.values()) {
      const isAway = !['connected', 'stopped'].includes(driver.status().state);
      if (plan.endpointUrl === endpointUrl && isAway) driver.retry();
    }
  };
  const view = (connection: LiveConnection | undefined, plan: ConnectionPlan) =>
    viewOf({ twins, clock, problems }, plan, connection);

  return {
    start: () => configuration.start(),
    async stop() {
      await configuration.stop();
      await change(async () => {
        await Promise.all([...live.keys()].map(close));
      });
      await host.stop();
    },
    list: () =>
      Promise.all([
        ...[...live.values()].map((connection) => view(connection, connection.plan)),
        ...idle.map((plan) => view(undefined, plan)),
      ]),
    async get(id) {
      const unsupported = idle.find((plan) => plan.id === id);
      if (unsupported !== undefined) return ok(await view(undefined, unsupported));
      const found = find(id);
      return found.ok ? ok(await view(found.value, found.value.plan)) : found;
    },
    async trust(id, fingerprint, replace) {
      const found = find(id);
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
      await trust.trust(plan.endpointUrl, status.certificate);
      retryAt(plan.endpointUrl);
      return ok(undefined);
    },
    async trustEndpoint(endpointUrl, certificate) {
      const { fingerprint256, subject, validTo } = new X509Certificate(certificate);
      const notAfterMs = Date.parse(validTo);
      await trust.trust(endpointUrl, { fingerprint: fingerprint256, subject, notAfterMs });
      retryAt(endpointUrl);
    },
    async restart(id) {
      const found = find(id);
      if (!found.ok) return found;
      const { plan } = found.value;
      await change(async () => {
        await close(id);
        await open(plan);
      });
      return ok(undefined);
    },
    writable: (submodelId) =>
      [...live.values()]
        .flatMap(({ plan }) => plan.signals.flatMap(({ from }) => from))
        .filter((element) => element.submodelId === submodelId),
    async write(element, value) {
      const { submodelId, path } = element;
      if (!isDriverValue(value)) {
        const reason = 'its value has no form that a machine takes';
        return err(fault(connectErrors, 'connect.refused', { what: path, reason }));
      }
      const mapped = [...live.values()].filter(({ plan }) =>
        plan.signals.some(({ from }) => from.some((each) => isSame(each, element))),
      );
      for (const connection of mapped) {
        const outcome = await connection.write({ submodelId, path }, value);
        if (!outcome.ok) return outcome;
      }
      return ok(undefined);
    },
  };
}

function opcUaDriverOf(
  plan: ConnectionPlan,
  host: ReturnType<typeof openOpcUaHost>,
  trust: TrustStore,
  secrets: MachineSecrets,
  folder: string,
): Driver {
  const { endpointUrl, security, id } = plan;
  const hasUser = security.identity === 'user';
  const { mode, policy } = security;
  return host.driver(
    { endpointUrl, security: { mode, policy }, hasUser, folder: join(folder, 'opcua') },
    {
      judge: (fingerprint) => trust.judge(endpointUrl, fingerprint),
      user: () => secrets.userOf(id),
    },
  );
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
