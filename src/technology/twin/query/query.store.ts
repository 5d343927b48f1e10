/** Queries over the stored twins (IDTA-01002, query language). */

import type { QueryEngine } from '../repository/port.ts';
import { refuse, type TwinStore } from '../repository/transaction.ts';

export function openQueries(_store: TwinStore): QueryEngine {
  return {
    query: async () => refuse('query.unsupported', { detail: 'queries are not served yet' }),
  };
}
