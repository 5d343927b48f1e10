/**
 * The square: the machines of this node with the values that move, and how many twins there are.
 * On an empty node, the ways to a first twin.
 */

import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Module } from '../parts/module.tsx';
import { Empty } from '../parts/notice.tsx';
import { Waiting } from '../parts/progress.tsx';
import type { TwinSummary } from '../technology/client.ts';
import {
  orThrow,
  shellQuery,
  TechnologyProvider,
  useClient,
  useLiveValues,
} from '../technology/data.tsx';
import { FaultNotice } from '../technology/fault-notice.tsx';
import { importHref } from '../technology/links.tsx';
import { submodelIdsOf } from '../technology/twin/use-twin.ts';
import './home.css';
import { HomeMachines } from './home-machines.tsx';
import { Page } from './page.tsx';

/** Machines on the first page; all others are one step away. */
const machinesMax = 12;

export function Home(): ReactNode {
  return (
    <TechnologyProvider>
      <Square />
    </TechnologyProvider>
  );
}

function Square(): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const counts = useQuery({
    queryKey: ['twins', 'counts'],
    queryFn: ({ signal }) => orThrow(client.counts(signal)),
  });
  const twins = useQuery({
    queryKey: ['twins', 'home'],
    queryFn: ({ signal }) => orThrow(client.twins({}, machinesMax, undefined, signal)),
  });
  if (twins.error !== null || counts.error !== null) {
    return (
      <Page title={t('home.not-answering')} crumb="">
        <FaultNotice
          error={twins.error ?? counts.error}
          title={t('home.not-answering')}
          onRetry={() => {
            void twins.refetch();
            void counts.refetch();
          }}
        />
      </Page>
    );
  }
  if (twins.data === undefined || counts.data === undefined) return <Waiting />;
  if (counts.data.shells === 0) return <EmptySquare />;
  return (
    <Page
      title={t('home.title', { count: counts.data.shells })}
      crumb=""
      facts={<Today />}
      sentence={<Moving twins={twins.data.items} />}
    >
      <Module
        title={t('home.machines')}
        note={
          <Link to={'/technology/twins' as string} className="link">
            {t('home.all')}
          </Link>
        }
      >
        <HomeMachines twins={twins.data.items} />
      </Module>
      <p className="home-foot note">{t('home.sign-in')}</p>
    </Page>
  );
}

function Today(): ReactNode {
  const { formats } = useLanguage();
  return <span className="home-today">{formats.date(Date.now(), 'weekday')}</span>;
}

/** How long nothing is said about machines that send nothing: the first values are on their way. */
const patienceMs = 4_000;

/** How many of the machines shown send values. */
function Moving({ twins }: { readonly twins: readonly TwinSummary[] }): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const live = useLiveValues();
  const shells = useQueries({ queries: twins.map((twin) => shellQuery(client, twin.id)) });
  const [isPatient, setPatient] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setPatient(false), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  const moving = useSyncExternalStore(
    (listener) => live.subscribeAny(listener),
    () =>
      shells.filter(({ data }) => submodelIdsOf(data?.value).some((id) => live.moves(id))).length,
  );
  return moving === 0 && isPatient ? t('home.waiting') : t('home.live', { moving });
}

function EmptySquare(): ReactNode {
  const { t } = useLanguage();
  return (
    <Page title={t('home.empty.title')} crumb="" bare>
      <Empty
        title={t('home.empty.title')}
        sentence={t('home.empty.sentence')}
        ways={[
          {
            title: t('home.empty.import'),
            sentence: t('home.empty.import-note'),
            href: importHref,
          },
        ]}
      />
    </Page>
  );
}
