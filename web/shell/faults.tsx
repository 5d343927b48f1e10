/** What is shown instead of a page: when there is none, and when its program failed. */

import { type ErrorComponentProps, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Button } from '../parts/button.tsx';
import { Empty, ErrorNotice } from '../parts/notice.tsx';
import { Page } from './page.tsx';

export function MissingPage(): ReactNode {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  return (
    <Page title={t('shell.missing.title')} bare>
      <Empty
        title={t('shell.missing.title')}
        sentence={t('shell.missing.sentence', { path: pathname })}
        ways={[
          { title: t('shell.missing.home'), sentence: t('shell.missing.home-note'), href: '/' },
        ]}
      />
    </Page>
  );
}

export function Crash(props: ErrorComponentProps): ReactNode {
  const { t } = useLanguage();
  return (
    <Page title={t('shell.crash.title')}>
      <ErrorNotice
        title={t('shell.crash.title')}
        why={t('shell.crash.why')}
        steps={[
          <Button key="again" kind="primary" onClick={() => location.reload()}>
            {t('shell.crash.again')}
          </Button>,
        ]}
        holds={[t('shell.crash.holds')]}
        code={String(props.error)}
      />
    </Page>
  );
}
