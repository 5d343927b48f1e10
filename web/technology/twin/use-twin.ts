/** All that a twin's page needs to know first: the shell, its submodels' attributes, its names. */

import { useQueries } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { type KnownSubmodel, knownSubmodel, type Shell } from '#technology/twin/model';
import { metadataQuery, useClient, useLiveValues } from '../data.tsx';
import { type Localised, pickText } from '../reading/localise.ts';
import type { NamedSubmodel } from './twin-tree.tsx';

/** The submodels that the shell names, in its order, each once. */
export function useSubmodels(shell: Shell | undefined): readonly NamedSubmodel[] {
  const client = useClient();
  const ids = submodelIdsOf(shell);
  return useQueries({
    queries: ids.map((id) => metadataQuery(client, id)),
    combine: (results) =>
      results.map((result, index) => ({
        id: ids[index] ?? '',
        metadata: result.data,
      })),
  });
}

export function submodelIdsOf(shell: Shell | undefined): readonly string[] {
  const ids = (shell?.submodels ?? []).flatMap((reference) => reference.keys.at(-1)?.value ?? []);
  return [...new Set(ids)];
}

export function findKnown(
  submodels: readonly NamedSubmodel[],
  known: KnownSubmodel,
): NamedSubmodel | undefined {
  return submodels.find(({ metadata }) => metadata && knownSubmodel(metadata.semanticId) === known);
}

/** The code that people on the floor say: the asset's own, else the shell's idShort. */
export function codeOf(shell: Shell): string | undefined {
  const own = shell.assetInformation.specificAssetIds?.find((each) => each.name === 'assetCode');
  return own?.value ?? shell.idShort;
}

export function titleOf(shell: Shell, language: string): Localised | undefined {
  return pickText(shell.displayName, language);
}

/** When the newest value of the twin came; draws again as values arrive, once a second at most. */
export function useNewestAtMs(submodelIds: readonly string[]): number | undefined {
  const live = useLiveValues();
  return useSyncExternalStore(
    (listener) => live.subscribeAny(listener),
    () => {
      const newest = live.newestAtMs(submodelIds);
      return newest === undefined ? undefined : Math.floor(newest / 1000) * 1000;
    },
  );
}
