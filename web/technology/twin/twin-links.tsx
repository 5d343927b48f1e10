/** What a twin is tied to: the asset it stands for, its connection, what it was derived from. */

import type { ReactNode } from 'react';
import type { Shell } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Module } from '../../parts/module.tsx';
import { Code } from '../../parts/value.tsx';
import { useConnections } from '../data.tsx';
import { connectionsOf } from '../reading/connection.ts';
import type { NamedSubmodel } from './twin-tree.tsx';

export function TwinLinks(props: {
  readonly shell: Shell;
  readonly submodels: readonly NamedSubmodel[];
}): ReactNode {
  const { t } = useLanguage();
  const { shell } = props;
  const ids = props.submodels.map(({ id }) => id);
  const { data } = useConnections();
  const connections = connectionsOf(data ?? [], shell.id, ids);
  const asset = shell.assetInformation;
  const derived = shell.derivedFrom?.keys.at(-1)?.value;
  const links = [
    ...connections.map((each) => ({
      name: t('twins.links.connection'),
      value: (
        <>
          {each.protocol === 'opcua'
            ? `OPC UA · ${t(`twins.links.security.${each.security.mode}`)}`
            : t('twins.links.state.unsupported')}
          <span className="note">
            {t(`twins.links.state.${each.state}`)} · <Code>{each.endpointUrl}</Code>
          </span>
        </>
      ),
    })),
    ...(asset.globalAssetId === undefined
      ? []
      : [{ name: t('twins.links.asset'), value: <Code>{asset.globalAssetId}</Code> }]),
    { name: t('twins.links.kind'), value: t(`twins.links.kind.${asset.assetKind}`) },
    ...(derived === undefined
      ? []
      : [{ name: t('twins.links.derived'), value: <Code>{derived}</Code> }]),
  ];
  return (
    <Module title={t('twins.links')}>
      <dl className="twin-link-grid">
        {links.map((link, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the links have a fixed order
          <div key={index}>
            <dt className="note">{link.name}</dt>
            <dd>{link.value}</dd>
          </div>
        ))}
      </dl>
    </Module>
  );
}
