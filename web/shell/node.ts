/** The node that these pages come from: its name, where it stands, and whether it answers. */

import { useQuery } from '@tanstack/react-query';

export interface NodeFacts {
  readonly name: string;
  readonly region?: string;
  readonly jurisdiction?: string;
  readonly version?: string;
  readonly demo?: boolean;
}

export type NodeState = 'waiting' | 'connected' | 'unreachable';

/** Asked again and again, so that the foot of the rail says the truth. */
const askEveryMs = 20_000;

export function useNode(): { readonly node: NodeFacts | undefined; readonly state: NodeState } {
  const { data, isError, isPending } = useQuery({
    queryKey: ['node'],
    queryFn: async ({ signal }): Promise<NodeFacts> => {
      const response = await fetch('/api/node/v1/node', { signal });
      if (!response.ok) throw new Error(`the node answered ${response.status}`);
      return response.json();
    },
    refetchInterval: askEveryMs,
    retry: 0,
  });
  return { node: data, state: isError ? 'unreachable' : isPending ? 'waiting' : 'connected' };
}
