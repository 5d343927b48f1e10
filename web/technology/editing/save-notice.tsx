/** What a save met: the node's sentences, or another person's change and the two ways out. */

import type { ReactNode } from 'react';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { ErrorNotice } from '../../parts/notice.tsx';
import { FaultSentences } from '../fault-notice.tsx';
import type { SaveState } from './use-saves.ts';

export function SaveNotice(props: {
  readonly state: SaveState;
  /** Forgets what was typed and shows what is stored. */
  readonly onReload: () => void;
  /** Saves what was typed over the other change. */
  readonly onKeepMine: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const { state } = props;
  if (state.kind === 'conflict') {
    return (
      <ErrorNotice
        title={t('twins.conflict.title')}
        why={t('twins.conflict.why')}
        steps={[
          <Button key="reload" onClick={props.onReload}>
            {t('twins.conflict.reload')}
          </Button>,
          <Button key="mine" kind="quiet" onClick={props.onKeepMine}>
            {t('twins.conflict.mine')}
          </Button>,
        ]}
      />
    );
  }
  if (state.kind !== 'refused') return null;
  return (
    <ErrorNotice
      title={t('twins.save.refused')}
      why={<FaultSentences fault={state.fault} />}
      code={state.fault.code}
      request={state.fault.requestId}
    />
  );
}
