/**
 * One connection at work: a driver, the elements that its samples go into, the writes and
 * operations that go out. Samples that come while the store is busy are merged, the newest of each
 * element winning, so that what waits is bounded by the number of mapped elements.
 */

import { type Clock, type Logger, ok, type Result } from '#base';
import type {
  OperationCall,
  OperationHandlers,
  OperationOutcome,
  Twins,
  ValueWrite,
} from '#technology/twin';
import type { OperationVariable } from '#technology/twin/model';
import type { Driver, DriverValue, Sample, Subscription } from './driver.ts';
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

export class LiveConnection {
  readonly driver: Driver;
  readonly #options: LiveConnectionOptions;
  #plan: ConnectionPlan;
  #signals = new Map<string, readonly PlannedSignal[]>();
  #subscription: Subscription | undefined;
  #registered: (() => void)[] = [];
  #pending = new Map<string, ValueWrite>();
  #flushing: Promise<void> | undefined;
  #lastValueAtMs: number | undefined;
  readonly #faults = new Map<string, string>();

  constructor(options: LiveConnectionOptions) {
    this.#options = options;
    this.driver = options.driver;
    this.#plan = options.plan;
  }

  get plan(): ConnectionPlan {
    return this.#plan;
  }

  async start(): Promise<void> {
    await this.driver.start();
    await this.#lay();
  }

  async stop(): Promise<void> {
    await this.#lift();
    await this.driver.stop();
    await this.#flushing;
  }

  /** Follows a plan with the same machine and security but other signals. */
  async follow(plan: ConnectionPlan): Promise<void> {
    await this.#lift();
    this.#plan = plan;
    await this.#lay();
  }

  /** Whether writes of the element go to this machine. */
  takes(element: PlannedElement): boolean {
    return this.#outlets(element).length > 0;
  }

  /** Sends a value to the machine, for an element that the plan lets out. */
  async write(element: PlannedElement, value: DriverValue): Promise<Result<void>> {
    const writes = this.#outlets(element).map(({ address }) => ({ address, value }));
    const outcomes = await this.driver.write(writes);
    return outcomes.find(({ ok }) => !ok) ?? ok(undefined);
  }

  /** When the last value came in, milliseconds since the epoch. */
  lastValueAtMs(): number | undefined {
    return this.#lastValueAtMs;
  }

  /** Signals and elements that do not work now, and why. */
  faults(): readonly { readonly name: string; readonly message: string }[] {
    return [...this.#faults].map(([name, message]) => ({ name, message }));
  }

  #outlets(element: PlannedElement): readonly PlannedSignal[] {
    return this.#plan.signals.filter(({ from }) => from.some((each) => isSame(each, element)));
  }

  async #lay(): Promise<void> {
    this.#signals = Map.groupBy(
      this.#plan.signals.filter(({ into }) => into.length > 0),
      ({ address }) => address,
    );
    this.#faults.clear();
    const items = [...this.#signals].map(([address, planned]) => ({
      address,
      samplingMs: Math.min(...planned.map(({ samplingMs }) => samplingMs)),
    }));
    this.#subscription = await this.driver.subscribe(items, (samples) => this.#deliver(samples));
    this.#registered = this.#plan.actions.flatMap(({ address, operations }) =>
      operations.map(({ submodelId, path }) =>
        this.#options.operations.register(submodelId, path, (call) =>
          run(this.driver, address, call),
        ),
      ),
    );
  }

  async #lift(): Promise<void> {
    for (const end of this.#registered.splice(0)) end();
    await this.#subscription?.stop();
    this.#subscription = undefined;
  }

  #deliver(samples: readonly Sample[]): void {
    for (const sample of samples) {
      for (const signal of this.#signals.get(sample.address) ?? []) this.#take(signal, sample);
    }
    if (this.#pending.size > 0) this.#flushing ??= this.#flush();
  }

  #take(signal: PlannedSignal, sample: Sample): void {
    if (sample.quality === 'bad' || sample.value === undefined) {
      const reason = sample.reason ?? 'unknown';
      this.#faults.set(signal.name, `The machine gives no value: ${reason}.`);
      return;
    }
    this.#faults.delete(signal.name);
    this.#lastValueAtMs = this.#options.clock.nowMs();
    for (const { submodelId, path } of signal.into) {
      const write = { submodelId, path, value: sample.value, atMs: sample.atMs };
      this.#pending.set(JSON.stringify([submodelId, path]), write);
    }
  }

  async #flush(): Promise<void> {
    while (this.#pending.size > 0) {
      const writes = [...this.#pending.values()];
      this.#pending = new Map();
      for (let from = 0; from < writes.length; from += valuesAtOnceMax) {
        await this.#store(writes.slice(from, from + valuesAtOnceMax));
      }
    }
    this.#flushing = undefined;
  }

  async #store(writes: readonly ValueWrite[]): Promise<void> {
    const { twins, logger } = this.#options;
    try {
      const outcomes = await twins.submodels.writeValues(writes);
      outcomes.forEach((outcome, index) => {
        const { path = '', submodelId = '' } = writes[index] ?? {};
        if (outcome.ok) this.#faults.delete(`${submodelId}#${path}`);
        else this.#faults.set(`${submodelId}#${path}`, outcome.error.message);
      });
    } catch (error) {
      logger.error('values of a machine could not be stored', { connection: this.#plan.id, error });
    }
  }
}

function isSame(one: PlannedElement, other: PlannedElement): boolean {
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
