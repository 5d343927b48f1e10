/** The page that shows every part, in the reader's language and theme. */

import type { ReactNode } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Page } from '../../shell/page.tsx';
import { ButtonsModule, FieldsModule, NumberModule } from './show-basics.tsx';
import { ChartModule, OeeModule, StripsModule, TableModule } from './show-data.tsx';
import {
  CommandsModule,
  DialogModule,
  EmptyModule,
  ErrorModule,
  StepsModule,
  ToastModule,
  WaitingModule,
} from './show-layers.tsx';
import { IconsModule, LanguagesModule, MarkModule, MarksModule } from './show-marks.tsx';
import './show.css';

export function PartsPage(): ReactNode {
  const { t } = useLanguage();
  return (
    <Page title={t('show.title')} crumb={t('shell.parts')} sentence={t('show.sentence')}>
      <div className="columns">
        <MarkModule />
        <NumberModule />
        <ButtonsModule />
        <FieldsModule />
        <TableModule />
        <StripsModule />
        <OeeModule />
        <MarksModule />
        <ChartModule />
        <CommandsModule />
        <StepsModule />
        <ToastModule />
        <WaitingModule />
        <IconsModule />
        <DialogModule />
        <LanguagesModule />
        <EmptyModule />
        <ErrorModule />
      </div>
    </Page>
  );
}
