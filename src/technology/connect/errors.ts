/** The connect room's expected failures, each declared once. */

import { defineErrors } from '#base';

export const connectErrors = defineErrors({
  'connect.not-found': { status: 404, message: 'There is no connection {id} here.' },
  'connect.not-connected': {
    status: 503,
    message: 'The machine at {endpoint} is not connected; its connection says why.',
  },
  'connect.refused': {
    status: 409,
    message: 'The machine refuses {what}: {reason}; check the value and the machine’s own limits.',
  },
  'connect.not-capable': {
    status: 409,
    message: 'This driver cannot {what}; map the element to an interface that can.',
  },
  'connect.malformed-address': {
    status: 400,
    message: 'The address {address} is not one of {protocol}: {detail}.',
  },
  'connect.nothing-to-trust': {
    status: 409,
    message: 'The connection {id} does not wait for a decision on a certificate.',
  },
  'connect.other-certificate': {
    status: 409,
    message: 'The machine shows another certificate than {fingerprint} now; look at it again.',
  },
  'connect.changed-certificate': {
    status: 409,
    message:
      'The machine had another certificate before, so this one is refused; if it was replaced on ' +
      'purpose, send "replace": true.',
  },
  'connect.malformed-request': { status: 400, message: 'The request is malformed: {detail}.' },
});
