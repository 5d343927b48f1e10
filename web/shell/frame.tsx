/**
 * The frame around every page: skip link, band, rail, the page itself; and the keys that work
 * everywhere.
 */

import { Outlet, useRouter } from '@tanstack/react-router';
import { type MouseEvent, type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { areas } from './areas.ts';
import { Band } from './band.tsx';
import { CommandPalette } from './commands.tsx';
import { CrumbProvider } from './crumbs.tsx';
import './frame.css';
import { KeysDialog } from './keys.tsx';
import { useNode } from './node.ts';
import { Rail } from './rail.tsx';

type Layer = 'palette' | 'keys' | undefined;

export function Frame(): ReactNode {
  const { t } = useLanguage();
  const [layer, setLayer] = useState<Layer>();
  useKeys(setLayer);
  const followLink = useFollowLink();
  return (
    <CrumbProvider>
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      <Band onSearch={() => setLayer('palette')} />
      <div className="frame">
        <Rail />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click as well */}
        <main className="content" id="content" tabIndex={-1} onClick={followLink}>
          <PrintLine />
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

/** On paper, in place of the band: whose page this is, and of when. */
function PrintLine(): ReactNode {
  const { formats } = useLanguage();
  const { node } = useNode();
  const parts = ['Registan', node?.name, formats.moment(Date.now())];
  return <p className="print-line">{[...new Set(parts.filter(Boolean))].join(' · ')}</p>;
}

/** Links of the pages lead on without loading everything anew, however they are written. */
function useFollowLink(): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (link === null || !isPlain || event.altKey || event.defaultPrevented) return;
    if (link.origin !== location.origin || link.target !== '' || link.download !== '') return;
    // What the node serves is not a page; a place on this page is the browser's own business.
    if (/^\/(api|events)\b/.test(link.pathname) || link.hash !== '') return;
    event.preventDefault();
    router.history.push(link.pathname + link.search);
  };
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
