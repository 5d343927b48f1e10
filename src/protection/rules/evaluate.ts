/**
 * Evaluates a formula on documents in memory: the meaning of the language, plainly written. The
 * compiler to SQL must agree with it (a property test holds them together), access rules use it
 * for single objects, and queries over descriptors, which are built as they are read.
 *
 * How conditions on different levels combine (IDTA-01002, "Search in AAS Hierarchy"): the parts of
 * one $and that speak of another level (a submodel of the shell, a shell of the submodel) speak of
 * one and the same; a $match, and each part of an $or, of one of its own.
 */

import { type Binder, bindersOf, nextBinder, usesBinder } from './binder.ts';
import type { TypedValue } from './cast.ts';
import { compare, evaluateOperand, type Outcome } from './compare.ts';
import type {
  AttributeSource,
  Comparison,
  Field,
  Formula,
  Operand,
  Root,
  Step,
} from './formula.ts';
import { rootsOf } from './formula.ts';

/** An element with where it stands; `values` are its texts, several for several languages. */
export interface PlacedElement {
  readonly steps: readonly Step[];
  readonly document: unknown;
  readonly values: readonly { readonly text?: string; readonly language?: string }[];
}

/** An object that formulas speak of. */
export interface Thing {
  readonly root: Exclude<Root, '$sme'>;
  readonly document: unknown;
  /** Of a submodel: all its elements at any depth. */
  elements?(): readonly PlacedElement[];
  /** Of a shell: its submodels; of a submodel: the shells that refer to it. */
  related?(): readonly Thing[];
}

export type ReadAttribute = (source: AttributeSource, name: string) => TypedValue | undefined;

/** Whether the condition is valid and true for the thing. */
export function evaluate(formula: Formula, thing: Thing, attribute: ReadAttribute): boolean {
  return new Evaluation(attribute).formula(formula, new Map([[thing.root, thing]])) === true;
}

type Things = ReadonlyMap<Root, Thing>;

/** What a binder is bound to: an element with one of its texts, or an item of a list. */
interface Bound {
  readonly document: unknown;
  readonly element?: PlacedElement;
  readonly value?: PlacedElement['values'][number];
}
type Bindings = ReadonlyMap<string, Bound>;

class Evaluation {
  readonly #attribute: ReadAttribute;

  constructor(attribute: ReadAttribute) {
    this.#attribute = attribute;
  }

  formula(formula: Formula, things: Things): Outcome {
    switch (formula.kind) {
      case 'constant':
        return formula.value;
      case 'not': {
        const of = this.formula(formula.of, things);
        return of === 'invalid' ? of : !of;
      }
      case 'or':
        return either(formula.of.map((part) => this.formula(part, things)));
      case 'and':
        return this.#and(formula.of, things);
      default:
        if (opens(formula, things) !== undefined) return this.#open([formula], things);
        return this.#match(formula.kind === 'match' ? formula.of : [formula], things, new Map());
    }
  }

  #and(parts: readonly Formula[], things: Things): Outcome {
    const { here, own, shared } = splitConjunction(parts, things);
    const outcomes = [...here, ...own].map((part) => this.formula(part, things));
    if (shared.length > 0) outcomes.push(this.#open(shared, things));
    return both(outcomes);
  }

  /** Whether one thing of the other level fulfils all parts; those that are invalid do not. */
  #open(parts: readonly Formula[], things: Things): boolean {
    const [known] = [...things.values()];
    return (known?.related?.() ?? []).some((thing) => {
      const inner = new Map([...things, [thing.root, thing]]);
      return both(parts.map((part) => this.formula(part, inner))) === true;
    });
  }

  #match(parts: readonly Formula[], things: Things, bindings: Bindings): Outcome {
    const outcomes: Outcome[] = [];
    let open: readonly Formula[] = parts;
    for (;;) {
      const binder = firstBinder(open, bindings);
      const isOpen = (part: Formula) => binder !== undefined && usesBinder(part, binder.key);
      const ready = open.filter((part) => binder === undefined || isReady(part, bindings));
      outcomes.push(...ready.map((part) => this.#bound(part, things, bindings)));
      const waiting = open.filter((part) => !ready.includes(part));
      if (binder === undefined || waiting.length === 0) return both(outcomes);
      const dependent = waiting.filter(isOpen);
      outcomes.push(
        this.#candidates(binder, things, bindings).some((candidate) => {
          const inner = new Map([...bindings, [binder.key, candidate]]);
          return this.#match(dependent, things, inner) === true;
        }),
      );
      open = waiting.filter((part) => !isOpen(part));
    }
  }

  #bound(part: Formula, things: Things, bindings: Bindings): Outcome {
    if (part.kind === 'constant') return part.value;
    if (part.kind === 'match') return this.#match(part.of, things, bindings);
    if (part.kind === 'comparison') return this.#compare(part, things, bindings);
    throw new Error(`a $match has no ${part.kind}`);
  }

  #compare(comparison: Comparison, things: Things, bindings: Bindings): Outcome {
    const read = (operand: Operand) => {
      if (operand.kind === 'attribute') {
        return this.#attribute(operand.source, operand.name) ?? 'missing';
      }
      if (operand.kind !== 'field') throw new Error(`a ${operand.kind} is not read`);
      const value = readField(operand.field, things, bindings);
      return value === undefined ? 'missing' : { type: 'string' as const, value };
    };
    const left = evaluateOperand(comparison.left, read);
    return compare(comparison, left, evaluateOperand(comparison.right, read));
  }

  #candidates(binder: Binder, things: Things, bindings: Bindings): readonly Bound[] {
    const within = binder.within === undefined ? undefined : bindings.get(binder.within);
    if (binder.kind === 'item') {
      const document = within?.document ?? things.get(binder.root)?.document;
      const list = walk(document, binder.steps);
      return Array.isArray(list) ? list.map((item) => ({ document: item })) : [];
    }
    const elements = things.get('$sm')?.elements?.() ?? [];
    return elements
      .filter(({ steps }) => isAt(steps, binder.steps) && isWithin(steps, within?.element))
      .flatMap((element) =>
        element.values.map((value) => ({ document: element.document, element, value })),
      );
  }
}

