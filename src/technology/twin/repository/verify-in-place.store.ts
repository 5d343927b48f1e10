/**
 * Verifies a new element together with what is around it: the chain of its containers up to the
 * submodel, each reduced to its own attributes. What was wrong there before is not held against
 * the new element.
 */

import { ok, type Result } from '#base';
import type { Reader } from '#store';
import {
  type Container,
  childrenOf,
  type Submodel,
  type SubmodelElement,
  type Violation,
  verify,
  withChildren,
} from '../model/index.ts';
import type { LocatedRow } from './element-rows.store.ts';
import type { ElementRow } from './element-rows.ts';
import { ownJson } from './element-rows.ts';
import type { SubmodelRow } from './submodels.store.ts';
import { violationsFault } from './transaction.ts';

export async function verifyInPlace(
  reader: Reader,
  submodel: SubmodelRow,
  parent: LocatedRow | undefined,
  element: SubmodelElement,
  /** The element that the new one takes the place of. */
  replaced?: number,
): Promise<Result<void>> {
  const containers = await containersOf(reader, submodel, parent);
  const siblings = parent === undefined ? [] : await siblingOf(reader, parent, replaced);
  const withElement = chain(containers, [...siblings, element]);
  const pointer = pointerTo(withElement, containers.length, siblings.length);
  const found = verify('Submodel', withElement);
  if (found.length === 0) return ok(undefined);
  const before = new Set(verify('Submodel', chain(containers, siblings)).map(identity));
  const added = found.filter((violation) => !before.has(identity(violation)));
  const local = added.map((violation) => ({
    ...violation,
    path: violation.path.startsWith(pointer)
      ? violation.path.slice(pointer.length)
      : violation.path,
  }));
  return violationsFault(element.modelType ?? 'SubmodelElement', local);
}

function identity(violation: Violation): string {
  return `${violation.constraint} ${violation.path} ${violation.message}`;
}

/** From the submodel down to the parent, each without its children. */
async function containersOf(
  reader: Reader,
  submodel: SubmodelRow,
  parent: LocatedRow | undefined,
): Promise<readonly [Submodel, ...SubmodelElement[]]> {
  const elements: SubmodelElement[] = [];
  let row: (ElementRow & { readonly parent: number }) | undefined = parent;
  while (row !== undefined) {
    elements.unshift(JSON.parse(ownJson(row)) as SubmodelElement);
    if (row.parent === 0) break;
    row = await reader.get<ElementRow>(
      'SELECT pk, parent, model_type, value_text, doc FROM twin_element WHERE pk = ?',
      [row.parent],
    );
  }
  return [JSON.parse(submodel.doc) as Submodel, ...elements];
}

/** Of a list one item stands for all: they have the same type and semanticId already. */
async function siblingOf(
  reader: Reader,
  parent: LocatedRow,
  replaced: number | undefined,
): Promise<readonly SubmodelElement[]> {
  if (parent.model_type !== 'SubmodelElementList') return [];
  const row = await reader.get<ElementRow>(
    `SELECT pk, parent, model_type, value_text, doc FROM twin_element
     WHERE submodel = ? AND parent = ? AND semantic IS NOT NULL AND pk <> ?
     ORDER BY ord LIMIT 1`,
    [parent.submodel, parent.pk, replaced ?? 0],
  );
  return row === undefined ? [] : [JSON.parse(ownJson(row)) as SubmodelElement];
}

function chain(
  containers: readonly [Submodel, ...SubmodelElement[]],
  innermost: readonly SubmodelElement[],
): Submodel {
  const [submodel, ...elements] = containers;
  let children = innermost;
  for (const element of elements.toReversed()) children = [withChildren(element, children)];
  return withChildren(submodel, children);
}

/** The JSON pointer of the new element in the chain. */
function pointerTo(submodel: Submodel, depth: number, position: number): string {
  let pointer = '';
  let container: Container = submodel;
  for (let level = 1; level <= depth; level += 1) {
    const children = childrenOf(container);
    const index: number = level === depth ? position : 0;
    const attribute = Object.entries(container).find(([, value]) => value === children)?.[0];
    pointer += `/${attribute}/${index}`;
    container = children[index] as SubmodelElement;
  }
  return pointer;
}
