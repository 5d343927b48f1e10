/**
 * Bodies as objects of the metamodel: verified at the edge, so that everything behind it works
 * with what the types say. Each violated rule is told with its path.
 */

import { err, type Fault, fault, limits, ok, type Result } from '#base';
import { twinErrors } from '../errors.ts';
import {
  type AssetInformation,
  type ClassName,
  type ConceptDescription,
  type Reference,
  type Shell,
  type SpecificAssetId,
  type Submodel,
  type SubmodelElement,
  type Violation,
  verify,
} from '../model/index.ts';

interface Classes {
  readonly AssetAdministrationShell: Shell;
  readonly AssetInformation: AssetInformation;
  readonly ConceptDescription: ConceptDescription;
  readonly Reference: Reference;
  readonly SpecificAssetId: SpecificAssetId;
  readonly Submodel: Submodel;
}

/** The body as an instance of a class, or the fault that lists what it breaks. */
export function readBody<C extends keyof Classes>(as: C, body: unknown): Result<Classes[C]> {
  const violations = verify(as, body);
  return violations.length > 0 ? err(invalid(as, violations)) : ok(body as Classes[C]);
}

/** An identifiable whose id must be the one in the address. */
export function readIdentified<
  C extends 'AssetAdministrationShell' | 'ConceptDescription' | 'Submodel',
>(as: C, body: unknown, id: string): Result<Classes[C]> {
  const read = readBody(as, body);
  if (!read.ok || read.value.id === id) return read;
  const details = { body: read.value.id, address: id };
  return err(fault(twinErrors, 'twin.id-mismatch', details, { path: '/id' }));
}

const elementClasses: readonly string[] = [
  'AnnotatedRelationshipElement',
  'BasicEventElement',
  'Blob',
  'Capability',
  'Entity',
  'File',
  'MultiLanguageProperty',
  'Operation',
  'Property',
  'Range',
  'ReferenceElement',
  'RelationshipElement',
  'SubmodelElementCollection',
  'SubmodelElementList',
] satisfies SubmodelElement['modelType'][];

export function readElement(body: unknown): Result<SubmodelElement> {
  const object = readObject(body);
  if (!object.ok) return object;
  const modelType = object.value.modelType;
  if (typeof modelType !== 'string' || !elementClasses.includes(modelType)) {
    return malformed(`needs a modelType that is one of ${elementClasses.join(', ')}`, '/modelType');
  }
  const violations = verify(modelType as ClassName, body);
  return violations.length > 0
    ? err(invalid(modelType, violations))
    : ok(body as unknown as SubmodelElement);
}

/** A list of one class, e.g. the asset links of a shell. */
export function readList<C extends keyof Classes>(
  as: C,
  body: unknown,
): Result<readonly Classes[C][]> {
  if (!Array.isArray(body)) return malformed(`must be an array of ${as}`);
  for (const [index, item] of body.entries()) {
    const violations = verify(as, item);
    if (violations.length > 0) {
      const placed = violations.map((one) => ({ ...one, path: `/${index}${one.path}` }));
      return err(invalid(as, placed));
    }
  }
  return ok(body as readonly Classes[C][]);
}

export function readObject(body: unknown): Result<Readonly<Record<string, unknown>>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    return ok(body as Readonly<Record<string, unknown>>);
  }
  return malformed('must be a JSON object');
}

export function malformed(
  detail: string,
  path?: string,
): { readonly ok: false; readonly error: Fault } {
  return err(
    fault(twinErrors, 'twin.malformed-body', { detail }, path === undefined ? {} : { path }),
  );
}

export function invalid(what: string, violations: readonly Violation[]): Fault {
  const causes = violations
    .slice(0, limits.violationsMax)
    .map(
      (one): Fault => ({ code: one.constraint, status: 400, message: one.message, path: one.path }),
    );
  return fault(twinErrors, 'twin.invalid', { what, count: violations.length }, { causes });
}

export function notFound(what: string, id: string): { readonly ok: false; readonly error: Fault } {
  return err(fault(twinErrors, 'twin.not-found', { what, id }));
}

export function notApplicable(detail: string): { readonly ok: false; readonly error: Fault } {
  return err(fault(twinErrors, 'twin.not-applicable', { detail }));
}
