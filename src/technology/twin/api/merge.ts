/**
 * PATCH in the normal serialisation (IDTA-01002, annex, examples for PATCH): what the patch has
 * replaces what is there; elements it names must exist and be of the same type; what it does not
 * name stays.
 */

import { err, ok, type Result } from '#base';
import {
  canHaveChildren,
  childrenOf,
  type Submodel,
  type SubmodelElement,
  withChildren,
} from '../model/index.ts';
import { malformed, notApplicable, readObject } from './bodies.ts';

type Container = Submodel | SubmodelElement;
type Attributes = Readonly<Record<string, unknown>>;

/** The container with the patch applied; not verified yet. `path` is a JSON pointer into it. */
export function mergeInto<T extends Container>(target: T, patch: unknown, path = ''): Result<T> {
  const object = readObject(patch);
  if (!object.ok) return malformed('must be a JSON object', path);
  if (object.value.modelType !== target.modelType) {
    return malformed(`must have the modelType ${target.modelType}, as what it changes`, path);
  }
  if (!canHaveChildren(target)) return ok({ ...target, ...object.value } as T);
  const attribute = childAttributeOf(target);
  const { [attribute]: patches, ...own } = object.value;
  const merged = { ...target, ...own } as T;
  if (patches === undefined) return ok(merged);
  if (!Array.isArray(patches)) return malformed('must be an array', `${path}/${attribute}`);
  const children = mergeChildren(target, patches, `${path}/${attribute}`);
  return children.ok ? ok(withChildren(merged, children.value)) : children;
}

function childAttributeOf(target: Container): string {
  if (target.modelType === 'Submodel') return 'submodelElements';
  if (target.modelType === 'Entity') return 'statements';
  return target.modelType === 'AnnotatedRelationshipElement' ? 'annotations' : 'value';
}

function mergeChildren(
  target: Container,
  patches: readonly unknown[],
  path: string,
): Result<readonly SubmodelElement[]> {
  const children = [...childrenOf(target)];
  for (const [index, patch] of patches.entries()) {
    const at = `${path}/${index}`;
    const idShort = (patch as Attributes | null)?.idShort;
    const position =
      target.modelType === 'SubmodelElementList'
        ? index
        : children.findIndex((child) => child.idShort === idShort);
    const child = children[position];
    if (child === undefined) {
      return malformed(`names an element that is not there (${String(idShort ?? index)})`, at);
    }
    const merged = mergeInto(child, patch, at);
    if (!merged.ok) return merged;
    children[position] = merged.value;
  }
  return ok(children);
}

/** Attributes that a metadata document may not carry, since it leaves values unchanged. */
export function refuseValues(patch: Attributes, allowed: Attributes): Result<void> {
  for (const name of Object.keys(patch)) {
    if (!(name in allowed)) {
      return notApplicable(`Metadata has no attribute ${name}; change it without /$metadata`);
    }
  }
  return ok(undefined);
}

/** Tries a change under the tag that was read, again when somebody else was faster. */
export async function retryOnConflict<T>(
  isConditional: boolean,
  attempt: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await attempt();
    if (outcome.ok || isConditional || tries >= attemptsMax) return outcome;
    if (outcome.error.code !== 'twin.precondition-failed') return err(outcome.error);
  }
}

const attemptsMax = 8;
