/** The keys that work everywhere, listed by `?`. */

import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Dialog } from '../parts/dialog.tsx';
import './keys.css';

export function KeysDialog(props: {
  readonly open: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useLanguage();
  const keys = [
    ['Ctrl K', t('shell.keys.palette')],
    ['?', t('shell.keys.help')],
    ['Alt 1 … 5', t('shell.keys.areas')],
    ['← → ↑ ↓', t('shell.keys.arrows')],
    ['Esc', t('shell.keys.close')],
  ] as const;
  return (
    <Dialog open={props.open} onClose={props.onClose} title={t('shell.keys.title')}>
      <dl className="keys">
        {keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd dir="ltr">{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
