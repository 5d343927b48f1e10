/** What the AAS interfaces refuse on their own account, each fault declared once. */

import { defineErrors } from '#base';

export const apiErrors = defineErrors({
  'api.unknown-address': {
    status: 404,
    message: 'There is nothing at {address}; GET {base}/description tells what this node serves.',
  },
  'api.method-not-allowed': {
    status: 405,
    message: '{method} is not possible at {address}; use {allowed}.',
  },
  'api.unknown-parameter': {
    status: 400,
    message: 'The parameter {name} does not apply here; {known}.',
  },
  'api.repeated-parameter': {
    status: 400,
    message: 'The parameter {name} may be given once only.',
  },
  'api.not-acceptable': {
    status: 406,
    message: 'None of the media types asked for can be had here; ask for {offered}.',
  },
  'api.unsupported-media-type': {
    status: 415,
    message: 'The body has the media type {actual}; send {expected}.',
  },
  'api.missing-body': { status: 400, message: 'The body is missing; send {expected}.' },
  'api.not-an-operation': {
    status: 405,
    message: 'The element {path} is of the type {actual}; only an Operation can be invoked.',
  },
  'api.not-invocable': {
    status: 405,
    message:
      'Nothing carries out the operation {path} on this node; connect a machine to it or give it ' +
      'a qualifier invocationDelegation with the address of a service.',
  },
  'api.delegation-refused': {
    status: 403,
    message:
      'The operation is delegated to {host}, which is not among the hosts that this node may ' +
      'call; add it to the allowed operation hosts.',
  },
  'api.too-many-invocations': {
    status: 429,
    message: 'As many as {limit} invocations are under way; repeat when some have ended.',
  },
  'api.interrupted': {
    status: 400,
    message:
      'The node stopped while this was under way and started again at {at}. It was not repeated, ' +
      'since whether it took effect is unknown; check the machine, then invoke it anew.',
  },
  'api.still-running': {
    status: 404,
    message: 'The result of {id} is not there yet; ask for its status first.',
  },
  'api.too-many-to-serialise': {
    status: 400,
    message:
      'The node holds {count} shells and submodels, more than the {limit} that fit in one ' +
      'document; name some with aasIds or submodelIds.',
  },
  'api.request-refused': { status: 400, message: 'The request was refused: {detail}.' },
  'api.internal': {
    status: 500,
    message: 'Something went wrong on this node; its log has the details under {id}.',
  },
});
