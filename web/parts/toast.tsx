/**
 * A toast: one sentence on what was done, and Undo. It stays 8 seconds, longer while it is looked
 * at; it never carries an error, since what vanishes must not be needed.
 */

import { Toast as Base } from '@base-ui/react/toast';
import { type ReactNode, useCallback } from 'react';
import { useLanguage } from '../language/provider.tsx';
import './toast.css';

const stayMs = 8000;
const shownMax = 3;

/** Once around the pages. */
export function ToastProvider(props: { readonly children: ReactNode }): ReactNode {
  return (
    <Base.Provider timeout={stayMs} limit={shownMax}>
      {props.children}
      <Base.Portal>
        <Base.Viewport className="toast-place">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

/** Says what was done; with `undo`, offers to take it back. */
export function useToast(): (sentence: string, undo?: () => void) => void {
  const { t } = useLanguage();
  const { add, close } = Base.useToastManager();
  return useCallback(
    (sentence, undo) => {
      const id: string = add({
        description: sentence,
        actionProps: undo && {
          children: t('parts.undo'),
          onClick: () => {
            close(id);
            undo();
          },
        },
      });
    },
    [add, close, t],
  );
}

function ToastList(): ReactNode {
  const { toasts } = Base.useToastManager();
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="toast"
      // A toast is a dialog to screen readers, and a dialog has a name.
      aria-label={String(toast.description)}
      swipeDirection={[]}
    >
      <Base.Content className="toast-content">
        <Base.Description className="toast-sentence" />
        <Base.Action className="toast-undo" />
      </Base.Content>
    </Base.Root>
  ));
}
