/** The node's own expected failures, as /api/node/v1 and the server itself answer with them. */

import { defineErrors } from '#base';

export const nodeErrors = defineErrors({
  'node.not-found': { status: 404, message: 'There is nothing at {method} {path}.' },
  'node.method-not-allowed': { status: 405, message: '{path} does not know the method {method}.' },
  'node.invalid-request': {
    status: 400,
    message: 'The request breaks {count} rule(s) of this operation; see the errors for each.',
  },
  'node.invalid-field': { status: 400, message: '{field}: {detail}.' },
  'node.malformed-body': { status: 400, message: 'The body cannot be read: {detail}.' },
  'node.body-too-large': {
    status: 413,
    message: 'The body is larger than {limit} bytes; send less, or raise the limit.',
  },
  'node.headers-too-large': {
    status: 431,
    message: 'The address and headers are larger than {limit} bytes; send fewer.',
  },
  'node.unsupported-media-type': {
    status: 415,
    message: 'The media type {type} is not taken here.',
  },
  'node.malformed-request': { status: 400, message: 'The request is malformed: {detail}.' },
  'node.timeout': { status: 408, message: 'The request did not arrive in time; send it again.' },
  'node.wrong-host': {
    status: 421,
    message: 'This node does not go by the name {host}; use its own address, or set --base-url.',
  },
  'node.foreign-origin': {
    status: 403,
    message: 'A page of {origin} may not change anything here; use the pages of this node.',
  },
  'node.stopping': { status: 503, message: 'The node is stopping; try again when it is back.' },
  'node.job-not-found': { status: 404, message: 'There is no job {id} here.' },
  'node.job-finished': {
    status: 409,
    message: 'The job {id} has ended; there is nothing to stop.',
  },
  'node.too-many-listeners': {
    status: 503,
    message: '{limit} clients listen to events already; close one, or try again later.',
  },
  'node.unreachable': {
    status: 502,
    message: 'No node answers at {url}; start it, or name another with --url.',
  },
  'node.strange-answer': {
    status: 502,
    message: 'What answers is no node of this kind (status {status}); name another with --url.',
  },
  'node.folder-in-use': {
    status: 503,
    message: 'A node is running on the data folder {folder}; name its address with --url.',
  },
  'node.internal': {
    status: 500,
    message: 'The node failed at this request ({requestId}); its log says where. Try again later.',
  },
});
