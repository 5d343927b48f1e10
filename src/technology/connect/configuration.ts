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

/** What is looked for at the start; any other spelling is recognised once it changes. */
const searched = [
  ['asset-interfaces-description', ['1.1', '1.0']],
  ['asset-interfaces-mapping', ['2.0', '1.0']],
] as const;

export interface ConfigurationOptions {
  readonly twins: Twins;
  readonly outbox: Outbox;
  readonly logger: Logger;
  /** Called with the plans of all descriptions after each change. */
  readonly onPlans: (plans: readonly Plan[]) => void;
}

export class Configuration {
  readonly #options: ConfigurationOptions;
  readonly #descriptions = new Map<string, Submodel>();
  readonly #mappings = new Map<string, Submodel>();
  #sequence = 0;
  #isStopped = false;
  #isAskedAgain = false;
  #working: Promise<void> | undefined;
  #endListening: () => void = () => {};

  constructor(options: ConfigurationOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { twins, outbox } = this.#options;
    this.#sequence = (await outbox.range()).last;
    for (const [known, versions] of searched) {
      for (const version of versions) {
        for (const submodel of await findAll(twins, known, version)) this.#keep(submodel);
      }
    }
    this.#publish();
    this.#endListening = outbox.onCommitted(() => this.#wake());
    // What was committed while the search ran.
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#endListening();
    await this.#working;
  }

  #wake(): void {
    if (this.#isStopped) return;
    this.#isAskedAgain = true;
    this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    while (this.#isAskedAgain && !this.#isStopped) {
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      this.#isAskedAgain = false;
      try {
        if (await this.#catchUp()) this.#publish();
      } catch (error) {
        this.#options.logger.error('the configuration of connections cannot be read', { error });
      }
    }
    this.#working = undefined;
  }

  /** Reads all events that have come; true when a plan may have changed. */
  async #catchUp(): Promise<boolean> {
    let isChanged = false;
    for (;;) {
      const events = await this.#options.outbox.readAfter(this.#sequence, eventsAtOnceMax);
      const ids = new Set(events.flatMap((event) => this.#concerned(event) ?? []));
      for (const id of ids) isChanged = (await this.#refresh(id)) || isChanged;
      this.#sequence = events.at(-1)?.sequence ?? this.#sequence;
      if (events.length < eventsAtOnceMax) return isChanged;
    }
  }

  /** The submodel that an event may have changed, if it matters here. */
  #concerned(event: SequencedEvent): string | undefined {
    if (/\.submodel-(created|updated|deleted)$/.test(event.type)) return event.subject;
    if (!/\.(element-\w+|value-changed)$/.test(event.type)) return undefined;
    for (const kept of [this.#descriptions, this.#mappings]) {
      for (const id of kept.keys()) {
        if (event.subject === id || event.subject.startsWith(`${id}#`)) return id;
      }
    }
    return undefined;
  }

  async #refresh(id: string): Promise<boolean> {
    const stored = await this.#options.twins.submodels.get(id);
    return stored.ok ? this.#keep(stored.value.value) : this.#forget(id);
  }

  /** Takes the submodel's present state; true where it is, or was, part of a plan. */
  #keep(submodel: Submodel): boolean {
    const was = this.#forget(submodel.id);
    const known = knownSubmodel(submodel.semanticId);
    if (known === 'asset-interfaces-description') this.#descriptions.set(submodel.id, submodel);
    else if (known === 'asset-interfaces-mapping') this.#mappings.set(submodel.id, submodel);
    else return was;
    return true;
  }

  #forget(id: string): boolean {
    const wasDescription = this.#descriptions.delete(id);
    return this.#mappings.delete(id) || wasDescription;
  }

  #publish(): void {
    const mappings = [...this.#mappings.values()];
    const plans = [...this.#descriptions.values()].map((each) => planConnections(each, mappings));
    this.#options.onPlans(plans);
  }
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
