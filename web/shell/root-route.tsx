/** The root of all routes: the frame around every page, and what to show when a page is missing. */

import { createRootRoute } from '@tanstack/react-router';
import { Crash, MissingPage } from './faults.tsx';
import { Frame } from './frame.tsx';

export const rootRoute = createRootRoute({
  component: Frame,
  notFoundComponent: MissingPage,
  errorComponent: Crash,
});
