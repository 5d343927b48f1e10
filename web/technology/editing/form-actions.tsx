/** The end of every form: what is wrong, what the node said, and the buttons. */

import type { ReactNode } from 'react';
import type { Violation } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { SaveNotice } from './save-notice.tsx';
import type { SaveState } from './use-saves.ts';
import { ViolationList } from './violation-list.tsx';

export function FormActions(props: {
  readonly violations: readonly Violation[];
  readonly state: SaveState;
  /** The verb on the primary button. */
  readonly save: string;
  readonly onCancel: () => void;
  /** Saves over another person's change. */
  readonly onKeepMine: () => void;
}): ReactNode {
  const { t } = useLanguage();
  return (
    <>
      <ViolationList violations={props.violations} />
      <SaveNotice state={props.state} onReload={props.onCancel} onKeepMine={props.onKeepMine} />
      <div className="twin-actions">
        <Button kind="primary" type="submit" aria-busy={props.state.kind === 'saving'}>
          {props.save}
        </Button>
        <Button kind="quiet" onClick={props.onCancel}>
          {t('twins.edit.cancel')}
        </Button>
      </div>
    </>
  );
}
