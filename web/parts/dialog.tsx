/**
 * A dialog: a sheet above the page for one question. Asked before signing, erasing and revoking
 * only, with what will happen and a button named by the verb; everything else can be undone.
 */

import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Icon } from './icon.tsx';
import './dialog.css';

export function Dialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** What will happen, in one sentence. */
  readonly sentence?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons; the primary one first. */
  readonly actions?: ReactNode;
  readonly wide?: boolean;
}): ReactNode {
  const { t } = useLanguage();
  return (
    <Base.Root open={props.open} onOpenChange={(open) => !open && props.onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog-ground" />
        <Base.Popup className="dialog" data-wide={props.wide || undefined}>
          <header className="dialog-head">
            <Base.Title className="dialog-title">{props.title}</Base.Title>
            <Base.Close className="icon-button" aria-label={t('parts.close')}>
              <Icon name="close" />
            </Base.Close>
          </header>
          {props.sentence !== undefined && (
            <Base.Description className="dialog-sentence">{props.sentence}</Base.Description>
          )}
          {props.children}
          {props.actions !== undefined && (
            <footer className="dialog-actions">{props.actions}</footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
