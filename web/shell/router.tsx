/** All routes. Each page's code is loaded when it is first opened. */

import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Waiting } from '../parts/progress.tsx';
import { technologyRoutes } from '../technology/routes.tsx';
import { Crash } from './faults.tsx';
import { rootRoute } from './root-route.tsx';

const getParentRoute = () => rootRoute;

const pages = [
  createRoute({
    getParentRoute,
    path: '/',
    component: lazyRouteComponent(() => import('./home.tsx'), 'Home'),
  }),
  createRoute({
    getParentRoute,
    path: '/technology',
    beforeLoad: () => {
      throw redirect({ to: '/technology/twins' as string });
    },
  }),
  createRoute({
    getParentRoute,
    path: '/training',
    component: lazyRouteComponent(() => import('./coming.tsx'), 'ComingTraining'),
  }),
  createRoute({
    getParentRoute,
    path: '/protection',
    component: lazyRouteComponent(() => import('./coming.tsx'), 'ComingProtection'),
  }),
  createRoute({
    getParentRoute,
    path: '/exchange',
    component: lazyRouteComponent(() => import('./coming.tsx'), 'ComingExchange'),
  }),
  createRoute({
    getParentRoute,
    path: '/parts',
    component: lazyRouteComponent(() => import('../parts/show/show.tsx'), 'PartsPage'),
  }),
];

export function createPagesRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([...pages, ...technologyRoutes]),
    defaultPreload: 'intent',
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Crash,
    scrollRestoration: true,
  });
}
