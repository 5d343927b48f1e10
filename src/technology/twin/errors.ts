/** The twin room's expected failures, each declared once. */

import { defineErrors } from '#base';

export const twinErrors = defineErrors({
  'twin.not-found': { status: 404, message: 'There is no {what} {id} here.' },
  'twin.exists': {
    status: 409,
    message: 'A {what} {id} exists already; use PUT to replace it.',
  },
  'twin.invalid': {
    status: 400,
    message: 'The {what} breaks {count} rule(s) of the metamodel; see the messages for each.',
  },
  'twin.violation': { status: 400, message: '{constraint}: {message}' },
  'twin.id-mismatch': {
    status: 400,
    message: 'The id in the body ({body}) is not the id in the address ({address}).',
  },
  'twin.malformed-path': { status: 400, message: 'The idShortPath {detail}.' },
  'twin.malformed-parameter': { status: 400, message: 'The parameter {name} {detail}.' },
  'twin.malformed-body': { status: 400, message: 'The body {detail}.' },
  'twin.not-applicable': { status: 400, message: '{detail}.' },
  'twin.wrong-type': {
    status: 405,
    message: 'The element {path} is of the type {actual}, not {expected}.',
  },
  'twin.precondition-failed': {
    status: 412,
    message: 'The {what} is no longer what the condition names; read it again and repeat.',
  },
  'twin.derived-descriptor': {
    status: 409,
    message: 'The descriptor {id} is derived from what this node hosts; change the {what} itself.',
  },
  'twin.too-large': { status: 413, message: 'The {what} is larger than {limit}.' },
  'twin.too-deep': { status: 400, message: 'The document is nested deeper than {limit} levels.' },
  'twin.malformed-json': {
    status: 400,
    message: 'The document is not well-formed JSON: {detail}.',
  },
  'twin.malformed-xml': {
    status: 400,
    message: 'The document is not readable XML: {detail} (line {line}, column {column}).',
  },
  'twin.unknown-format': {
    status: 415,
    message: 'The file is neither JSON nor XML nor an AASX package; {detail}.',
  },
  'twin.malformed-package': { status: 400, message: 'The package {detail}.' },
  'twin.unsafe-package': { status: 400, message: 'The package is refused: {detail}.' },
  'twin.derived-links': {
    status: 409,
    message: 'The asset links of {id} are those of the shell that this node hosts; change it.',
  },
  'query.malformed': { status: 400, message: 'The query is malformed: it {detail}.' },
  'query.unsupported': { status: 422, message: 'The query cannot be answered: {detail}.' },
});
