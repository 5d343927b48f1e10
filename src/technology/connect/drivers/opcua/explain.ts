/** Turns the errors of a connection attempt into a sentence with the way out. */

import type { OpcUaSecurity } from './session.ts';

/** By what the error's text holds, the first that fits. */
const causes: readonly (readonly [pattern: RegExp, sentence: string])[] = [
  [
    /ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ECONNRESET/,
    'Nothing answers at {endpoint}; check that the machine is on and the address is right.',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'The name in {endpoint} is not known; check the address.'],
  [
    /cannot find endpoint|BadSecurityPolicyRejected|BadSecurityModeRejected/i,
    'The machine at {endpoint} does not offer {security}; choose another in its interface.',
  ],
  [
    /BadUserAccessDenied|BadIdentityTokenRejected|BadIdentityTokenInvalid/,
    'The machine at {endpoint} refuses the user or password; correct them in the secrets.',
  ],
  [
    /BadCertificateUntrusted|BadSecurityChecksFailed|BadCertificate/,
    'The machine at {endpoint} does not accept this node’s certificate; trust it there.',
  ],
  [/timeout|timed out|BadTimeout/i, 'The machine at {endpoint} did not answer in time.'],
];

export function explain(cause: unknown, endpoint: string, security: OpcUaSecurity): string {
  const text = textsOf(cause).join(' ');
  const sentence =
    causes.find(([pattern]) => pattern.test(text))?.[1] ??
    `The machine at {endpoint} cannot be reached: ${textsOf(cause)[0] ?? 'unknown error'}.`;
  return sentence
    .replace('{endpoint}', endpoint)
    .replace('{security}', `${security.mode} with ${security.policy}`);
}

/** What a server's status code says; codes that are not common stay as they are. */
const statuses: Readonly<Record<string, string>> = {
  BadOutOfRange: 'the value is outside its range (BadOutOfRange)',
  BadTypeMismatch: 'the value is of another type (BadTypeMismatch)',
  BadNotWritable: 'it cannot be written (BadNotWritable)',
  BadUserAccessDenied: 'this user may not do that (BadUserAccessDenied)',
  BadNodeIdUnknown: 'the machine has no such node (BadNodeIdUnknown)',
  BadMethodInvalid: 'it is not a method of that object (BadMethodInvalid)',
  BadInvalidState: 'not in its present state (BadInvalidState)',
};

export function inWords(status: string): string {
  return statuses[status] ?? status;
}

function textsOf(cause: unknown): readonly string[] {
  if (!(cause instanceof Error)) return [String(cause)];
  const code = 'code' in cause ? [String(cause.code)] : [];
  return [cause.message, ...code, ...(cause.cause === undefined ? [] : textsOf(cause.cause))];
}
