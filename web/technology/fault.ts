/**
 * A refusal as a page shows it: read from the standard's Result messages (AAS API) or from problem
 * details (RFC 9457, the node's own interface), or made here when the node did not answer at all.
 */

export interface FaultDetail {
  /** Where in what was sent; a JSON pointer or an idShortPath. */
  readonly path?: string;
  readonly code: string;
  readonly text: string;
}

export interface ApiFault {
  /** HTTP status; 0 when the node did not answer. */
  readonly status: number;
  readonly code: string;
  /** The node's sentence. */
  readonly message: string;
  readonly details: readonly FaultDetail[];
  /** To be copied into a question to support. */
  readonly requestId?: string;
}

/** Reads whatever an unsuccessful response says; never throws. */
export async function readFault(response: Response): Promise<ApiFault> {
  const requestId = response.headers.get('x-request-id') ?? undefined;
  let body: unknown;
  try {
    body = JSON.parse(await response.text());
  } catch {
    // An answer without JSON comes from something between the page and the node.
    body = undefined;
  }
  return { ...faultOf(body, response.status), ...(requestId ? { requestId } : {}) };
}

/** The fault in a parsed body of either kind. */
export function faultOf(body: unknown, status: number): ApiFault {
  const record = asRecord(body);
  const messages = asArray(record?.messages).map(asRecord);
  const details = messages.flatMap((message) =>
    message === undefined
      ? []
      : [{ code: text(message.code) ?? '', ...placed(text(message.text) ?? '') }],
  );
  const first = details[0];
  if (first !== undefined) {
    return {
      status,
      code: first.code,
      message: first.text,
      details,
      requestId: text(messages[0]?.correlationId),
    };
  }
  const causes = asArray(record?.errors ?? record?.causes ?? record?.violations).map(asRecord);
  return {
    status,
    code: text(record?.code) ?? `http.${status}`,
    message: text(record?.detail) ?? text(record?.message) ?? text(record?.title) ?? '',
    details: causes.flatMap((cause) =>
      cause === undefined
        ? []
        : [
            {
              path: text(cause.path),
              code: text(cause.constraint) ?? text(cause.code) ?? '',
              text: text(cause.message) ?? text(cause.detail) ?? '',
            },
          ],
    ),
    requestId: text(record?.requestId),
  };
}

/** The node did not answer: no network, or it is not running. */
export function unreachable(cause: unknown): ApiFault {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { status: 0, code: 'network.unreachable', message, details: [] };
}

/** Thrown inside queries so that their error is the fault; `faultFrom` gives it back. */
export class FaultError extends Error {
  readonly fault: ApiFault;
  constructor(fault: ApiFault) {
    super(fault.message);
    this.name = 'FaultError';
    this.fault = fault;
  }
}

export function faultFrom(error: unknown): ApiFault {
  return error instanceof FaultError ? error.fault : unreachable(error);
}

/** Whether the node has understood and refused: asking the same again would change nothing. */
export function isRefusal(error: unknown): boolean {
  const { status } = faultFrom(error);
  return status >= 400 && status < 500;
}

/** Messages of the node start with the path when they are about one place: `/path: sentence`. */
function placed(sentence: string): { path?: string; text: string } {
  const match = /^(\/\S*): (.+)$/s.exec(sentence);
  return match === null ? { text: sentence } : { path: match[1], text: match[2] ?? '' };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
