/**
 * What the technology pages read from the node: one client, the live values, and a hook per thing.
 * Answers are kept by TanStack Query; events make what changed be read again.
 */

import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { ConceptDescription, Submodel } from '#technology/twin/model';
import { type Answer, type Client, createClient } from './client.ts';
import { type ConceptLoader, createConceptLoader } from './concepts.ts';
import { FaultError } from './fault.ts';
import { gatherChanges } from './gather.ts';
import { type LiveState, openLiveEvents, type ThingChange } from './live-events.ts';
import { type LiveValue, LiveValues } from './reading/live.ts';
import { createTicker, type Ticker } from './ticker.ts';

interface Technology {
  readonly client: Client;
  readonly live: LiveValues;
  readonly concepts: ConceptLoader;
  /** Where every sparkline starts: nothing is known of the time before. */
  readonly openedAtMs: number;
  readonly ticker: Ticker;
}

const connectionsEveryMs = 15_000;

const TechnologyContext = createContext<Technology | undefined>(undefined);
const LiveStateContext = createContext<LiveState>('connecting');

/** Above every technology page: opens the client and follows the node's events. */
export function TechnologyProvider(props: { readonly children: ReactNode }): ReactNode {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const technology = useMemo(() => {
    const client = createClient({ fetch: (input, init) => globalThis.fetch(input, init) });
    return {
      client,
      live: new LiveValues(),
      concepts: createConceptLoader(client),
      openedAtMs: Date.now(),
      ticker: createTicker(),
    };
  }, []);

  useEffect(() => {
    const changes = gatherChanges<ThingChange>(
      ({ kind, id }) => `${kind} ${id}`,
      (gathered) => readAgain(queries, gathered),
    );
    const close = openLiveEvents({
      open: (url) => new EventSource(url),
      onState: (next) => {
        setState(next);
        // The node may have stopped or come back; the foot of the rail says so at once.
        void queries.invalidateQueries({ queryKey: ['node'] });
      },
      onValue: (change) => technology.live.apply(change),
      onChange: (change) => changes.add(change),
      onGap: () => void queries.invalidateQueries(),
    });
    return () => {
      close();
      changes.stop();
    };
  }, [queries, technology]);

  return (
    <TechnologyContext value={technology}>
      <LiveStateContext value={state}>{props.children}</LiveStateContext>
    </TechnologyContext>
  );
}

/** Pages of the list up to which it is read again by itself; a longer one keeps what it shows. */
const listPagesMax = 5;

/** What changed is read again where it is shown; a page keeps what it has until then. */
function readAgain(queries: QueryClient, changes: readonly ThingChange[]): void {
  for (const { kind, id } of changes) void queries.invalidateQueries({ queryKey: [kind, id] });
  if (!changes.some(({ kind }) => kind === 'shell')) return;
  void queries.invalidateQueries({
    queryKey: ['twins'],
    predicate: ({ state }) => {
      const pages = (state.data as { readonly pages?: readonly unknown[] } | undefined)?.pages;
      return pages === undefined || pages.length <= listPagesMax;
    },
  });
}

function useTechnology(): Technology {
  const technology = useContext(TechnologyContext);
  if (technology === undefined) throw new Error('a technology page needs a TechnologyProvider');
  return technology;
}

export function useClient(): Client {
  return useTechnology().client;
}

export function useLiveValues(): LiveValues {
  return useTechnology().live;
}

export function useOpenedAtMs(): number {
  return useTechnology().openedAtMs;
}

export function useLiveState(): LiveState {
  return useContext(LiveStateContext);
}

/** The last value that arrived for one element; draws again only when that one changes. */
export function useLiveValue(key: string): LiveValue | undefined {
  const live = useLiveValues();
  return useSyncExternalStore(
    (listener) => live.subscribe(key, listener),
    () => live.get(key),
  );
}

/** The time, once a second, for ages that grow; one clock for all of them. */
export function useNow(): number {
  const { ticker } = useTechnology();
  return useSyncExternalStore(ticker.subscribe, ticker.now);
}

/** The value of an answer; a refusal is thrown as its fault, for TanStack Query. */
export async function orThrow<T>(answer: Promise<Answer<T>>): Promise<T> {
  const settled = await answer;
  if (!settled.ok) throw new FaultError(settled.error);
  return settled.value;
}

export function shellQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['shell', id],
    queryFn: ({ signal }) => orThrow(client.shell(id, signal)),
  });
}

export function submodelQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['submodel', id, 'whole'],
    queryFn: ({ signal }) => orThrow(client.submodel(id, signal)),
  });
}

/** A submodel's own attributes; null where the shell names one that the node does not have. */
export function metadataQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['submodel', id, 'metadata'],
    queryFn: async ({ signal }): Promise<Submodel | null> => {
      const answer = await client.submodelMetadata(id, signal);
      if (answer.ok) return answer.value;
      if (answer.error.status === 404) return null;
      throw new FaultError(answer.error);
    },
  });
}

/** How many elements a submodel has, without reading their values. */
export function countQuery(client: Client, id: string) {
  return queryOptions({
    queryKey: ['submodel', id, 'count'],
    queryFn: async ({ signal }) => (await orThrow(client.submodelPaths(id, signal))).length,
  });
}

/** All connections; asked again, since their state changes without an event. */
export function useConnections() {
  const client = useClient();
  return useQuery({
    queryKey: ['connections'],
    queryFn: async ({ signal }) => (await orThrow(client.connections(signal))).items,
    refetchInterval: connectionsEveryMs,
  });
}

export function useSubmodel(id: string | undefined) {
  return useQuery({ ...submodelQuery(useClient(), id ?? ''), enabled: id !== undefined });
}

/** The concept behind a semanticId, if the node has it; asked for once, many in one request. */
export function useConcept(id: string | undefined): ConceptDescription | undefined {
  const { concepts } = useTechnology();
  const { data } = useQuery({
    queryKey: ['concept', id],
    queryFn: () => concepts.load(id ?? ''),
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ?? undefined;
}
