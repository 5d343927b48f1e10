/** What the list of twins is asked for: it stands in the address, so that it can be shared. */

import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { type AssetKind, type KnownSubmodel, knownSubmodels } from '#technology/twin/model';
import type { TwinsAsked } from '../client.ts';

/** How long typing rests before the node is asked, in milliseconds. */
const restMs = 250;

export const assetKinds = ['Instance', 'Type', 'Role', 'NotApplicable'] as const;

/** What an address asks for; what is none of it is left out. */
export function readAsked(search: Readonly<Record<string, unknown>>): TwinsAsked {
  const { q, kind, has } = search;
  return {
    q: typeof q === 'string' && q !== '' ? q : undefined,
    kind: assetKinds.find((each): each is AssetKind => each === kind),
    has: knownSubmodels.find((each): each is KnownSubmodel => each === has),
  };
}

export function isAsking({ q, kind, has }: TwinsAsked): boolean {
  return q !== undefined || kind !== undefined || has !== undefined;
}

export interface Asking {
  readonly asked: TwinsAsked;
  /** What stands in the field; it is asked for when typing rests. */
  readonly words: string;
  readonly setWords: (words: string) => void;
  readonly ask: (change: TwinsAsked) => void;
  readonly clear: () => void;
}

export function useAsking(): Asking {
  const navigate = useNavigate();
  const { q, kind, has } = readAsked(useSearch({ strict: false }));
  const asked = useMemo(() => ({ q, kind, has }), [q, kind, has]);
  const [words, setWords] = useState(q ?? '');
  const ask = useCallback(
    (change: TwinsAsked) => {
      const search = (before: TwinsAsked) => ({ ...before, ...change });
      void navigate({ to: '.', search: search as never, replace: true, resetScroll: false });
    },
    [navigate],
  );
  useEffect(() => {
    const wanted = words.trim();
    if (wanted === (q ?? '')) return;
    const timer = setTimeout(() => ask({ q: wanted === '' ? undefined : wanted }), restMs);
    return () => clearTimeout(timer);
  }, [words, q, ask]);
  const clear = () => {
    setWords('');
    ask({ q: undefined, kind: undefined, has: undefined });
  };
  return { asked, words, setWords, ask, clear };
}
