/**
 * Places in JSON text: where the value of a JSON pointer stands, so that a violation can be jumped
 * to, and line and column of an offset, as a person counts them.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where the value at a JSON pointer (RFC 6901) stands. When the text lacks it (a missing
 * attribute), the nearest value above. Undefined when the text is not JSON.
 */
export function placeOf(text: string, pointer: string): Span | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const scanner = new Scanner(text);
  try {
    return scanner.find(steps);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** Line and column of an offset, from 1. */
export function lineOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}

/** Where JSON text breaks off, found by scanning; undefined when it is well formed. */
export function faultOffset(text: string): number | undefined {
  const scanner = new Scanner(text);
  try {
    scanner.whole();
    return undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError) return scanner.at;
    throw cause;
  }
}

/** Deepest nesting scanned, as for documents that the node takes (limits.nestingDepthMax). */
const depthMax = 128;

class Scanner {
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): void {
    this.#value(0);
    this.#space();
    if (this.at < this.#text.length) this.#fail();
  }

  find(steps: readonly string[]): Span {
    this.#space();
    const start = this.at;
    const [step, ...rest] = steps;
    const opening = this.#text[this.at];
    if (step !== undefined && (opening === '{' || opening === '[')) {
      const inside = opening === '{' ? this.#member(step) : this.#item(Number(step));
      if (inside) return this.find(rest);
      this.at = start;
    }
    this.#value(0);
    return { start, end: this.at };
  }

  /** Moves to the value of a member; false when there is none of this name. */
  #member(name: string): boolean {
    this.at += 1;
    for (;;) {
      this.#space();
      if (this.#text[this.at] === '}') return false;
      const from = this.at;
      this.#string();
      const found = JSON.parse(this.#text.slice(from, this.at)) === name;
      this.#expect(':');
      this.#space();
      if (found) return true;
      this.#value(0);
      if (!this.#comma('}')) return false;
    }
  }

  #item(index: number): boolean {
    this.at += 1;
    for (let position = 0; ; position += 1) {
      this.#space();
      if (this.#text[this.at] === ']') return false;
      if (position === index) return true;
      this.#value(0);
      if (!this.#comma(']')) return false;
    }
  }

  #value(depth: number): void {
    this.#space();
    const opening = this.#text[this.at];
    if (depth > depthMax) this.#fail();
    if (opening === '"') {
      this.#string();
      return;
    }
    if (opening === '{' || opening === '[') {
      this.#nested(opening, depth);
      return;
    }
    const literal = /^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?(e[+-]?\d+)?)/i.exec(
      this.#text.slice(this.at, this.at + 400),
    );
    if (literal === null) this.#fail();
    this.at += literal[0].length;
  }

  #nested(opening: '{' | '[', depth: number): void {
    const closing = opening === '{' ? '}' : ']';
    this.at += 1;
    this.#space();
    if (this.#text[this.at] === closing) {
      this.at += 1;
      return;
    }
    do {
      this.#space();
      if (opening === '{') {
        this.#string();
        this.#expect(':');
      }
      this.#value(depth + 1);
    } while (this.#comma(closing));
    this.at += 1;
  }

  #string(): void {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these
    const match = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-f]{4}))*"/iy;
    match.lastIndex = this.at;
    const found = match.exec(this.#text);
    if (found === null) this.#fail();
    this.at += found[0].length;
  }

  /** Past a comma; false, standing at the closing sign, when the last value was read. */
  #comma(closing: string): boolean {
    this.#space();
    if (this.#text[this.at] === closing) return false;
    this.#expect(',');
    return true;
  }

  #expect(sign: string): void {
    this.#space();
    if (this.#text[this.at] !== sign) this.#fail();
    this.at += 1;
  }

  #space(): void {
    while (/\s/.test(this.#text[this.at] ?? '')) this.at += 1;
  }

  #fail(): never {
    throw new SyntaxError(`not JSON at ${this.at}`);
  }
}
