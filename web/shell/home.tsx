/** The square: the twins of this node. */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Page } from './page.tsx';

export function Home(): ReactNode {
  const { t } = useLanguage();
  return <Page title={t('home.title', { count: 0 })} />;
}
