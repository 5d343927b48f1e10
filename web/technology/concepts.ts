/**
 * Reads concept descriptions many at a time: a tree that opens asks for the concepts of its rows
 * in one query instead of one request each, and a concept that the node lacks is no error.
 */

import type { ConceptDescription } from '#technology/twin/model';
import type { Client } from './client.ts';
import { FaultError } from './fault.ts';

export interface ConceptLoader {
  /** Null where the node has no concept of this id. */
  load(id: string): Promise<ConceptDescription | null>;
}

/** Ids asked for in one query. */
const batchMax = 100;
/** How long a first question waits for others, in milliseconds. */
const gatherMs = 15;

interface Waiting {
  readonly id: string;
  readonly resolve: (concept: ConceptDescription | null) => void;
  readonly reject: (error: unknown) => void;
}

export function createConceptLoader(client: Pick<Client, 'conceptsByIds'>): ConceptLoader {
  let waiting: Waiting[] = [];

  const ask = async (batch: readonly Waiting[]): Promise<void> => {
    const answer = await client.conceptsByIds([...new Set(batch.map((each) => each.id))]);
    if (!answer.ok) {
      for (const each of batch) each.reject(new FaultError(answer.error));
      return;
    }
    const found = new Map(answer.value.result.map((concept) => [concept.id, concept]));
    for (const each of batch) each.resolve(found.get(each.id) ?? null);
  };

  const askAll = (): void => {
    const all = waiting;
    waiting = [];
    for (let from = 0; from < all.length; from += batchMax) {
      const batch = all.slice(from, from + batchMax);
      ask(batch).catch((error) => {
        for (const each of batch) each.reject(error);
      });
    }
  };

  return {
    load: (id) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setTimeout(askAll, gatherMs);
        waiting.push({ id, resolve, reject });
      }),
  };
}
