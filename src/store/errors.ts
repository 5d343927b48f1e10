/**
 * The store's expected failures, each declared once. The port's functions answer with a promise
 * of what was asked for, so a failure rejects with a StoreError that carries its fault.
 */

import { defineErrors, type Fault, fault } from '#base';

export const storeErrors = defineErrors({
  'store.in-use': {
    status: 503,
    message: 'The data folder {folder} is in use by another node; stop it or name another --data.',
  },
  'store.changed-history': {
    status: 500,
    message:
      'The migration {id} is not the one that made this database; ' +
      'run the version that did, or restore a backup.',
  },
  'store.newer': {
    status: 500,
    message: 'The database knows the migration {id}, this program does not; run a newer version.',
  },
  'store.deferred-constraint': {
    status: 500,
    message: 'The migration {id} defers a constraint, so that a write would fail others; do not.',
  },
  'store.busy': {
    status: 503,
    message: 'More than {limit} writes are waiting for the disk; send fewer at once, try again.',
  },
  'store.slow-write': {
    status: 500,
    message: 'A write held its transaction for {limit} ms; it may wait for nothing but its writer.',
  },
  'store.slow-snapshot': {
    status: 500,
    message: 'A snapshot was held for {limit} ms and is closed; read it in smaller parts.',
  },
  'store.ended': {
    status: 500,
    message: 'The {what} was used after its end; await each use inside the work it was given to.',
  },
  'store.stopped': { status: 503, message: 'The store is stopped; try again when it runs.' },
  'store.too-large': {
    status: 413,
    message: 'The content is larger than {limit} bytes; split it, or raise the limit.',
  },
  'store.unknown-job-kind': { status: 500, message: 'There is no kind of job called {kind}.' },
  'store.job-queue-full': {
    status: 503,
    message: '{limit} jobs are waiting already; try again when some have ended.',
  },
  'store.job-failed': { status: 500, message: 'The job failed: {reason}.' },
  'store.job-cancelled': { status: 409, message: 'The job was cancelled.' },
  'store.job-interrupted': {
    status: 500,
    message: 'The node stopped while the job ran, and it cannot be resumed; start it again.',
  },
  'store.job-out-of-memory': {
    status: 500,
    message: 'The job needed more than {limit} MB of memory; give it less at once.',
  },
  'store.lent': { status: 500, message: 'A lent database cannot be lent again.' },
});

/** A rejection of the store's ports: a declared fault as an Error. */
export class StoreError extends Error {
  readonly fault: Fault;

  constructor(given: Fault, options?: ErrorOptions) {
    super(given.message, options);
    this.name = 'StoreError';
    this.fault = given;
  }
}

/** The error for one declared failure, its sentence filled in. */
export function storeError(
  code: keyof typeof storeErrors,
  details: Readonly<Record<string, string | number>> = {},
  options?: ErrorOptions,
): StoreError {
  return new StoreError(fault(storeErrors, code, details), options);
}
