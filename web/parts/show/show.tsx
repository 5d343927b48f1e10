/** The page that shows every part, in the reader's language and theme. */

import type { ReactNode } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Page } from '../../shell/page.tsx';

export function PartsPage(): ReactNode {
  const { t } = useLanguage();
  return <Page title={t('shell.parts')} />;
}