function firstBinder(parts: readonly Formula[], bindings: Bindings): Binder | undefined {
  for (const part of parts) {
    const binder = nextBinder(part, (key) => bindings.has(key));
    if (binder !== undefined) return binder;
  }
  return undefined;
}

function isReady(part: Formula, bindings: Bindings): boolean {
  return nextBinder(part, (key) => bindings.has(key)) === undefined;
}

/** The level that a formula speaks of and that is not known yet. */
export function opens(formula: Formula, known: { has(root: Root): boolean }): Root | undefined {
  for (const root of rootsOf(formula)) {
    const level = root === '$sme' ? '$sm' : root;
    if (!known.has(level)) return level;
  }
  return undefined;
}

/** The parts of an $and: of what is known, with a level of their own, and of one level together. */
export function splitConjunction(
  parts: readonly Formula[],
  known: { has(root: Root): boolean },
): {
  readonly here: readonly Formula[];
  readonly own: readonly Formula[];
  readonly shared: readonly Formula[];
} {
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.of : [part]));
  if (flat.length > parts.length) return splitConjunction(flat, known);
  const opening = parts.filter((part) => opens(part, known) !== undefined);
  const here = parts.filter((part) => !opening.includes(part));
  const together = opening.filter((part) => part.kind !== 'match');
  // Negations alone deny that there is any; beside a part that finds one they speak of that one.
  if (together.every((part) => part.kind === 'not')) return { here, own: opening, shared: [] };
  return { here, own: opening.filter((part) => part.kind === 'match'), shared: together };
}

function readField(field: Field, things: Things, bindings: Bindings): string | undefined {
  const { binders, rest } = bindersOf(field);
  const last = binders.at(-1);
  const bound = last === undefined ? undefined : bindings.get(last.key);
  const [first] = rest;
  if (bound?.value !== undefined && first !== undefined && 'name' in first) {
    if (first.name === 'value') return bound.value.text;
    if (first.name === 'language') return bound.value.language;
  }
  const document = bound?.document ?? things.get(field.root)?.document;
  const value = walk(document, rest);
  return typeof value === 'string' ? value : undefined;
}

function walk(document: unknown, steps: readonly Step[]): unknown {
  let value = document;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    if ('name' in step) value = (value as Record<string, unknown>)[step.name];
    else if ('index' in step) value = Array.isArray(value) ? value[step.index] : undefined;
  }
  return value;
}

/** Whether an element stands at a path; no path is anywhere. */
function isAt(steps: readonly Step[], pattern: readonly Step[]): boolean {
  if (pattern.length === 0) return true;
  if (steps.length !== pattern.length) return false;
  return pattern.every((wanted, index) => {
    const step = steps[index];
    if (step === undefined) return false;
    if ('any' in wanted) return 'index' in step;
    if ('index' in wanted) return 'index' in step && step.index === wanted.index;
    return 'name' in step && step.name === wanted.name;
  });
}

function isWithin(steps: readonly Step[], above: PlacedElement | undefined): boolean {
  if (above === undefined) return true;
  return above.steps.every((step, index) => {
    const own = steps[index];
    if (own === undefined) return false;
    if ('index' in step) return 'index' in own && own.index === step.index;
    return 'name' in step && 'name' in own && own.name === step.name;
  });
}

/** Invalid parts make the whole invalid (IDTA-01002, "Comparison Operators"). */
function both(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('invalid')) return 'invalid';
  return outcomes.every((outcome) => outcome === true);
}

function either(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes('invalid')) return 'invalid';
  return outcomes.includes(true);
}
