/**
 * Saving with its three outcomes: done (with a way back, instead of a question before), refused
 * with the node's sentences, or overtaken by somebody else's change (412), to be settled by hand.
 */

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useToast } from '../../parts/toast.tsx';
import type { Answer } from '../client.ts';
import type { ApiFault } from '../fault.ts';

export interface Save {
  /** One sentence on what was done, for the toast. */
  readonly done: string;
  readonly write: () => Promise<Answer<unknown>>;
  /** Takes it back; absent where that cannot be. */
  readonly undo?: () => Promise<Answer<unknown>>;
}

export type SaveState =
  | { readonly kind: 'idle' | 'saving' | 'conflict' }
  | { readonly kind: 'refused'; readonly fault: ApiFault };

export interface Saves {
  readonly state: SaveState;
  /** True when it was saved. */
  run(save: Save): Promise<boolean>;
  reset(): void;
}

/** `queryKeys` name what is to be read again after a save. */
export function useSaves(...queryKeys: readonly (readonly unknown[])[]): Saves {
  const queries = useQueryClient();
  const toast = useToast();
  const [state, setState] = useState<SaveState>({ kind: 'idle' });
  const keys = JSON.stringify(queryKeys);

  const refresh = useCallback(async () => {
    for (const queryKey of JSON.parse(keys)) await queries.invalidateQueries({ queryKey });
  }, [queries, keys]);

  const run = useCallback(
    async (save: Save): Promise<boolean> => {
      setState({ kind: 'saving' });
      const answer = await save.write();
      if (!answer.ok) {
        const { error } = answer;
        setState(error.status === 412 ? { kind: 'conflict' } : { kind: 'refused', fault: error });
        // The other person's change is what the page shows next, whichever way is chosen.
        if (error.status === 412) await refresh();
        return false;
      }
      setState({ kind: 'idle' });
      await refresh();
      const { undo } = save;
      toast(
        save.done,
        undo &&
          (async () => {
            const back = await undo();
            if (!back.ok) setState({ kind: 'refused', fault: back.error });
            await refresh();
          }),
      );
      return true;
    },
    [refresh, toast],
  );
  const reset = useCallback(() => setState({ kind: 'idle' }), []);
  return { state, run, reset };
}
