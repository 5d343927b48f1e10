/** What the main thread and the simulated machines' worker thread say to each other. */

export interface ServerStart {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** Where the server keeps its certificate. */
  readonly folder: string;
  readonly seed: number;
  readonly nowMs: number;
}

/** To the worker. */
export type ServerMessage =
  | { readonly kind: 'time'; readonly nowMs: number }
  | { readonly kind: 'stop' };

/** From the worker, once. */
export interface ServerReady {
  readonly kind: 'ready';
  readonly port: number;
  /** DER, base64. */
  readonly certificate: string;
}
