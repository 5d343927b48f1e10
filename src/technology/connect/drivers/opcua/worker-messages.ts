/** What the node and the worker thread of its OPC UA drivers say to each other. */

import type { Result } from '#base';
import type { DriverStatus, Sample, TrustVerdict, WatchedItem } from '../../driver.ts';
import type { OpcUaSecurity, OpcUaUser } from './session.ts';

export interface WorkerDriverConfig {
  readonly endpointUrl: string;
  readonly security: OpcUaSecurity;
  readonly hasUser: boolean;
  /** Where this node's own certificate lies. */
  readonly folder: string;
  readonly pauses?: { readonly firstMs: number; readonly maxMs: number };
}

/** The methods of a driver that pass as a call with an answer. */
export type CallName = 'start' | 'stop' | 'browse' | 'read' | 'write' | 'call';

export type ToWorker =
  | { readonly kind: 'open'; readonly driver: number; readonly config: WorkerDriverConfig }
  | {
      readonly kind: 'call';
      readonly driver: number;
      readonly call: number;
      readonly name: CallName;
      readonly inputs: readonly unknown[];
    }
  | {
      readonly kind: 'watch';
      readonly driver: number;
      readonly call: number;
      readonly watch: number;
      readonly items: readonly WatchedItem[];
    }
  | { readonly kind: 'unwatch'; readonly call: number; readonly watch: number }
  | { readonly kind: 'retry'; readonly driver: number }
  | { readonly kind: 'told'; readonly ask: number; readonly outcome: Result<unknown, string> };

export type FromWorker =
  | { readonly kind: 'answer'; readonly call: number; readonly outcome: Result<unknown, string> }
  | { readonly kind: 'status'; readonly driver: number; readonly status: DriverStatus }
  | { readonly kind: 'batch'; readonly watch: number; readonly samples: readonly Sample[] }
  | {
      readonly kind: 'ask';
      readonly ask: number;
      readonly driver: number;
      /** Undefined asks for the user. */
      readonly fingerprint?: string;
    }
  | { readonly kind: 'log'; readonly message: string };

/** What the worker may ask of the node. */
export interface WorkerQuestions {
  judge(fingerprint: string): Promise<TrustVerdict>;
  user(): Promise<OpcUaUser | undefined>;
}
