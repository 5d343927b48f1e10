/**
 * Compiles a formula to a SQL condition. It means what the evaluator means (see evaluate.ts, whose
 * order of binding it follows); conditions that an index can lead are written so that it does.
 */

import { type Binder, bindersOf, nextBinder, usesBinder } from './binder.ts';
import { compileComparison } from './compile-comparison.ts';
import { opens, type ReadAttribute, splitConjunction } from './evaluate.ts';
import { type Formula, fieldsOf, type Root } from './formula.ts';
import type { Piece, SqlRows, SqlScope } from './sql.ts';

export interface CompileOptions {
  readonly root: Root;
  /** The row that the condition is on. */
  readonly scope: SqlScope;
  readonly attribute: ReadAttribute;
  /**
   * Whether subqueries that an index serves are asked once, by themselves (`IN`), which is best
   * when they find little; otherwise each row is looked at (`EXISTS`).
   */
  readonly indexFirst: boolean;
}

export interface Compiled extends Piece {
  /** The subqueries that are asked by themselves; whoever runs them may count first. */
  readonly subqueries: readonly Pick<Piece, 'sql' | 'parameters'>[];
}

export function compile(formula: Formula, options: CompileOptions): Compiled {
  const compiler = new Compiler(options);
  const piece = compiler.whole(formula);
  return { ...piece, subqueries: compiler.subqueries };
}

type Scopes = ReadonlyMap<Root, SqlScope>;
type Bindings = ReadonlyMap<string, { readonly scope: SqlScope; readonly binder: Binder }>;

/** Conditions that must hold for the result to be valid, gathered for the row they are about. */
type Validity = Piece[];

/** Where something is looked for, and what it must fulfil. */
interface Body {
  readonly rows: SqlRows;
  readonly condition: Piece;
}

const nothing: ReadonlySet<string> = new Set();

class Compiler {
  readonly subqueries: Pick<Piece, 'sql' | 'parameters'>[] = [];
  readonly #options: CompileOptions;
  #aliases = 0;

  constructor(options: CompileOptions) {
    this.#options = options;
  }

  whole(formula: Formula): Piece {
    const validity: Validity = [];
    const { root, scope } = this.#options;
    const piece = this.#formula(formula, new Map([[root, scope]]), validity);
    return all([piece, ...validity]);
  }

