/**
 * What the compiler needs to know of a database: where things, lists and values are. The room that
 * has the tables gives it, in its own SQL; the compiler only puts the pieces together.
 */

import type { Root, Step } from './formula.ts';

export type SqlParameter = string | number;

/** A condition, with its parameters in order. */
export interface Piece {
  readonly sql: string;
  readonly parameters: readonly SqlParameter[];
  /** Whether an index leads to the few rows that fulfil it. */
  readonly selective: boolean;
  /** Scopes of further out that it speaks of. */
  readonly scopes: ReadonlySet<string>;
}

/** A text that is read, as SQL without parameters. */
export interface SqlText {
  readonly sql: string;
  /** The text as a number, where the database keeps it. */
  readonly number?: string;
  /** The condition that the text equals a constant, where an index serves that better. */
  readonly equals?: (constant: SqlParameter) => Pick<Piece, 'sql' | 'parameters'>;
  /** Whether equality with a constant is served by an index. */
  readonly indexed?: boolean;
}

/** Rows that belong to a row further out. */
export interface SqlRows {
  /** What follows FROM. */
  readonly from: string;
  /** The condition that joins them to the row further out, and the columns of both sides. */
  readonly inner: string;
  readonly outer: string;
  /** Further conditions of their own, indexed when `selective`. */
  readonly where: readonly {
    readonly sql: string;
    readonly parameters: readonly SqlParameter[];
  }[];
  readonly selective: boolean;
  readonly scope: SqlScope;
  /** For looking at the rows of one row further out: a condition that brings an index closer. */
  readonly near?: string;
  /** And the conditions rewritten so that no other index is preferred to that. */
  readonly lookedAt?: (condition: string) => string;
}

/** A row (or item) in SQL. */
export interface SqlScope {
  readonly alias: string;
  /** The text at these steps, which lead through no list. */
  text(steps: readonly Step[]): SqlText;
  /** The items of the list at these steps. */
  items(steps: readonly Step[], alias: string): SqlRows;
  /**
   * Of a submodel: its elements at an idShortPath, in each place where they or their values are;
   * `within` is an element further up that path.
   */
  elements?(request: ElementRequest): readonly SqlRows[];
  /** Of a shell its submodels, of a submodel its shells. */
  related?(alias: string): SqlRows & { readonly root: Root };
}

export interface ElementRequest {
  readonly steps: readonly Step[];
  readonly alias: string;
  /** Whether their values are asked for, which may be several of one element. */
  readonly values: boolean;
  readonly within?: { readonly scope: SqlScope; readonly steps: readonly Step[] };
}
