/**
 * A driver without a machine: values live in a map that a test holds. It passes the same suite as
 * the real ones, so that what is built on drivers can be tested without a network.
 */

import { type Clock, err, fault, ok } from '#base';
import { type Batches, openBatches } from '../../batches.ts';
import type { Driver, DriverValue, Sample } from '../../driver.ts';
import { connectErrors } from '../../errors.ts';
import { openStatusBoard } from '../../status.ts';

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

export function memoryDriver(machine: MemoryMachine, clock: Clock): Driver {
  const board = openStatusBoard({ state: 'stopped', sinceMs: clock.nowMs() });
  const watches = new Map<number, { addresses: ReadonlySet<string>; batches: Batches }>();
  const endings: (() => void)[] = [];
  let nextWatch = 1;
  const isConnected = () => board.now().state === 'connected';
  const down = () => err(fault(connectErrors, 'connect.not-connected', { endpoint: 'memory' }));
  const refused = (what: string, reason: string) =>
    err(fault(connectErrors, 'connect.refused', { what, reason }));
  const sample = (address: string): Sample => {
    const value = machine.values.get(address);
    const atMs = clock.nowMs();
    if (value === undefined) return { address, quality: 'bad', reason: 'unknown', atMs };
    return { address, value, quality: 'good', atMs };
  };
  const link = (isUp: boolean) => {
    const sinceMs = clock.nowMs();
    board.set(
      isUp
        ? { state: 'connected', sinceMs }
        : { state: 'reconnecting', sinceMs, lastError: 'The machine has gone.' },
    );
    if (!isUp) return;
    for (const { addresses, batches } of watches.values()) {
      for (const address of addresses) batches.add(sample(address));
    }
  };
  return {
    guarantee: {
      kind: 'at-most-once',
      onReconnect: 'What changed while the connection was down is lost but for the last value.',
    },
    capabilities: { browse: true, read: true, write: true, subscribe: true, call: true },
    async start() {
      endings.push(machine.onLink(link));
      endings.push(
        machine.onChange((address) => {
          if (!isConnected()) return;
          for (const { addresses, batches } of watches.values()) {
            if (addresses.has(address)) batches.add(sample(address));
          }
        }),
      );
      link(machine.isUp());
    },
    async stop() {
      for (const end of endings.splice(0)) end();
      for (const { batches } of watches.values()) batches.stop();
      watches.clear();
      board.set({ state: 'stopped', sinceMs: clock.nowMs() });
    },
    status: board.now,
    onStatus: board.on,
    retry() {},
    async browse() {
      if (!isConnected()) return down();
      const values = [...machine.values.keys()].map(
        (address) => ({ address, name: address, kind: 'value' }) as const,
      );
      const actions = [...machine.actions.keys()].map(
        (address) => ({ address, name: address, kind: 'action' }) as const,
      );
      return ok([...values, ...actions]);
    },
    async read(addresses) {
      return isConnected() ? ok(addresses.map(sample)) : down();
    },
    async write(writes) {
      return writes.map(({ address, value }) => {
        if (!isConnected()) return down();
        const accepts = machine.accepts.get(address);
        if (accepts === undefined) return refused(`to write ${address}`, 'it is not writable');
        if (!accepts(value)) return refused(`to write ${address}`, 'the value is out of range');
        machine.change(address, value);
        return ok(undefined);
      });
    },
    async call(address, inputs) {
      if (!isConnected()) return down();
      const action = machine.actions.get(address);
      return action === undefined
        ? refused(`to run ${address}`, 'there is no such action')
        : ok(action(inputs));
    },
    async subscribe(items, deliver) {
      const id = nextWatch++;
      const batches = openBatches(deliver);
      const addresses = new Set(items.map(({ address }) => address));
      watches.set(id, { addresses, batches });
      if (isConnected()) for (const address of addresses) batches.add(sample(address));
      return {
        async stop() {
          watches.delete(id);
          batches.stop();
        },
      };
    },
  };
}
