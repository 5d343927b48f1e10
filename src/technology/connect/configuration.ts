/**
 * The twins' own configuration of connections, kept up to date: interface descriptions and
 * mappings are found by their semanticIds at the start, and read again when the outbox says that
 * one was created, changed or deleted.
 */

import type { Logger } from '#base';
import type { Outbox, SequencedEvent } from '#store';
import type { Twins } from '#technology/twin';
import { exactSemanticId, knownSubmodel, type Submodel } from '#technology/twin/model';
import { type Plan, planConnections } from './plan.ts';

const eventsAtOnceMax = 500;
const pageSize = 100;
/** Changes that come together make one new plan. */
const settleMs = 100;

/** The semanticIds that are looked for at the start; any other spelling is known once it changes. */
const searched = [
  ['asset-interfaces-description', ['1.1', '1.0']],
  ['asset-interfaces-mapping', ['2.0', '1.0']],
] as const;

export interface ConfigurationOptions {
  readonly twins: Twins;
  readonly outbox: Outbox;
  readonly logger: Logger;
  /** Called with the plans of all descriptions after each change. */
  readonly onPlans: (plans: readonly Plan[]) => Promise<void>;
}

export interface Configuration {
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function watchConfiguration(options: ConfigurationOptions): Configuration {
  const { twins, outbox, logger } = options;
  const descriptions = new Map<string, Submodel>();
  const mappings = new Map<string, Submodel>();
  let sequence = 0;
  let isStopped = false;
  let reading: Promise<void> | undefined;
  let isAskedAgain = false;
  let endListening: () => void = () => {};

  const keep = (submodel: Submodel): boolean => {
    const known = knownSubmodel(submodel.semanticId);
    const before = forget(submodel.id);
    if (known === 'asset-interfaces-description') descriptions.set(submodel.id, submodel);
    else if (known === 'asset-interfaces-mapping') mappings.set(submodel.id, submodel);
    else return before;
    return true;
  };
  const forget = (id: string): boolean => {
    const wasDescription = descriptions.delete(id);
    return mappings.delete(id) || wasDescription;
  };
  const publish = async () => {
    const all = [...mappings.values()];
    await options.onPlans([...descriptions.values()].map((each) => planConnections(each, all)));
  };
  /** The submodel that an event may have changed, if it matters here. */
  const concerned = (event: SequencedEvent): string | undefined => {
    if (/\.submodel-(created|updated|deleted)$/.test(event.type)) return event.subject;
    if (!/\.(element-\w+|value-changed)$/.test(event.type)) return undefined;
    for (const kept of [descriptions, mappings]) {
      for (const id of kept.keys()) {
        if (event.subject === id || event.subject.startsWith(`${id}#`)) return id;
      }
    }
    return undefined;
  };
  const refresh = async (id: string): Promise<boolean> => {
    const stored = await twins.submodels.get(id);
    return stored.ok ? keep(stored.value.value) : forget(id);
  };
  /** Reads all events that have come; true when a plan may have changed. */
  const catchUp = async (): Promise<boolean> => {
    let isChanged = false;
    for (;;) {
      const events = await outbox.readAfter(sequence, eventsAtOnceMax);
      const ids = new Set(events.flatMap((event) => concerned(event) ?? []));
      for (const id of ids) isChanged = (await refresh(id)) || isChanged;
      sequence = events.at(-1)?.sequence ?? sequence;
      if (events.length < eventsAtOnceMax) return isChanged;
    }
  };
  const work = async () => {
    do {
      isAskedAgain = false;
      try {
        if (await catchUp()) await publish();
      } catch (error) {
        logger.error('the configuration of connections could not be read', { error });
      }
      if (!isStopped) await new Promise((resolve) => setTimeout(resolve, settleMs));
    } while (isAskedAgain && !isStopped);
    reading = undefined;
  };

  return {
    async start() {
      sequence = (await outbox.range()).last;
      for (const [known, versions] of searched) {
        for (const version of versions) {
          for (const submodel of await findAll(twins, known, version)) keep(submodel);
        }
      }
      await publish();
      endListening = outbox.onCommitted(() => {
        if (isStopped) return;
        isAskedAgain = true;
        reading ??= work();
      });
      // What was committed while the search ran.
      isAskedAgain = true;
      reading ??= work();
    },
    async stop() {
      isStopped = true;
      endListening();
      await reading;
    },
  };
}

async function findAll(
  twins: Twins,
  known: (typeof searched)[number][0],
  version: string,
): Promise<readonly Submodel[]> {
  const semanticId = exactSemanticId(known, version)?.keys[0]?.value;
  const found: Submodel[] = [];
  let cursor: string | undefined;
  do {
    const page = await twins.submodels.list({ semanticId }, { limit: pageSize, cursor });
    if (!page.ok) throw new Error('submodels could not be listed', { cause: page.error });
    found.push(...page.value.items);
    cursor = page.value.cursor;
  } while (cursor !== undefined);
  return found;
}
