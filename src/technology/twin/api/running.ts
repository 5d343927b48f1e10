/**
 * Work that outlives its request: asynchronous invocations and bulk changes. Its state is kept
 * before it begins, so that a handle that was given out always has an answer, after a restart too.
 */

import { type Clock, err, fault, type Logger, ok, type Result } from '#base';
import type { Invocation, Twins } from '../repository/port.ts';
import { apiErrors } from './errors.ts';

export type Ending = Pick<Invocation, 'result'> & {
  readonly state: Exclude<Invocation['state'], 'Initiated' | 'Running'>;
};

export interface Running {
  /** Keeps the work's state, begins it and returns; `work` is given a signal for its timeout. */
  start(
    what: Pick<Invocation, 'handleId' | 'path' | 'request' | 'submodelId' | 'timeoutMs'>,
    work: (signal: AbortSignal) => Promise<Ending>,
  ): Promise<Result<void>>;
  /**
   * Ends what was under way when the node stopped. It is not run again: whether the machine has
   * done its part cannot be known, and doing it twice may harm. At most once, and never silently.
   */
  recover(): Promise<number>;
  /** Waits for what is under way, at most this long, and cancels the rest. */
  stop(graceMs: number): Promise<void>;
}

/** Invocations and bulk changes under way at once. */
const underWayMax = 256;
/** How long a result can be fetched. */
const keptMs = 24 * 3_600_000;
const pruneEveryMs = 10 * 60_000;

export interface RunningParts {
  readonly twins: Pick<Twins, 'invocations'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

export function createRunning({ twins, clock, logger }: RunningParts): Running {
  const { invocations } = twins;
  const underWay = new Map<string, { readonly done: Promise<void>; cancel(): void }>();
  let prunedAtMs = 0;

  async function prune(): Promise<void> {
    const nowMs = clock.nowMs();
    if (nowMs - prunedAtMs < pruneEveryMs) return;
    prunedAtMs = nowMs;
    await invocations.prune(nowMs - keptMs);
  }

  return {
    async start(what, work) {
      if (underWay.size >= underWayMax) {
        return err(fault(apiErrors, 'api.too-many-invocations', { limit: underWayMax }));
      }
      const controller = new AbortController();
      const finished = Promise.withResolvers<void>();
      const { handleId } = what;
      underWay.set(handleId, { done: finished.promise, cancel: () => controller.abort(canceled) });
      try {
        await prune();
        await invocations.create({ ...what, state: 'Running', startedAtMs: clock.nowMs() });
      } catch (cause) {
        underWay.delete(handleId);
        finished.resolve();
        throw cause;
      }
      withTimeout(controller, what.timeoutMs, work)
        .then((ending) => invocations.update(handleId, ending))
        .catch((cause: unknown) => {
          logger.error('the outcome of an invocation could not be kept', { handleId, cause });
        })
        .finally(() => {
          underWay.delete(handleId);
          finished.resolve();
        });
      return ok(undefined);
    },
    async recover() {
      const left = (await invocations.unfinished()).filter(
        ({ handleId }) => !underWay.has(handleId),
      );
      for (const { handleId } of left) await invocations.update(handleId, interrupted(clock));
      return left.length;
    },
    async stop(graceMs) {
      const all = [...underWay.values()];
      const timer = setTimeout(() => {
        for (const one of all) one.cancel();
      }, graceMs);
      await Promise.all(all.map((one) => one.done));
      clearTimeout(timer);
    },
  };
}

/** Runs work until its end or its timeout, whichever is first; a throw becomes a failure. */
export async function withTimeout(
  controller: AbortController,
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<Ending>,
): Promise<Ending> {
  const late = Promise.withResolvers<Ending>();
  const timer = setTimeout(() => controller.abort(timedOut), timeoutMs);
  controller.signal.addEventListener('abort', () => {
    const isTimeout = controller.signal.reason === timedOut;
    const text = isTimeout
      ? `The invocation took longer than ${timeoutMs} ms; its outcome is unknown.`
      : 'The invocation was canceled because the node stopped; its outcome is unknown.';
    late.resolve({ state: isTimeout ? 'Timeout' : 'Canceled', result: messageResult(text) });
  });
  try {
    return await Promise.race([work(controller.signal), late.promise]);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    return { state: 'Failed', result: messageResult(`The invocation failed: ${detail}`) };
  } finally {
    clearTimeout(timer);
  }
}

const timedOut = new Error('timeout');
const canceled = new Error('canceled');

function interrupted(clock: Clock): Ending {
  const at = new Date(clock.nowMs()).toISOString();
  const reason = fault(apiErrors, 'api.interrupted', { at });
  return { state: 'Failed', result: { ...messageResult(reason.message), fault: reason } };
}

export function messageResult(text: string) {
  return { success: false, messages: [{ messageType: 'Error', text, code: 'api.invocation' }] };
}
