/**
 * Which rows of a long list are in sight. The page itself scrolls, so that there is one scrollbar
 * and the browser's find, print and zoom behave; rows out of sight are replaced by their height.
 */

import { type RefObject, useLayoutEffect, useState } from 'react';
import { type RowWindow, rowsInSight } from './rows-in-sight.ts';

export function useWindowedRows(
  body: RefObject<HTMLElement | null>,
  count: number,
  rowHeightPx: number,
  enabled: boolean,
): RowWindow {
  const [view, setView] = useState<RowWindow>({ start: 0, end: 60 });
  useLayoutEffect(() => {
    if (!enabled) return;
    const measure = () => {
      const element = body.current;
      if (element === null) return;
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      const next = rowsInSight(
        element.getBoundingClientRect().top,
        window.innerHeight,
        rowHeightPx * rem,
        count,
      );
      setView((now) => (now.start === next.start && now.end === next.end ? now : next));
    };
    measure();
    addEventListener('scroll', measure, { passive: true, capture: true });
    addEventListener('resize', measure);
    return () => {
      removeEventListener('scroll', measure, { capture: true });
      removeEventListener('resize', measure);
    };
  }, [body, count, rowHeightPx, enabled]);
  if (!enabled) return { start: 0, end: count };
  return { start: Math.min(view.start, count), end: Math.min(view.end, count) };
}
