/**
 * A twin: its code and name, how fresh its values are, and its tabs: overview, submodels,
 * documents, JSON. What is open and selected stands in the address, so that it can be shared.
 */

import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { decodeBase64Url } from '#base';
import type { Shell } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { SimulatedMark } from '../../parts/marks.tsx';
import { Empty } from '../../parts/notice.tsx';
import { Waiting } from '../../parts/progress.tsx';
import { type Tab, Tabs } from '../../parts/tabs.tsx';
import { Code } from '../../parts/value.tsx';
import { Page } from '../../shell/page.tsx';
import '../technology.css';
import { shellQuery, submodelQuery, useClient, useLiveState, useNow } from '../data.tsx';
import { ExportButton, useExport } from '../export.tsx';
import { faultFrom } from '../fault.ts';
import { FaultNotice } from '../fault-notice.tsx';
import { importHref, twinsHref } from '../links.tsx';
import { readDocuments } from '../reading/documents.ts';
import { isSimulated } from '../reading/simulated.ts';
import { DeleteTwin } from './delete-twin.tsx';
import { DocumentsView } from './documents-view.tsx';
import { JsonTab } from './json-tab.tsx';
import { Overview } from './overview.tsx';
import { SubmodelsTab } from './submodels-tab.tsx';
import { freshText } from './text.tsx';
import type { NamedSubmodel } from './twin-tree.tsx';
import { codeOf, findKnown, titleOf, useNewestAtMs, useSubmodels } from './use-twin.ts';

export function TwinPage(): ReactNode {
  const { id: encoded } = useParams({ strict: false }) as { readonly id: string };
  const id = decodeBase64Url(encoded);
  const { t } = useLanguage();
  if (!id.ok) return <MissingTwin id={encoded} />;
  return <TwinOf key={id.value} id={id.value} waiting={t('twins.waiting')} />;
}

function TwinOf(props: { readonly id: string; readonly waiting: string }): ReactNode {
  const shell = useQuery(shellQuery(useClient(), props.id));
  const submodels = useSubmodels(shell.data?.value);
  if (shell.data !== undefined) {
    return <Twin shell={shell.data.value} etag={shell.data.etag} submodels={submodels} />;
  }
  if (shell.error === null) {
    return (
      <Page title="" crumb={props.waiting} bare>
        <Waiting label={props.waiting} />
      </Page>
    );
  }
  if (faultFrom(shell.error).status === 404) return <MissingTwin id={props.id} />;
  return (
    <Page title={props.waiting}>
      <FaultNotice error={shell.error} onRetry={() => void shell.refetch()} />
    </Page>
  );
}

function Twin(props: {
  readonly shell: Shell;
  readonly etag: string | undefined;
  readonly submodels: readonly NamedSubmodel[];
}): ReactNode {
  const { t, language } = useLanguage();
  const { shell, submodels } = props;
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as TwinSearch;
  const exporting = useExport();
  const code = codeOf(shell);
  const title = titleOf(shell, language)?.text;
  const tabs = useTabs(shell, props.etag, submodels, search, (next) =>
    navigate({ to: '.', search: { ...next } as never, replace: true, resetScroll: false }),
  );
  const open = tabs.some((tab) => tab.value === search.tab) ? search.tab : 'overview';
  return (
    <Page
      title={title ?? shell.idShort ?? shell.id}
      plate={title === undefined ? undefined : code}
      crumb={code ?? shell.id}
      facts={<Freshness shell={shell} submodels={submodels} />}
      actions={
        <>
          <DeleteTwin shell={shell} submodels={submodels} />
          <ExportButton
            shellIds={[shell.id]}
            name={code ?? shell.id}
            format="aasx"
            exporting={exporting}
          />
        </>
      }
    >
      {exporting.fault !== undefined && (
        <FaultNotice error={exporting.fault} title={t('twins.export.failed')} />
      )}
      <Tabs
        label={title ?? code}
        tabs={tabs}
        value={open ?? 'overview'}
        onChange={(tab) =>
          void navigate({
            to: '.',
            search: { tab: tab === 'overview' ? undefined : tab } as never,
            replace: true,
            resetScroll: false,
          })
        }
      />
    </Page>
  );
}

export interface TwinSearch {
  readonly tab?: string;
  readonly submodel?: string;
  readonly element?: string;
}

/** The tabs that exist for this twin, with their counts. */
function useTabs(
  shell: Shell,
  etag: string | undefined,
  submodels: readonly NamedSubmodel[],
  search: TwinSearch,
  onPlace: (search: TwinSearch) => void,
): readonly Tab[] {
  const { t, language, formats } = useLanguage();
  const client = useClient();
  const handover = findKnown(submodels, 'handover-documentation');
  const documents = useQuery({
    ...submodelQuery(client, handover?.id ?? ''),
    enabled: handover !== undefined,
  }).data?.value;
  const count = documents === undefined ? 0 : readDocuments(documents, language).length;
  return [
    {
      value: 'overview',
      label: t('twins.tab.overview'),
      panel: <Overview shell={shell} submodels={submodels} search={search} onPlace={onPlace} />,
    },
    ...(submodels.length === 0
      ? []
      : [
          {
            value: 'submodels',
            label: t('twins.submodels'),
            count: formats.number(submodels.length),
            panel: (
              <SubmodelsTab shell={shell} submodels={submodels} search={search} onPlace={onPlace} />
            ),
          },
        ]),
    ...(documents === undefined || count === 0
      ? []
      : [
          {
            value: 'documents',
            label: t('twins.tab.documents'),
            count: formats.number(count),
            panel: <DocumentsView submodel={documents} />,
          },
        ]),
    {
      value: 'json',
      label: 'JSON',
      panel: (
        <JsonTab
          shell={shell}
          etag={etag}
          submodels={submodels}
          search={search}
          onPlace={onPlace}
        />
      ),
    },
  ];
}

/** Above the title: whether it is simulated, how old the newest value is, and the shell's id. */
function Freshness(props: {
  readonly shell: Shell;
  readonly submodels: readonly NamedSubmodel[];
}): ReactNode {
  const speech = useLanguage();
  const { t } = speech;
  const newest = useNewestAtMs(props.submodels.map((each) => each.id));
  const now = useNow();
  const state = useLiveState();
  const simulated =
    isSimulated(props.shell) || props.submodels.some(({ metadata }) => isSimulated(metadata));
  return (
    <>
      {simulated && <SimulatedMark />}
      {newest !== undefined && <span>{freshText(now - newest, speech)}</span>}
      {state === 'lost' && <span>{t('twins.events-lost')}</span>}
      <Code>{props.shell.id}</Code>
    </>
  );
}

function MissingTwin({ id }: { readonly id: string }): ReactNode {
  const { t } = useLanguage();
  return (
    <Page title={t('twins.missing.title')} bare>
      <Empty
        title={t('twins.missing.title')}
        sentence={t('twins.missing.sentence', { id })}
        ways={[
          { title: t('twins.missing.list'), href: twinsHref },
          {
            title: t('twins.empty.import'),
            sentence: t('twins.empty.import-note'),
            href: importHref,
          },
        ]}
      />
    </Page>
  );
}
