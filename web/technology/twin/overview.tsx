/**
 * A twin's overview: its submodels as a tree with live values, its links; at the side the
 * nameplate, or the element that is selected in the tree.
 */

import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { knownSubmodel, type Shell } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { Module } from '../../parts/module.tsx';
import { Empty } from '../../parts/notice.tsx';
import { countQuery, useClient, useConnections, useSubmodel } from '../data.tsx';
import { connectionsOf } from '../reading/connection.ts';
import { isSimulated } from '../reading/simulated.ts';
import { keysAbove, rowKey } from '../reading/tree.ts';
import { ElementPanel } from './element-panel.tsx';
import { NameplateCard, Thumbnail } from './nameplate-view.tsx';
import { TwinLinks } from './twin-links.tsx';
import type { TwinSearch } from './twin-page.tsx';
import { type NamedSubmodel, TwinTree } from './twin-tree.tsx';
import { findKnown } from './use-twin.ts';

export interface OverviewProps {
  readonly shell: Shell;
  readonly submodels: readonly NamedSubmodel[];
  readonly search: TwinSearch;
  readonly onPlace: (search: TwinSearch) => void;
}

export function Overview(props: OverviewProps): ReactNode {
  const { t } = useLanguage();
  const { shell, submodels, search, onPlace } = props;
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const expanded = useExpanded(submodels, search, toggled);
  const plate = useSubmodel(findKnown(submodels, 'nameplate')?.id).data?.value;
  const { submodel, element } = search;
  const selected = submodel !== undefined && element !== undefined;
  const pictureOf = shell.assetInformation.defaultThumbnail === undefined ? undefined : shell.id;
  return (
    <div className="columns twin-overview" data-selected={selected || undefined}>
      <div className="span-8 stack">
        <Module
          title={t('twins.submodels')}
          note={<TreeNote shellId={shell.id} submodels={submodels} />}
        >
          {submodels.length === 0 ? (
            <Empty
              compact
              title={t('twins.no-submodels')}
              sentence={t('twins.no-submodels-sentence')}
            />
          ) : (
            <TwinTree
              submodels={submodels}
              isMarked={isSimulated(shell)}
              expanded={expanded}
              onToggle={(key, open) => setToggled(new Map(toggled).set(key, open))}
              selectedKey={selected ? rowKey(submodel, element) : undefined}
              onSelect={(submodelId, path) => onPlace({ submodel: submodelId, element: path })}
            />
          )}
        </Module>
        <TwinLinks shell={shell} submodels={submodels} />
      </div>
      <aside className="span-4 stack twin-side">
        {selected ? (
          <ElementPanel
            key={rowKey(submodel, element)}
            submodelId={submodel}
            path={element}
            onClose={() => onPlace({})}
          />
        ) : plate !== undefined ? (
          <NameplateCard submodel={plate} pictureOf={pictureOf} />
        ) : (
          pictureOf !== undefined && <Thumbnail shellId={pictureOf} />
        )}
        {selected && (
          <Button kind="quiet" onClick={() => onPlace({})}>
            {t('twins.panel.back')}
          </Button>
        )}
      </aside>
    </div>
  );
}

/** What the reader opened, what the selection needs open, and at first the submodel that lives. */
function useExpanded(
  submodels: readonly NamedSubmodel[],
  search: TwinSearch,
  toggled: ReadonlyMap<string, boolean>,
): ReadonlySet<string> {
  const first = firstOpen(submodels);
  const { submodel, element } = search;
  return useMemo(() => {
    const keys = new Set<string>();
    if (first !== undefined) keys.add(rowKey(first));
    if (submodel !== undefined && element !== undefined) {
      for (const key of keysAbove(submodel, element)) keys.add(key);
    }
    for (const [key, open] of toggled) {
      if (open) keys.add(key);
      else keys.delete(key);
    }
    return keys;
  }, [first, submodel, element, toggled]);
}

/** The operational data: the first submodel that is none of the known, static ones. */
function firstOpen(submodels: readonly NamedSubmodel[]): string | undefined {
  const loaded = submodels.filter(({ metadata }) => metadata !== null && metadata !== undefined);
  const own = loaded.find(({ metadata }) => knownSubmodel(metadata?.semanticId) === undefined);
  return (own ?? loaded[0])?.id;
}

/** How much there is: submodels, elements, signals that its connections bring. */
function TreeNote(props: {
  readonly shellId: string;
  readonly submodels: readonly NamedSubmodel[];
}): ReactNode {
  const { t } = useLanguage();
  const { shellId, submodels } = props;
  const client = useClient();
  const connections = useConnections();
  const there = submodels.filter(({ metadata }) => metadata !== null);
  const counts = useQueries({ queries: there.map(({ id }) => countQuery(client, id)) });
  const elements = counts.every((count) => count.data !== undefined)
    ? counts.reduce((sum, count) => sum + (count.data ?? 0), 0)
    : undefined;
  const ids = there.map(({ id }) => id);
  const fed = connectionsOf(connections.data ?? [], shellId, ids);
  const signals = fed.reduce((sum, connection) => sum + connection.signals.mapped, 0);
  const parts = [
    t('twins.count.submodels', { count: submodels.length }),
    elements === undefined ? undefined : t('twins.count.elements', { count: elements }),
    signals === 0 ? undefined : t('twins.count.signals', { count: signals }),
  ];
  return <>{parts.filter((part) => part !== undefined).join(' · ')}</>;
}
