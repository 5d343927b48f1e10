/**
 * What an AASX package holds, found by following its relationships from the root: specifications,
 * supplementary files, thumbnail. Whatever is missing, foreign or outside is reported by part name.
 */

import { err, fault, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import type { Violation } from '../model/index.ts';
import {
  type ContentTypes,
  contentTypesName,
  extensionOf,
  foldPartName,
  packageFault,
  parseContentTypes,
  parseRelationships,
  type Relationship,
  relationshipsPartOf,
  resolveTarget,
} from './opc.ts';
import { readSmallPart } from './text-read.ts';
import type { Zip } from './zip.ts';

export interface PackageIndex {
  /** Entry names of the specification parts, in the order of their relationships. */
  readonly specs: readonly string[];
  /** Entry names of the parts that are neither specification nor the package's own plumbing. */
  readonly files: ReadonlySet<string>;
  readonly thumbnail?: string;
  contentTypeOf(entry: string): string;
  /** The entry that a part name means, tolerant of case and percent encoding. */
  entryOf(partName: string): string | undefined;
  readonly violations: readonly Violation[];
  readonly deviations: readonly Violation[];
}

/** Relationship and content type parts are small; this much is plenty for ten thousand files. */
const plumbingBytesMax = 8 * 1024 * 1024;

export async function readIndex(zip: Zip): Promise<Result<PackageIndex>> {
  const walk = new Walk(zip);
  const types = await walk.contentTypes();
  if (!zip.names.some((name) => foldPartName(name) === '/_rels/.rels')) {
    return err(packageFault('has no part _rels/.rels, so it is no AASX package', '/_rels/.rels'));
  }
  const specs: string[] = [];
  const files = new Set<string>();
  let thumbnail: string | undefined;
  let originCount = 0;
  for (const fromRoot of await walk.targets('/')) {
    if (fromRoot.kind === 'thumbnail') thumbnail ??= fromRoot.entry;
    if (fromRoot.kind !== 'origin') continue;
    originCount += 1;
    walk.claim(fromRoot.entry);
    for (const fromOrigin of await walk.targets(`/${fromRoot.entry}`)) {
      if (fromOrigin.kind !== 'spec' || specs.includes(fromOrigin.entry)) continue;
      specs.push(fromOrigin.entry);
      walk.claim(fromOrigin.entry);
      for (const fromSpec of await walk.targets(`/${fromOrigin.entry}`)) {
        if (fromSpec.kind === 'supplementary') files.add(fromSpec.entry);
      }
    }
  }
  if (walk.refusal !== undefined) return err(walk.refusal);
  if (originCount === 0) {
    return err(packageFault('names no aasx-origin, so it is no AASX package', '/_rels/.rels'));
  }
  if (originCount > 1) walk.violate('/_rels/.rels', 'aasx-origin', 'Only one origin is allowed.');
  if (specs.length === 0) {
    const message = 'The package names no aas-spec, so it describes no shell and no submodel.';
    walk.violate('/aasx/aasx-origin', 'aasx-spec', message);
  }
  for (const stray of walk.unclaimed(files, thumbnail)) {
    files.add(stray);
    const message = 'No aas-suppl relationship leads to the file; it is kept all the same.';
    walk.deviate(`/${stray}`, 'aasx-relationship', message);
  }
  if (thumbnail !== undefined) files.add(thumbnail);
  for (const part of [...specs, ...files]) {
    if (types(`/${part}`) !== undefined) continue;
    const message = 'The part has no content type; it is taken by its ending.';
    walk.deviate(`/${part}`, 'aasx-content-type', message);
  }
  const { violations, deviations } = walk;
  return ok({
    specs,
    files,
    thumbnail,
    contentTypeOf: (entry) => types(`/${entry}`) ?? typeByExtension(entry),
    entryOf: (partName) => walk.entryOf(partName),
    violations,
    deviations,
  });
}

interface Target {
  readonly kind: Relationship['kind'];
  readonly entry: string;
}

/** One walk over a package's relationships; it collects what it finds wrong on the way. */
class Walk {
  readonly violations: Violation[] = [];
  readonly deviations: Violation[] = [];
  refusal: ReturnType<typeof fault> | undefined;
  readonly #zip: Zip;
  readonly #entries: ReadonlyMap<string, string>;
  readonly #claimed = new Set<string>();

  constructor(zip: Zip) {
    this.#zip = zip;
    this.#entries = new Map(zip.names.map((name) => [foldPartName(name), name]));
  }

  entryOf(partName: string): string | undefined {
    return this.#entries.get(foldPartName(partName));
  }

  claim(entry: string): void {
    this.#claimed.add(entry);
  }

  violate(path: string, constraint: string, message: string): void {
    this.violations.push({ path, constraint, message });
  }

  deviate(path: string, constraint: string, message: string): void {
    this.deviations.push({ path, constraint, message });
  }

  async contentTypes(): Promise<ContentTypes> {
    const entry = this.entryOf(`/${contentTypesName}`);
    if (entry === undefined) {
      const message = 'The part is missing; without it no part has a content type.';
      this.violate(`/${contentTypesName}`, 'aasx-content-type', message);
      return () => undefined;
    }
    this.claim(entry);
    const parsed = parseContentTypes(await readSmallPart(this.#zip, entry, plumbingBytesMax));
    this.violations.push(...parsed.violations);
    return parsed.value;
  }

  /** The parts that relationships of `source` lead to; those that lead astray are reported. */
  async targets(source: string): Promise<readonly Target[]> {
    const partName = relationshipsPartOf(source);
    const entry = this.entryOf(partName);
    if (entry === undefined) return [];
    this.claim(entry);
    const text = await readSmallPart(this.#zip, entry, plumbingBytesMax);
    const parsed = parseRelationships(text, partName);
    this.violations.push(...parsed.violations);
    const targets: Target[] = [];
    for (const relationship of parsed.value) {
      const target = this.#target(relationship, source, partName);
      if (target !== undefined) targets.push({ kind: relationship.kind, entry: target });
    }
    return targets;
  }

  #target(relationship: Relationship, source: string, partName: string): string | undefined {
    const { kind, target, external, legacy, type } = relationship;
    const shown = JSON.stringify(target.slice(0, 200));
    if (legacy) {
      const message = `The relationship type ${type} is that of an earlier version of the format.`;
      this.deviate(partName, 'aasx-relationship', message);
    }
    const absolute = external ? undefined : resolveTarget(source, target);
    if (absolute === undefined) {
      if (kind === 'origin' || kind === 'spec') {
        const detail = `its specification ${shown} is not inside the package`;
        this.refusal ??= fault(twinErrors, 'twin.unsafe-package', { detail }, { path: partName });
      } else if (kind !== 'other') {
        const message = `The target ${shown} is not inside the package; it is not followed.`;
        this.violate(partName, 'aasx-external', message);
      }
      return undefined;
    }
    const entry = this.entryOf(absolute);
    if (entry === undefined) {
      this.violate(partName, 'aasx-target', `The target ${shown} is not in the package.`);
    } else if (kind === 'other') {
      this.claim(entry);
      if (/\/digital-signature\//.test(type)) {
        const message = 'The digital signature is not verified, and is lost on export.';
        this.deviate(`/${entry}`, 'aasx-signature', message);
      }
    }
    return entry;
  }

  /** Parts that no relationship leads to and that are not the package's plumbing. */
  unclaimed(files: ReadonlySet<string>, thumbnail: string | undefined): readonly string[] {
    return this.#zip.names.filter((name) => {
      if (this.#claimed.has(name) || files.has(name) || name === thumbnail) return false;
      return !/(^|\/)_rels\/[^/]*\.rels$/i.test(name);
    });
  }
}

const typesByExtension: Readonly<Record<string, string>> = {
  bmp: 'image/bmp',
  csv: 'text/csv',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  step: 'model/step',
  stp: 'model/step',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
  xml: 'application/xml',
  zip: 'application/zip',
};

function typeByExtension(entry: string): string {
  return typesByExtension[extensionOf(entry)] ?? 'application/octet-stream';
}
