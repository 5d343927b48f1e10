/**
 * A driver without a machine: values live in a map that a test holds. It passes the same suite as
 * the real ones, so that what is built on drivers can be tested without a network.
 */

import { type Clock, err, fault, ok, type Result } from '#base';
import { type Batches, openBatches } from '../../batches.ts';
import type {
  BrowsedNode,
  Capabilities,
  DeliveryGuarantee,
  Driver,
  DriverStatus,
  DriverValue,
  Sample,
  Subscription,
  WatchedItem,
} from '../../driver.ts';
import { connectErrors } from '../../errors.ts';
import { openStatusBoard, type StatusBoard } from '../../status.ts';

/** The machine's side of it. */
export interface MemoryMachine {
  readonly values: Map<string, DriverValue>;
  readonly actions: Map<string, (inputs: readonly DriverValue[]) => readonly DriverValue[]>;
  /** Addresses that may be written, and what they take. */
  readonly accepts: Map<string, (value: DriverValue) => boolean>;
  /** The machine changes a value by itself. */
  change(address: string, value: DriverValue): void;
  /** Breaks the connection, and mends it. */
  disconnect(): void;
  reconnect(): void;
  onChange(listener: (address: string) => void): () => void;
  onLink(listener: (isUp: boolean) => void): () => void;
  readonly isUp: () => boolean;
}

export function memoryMachine(): MemoryMachine {
  const values = new Map<string, DriverValue>();
  const changes = new Set<(address: string) => void>();
  const links = new Set<(isUp: boolean) => void>();
  let up = true;
  const link = (isUp: boolean) => {
    up = isUp;
    for (const listener of links) listener(isUp);
  };
  return {
    values,
    actions: new Map(),
    accepts: new Map(),
    change(address, value) {
      values.set(address, value);
      for (const listener of changes) listener(address);
    },
    disconnect: () => link(false),
    reconnect: () => link(true),
    onChange(listener) {
      changes.add(listener);
      return () => changes.delete(listener);
    },
    onLink(listener) {
      links.add(listener);
      return () => links.delete(listener);
    },
    isUp: () => up,
  };
}

export class MemoryDriver implements Driver {
  readonly guarantee: DeliveryGuarantee = {
    kind: 'at-most-once',
    onReconnect: 'What changed while the connection was down is lost but for the last value.',
  };
  readonly capabilities: Capabilities = {
    browse: true,
    read: true,
    write: true,
    subscribe: true,
    call: true,
  };
  readonly #machine: MemoryMachine;
  readonly #clock: Clock;
  readonly #board: StatusBoard;
  readonly #watches = new Set<Watch>();
  readonly #endings: (() => void)[] = [];

  constructor(machine: MemoryMachine, clock: Clock) {
    this.#machine = machine;
    this.#clock = clock;
    this.#board = openStatusBoard({ state: 'stopped', sinceMs: clock.nowMs() });
  }

  async start(): Promise<void> {
    this.#endings.push(this.#machine.onLink((isUp) => this.#link(isUp)));
    this.#endings.push(this.#machine.onChange((address) => this.#changed(address)));
    this.#link(this.#machine.isUp());
  }

  async stop(): Promise<void> {
    for (const end of this.#endings.splice(0)) end();
    for (const { batches } of this.#watches) batches.stop();
    this.#watches.clear();
    this.#board.set({ state: 'stopped', sinceMs: this.#clock.nowMs() });
  }

  status(): DriverStatus {
    return this.#board.now();
  }

  onStatus(listener: (status: DriverStatus) => void): () => void {
    return this.#board.on(listener);
  }

  retry(): void {}

  async browse(): Promise<Result<readonly BrowsedNode[]>> {
    if (!this.#isConnected()) return down();
    const node = (kind: BrowsedNode['kind']) => (address: string) =>
      ({ address, name: address, kind }) satisfies BrowsedNode;
    const values = [...this.#machine.values.keys()].map(node('value'));
    return ok([...values, ...[...this.#machine.actions.keys()].map(node('action'))]);
  }

  async read(addresses: readonly string[]): Promise<Result<readonly Sample[]>> {
    return this.#isConnected() ? ok(addresses.map((each) => this.#sample(each))) : down();
  }

  async write(
    writes: readonly { readonly address: string; readonly value: DriverValue }[],
  ): Promise<readonly Result<void>[]> {
    return writes.map(({ address, value }) => {
      if (!this.#isConnected()) return down();
      const accepts = this.#machine.accepts.get(address);
      if (accepts === undefined) return refused(`to write ${address}`, 'it is not writable');
      if (!accepts(value)) return refused(`to write ${address}`, 'the value is out of range');
      this.#machine.change(address, value);
      return ok(undefined);
    });
  }

  async call(
    address: string,
    inputs: readonly DriverValue[],
  ): Promise<Result<readonly DriverValue[]>> {
    if (!this.#isConnected()) return down();
    const action = this.#machine.actions.get(address);
    return action === undefined
      ? refused(`to run ${address}`, 'there is no such action')
      : ok(action(inputs));
  }

  async subscribe(
    items: readonly WatchedItem[],
    deliver: (batch: readonly Sample[]) => void,
  ): Promise<Subscription> {
    const addresses = new Set(items.map(({ address }) => address));
    const watch: Watch = { addresses, batches: openBatches(deliver) };
    this.#watches.add(watch);
    if (this.#isConnected()) this.#deliverAll(watch);
    return {
      stop: async () => {
        this.#watches.delete(watch);
        watch.batches.stop();
      },
    };
  }

  #isConnected(): boolean {
    return this.#board.now().state === 'connected';
  }

  #sample(address: string): Sample {
    const value = this.#machine.values.get(address);
    const atMs = this.#clock.nowMs();
    if (value === undefined) return { address, quality: 'bad', reason: 'unknown', atMs };
    return { address, value, quality: 'good', atMs };
  }

  #changed(address: string): void {
    if (!this.#isConnected()) return;
    for (const { addresses, batches } of this.#watches) {
      if (addresses.has(address)) batches.add(this.#sample(address));
    }
  }

  #link(isUp: boolean): void {
    const sinceMs = this.#clock.nowMs();
    this.#board.set(
      isUp
        ? { state: 'connected', sinceMs }
        : { state: 'reconnecting', sinceMs, lastError: 'The machine has gone.' },
    );
    if (isUp) for (const watch of this.#watches) this.#deliverAll(watch);
  }

  #deliverAll({ addresses, batches }: Watch): void {
    for (const address of addresses) batches.add(this.#sample(address));
  }
}

interface Watch {
  readonly addresses: ReadonlySet<string>;
  readonly batches: Batches;
}

function down(): Result<never> {
  return err(fault(connectErrors, 'connect.not-connected', { endpoint: 'memory' }));
}

function refused(what: string, reason: string): Result<never> {
  return err(fault(connectErrors, 'connect.refused', { what, reason }));
}
