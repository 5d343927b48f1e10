/**
 * The formula language that AAS queries (IDTA-01002) and access rules (IDTA-01004) share, as a
 * tree: what a parsed formula is, for its evaluator and its compiler alike.
 */

import type { ValueType } from './cast.ts';

export type Formula =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or' | 'match'; readonly of: readonly Formula[] }
  | { readonly kind: 'not'; readonly of: Formula }
  | Comparison;

export type ComparisonOperator = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
type TextOperator = 'contains' | 'starts-with' | 'ends-with' | 'regex';

export interface Comparison {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator | TextOperator;
  readonly left: Operand;
  readonly right: Operand;
}

export type DatePart = 'dayOfWeek' | 'dayOfMonth' | 'month' | 'year';

export type Operand =
  | { readonly kind: 'field'; readonly field: Field }
  | {
      readonly kind: 'literal';
      readonly type: ValueType;
      readonly value: string | number | boolean;
    }
  | { readonly kind: 'attribute'; readonly source: AttributeSource; readonly name: string }
  | { readonly kind: 'cast'; readonly to: ValueType; readonly of: Operand }
  | { readonly kind: 'part'; readonly part: DatePart; readonly of: Operand };

/** What a formula may know of the one who asks, and of the moment. */
export type AttributeSource = 'CLAIM' | 'GLOBAL' | 'REFERENCE';

export type Root = '$aas' | '$sm' | '$sme' | '$cd' | '$aasdesc' | '$smdesc';

/** A step into a document: an attribute, a list's item, or any item of a list. */
export type Step = { readonly name: string } | { readonly index: number } | { readonly any: true };

/** A field identifier, its shortcuts written out (`semanticId` is `semanticId.keys[0].value`). */
export interface Field {
  readonly root: Root;
  /** The idShortPath of `$sme`; empty: any element at any depth. */
  readonly path: readonly Step[];
  readonly attribute: readonly Step[];
  /** As it was written. */
  readonly text: string;
}

/** The roots that a formula speaks of. */
export function rootsOf(formula: Formula): ReadonlySet<Root> {
  const roots = new Set<Root>();
  for (const field of fieldsOf(formula)) roots.add(field.root);
  return roots;
}

export function fieldsOf(formula: Formula): readonly Field[] {
  switch (formula.kind) {
    case 'constant':
      return [];
    case 'comparison':
      return [...operandFields(formula.left), ...operandFields(formula.right)];
    case 'not':
      return fieldsOf(formula.of);
    default:
      return formula.of.flatMap(fieldsOf);
  }
}

export function operandFields(operand: Operand): readonly Field[] {
  if (operand.kind === 'field') return [operand.field];
  return 'of' in operand ? operandFields(operand.of) : [];
}

/** Steps as text: `specificAssetIds[].name`. */
export function stepsText(steps: readonly Step[]): string {
  let text = '';
  for (const step of steps) {
    if ('any' in step) text += '[]';
    else if ('index' in step) text += `[${step.index}]`;
    else text += text === '' ? step.name : `.${step.name}`;
  }
  return text;
}
