/** Areas without pages yet: what will stand there, and where one can go until then. */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Empty } from '../parts/notice.tsx';
import { Page } from './page.tsx';

export function ComingTraining(): ReactNode {
  return <Coming area="training" />;
}

export function ComingProtection(): ReactNode {
  return <Coming area="protection" />;
}

export function ComingExchange(): ReactNode {
  return <Coming area="exchange" />;
}

function Coming(props: { readonly area: 'training' | 'protection' | 'exchange' }): ReactNode {
  const { t } = useLanguage();
  return (
    <Page title={t(`shell.${props.area}`)} bare>
      <Empty
        title={t(`shell.${props.area}.title`)}
        sentence={t(`shell.${props.area}.sentence`)}
        ways={[
          {
            title: t('shell.coming.twins'),
            sentence: t('shell.coming.twins-note'),
            href: '/technology/twins',
          },
          { title: t('shell.missing.home'), sentence: t('shell.missing.home-note'), href: '/' },
        ]}
      />
    </Page>
  );
}
