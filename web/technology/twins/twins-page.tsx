/**
 * The twins of the node: found by words and filters at any number of them, one keyset page at a
 * time, the rows in sight drawn; chosen ones exported together.
 */

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useState } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { ButtonLink } from '../../parts/button.tsx';
import { Empty } from '../../parts/notice.tsx';
import { Waiting } from '../../parts/progress.tsx';
import { Page } from '../../shell/page.tsx';
import '../technology.css';
import type { TwinSummary, TwinsAsked } from '../client.ts';
import { orThrow, useClient } from '../data.tsx';
import { ExportButton, useExport } from '../export.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { createHref, importHref, useGo } from '../links.tsx';
import { isAsking, useAsking } from './asked.ts';
import { TwinsFilter } from './twins-filter.tsx';
import { TwinsTable } from './twins-table.tsx';

const pageSize = 100;
/** Most twins in one package: beyond it the node's own command is the better tool. */
export const selectedMax = 100;

export function TwinsPage(): ReactNode {
  const { t } = useLanguage();
  const client = useClient();
  const go = useGo();
  const exporting = useExport();
  const asking = useAsking();
  const { asked } = asking;
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const counts = useQuery({
    queryKey: ['twins', 'counts'],
    queryFn: ({ signal }) => orThrow(client.counts(signal)),
  });
  const pages = useTwinPages(asked);
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const total = counts.data?.shells;
  if (total === 0 && rows.length === 0 && !pages.isPending) return <NoTwins />;
  return (
    <Page
      title={total === undefined ? t('twins.title.plain') : t('twins.title', { count: total })}
      crumb={t('technology.twins')}
      actions={
        <>
          {selected.size > 0 && (
            <ExportButton
              shellIds={[...selected]}
              name={t('technology.twins')}
              format="aasx"
              exporting={exporting}
            />
          )}
          <ButtonLink icon="plus" href={createHref} onClick={go}>
            {t('twins.create')}
          </ButtonLink>
          <ButtonLink kind="primary" href={importHref} onClick={go}>
            {t('twins.import')}
          </ButtonLink>
        </>
      }
    >
      {exporting.fault !== undefined && (
        <FaultNotice error={exporting.fault} title={t('twins.export.failed')} />
      )}
      <TwinsFilter
        asking={asking}
        found={found(pages.isPending, rows.length, pages.hasNextPage, asked, t)}
      />
      <Found
        pages={pages}
        rows={rows}
        asked={asked}
        total={total}
        selected={selected}
        onSelected={setSelected}
        onClear={asking.clear}
      />
    </Page>
  );
}

/** The list's pages so far; the one before stays until the next answer is here. */
function useTwinPages(asked: TwinsAsked) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: ['twins', 'list', asked],
    queryFn: ({ pageParam, signal }) => orThrow(client.twins(asked, pageSize, pageParam, signal)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    placeholderData: (before) => before,
  });
}

function Found(props: {
  readonly pages: ReturnType<typeof useTwinPages>;
  readonly rows: readonly TwinSummary[];
  readonly asked: TwinsAsked;
  readonly total: number | undefined;
  readonly selected: ReadonlySet<string>;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
  readonly onClear: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const { pages, rows, asked, total } = props;
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const onNearEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  if (pages.error !== null && rows.length === 0) {
    return <FaultNotice error={pages.error} onRetry={() => void pages.refetch()} />;
  }
  if (pages.isPending) return <Waiting />;
  if (rows.length === 0) {
    return (
      <Empty
        compact
        title={t('twins.none-found')}
        sentence={
          asked.kind === undefined && asked.has === undefined
            ? t('twins.none-found-sentence', { words: asked.q ?? '' })
            : t('twins.none-found-filter')
        }
        ways={[{ title: t('twins.search.clear'), onChoose: props.onClear }]}
      />
    );
  }
  return (
    <TwinsTable
      rows={rows}
      total={isAsking(asked) ? rows.length + (hasNextPage ? 1 : 0) : (total ?? rows.length)}
      onNearEnd={onNearEnd}
      selected={props.selected}
      onSelected={props.onSelected}
    />
  );
}

function found(
  isPending: boolean,
  count: number,
  hasMore: boolean,
  asked: TwinsAsked,
  t: ReturnType<typeof useLanguage>['t'],
): string {
  if (!isAsking(asked) || isPending || count === 0) return '';
  return t(hasMore ? 'twins.found-more' : 'twins.found', { count });
}

function NoTwins(): ReactNode {
  const { t } = useLanguage();
  return (
    <Page title={t('technology.twins')} bare>
      <Empty
        title={t('twins.empty.title')}
        sentence={t('twins.empty.sentence')}
        ways={[
          {
            title: t('twins.empty.import'),
            sentence: t('twins.empty.import-note'),
            href: importHref,
          },
          { title: t('twins.create'), sentence: t('twins.create.sentence'), href: createHref },
        ]}
      />
    </Page>
  );
}
