/** The routes of technology's pages; each page's code is loaded when it is first opened. */

import { createRoute, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { rootRoute } from '../shell/root-route.tsx';
import { TechnologyProvider } from './data.tsx';
import { DropImport } from './import/drop-import.tsx';
import { readAsked } from './twins/asked.ts';

/** Around every technology page: the client, the live values, and files dropped anywhere. */
function Technology(): ReactNode {
  return (
    <TechnologyProvider>
      <DropImport>
        <Outlet />
      </DropImport>
    </TechnologyProvider>
  );
}

const technologyRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'technology-pages',
  component: Technology,
});

const getParentRoute = () => technologyRoute;

export const technologyRoutes = [
  technologyRoute.addChildren([
    createRoute({
      getParentRoute,
      path: '/technology/twins',
      validateSearch: readAsked,
      component: lazyRouteComponent(() => import('./twins/twins-page.tsx'), 'TwinsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/technology/twins/$id',
      validateSearch: (search: Record<string, unknown>) => ({
        tab: text(search.tab),
        submodel: text(search.submodel),
        element: text(search.element),
      }),
      component: lazyRouteComponent(() => import('./twin/twin-page.tsx'), 'TwinPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/technology/create',
      component: lazyRouteComponent(() => import('./create/create-page.tsx'), 'CreatePage'),
    }),
    createRoute({
      getParentRoute,
      path: '/technology/import',
      component: lazyRouteComponent(() => import('./import/import-page.tsx'), 'ImportPage'),
    }),
  ]),
];

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
