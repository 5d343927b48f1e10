/**
 * The driver port: how the node speaks with a machine, whatever the protocol (OPC UA now; MQTT,
 * Modbus, MTConnect, HTTP and files can follow, one folder each in ./drivers). All that crosses it
 * is plain data, so that a driver can live in a worker thread. driver.suite.ts is what every
 * driver must pass.
 */

import type { Result } from '#base';

/** What a driver promises of the values it delivers; shown to people, so in full sentences. */
export interface DeliveryGuarantee {
  readonly kind: 'at-most-once' | 'at-least-once';
  /** What is lost, or comes twice, when the connection breaks. */
  readonly onReconnect: string;
}

export interface Capabilities {
  readonly browse: boolean;
  readonly read: boolean;
  readonly write: boolean;
  readonly subscribe: boolean;
  readonly call: boolean;
}

/** A certificate as a person compares it. */
export interface CertificateSummary {
  /** SHA-256 of the DER, upper-case hex in pairs: `3F:A0:…`. */
  readonly fingerprint: string;
  readonly subject: string;
  readonly notAfterMs: number;
}

export type DriverStatus =
  | { readonly state: 'stopped'; readonly sinceMs: number }
  | { readonly state: 'connecting'; readonly sinceMs: number; readonly lastError?: string }
  | { readonly state: 'connected'; readonly sinceMs: number }
  | { readonly state: 'reconnecting'; readonly sinceMs: number; readonly lastError?: string }
  | {
      /** The machine is unknown, or not who it was; a person must decide. */
      readonly state: 'waiting-for-trust';
      readonly sinceMs: number;
      readonly certificate: CertificateSummary;
      /** Another certificate was trusted here before: this may be an attack. */
      readonly isChanged: boolean;
    };

export type SampleQuality = 'good' | 'uncertain' | 'bad';

/** Value-only JSON of the AAS (IDTA-01001): what a Property or a list of them can take. */
export type DriverValue = string | number | boolean | readonly DriverValue[];

export interface Sample {
  /** The address as it was asked for. */
  readonly address: string;
  /** Absent when the quality is bad. */
  readonly value?: DriverValue;
  readonly quality: SampleQuality;
  /** The protocol's own word for the quality: `BadNodeIdUnknown`. */
  readonly reason?: string;
  /** When the machine saw it; when the driver received it where the machine does not say. */
  readonly atMs: number;
}

export interface BrowsedNode {
  readonly address: string;
  readonly name: string;
  readonly kind: 'folder' | 'value' | 'action';
  /** Protocol's name of the data type, for values. */
  readonly dataType?: string;
}

export interface WatchedItem {
  readonly address: string;
  /** How often the machine should look, in milliseconds; its own limits may make it slower. */
  readonly samplingMs: number;
  /** Changes smaller than this are not reported. */
  readonly deadband?: number;
}

export interface Subscription {
  stop(): Promise<void>;
}

export interface Driver {
  readonly guarantee: DeliveryGuarantee;
  readonly capabilities: Capabilities;
  /** Begins to connect, and goes on trying until `stop`; does not wait for the machine. */
  start(): Promise<void>;
  stop(): Promise<void>;
  status(): DriverStatus;
  /** Calls back at each change of status; the function returned ends that. */
  onStatus(listener: (status: DriverStatus) => void): () => void;
  /** Tries again at once, e.g. after the machine has been trusted. */
  retry(): void;
  /** What lies below an address; the top when absent. */
  browse(address?: string): Promise<Result<readonly BrowsedNode[]>>;
  read(addresses: readonly string[]): Promise<Result<readonly Sample[]>>;
  /** Each judged by the machine alone, in order. */
  write(
    writes: readonly { readonly address: string; readonly value: DriverValue }[],
  ): Promise<readonly Result<void>[]>;
  /** Runs an action with its inputs; gives its outputs. */
  call(address: string, inputs: readonly DriverValue[]): Promise<Result<readonly DriverValue[]>>;
  /**
   * Watches addresses: the present value of each first, then its changes, in batches, through all
   * reconnections until stopped. Values that come faster than they are taken are dropped oldest
   * first (see ./batches.ts).
   */
  subscribe(
    items: readonly WatchedItem[],
    deliver: (batch: readonly Sample[]) => void,
  ): Promise<Subscription>;
}

/** Whom the user trusts; asked at each connection. */
export type TrustVerdict = 'trusted' | 'unknown' | 'changed';
