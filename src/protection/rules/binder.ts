/**
 * Binders: the lists that a field leads through. `$sme.Documents[].Title#value` is bound by an item
 * of Documents and by its Title; fields of one $match that lead through one list mean one item of
 * it. Evaluator and compiler both bind in this order.
 */

import type { Field, Formula, Root, Step } from './formula.ts';
import { fieldsOf, stepsText } from './formula.ts';

export interface Binder {
  /** The same text, the same list. */
  readonly key: string;
  readonly root: Root;
  readonly kind: 'element' | 'item';
  /** Of an element: its idShortPath in the submodel. Of an item: its list, seen from above it. */
  readonly steps: readonly Step[];
  /** The binder that this one lies within. */
  readonly within: string | undefined;
}

/** A field's binders from the outside in, and what is left to read from the innermost one. */
export interface BoundField {
  readonly binders: readonly Binder[];
  readonly rest: readonly Step[];
}

export function bindersOf(field: Field): BoundField {
  const binders: Binder[] = [];
  if (field.root === '$sme') {
    field.path.forEach((step, index) => {
      const isLast = index === field.path.length - 1;
      if (isLast || 'any' in step) addElement(binders, field.path.slice(0, index + 1));
    });
    if (field.path.length === 0) addElement(binders, []);
  }
  let rest: Step[] = [];
  for (const step of field.attribute) {
    if (!('any' in step)) {
      rest.push(step);
      continue;
    }
    const within = binders.at(-1)?.key;
    const key = `${within ?? field.root}#${stepsText(rest)}[]`;
    binders.push({ key, root: field.root, kind: 'item', steps: rest, within });
    rest = [];
  }
  return { binders, rest };
}

function addElement(binders: Binder[], steps: readonly Step[]): void {
  const within = binders.at(-1)?.key;
  binders.push({ key: `$sme.${stepsText(steps)}`, root: '$sme', kind: 'element', steps, within });
}

/** The first list that a part of a $match still has to be bound by. */
export function nextBinder(
  formula: Formula,
  isBound: (key: string) => boolean,
): Binder | undefined {
  for (const field of fieldsOf(formula)) {
    const open = bindersOf(field).binders.find(({ key }) => !isBound(key));
    // An inner $match binds its own lists, but for the outermost, which it shares.
    if (open !== undefined && (formula.kind !== 'match' || open.within === undefined)) return open;
  }
  return undefined;
}

export function usesBinder(formula: Formula, key: string): boolean {
  return fieldsOf(formula).some((field) =>
    bindersOf(field).binders.some((binder) => binder.key === key),
  );
}

/** The lists, written with `[]`, that a $match would bind side by side; one at most is right. */
export function outermostLists(formula: Formula): ReadonlySet<string> {
  const lists = new Set<string>();
  for (const field of fieldsOf(formula)) {
    const list = bindersOf(field).binders.find(({ key }) => key.endsWith('[]'));
    if (list !== undefined) lists.add(list.key);
  }
  return lists;
}
