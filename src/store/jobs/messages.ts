/** What the node's thread and a worker thread say to each other about one job at a time. */

import type { Fault } from '#base';

export type ToWorker =
  | { readonly kind: 'run'; readonly module: string; readonly input: unknown }
  | { readonly kind: 'cancel' }
  /** The writer is the worker's, until it says `returned`. */
  | { readonly kind: 'lent'; readonly location: string }
  | { readonly kind: 'not-lent'; readonly fault: Fault };

export type FromWorker =
  | { readonly kind: 'progress'; readonly progress: number; readonly step?: string }
  | { readonly kind: 'lend' }
  | { readonly kind: 'returned' }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly fault: Fault; readonly stack?: string };
