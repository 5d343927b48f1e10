/** The routes of the technology area, each with its page loaded when it is first opened. */

import type { AnyRoute } from '@tanstack/react-router';

export const technologyRoutes: readonly AnyRoute[] = [];
