/** The width that an element has, as it changes: for pictures drawn to their space. */

import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export function useWidth(initialPx: number): readonly [RefObject<HTMLElement | null>, number] {
  const element = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(initialPx);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const measure = () => setWidth(Math.max(1, Math.floor(observed.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}

/** Whether an element's content is wider than itself. */
export function useOverflow(): readonly [RefObject<HTMLDivElement | null>, boolean] {
  const element = useRef<HTMLDivElement>(null);
  const [isWider, setWider] = useState(false);
  useLayoutEffect(() => {
    const observed = element.current;
    if (observed === null) return;
    const measure = () => setWider(observed.scrollWidth > observed.clientWidth + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(observed);
    if (observed.firstElementChild !== null) observer.observe(observed.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return [element, isWider];
}
