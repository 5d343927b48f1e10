/** A connection as the pages and the API show it. */

import { z } from 'zod';
import type { Clock } from '#base';
import type { Twins } from '#technology/twin';
import type { LiveConnection } from './live-connection.ts';
import type { ConnectionPlan, PlanProblem } from './plan.ts';

const certificateSchema = z.object({
  fingerprint: z.string().meta({ description: 'SHA-256, to compare with the machine’s own' }),
  subject: z.string(),
  notAfterMs: z.number(),
  isChanged: z.boolean().meta({ description: 'another one was trusted before: take care' }),
});

export const connectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  shellIds: z.array(z.string()).meta({ description: 'shells that have the interface' }),
  submodelId: z.string().meta({ description: 'the Asset Interfaces Description' }),
  interface: z.string().meta({ description: 'the idShort of the interface in it' }),
  endpointUrl: z.string(),
  protocol: z.enum(['opcua', 'unsupported']),
  security: z.object({
    mode: z.enum(['None', 'Sign', 'SignAndEncrypt']),
    policy: z.string(),
    identity: z.enum(['anonymous', 'user']),
  }),
  state: z.enum([
    'stopped',
    'connecting',
    'connected',
    'reconnecting',
    'waiting-for-trust',
    'unsupported',
  ]),
  sinceMs: z.number().optional(),
  lastError: z.string().optional(),
  certificate: certificateSchema.optional(),
  simulated: z.boolean(),
  signals: z.object({
    offered: z.number(),
    mapped: z.number().meta({ description: 'signals whose values go into an element' }),
    writable: z.number().meta({ description: 'signals that take writes of an element' }),
    actions: z.number(),
  }),
  lastValueAtMs: z.number().optional(),
  lastValueAgeMs: z.number().optional(),
  delivery: z
    .object({ kind: z.enum(['at-most-once', 'at-least-once']), onReconnect: z.string() })
    .optional(),
  faults: z
    .array(z.object({ name: z.string(), message: z.string() }))
    .meta({ description: 'signals and parts of the configuration that do not work, and why' }),
});

export type ConnectionView = z.output<typeof connectionSchema>;

/** Faults shown; the rest is in the log. */
const faultsMax = 100;
const shellsMax = 10;

export interface ViewOptions {
  readonly twins: Twins;
  readonly clock: Clock;
  readonly problems: readonly PlanProblem[];
}

export async function viewOf(
  { twins, clock, problems }: ViewOptions,
  plan: ConnectionPlan,
  connection: LiveConnection | undefined,
): Promise<ConnectionView> {
  const status = connection?.driver.status();
  const lastValueAtMs = connection?.lastValueAtMs();
  const own = problems
    .filter(
      ({ submodelId, path }) =>
        submodelId === plan.submodelId && path.startsWith(`${plan.interfaceName}.`),
    )
    .map(({ path, message }) => ({ name: path, message }));
  const waiting = status?.state === 'waiting-for-trust' ? status : undefined;
  return {
    id: plan.id,
    title: plan.title,
    shellIds: await shellsOf(twins, plan.submodelId),
    submodelId: plan.submodelId,
    interface: plan.interfaceName,
    endpointUrl: plan.endpointUrl,
    protocol: plan.protocol,
    security: plan.security,
    state: status?.state ?? 'unsupported',
    sinceMs: status?.sinceMs,
    lastError: status !== undefined && 'lastError' in status ? status.lastError : undefined,
    certificate: waiting && { ...waiting.certificate, isChanged: waiting.isChanged },
    simulated: plan.isSimulated,
    signals: {
      offered: plan.signals.length,
      mapped: plan.signals.filter(({ into }) => into.length > 0).length,
      writable: plan.signals.filter(({ from }) => from.length > 0).length,
      actions: plan.actions.filter(({ operations }) => operations.length > 0).length,
    },
    lastValueAtMs,
    lastValueAgeMs: lastValueAtMs === undefined ? undefined : clock.nowMs() - lastValueAtMs,
    delivery: connection?.driver.guarantee,
    faults: [...own, ...(connection?.faults() ?? [])].slice(0, faultsMax),
  };
}

/** The shells that refer to the submodel, by the query language. */
async function shellsOf(twins: Twins, submodelId: string): Promise<string[]> {
  const found = await twins.query.query(
    'shells',
    {
      $select: 'id',
      $condition: {
        $eq: [{ $field: '$aas#submodels[].keys[0].value' }, { $strVal: submodelId }],
      },
    },
    { limit: shellsMax },
  );
  return found.ok ? found.value.items.map(shellIdOf) : [];
}

function shellIdOf(item: unknown): string {
  if (typeof item === 'string') return item;
  return String((item as { readonly id?: unknown }).id);
}
