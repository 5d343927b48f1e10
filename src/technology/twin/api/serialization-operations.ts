/** The Serialization interface: shells, submodels, concepts as one JSON, XML or AASX document. */

import { Readable } from 'node:stream';
import { err, fault, ok, type Result } from '#base';
import { writeAasx } from '../formats/aasx-write.ts';
import { jsonChunks } from '../formats/json-write.ts';
import { xmlChunks } from '../formats/xml-write.ts';
import type { Environment } from '../model/index.ts';
import type { ExportedFile, Twins } from '../repository/port.ts';
import { apiErrors } from './errors.ts';
import type { Answer, Call, Operation } from './operation.ts';

/** What is exported when no ids are given. */
export interface Scope {
  readonly aasIds?: readonly string[];
  readonly submodelIds?: readonly string[];
}

/** Shells and submodels that one document may hold when none are named. */
const unnamedMax = 5000;

export function serializationOperation(
  twins: Twins,
  version: '3.0' | '3.1',
  path: string,
  scopeOf: (call: Call) => Scope,
): Operation {
  return {
    id: 'GenerateSerializationByIds',
    method: 'GET',
    path,
    query: ['aasIds', 'submodelIds', 'includeConceptDescriptions'],
    answers: 'file',
    success: [200],
    run: (call) => serialize(twins, version, call, scopeOf(call)),
  };
}

async function serialize(
  twins: Twins,
  version: '3.0' | '3.1',
  call: Call,
  scope: Scope,
): Promise<Result<Answer>> {
  const type = negotiate(call.accept);
  if (!type.ok) return type;
  const isNamed = call.query.aasIds !== undefined || call.query.submodelIds !== undefined;
  const { aasIds, submodelIds } = isNamed ? call.query : scope;
  if (aasIds === undefined && submodelIds === undefined) {
    const counts = await twins.search.counts();
    const count = counts.shells + counts.submodels;
    if (count > unnamedMax) {
      return err(fault(apiErrors, 'api.too-many-to-serialise', { count, limit: unnamedMax }));
    }
  }
  const found = await twins.environment.exportEnvironment({
    ...(aasIds === undefined ? {} : { shellIds: aasIds }),
    ...(submodelIds === undefined ? {} : { submodelIds }),
    includeConceptDescriptions: call.query.includeConceptDescriptions ?? true,
  });
  if (!found.ok) return found;
  const { environment, files } = found.value;
  return ok({
    kind: 'stream',
    body: () => write(type.value, environment, files, version),
    contentType: type.value.type,
    ...(type.value.form === 'aasx'
      ? { headers: { 'content-disposition': 'attachment; filename="twins.aasx"' } }
      : {}),
  });
}

const packageType = 'application/asset-administration-shell-package';

/** What can be had, with what is inside of packages; the first three are the standard's own. */
const offered = [
  { type: 'application/json', form: 'json' },
  { type: 'application/xml', form: 'xml' },
  { type: `${packageType}+xml`, form: 'aasx', inside: 'xml' },
  { type: packageType, form: 'aasx', inside: 'json' },
  { type: `${packageType}+json`, form: 'aasx', inside: 'json' },
  { type: 'application/aasx+xml', form: 'aasx', inside: 'xml' },
] as const;

type Offered = (typeof offered)[number];

/** The first of the types asked for, by their weights, that can be had. */
function negotiate(accept: string | undefined): Result<Offered> {
  const wanted = (accept ?? '*/*')
    .split(',')
    .map((part) => {
      const [type = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { type, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  for (const { type } of wanted) {
    if (type === '*/*' || type === 'application/*') return ok(offered[0]);
    const found = offered.find((one) => one.type === type);
    if (found !== undefined) return ok(found);
  }
  const list = offered.map((one) => one.type).join(', ');
  return err(fault(apiErrors, 'api.not-acceptable', { offered: list }));
}

function write(
  wanted: Offered,
  environment: Environment,
  files: readonly ExportedFile[],
  version: '3.0' | '3.1',
): Readable {
  switch (wanted.form) {
    case 'json':
      return Readable.from(jsonChunks(environment), { objectMode: false });
    case 'xml':
      return Readable.from(xmlChunks('Environment', environment, { version }), {
        objectMode: false,
      });
    case 'aasx':
      return writeAasx(environment, files, { format: wanted.inside, version });
    default:
      return wanted satisfies never;
  }
}
