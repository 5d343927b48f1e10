/** `npm run bench -- twin`: the twin server's figures. */

import type { Measurement } from '../measurement.ts';
import { http } from './http.ts';
import { pause } from './pause.ts';
import { query } from './query.ts';
import { lookup, pages } from './scale.ts';
import { start } from './start.ts';

export const measurements: readonly Measurement[] = [http, pages, lookup, query, start, pause];
