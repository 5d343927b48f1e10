/** What a machine is made of, as a tree of parts; a part with a twin of its own leads to it. */

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import type { Submodel } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Module } from '../../parts/module.tsx';
import { Empty } from '../../parts/notice.tsx';
import { Tree } from '../../parts/tree.tsx';
import type { TreeItem } from '../../parts/tree-model.ts';
import { orThrow, useClient } from '../data.tsx';
import { TwinLink } from '../links.tsx';
import { type Part, readStructure } from '../reading/structure.ts';
import { LocalisedText } from './text.tsx';

export function StructureView(props: {
  readonly submodel: Submodel;
  /** The twin that is open: it does not link to itself. */
  readonly shellId: string | undefined;
}): ReactNode {
  const { t, language } = useLanguage();
  const structure = useMemo(
    () => readStructure(props.submodel, language),
    [props.submodel, language],
  );
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(
    () => new Set(structure.root === undefined ? [] : openAtFirst(structure.root)),
  );
  if (structure.root === undefined) {
    return (
      <Empty compact title={t('twins.structure.none')} sentence={t('twins.view.none-sentence')} />
    );
  }
  return (
    <Module
      title={t('twins.structure.title')}
      note={t('twins.structure.size', { count: structure.size })}
      level={3}
    >
      {structure.archetype !== undefined && (
        <p className="note">{t(`twins.structure.${structure.archetype}`)}</p>
      )}
      <Tree
        label={t('twins.structure.title')}
        items={[itemOf(structure.root, props.shellId)]}
        expanded={expanded}
        onToggle={(key, open) => {
          const next = new Set(expanded);
          if (open) next.add(key);
          else next.delete(key);
          setExpanded(next);
        }}
        heads={{ name: t('twins.structure.part'), age: t('twins.structure.twin') }}
      />
    </Module>
  );
}

/** The first levels, as far as they fit on a screen. */
function openAtFirst(root: Part): readonly string[] {
  return [root.path, ...(root.parts.length > 12 ? [] : root.parts.map((part) => part.path))];
}

function itemOf(part: Part, shellId: string | undefined): TreeItem {
  return {
    key: part.path,
    label: (
      <>
        {part.count > 1 && <bdi dir="ltr" className="twin-part-count">{`${part.count} × `}</bdi>}
        {part.name === undefined ? part.idShort : <LocalisedText of={part.name} />}
      </>
    ),
    idShort: part.idShort,
    children: part.parts.length === 0 ? undefined : part.parts.map((each) => itemOf(each, shellId)),
    note: <PartTwin part={part} shellId={shellId} />,
  };
}

/** The twin that carries the part's asset id, if this node has one. */
function PartTwin(props: { readonly part: Part; readonly shellId: string | undefined }): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const { globalAssetId, specificAssetId } = props.part;
  const assetId =
    globalAssetId === undefined ? specificAssetId : { name: 'globalAssetId', value: globalAssetId };
  const { data } = useQuery({
    queryKey: ['asset', assetId?.name, assetId?.value],
    queryFn: ({ signal }) =>
      orThrow(client.shellsOfAsset(assetId ?? { name: '', value: '' }, signal)),
    enabled: assetId !== undefined,
  });
  const [found] = data?.result ?? [];
  if (found === undefined) return null;
  if (found === props.shellId) return <>{t('twins.structure.this')}</>;
  return <TwinLink id={found}>{t('twins.structure.open')}</TwinLink>;
}