  #formula(formula: Formula, scopes: Scopes, validity: Validity): Piece {
    switch (formula.kind) {
      case 'constant':
        return constant(formula.value);
      case 'not': {
        const of = this.#formula(formula.of, scopes, validity);
        return { ...of, sql: `(${of.sql}) IS NOT TRUE`, selective: false };
      }
      case 'or':
        return any(formula.of.map((part) => this.#formula(part, scopes, validity)));
      case 'and': {
        const { here, own, shared } = splitConjunction(formula.of, scopes);
        const pieces = [...here, ...own].map((part) => this.#formula(part, scopes, validity));
        if (shared.length > 0) pieces.push(this.#open(shared, scopes));
        return all(pieces);
      }
      default:
        if (opens(formula, scopes) !== undefined) return this.#open([formula], scopes);
        return this.#match(
          formula.kind === 'match' ? formula.of : [formula],
          scopes,
          new Map(),
          validity,
        );
    }
  }

  /** One thing of the other level fulfils all parts. */
  #open(parts: readonly Formula[], scopes: Scopes): Piece {
    const [known] = [...scopes.values()];
    const related = known?.related?.(this.#alias());
    if (related === undefined) throw new Error('a formula speaks of what is not related');
    const inner = new Map([...scopes, [related.root, related.scope]]);
    const validity: Validity = [];
    const pieces = parts.map((part) => this.#formula(part, inner, validity));
    const condition = all([...pieces, ...validity]);
    return this.#exists([{ rows: related, condition }], known?.alias ?? '');
  }

  #match(parts: readonly Formula[], scopes: Scopes, bindings: Bindings, validity: Validity): Piece {
    const isBound = (key: string) => bindings.has(key);
    const pieces: Piece[] = [];
    let open = parts;
    for (;;) {
      const ready = open.filter((part) => nextBinder(part, isBound) === undefined);
      pieces.push(...ready.map((part) => this.#bound(part, scopes, bindings, validity)));
      open = open.filter((part) => !ready.includes(part));
      const [first] = open;
      const binder = first === undefined ? undefined : nextBinder(first, isBound);
      if (binder === undefined) return all(pieces);
      const dependent = open.filter((part) => usesBinder(part, binder.key));
      open = open.filter((part) => !dependent.includes(part));
      pieces.push(this.#bind(binder, dependent, scopes, bindings));
    }
  }

  #bound(part: Formula, scopes: Scopes, bindings: Bindings, validity: Validity): Piece {
    if (part.kind === 'constant') return constant(part.value);
    if (part.kind === 'match') return this.#match(part.of, scopes, bindings, validity);
    if (part.kind !== 'comparison') throw new Error(`a $match has no ${part.kind}`);
    const compiled = compileComparison(part, this.#options.attribute, (field) => {
      const { binders, rest } = bindersOf(field);
      const last = binders.at(-1);
      const scope = last === undefined ? scopes.get(field.root) : bindings.get(last.key)?.scope;
      if (scope === undefined) throw new Error(`${field.text} is not bound`);
      return { text: scope.text(rest), alias: scope.alias };
    });
    if (compiled.validity !== undefined) validity.push(compiled.validity);
    return compiled.piece;
  }

  /** An item of the binder's list fulfils the parts that speak of it. */
  #bind(binder: Binder, parts: readonly Formula[], scopes: Scopes, bindings: Bindings): Piece {
    const { places, owner } = this.#rowsOf(binder, parts, scopes, bindings);
    const bodies = places.map((rows): Body => {
      const inner = new Map([...bindings, [binder.key, { scope: rows.scope, binder }]]);
      // What is invalid is null here, and a $match negates nothing: such an item is not found.
      return { rows, condition: this.#match(parts, scopes, inner, []) };
    });
    return this.#exists(bodies, owner);
  }

  #rowsOf(
    binder: Binder,
    parts: readonly Formula[],
    scopes: Scopes,
    bindings: Bindings,
  ): { readonly places: readonly SqlRows[]; readonly owner: string } {
    const within = binder.within === undefined ? undefined : bindings.get(binder.within);
    const alias = this.#alias();
    if (binder.kind === 'item') {
      const scope = within?.scope ?? scopes.get(binder.root);
      if (scope === undefined) throw new Error(`${binder.key} is not bound`);
      return { places: [scope.items(binder.steps, alias)], owner: scope.alias };
    }
    const submodel = scopes.get('$sm');
    const { steps } = binder;
    const values = parts.some((part) => asksForValue(part, binder.key));
    const request = {
      steps,
      alias,
      values,
      ...(within === undefined
        ? {}
        : { within: { scope: within.scope, steps: within.binder.steps } }),
    };
    const places = submodel?.elements?.(request);
    if (submodel === undefined || places === undefined) throw new Error('there are no elements');
    return { places, owner: (within?.scope ?? submodel).alias };
  }

  /** A row in one of these places fulfils its condition. */
  #exists(bodies: readonly Body[], owner: string): Piece {
    const whole = bodies.map(({ rows, condition }) => {
      const own = rows.where.map((one) => ({ ...one, selective: rows.selective, scopes: nothing }));
      return { rows, body: all([...own, condition]) };
    });
    const outside = new Set(
      whole.flatMap(({ rows, body }) =>
        [...body.scopes].filter((scope) => scope !== rows.scope.alias),
      ),
    );
    const parameters = whole.flatMap(({ body }) => body.parameters);
    const alone = outside.size === 0 && whole.every(({ body }) => body.selective);
    const [first] = bodies;
    if (alone && this.#options.indexFirst && first !== undefined) {
      const sql = whole
        .map(({ rows, body }) => `SELECT ${rows.inner} FROM ${rows.from} WHERE ${body.sql}`)
        .join(' UNION ALL ');
      this.subqueries.push({ sql, parameters });
      const outer = `${first.rows.outer} IN (${sql})`;
      return { sql: outer, parameters, selective: true, scopes: new Set([owner]) };
    }
    const sql = whole.map(({ rows, body }) => {
      const near = rows.near === undefined ? '' : `AND ${rows.near} `;
      const looked = rows.lookedAt?.(body.sql) ?? body.sql;
      return `EXISTS (SELECT 1 FROM ${rows.from} WHERE ${rows.inner} = ${rows.outer}
        ${near}AND ${looked})`;
    });
    const scopes = new Set([...outside, owner]);
    return { sql: `(${sql.join(' OR ')})`, parameters, selective: false, scopes };
  }

  #alias(): string {
    this.#aliases += 1;
    return `q${this.#aliases}`;
  }
}

/** Whether the text of an element, or its language, is among what a part compares. */
function asksForValue(formula: Formula, key: string): boolean {
  return fieldsOf(formula).some((field) => {
    const { binders, rest } = bindersOf(field);
    const [step] = rest;
    if (binders.at(-1)?.key !== key || step === undefined || !('name' in step)) return false;
    return step.name === 'value' || step.name === 'language';
  });
}

function constant(value: boolean): Piece {
  return { sql: value ? '1 = 1' : '1 = 0', parameters: [], selective: false, scopes: nothing };
}

function all(pieces: readonly Piece[]): Piece {
  if (pieces.length === 0) return constant(true);
  return joined(
    pieces,
    ' AND ',
    pieces.some(({ selective }) => selective),
  );
}

function any(pieces: readonly Piece[]): Piece {
  return joined(
    pieces,
    ' OR ',
    pieces.every(({ selective }) => selective),
  );
}

function joined(pieces: readonly Piece[], by: string, selective: boolean): Piece {
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  return {
    sql: `(${pieces.map(({ sql }) => sql).join(by)})`,
    parameters: pieces.flatMap(({ parameters }) => parameters),
    selective,
    scopes: new Set(pieces.flatMap(({ scopes }) => [...scopes])),
  };
}
