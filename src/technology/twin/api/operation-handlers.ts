/**
 * The port through which others carry out Operations: a driver registers a handler for an
 * operation of a twin and takes it back when its machine goes.
 */

import type { Operation, OperationVariable } from '../model/index.ts';

export interface OperationCall {
  readonly submodelId: string;
  readonly path: string;
  readonly operation: Operation;
  readonly inputs: readonly OperationVariable[];
  readonly inoutputs: readonly OperationVariable[];
  /** Aborted when the time is up or the node stops. */
  readonly signal: AbortSignal;
}

export interface OperationOutcome {
  /** Whether the machine did what was asked. */
  readonly isSuccess: boolean;
  readonly outputs?: readonly OperationVariable[];
  readonly inoutputs?: readonly OperationVariable[];
  /** Why not, for a person. */
  readonly message?: string;
}

/** Carries out one operation; a throw is told to the caller as a failure. */
export type OperationHandler = (call: OperationCall) => Promise<OperationOutcome>;

export interface OperationHandlers {
  /** Takes over an operation; the function returned gives it back. */
  register(submodelId: string, path: string, handler: OperationHandler): () => void;
  find(submodelId: string, path: string): OperationHandler | undefined;
}

export function createOperationHandlers(): OperationHandlers {
  const handlers = new Map<string, OperationHandler>();
  const keyOf = (submodelId: string, path: string) => JSON.stringify([submodelId, path]);
  return {
    register(submodelId, path, handler) {
      const key = keyOf(submodelId, path);
      handlers.set(key, handler);
      return () => {
        if (handlers.get(key) === handler) handlers.delete(key);
      };
    },
    find: (submodelId, path) => handlers.get(keyOf(submodelId, path)),
  };
}
