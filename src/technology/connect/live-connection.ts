/**
 * One connection at work: a driver, the elements that its samples go into, the writes and
 * operations that go out. Samples that come while the store is busy are merged, the newest of each
 * element winning, so that what waits is bounded by the number of mapped elements.
 */

import { type Clock, err, fault, type Logger, ok, type Result } from '#base';
import type {
  OperationCall,
  OperationHandlers,
  OperationOutcome,
  Twins,
  ValueWrite,
} from '#technology/twin';
import type { OperationVariable } from '#technology/twin/model';
import type { Driver, DriverValue, Sample, Subscription } from './driver.ts';
import { connectErrors } from './errors.ts';
import type { ConnectionPlan, PlannedElement, PlannedSignal } from './plan.ts';

/** Values that one write to the store carries. */
const valuesAtOnceMax = 500;

export interface LiveConnectionOptions {
  readonly plan: ConnectionPlan;
  readonly driver: Driver;
  readonly twins: Twins;
  readonly operations: OperationHandlers;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface LiveConnection {
  readonly plan: ConnectionPlan;
  readonly driver: Driver;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Follows a plan with the same machine and security but other signals. */
  follow(plan: ConnectionPlan): Promise<void>;
  /** Sends a value to the machine, for an element that its plan lets out. */
  write(element: PlannedElement, value: DriverValue): Promise<Result<void>>;
  readonly lastValueAtMs: () => number | undefined;
  /** Signals and elements that do not work now, and why. */
  readonly faults: () => readonly { readonly name: string; readonly message: string }[];
}

export function liveConnection(options: LiveConnectionOptions): LiveConnection {
  const { driver, twins, operations, clock, logger } = options;
  let { plan } = options;
  let signals = new Map<string, readonly PlannedSignal[]>();
  let subscription: Subscription | undefined;
  let unregister: (() => void)[] = [];
  let pending = new Map<string, ValueWrite>();
  let flushing: Promise<void> | undefined;
  let lastValueAtMs: number | undefined;
  const faults = new Map<string, string>();

  const deliver = (samples: readonly Sample[]) => {
    for (const sample of samples) {
      for (const signal of signals.get(sample.address) ?? []) take(signal, sample);
    }
    flushing ??= flush();
  };
  const take = (signal: PlannedSignal, sample: Sample) => {
    if (sample.quality === 'bad' || sample.value === undefined) {
      faults.set(signal.name, `The machine gives no value: ${sample.reason ?? 'unknown'}.`);
      return;
    }
    faults.delete(signal.name);
    lastValueAtMs = clock.nowMs();
    for (const { submodelId, path } of signal.into) {
      const write = { submodelId, path, value: sample.value, atMs: sample.atMs };
      pending.set(JSON.stringify([submodelId, path]), write);
    }
  };
  const flush = async () => {
    while (pending.size > 0) {
      const writes = [...pending.values()];
      pending = new Map();
      for (let from = 0; from < writes.length; from += valuesAtOnceMax) {
        await store(writes.slice(from, from + valuesAtOnceMax));
      }
    }
    flushing = undefined;
  };
  const store = async (writes: readonly ValueWrite[]) => {
    try {
      const outcomes = await twins.submodels.writeValues(writes);
      outcomes.forEach((outcome, index) => {
        const { path = '', submodelId = '' } = writes[index] ?? {};
        if (outcome.ok) faults.delete(`${submodelId}#${path}`);
        else faults.set(`${submodelId}#${path}`, outcome.error.message);
      });
    } catch (error) {
      logger.error('values of a machine could not be stored', { connection: plan.id, error });
    }
  };
  const lay = async () => {
    signals = Map.groupBy(
      plan.signals.filter(({ into }) => into.length > 0),
      ({ address }) => address,
    );
    faults.clear();
    const items = [...signals].map(([address, planned]) => ({
      address,
      samplingMs: Math.min(...planned.map(({ samplingMs }) => samplingMs)),
    }));
    subscription = await driver.subscribe(items, deliver);
    unregister = plan.actions.flatMap(({ address, operations: elements }) =>
      elements.map(({ submodelId, path }) =>
        operations.register(submodelId, path, (call) => run(driver, address, call)),
      ),
    );
  };
  const lift = async () => {
    for (const end of unregister.splice(0)) end();
    await subscription?.stop();
    subscription = undefined;
  };

  return {
    get plan() {
      return plan;
    },
    driver,
    async start() {
      await driver.start();
      await lay();
    },
    async stop() {
      await lift();
      await driver.stop();
      await flushing;
    },
    async follow(next) {
      await lift();
      plan = next;
      await lay();
    },
    async write(element, value) {
      const outs = plan.signals.filter(({ from }) => from.some((each) => isSame(each, element)));
      for (const { address } of outs) {
        const [outcome] = await driver.write([{ address, value }]);
        if (outcome !== undefined && !outcome.ok) return outcome;
      }
      return outs.length > 0
        ? ok(undefined)
        : err(fault(connectErrors, 'connect.not-capable', { what: `write ${element.path}` }));
    },
    lastValueAtMs: () => lastValueAtMs,
    faults: () => [...faults].map(([name, message]) => ({ name, message })),
  };
}

export function isSame(one: PlannedElement, other: PlannedElement): boolean {
  return one.submodelId === other.submodelId && one.path === other.path;
}

/** An Operation of the twin as a call of the machine's action: inputs and outputs by position. */
async function run(
  driver: Driver,
  address: string,
  call: OperationCall,
): Promise<OperationOutcome> {
  const inputs = [...call.inputs, ...call.inoutputs].map(plainOf);
  const outcome = await driver.call(address, inputs);
  if (!outcome.ok) return { isSuccess: false, message: outcome.error.message };
  const outputs = call.operation.outputVariables ?? [];
  return {
    isSuccess: true,
    outputs: outputs.map((variable, index) => valued(variable, outcome.value[index])),
    inoutputs: call.inoutputs.map((variable, index) =>
      valued(variable, outcome.value[outputs.length + index] ?? plainOf(variable)),
    ),
  };
}

function plainOf({ value: element }: OperationVariable): DriverValue {
  if (element.modelType !== 'Property') return '';
  const text = element.value ?? '';
  if (element.valueType === 'xs:boolean') return text === 'true' || text === '1';
  const isNumber = /^xs:(double|float|decimal|integer|int|long|short|byte|unsigned|non|pos|neg)/;
  return isNumber.test(element.valueType) && text !== '' && Number.isFinite(Number(text))
    ? Number(text)
    : text;
}

function valued(variable: OperationVariable, value: DriverValue | undefined): OperationVariable {
  if (variable.value.modelType !== 'Property' || value === undefined) return variable;
  return { value: { ...variable.value, value: String(value) } };
}
