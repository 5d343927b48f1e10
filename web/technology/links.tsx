/** Addresses of the technology pages, and links that change the page without loading it anew. */

import { useRouter } from '@tanstack/react-router';
import { type MouseEvent, type ReactNode, useCallback } from 'react';
import { encodeBase64Url } from '#base';

export const twinsHref = '/technology/twins';
export const importHref = '/technology/import';
export const createHref = '/technology/create';

function twinHref(id: string): string {
  return `${twinsHref}/${encodeBase64Url(id)}`;
}

/** For the `onClick` of a link: a plain click stays in the page, any other is the browser's. */
export function useGo(): (event: MouseEvent<HTMLAnchorElement>) => void {
  const router = useRouter();
  return useCallback(
    (event) => {
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!isPlain || event.altKey || event.defaultPrevented) return;
      event.preventDefault();
      router.history.push(event.currentTarget.href.slice(location.origin.length));
    },
    [router],
  );
}

export function PageLink(props: {
  readonly href: string;
  readonly className?: string;
  readonly children: ReactNode;
}): ReactNode {
  const go = useGo();
  return (
    <a className={props.className ?? 'link'} href={props.href} onClick={go}>
      {props.children}
    </a>
  );
}

export function TwinLink(props: { readonly id: string; readonly children: ReactNode }): ReactNode {
  return <PageLink href={twinHref(props.id)}>{props.children}</PageLink>;
}
