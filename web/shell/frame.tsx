/**
 * The frame around every page: skip link, band, rail, the page itself; and the keys that work
 * everywhere.
 */

import { Outlet, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { areas } from './areas.ts';
import { Band } from './band.tsx';
import { CommandPalette } from './commands.tsx';
import { CrumbProvider } from './crumbs.tsx';
import './frame.css';
import { KeysDialog } from './keys.tsx';
import { Rail } from './rail.tsx';

type Layer = 'palette' | 'keys' | undefined;

export function Frame(): ReactNode {
  const { t } = useLanguage();
  const [layer, setLayer] = useState<Layer>();
  useKeys(setLayer);
  return (
    <CrumbProvider>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <Band onSearch={() => setLayer('palette')} />
      <div className="frame">
        <Rail />
        <main className="content" id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <CommandPalette
        open={layer === 'palette'}
        onClose={() => setLayer(undefined)}
        onShowKeys={() => setLayer('keys')}
      />
      <KeysDialog open={layer === 'keys'} onClose={() => setLayer(undefined)} />
    </CrumbProvider>
  );
}

/** Ctrl K: search and commands. `?`: the keys. Alt and a digit: an area. */
function useKeys(open: (layer: Layer) => void): void {
  const router = useRouter();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
        return;
      }
      if (event.key === '?' && !isTyping(event.target)) {
        event.preventDefault();
        open('keys');
      }
      const digit = /^Digit([1-5])$/.exec(event.code)?.[1];
      const area = event.altKey && digit !== undefined ? areas[Number(digit) - 1] : undefined;
      if (area !== undefined) {
        event.preventDefault();
        router.navigate({ to: area.path });
      }
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [open, router]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
