/**
 * Faults as the standard's Result object (IDTA-01002, general result object): a message for the
 * fault itself and one for each of its causes, the text of which begins with its path.
 */

import type { Fault } from '#base';

interface Message {
  readonly code: string;
  readonly messageType: 'Error' | 'Exception';
  readonly text: string;
  readonly timestamp: string;
  readonly correlationId: string;
}

export interface ResultObject {
  readonly messages: readonly Message[];
}

/** Longest code that the schema of IDTA-01002 allows. */
const codeLengthMax = 32;
const correlationIdLengthMax = 128;

export function resultObject(fault: Fault, correlationId: string, nowMs: number): ResultObject {
  const timestamp = new Date(nowMs).toISOString();
  const messages: Message[] = [];
  const add = (one: Fault) => {
    messages.push({
      code: one.code.slice(0, codeLengthMax),
      messageType: one.status >= 500 ? 'Exception' : 'Error',
      text: one.path === undefined || one.path === '' ? one.message : `${one.path}: ${one.message}`,
      timestamp,
      correlationId: correlationId.slice(0, correlationIdLengthMax),
    });
    one.causes?.forEach(add);
  };
  add(fault);
  return { messages };
}
