/** The standard's own text of the shell and of each submodel: to read, to change, to take along. */

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Shell, Submodel } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Waiting } from '../../parts/progress.tsx';
import { Select } from '../../parts/select.tsx';
import { submodelQuery, useClient } from '../data.tsx';
import { JsonEditor } from '../editing/json-editor.tsx';
import { ExportButton, useExport } from '../export.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import type { TwinSearch } from './twin-page.tsx';
import type { NamedSubmodel } from './twin-tree.tsx';
import { codeOf } from './use-twin.ts';

const shellChoice = 'shell';

export function JsonTab(props: {
  readonly shell: Shell;
  readonly etag: string | undefined;
  readonly submodels: readonly NamedSubmodel[];
  readonly search: TwinSearch;
  readonly onPlace: (search: TwinSearch) => void;
}): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const exporting = useExport();
  const { shell, submodels } = props;
  const there = submodels.filter(({ metadata }) => metadata !== null);
  const chosen = there.find(({ id }) => id === props.search.submodel)?.id ?? shellChoice;
  const name = codeOf(shell) ?? shell.id;
  return (
    <div className="stack">
      <div className="twin-json-head">
        <Select
          label={t('twins.json.document')}
          value={chosen}
          onChange={(value) =>
            props.onPlace({ tab: 'json', submodel: value === shellChoice ? undefined : value })
          }
          options={[
            { value: shellChoice, label: t('twins.json.shell') },
            ...there.map(({ id, metadata }) => ({ value: id, label: metadata?.idShort ?? id })),
          ]}
        />
        <div className="twin-actions">
          <ExportButton shellIds={[shell.id]} name={name} format="json" exporting={exporting} />
          <ExportButton shellIds={[shell.id]} name={name} format="xml" exporting={exporting} />
        </div>
      </div>
      {exporting.fault !== undefined && (
        <FaultNotice error={exporting.fault} title={t('twins.export.failed')} />
      )}
      {chosen === shellChoice ? (
        <JsonEditor
          key={`${shell.id} ${props.etag}`}
          className="AssetAdministrationShell"
          label={t('twins.json.shell')}
          value={shell}
          etag={props.etag}
          queryKeys={[['shell', shell.id], ['twins']]}
          onSave={(value: Shell, etag) => client.putShell(value, etag)}
          onReload={() => undefined}
        />
      ) : (
        <SubmodelJson key={chosen} id={chosen} />
      )}
    </div>
  );
}

function SubmodelJson({ id }: { readonly id: string }): ReactNode {
  const client = useClient();
  const { t } = useLanguage();
  const stored = useQuery({ ...submodelQuery(client, id), staleTime: Number.POSITIVE_INFINITY });
  if (stored.data === undefined) {
    return stored.error === null ? (
      <Waiting />
    ) : (
      <FaultNotice error={stored.error} onRetry={() => void stored.refetch()} />
    );
  }
  return (
    <JsonEditor
      key={stored.data.etag}
      className="Submodel"
      label={stored.data.value.idShort ?? t('twins.json.document')}
      value={stored.data.value}
      etag={stored.data.etag}
      queryKeys={[['submodel', id]]}
      onSave={(value: Submodel, etag) => client.putSubmodel(value, etag)}
      onReload={() => void stored.refetch()}
    />
  );
}
