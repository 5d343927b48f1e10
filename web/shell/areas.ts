/**
 * The five areas and their pages, in the order of the rail. A page is listed here once it exists;
 * an area without pages says what is to come.
 */

import type { MessageKey } from '../language/keys.ts';
import type { IconName } from '../parts/icon-shapes.ts';

export interface AreaPage {
  readonly label: MessageKey;
  readonly path: string;
}

export interface Area {
  readonly key: 'home' | 'technology' | 'training' | 'protection' | 'exchange';
  readonly label: MessageKey;
  readonly icon: IconName;
  readonly path: string;
  readonly pages: readonly AreaPage[];
}

export const areas: readonly Area[] = [
  { key: 'home', label: 'shell.home', icon: 'home', path: '/', pages: [] },
  {
    key: 'technology',
    label: 'shell.technology',
    icon: 'technology',
    path: '/technology',
    pages: [
      { label: 'technology.twins', path: '/technology/twins' },
      { label: 'technology.import', path: '/technology/import' },
    ],
  },
  { key: 'training', label: 'shell.training', icon: 'training', path: '/training', pages: [] },
  {
    key: 'protection',
    label: 'shell.protection',
    icon: 'protection',
    path: '/protection',
    pages: [],
  },
  { key: 'exchange', label: 'shell.exchange', icon: 'exchange', path: '/exchange', pages: [] },
];

/** The area that a path lies in. */
export function areaOf(path: string): Area | undefined {
  return areas.find((area) =>
    area.path === '/' ? path === '/' : path === area.path || path.startsWith(`${area.path}/`),
  );
}

/** The page of an area that a path lies in. */
export function pageOf(area: Area | undefined, path: string): AreaPage | undefined {
  return area?.pages.find((page) => path === page.path || path.startsWith(`${page.path}/`));
}
