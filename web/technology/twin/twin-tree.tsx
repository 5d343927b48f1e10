/**
 * The submodels of a twin as one tree: their attributes at once, their elements when opened, live
 * values in place. What a closed submodel holds is said in a few words at its end.
 */

import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import {
  childrenOf,
  knownSubmodel,
  type Submodel,
  type SubmodelElement,
} from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { SimulatedMark } from '../../parts/marks.tsx';
import { Tree } from '../../parts/tree.tsx';
import type { TreeItem } from '../../parts/tree-model.ts';
import { submodelQuery, useClient, useOpenedAtMs } from '../data.tsx';
import { isSimulated } from '../reading/simulated.ts';
import { childPath, rowKey } from '../reading/tree.ts';
import { BranchNote } from './branch-note.tsx';
import {
  ElementAge,
  ElementName,
  ElementTrend,
  ElementUnit,
  ElementValue,
} from './element-cells.tsx';

/** A submodel that the shell names; null where the node does not have it, undefined on its way. */
export interface NamedSubmodel {
  readonly id: string;
  readonly metadata: Submodel | null | undefined;
}

export interface TwinTreeProps {
  readonly submodels: readonly NamedSubmodel[];
  /** The page says already that all of it is simulated. */
  readonly isMarked?: boolean;
  readonly expanded: ReadonlySet<string>;
  readonly onToggle: (key: string, open: boolean) => void;
  readonly selectedKey: string | undefined;
  readonly onSelect: (submodelId: string, path: string) => void;
}

export function TwinTree(props: TwinTreeProps): ReactNode {
  const { submodels, expanded, onToggle, isMarked = false } = props;
  const { t, formats } = useLanguage();
  const client = useClient();
  const openedAtMs = useOpenedAtMs();
  const loaded = useQueries({
    queries: submodels.map(({ id, metadata }) => ({
      ...submodelQuery(client, id),
      enabled: metadata !== null && metadata !== undefined && expanded.has(rowKey(id)),
    })),
    combine: (results) => results.map((result) => result.data?.value),
  });
  const items = useMemo(
    () => submodels.map((submodel, index) => branch(submodel, loaded[index], expanded, isMarked)),
    [submodels, loaded, expanded, isMarked],
  );

  return (
    <Tree
      label={t('twins.submodels')}
      items={items}
      expanded={expanded}
      onToggle={onToggle}
      selectedKey={props.selectedKey}
      onSelect={(item) => {
        const [submodelId, path] = placeOfKey(item.key);
        if (path === '') onToggle(item.key, !expanded.has(item.key));
        else props.onSelect(submodelId, path);
      }}
      heads={{
        name: t('twins.tree.element'),
        value: t('twins.tree.value'),
        trend: t('twins.tree.since', { time: formats.time(openedAtMs) }),
        age: t('twins.tree.age'),
      }}
    />
  );
}

/** A row's key back into its submodel and path; an id may have a #, an idShortPath has none. */
function placeOfKey(key: string): readonly [submodelId: string, path: string] {
  const at = key.lastIndexOf('#');
  return [key.slice(0, at), key.slice(at + 1)];
}

function branch(
  { id, metadata }: NamedSubmodel,
  whole: Submodel | undefined,
  expanded: ReadonlySet<string>,
  isMarked: boolean,
): TreeItem {
  const key = rowKey(id);
  if (metadata === null) return { key, label: <MissingSubmodel id={id} />, strong: true };
  const isOpen = expanded.has(key);
  return {
    key,
    strong: true,
    label: metadata === undefined ? '…' : <SubmodelName metadata={metadata} />,
    idShort: metadata?.idShort,
    mark: !isMarked && isSimulated(metadata) ? <SimulatedMark /> : undefined,
    children: childrenFor(isOpen, whole, (elements) =>
      elements.map((element, index) => twig(id, '', false, element, index, expanded)),
    ),
    note:
      metadata === undefined || isOpen ? undefined : (
        <BranchNote id={id} known={knownSubmodel(metadata.semanticId)} />
      ),
  };
}

function childrenFor(
  isOpen: boolean,
  whole: Submodel | undefined,
  map: (elements: readonly SubmodelElement[]) => readonly TreeItem[],
): TreeItem['children'] {
  if (!isOpen) return 'unloaded';
  return whole === undefined ? 'loading' : map(whole.submodelElements ?? []);
}

/** Only what is open is built: ten thousand closed elements cost ten thousand labels less. */
function twig(
  submodelId: string,
  parentPath: string,
  inList: boolean,
  element: SubmodelElement,
  index: number,
  expanded: ReadonlySet<string>,
): TreeItem {
  const path = childPath(parentPath, inList, element, index);
  const key = rowKey(submodelId, path);
  const children = childrenOf(element);
  const item = {
    key,
    label: <ElementName element={element} position={index} />,
    idShort: inList ? undefined : element.idShort,
  };
  if (children.length > 0) {
    const isList = element.modelType === 'SubmodelElementList';
    return {
      ...item,
      children: expanded.has(key)
        ? children.map((child, at) => twig(submodelId, path, isList, child, at, expanded))
        : 'unloaded',
      note: <ChildCount count={children.length} />,
    };
  }
  const place = { submodelId, path, element };
  return {
    ...item,
    value: <ElementValue {...place} />,
    unit: <ElementUnit element={element} />,
    trend: <ElementTrend {...place} />,
    age: <ElementAge {...place} />,
  };
}

/** The product's own word for a submodel it knows and that has no name of its own. */
export function SubmodelName({ metadata }: { readonly metadata: Submodel }): ReactNode {
  const { t } = useLanguage();
  const known = knownSubmodel(metadata.semanticId);
  if (metadata.displayName === undefined && known !== undefined) {
    return <>{t(`twins.known.${known}`)}</>;
  }
  return <ElementName element={metadata} />;
}

function MissingSubmodel({ id }: { readonly id: string }): ReactNode {
  const { t } = useLanguage();
  return (
    <span className="twin-missing">
      {t('twins.submodel-missing')} <bdi dir="ltr">{id}</bdi>
    </span>
  );
}

function ChildCount({ count }: { readonly count: number }): ReactNode {
  const { t } = useLanguage();
  return <>{t('twins.count.elements', { count })}</>;
}
