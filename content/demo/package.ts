/**
 * Packs an environment with its files as AASX (IDTA-01005: an Open Packaging Conventions zip),
 * byte for byte the same for the same content, which the server's own writer does not promise.
 */

import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import type { Environment } from '#technology/twin/model';

export interface PackagedFile {
  /** Part name, absolute: `/aasx/files/manual.pdf`. */
  readonly path: string;
  readonly contentType: string;
  readonly content: Buffer;
  readonly isThumbnail?: boolean;
}

const relations = {
  origin: 'http://admin-shell.io/aasx/relationships/aasx-origin',
  spec: 'http://admin-shell.io/aasx/relationships/aas-spec',
  supplement: 'http://admin-shell.io/aasx/relationships/aas-suppl',
  thumbnail: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail',
};
/** Zip entries carry a local time without its zone; this one is the same in every zone. */
const builtAt = new Date(2026, 0, 1);

/** The package with the environment as JSON. */
export async function packAasx(
  code: string,
  environment: Environment,
  files: readonly PackagedFile[],
): Promise<Buffer> {
  const spec = `/aasx/${code.toLowerCase()}/${code.toLowerCase()}.aas.json`;
  const thumbnail = files.find(({ isThumbnail }) => isThumbnail === true);
  const rootRelations: [string, string][] = [[relations.origin, '/aasx/aasx-origin']];
  if (thumbnail !== undefined) rootRelations.push([relations.thumbnail, thumbnail.path]);
  const zip = new yazl.ZipFile();
  const add = (path: string, content: string | Buffer) =>
    zip.addBuffer(Buffer.from(content), path.slice(1), { mtime: builtAt, forceDosTimestamp: true });
  add('/[Content_Types].xml', contentTypes(files));
  add('/_rels/.rels', relationships(rootRelations));
  add('/aasx/aasx-origin', 'Intentionally empty.');
  add('/aasx/_rels/aasx-origin.rels', relationships([[relations.spec, spec]]));
  add(spec, `${JSON.stringify(environment, null, 1)}\n`);
  add(
    spec.replace(/([^/]+)$/, '_rels/$1.rels'),
    relationships(files.map(({ path }) => [relations.supplement, path])),
  );
  for (const { path, content } of files) add(path, content);
  zip.end();
  return buffer(zip.outputStream);
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const lines = targets.map(
    ([type, target], index) =>
      `<Relationship Id="R${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  const namespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return `${xmlHead}<Relationships xmlns="${namespace}">${lines.join('')}</Relationships>\n`;
}

function contentTypes(files: readonly PackagedFile[]): string {
  const byExtension = new Map([
    ['rels', 'application/vnd.openxmlformats-package.relationships+xml'],
    ['json', 'application/json'],
    ...files.map(({ path, contentType }) => [path.replace(/^.*\./, ''), contentType] as const),
  ]);
  const lines = [...byExtension].map(
    ([extension, type]) => `<Default Extension="${extension}" ContentType="${type}"/>`,
  );
  const origin = '<Override PartName="/aasx/aasx-origin" ContentType="text/plain"/>';
  const namespace = 'http://schemas.openxmlformats.org/package/2006/content-types';
  return `${xmlHead}<Types xmlns="${namespace}">${lines.join('')}${origin}</Types>\n`;
}

const xmlHead = '<?xml version="1.0" encoding="utf-8"?>\n';
