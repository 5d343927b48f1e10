/**
 * The project's own files as the tidy test sees them: what git tracks or would track, read and
 * (for TypeScript) parsed once, with the imports and functions that the rules ask about.
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Node, parseSync, Visitor } from 'oxc-parser';

export const root = path.resolve(import.meta.dirname, '../..');

export interface SourceImport {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface SourceFunction {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
}

export interface Source {
  /** From the project's root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly imports: readonly SourceImport[];
  readonly functions: readonly SourceFunction[];
  /** Lines of `let` and `var` at the top level: state that outlives its caller. */
  readonly moduleState: readonly number[];
  readonly defaultExports: readonly number[];
}

/** Paths of all files that belong to the project, tracked or new, but not ignored. */
export function projectFiles(): readonly string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], {
    cwd: root,
    encoding: 'utf8',
  });
  const gone = new Set(deleted.split('\0'));
  return listed.split('\0').filter((file) => file !== '' && !gone.has(file));
}

/** Reads and parses one TypeScript source; throws when it does not parse. */
export function readSource(file: string): Source {
  const text = readFileSync(path.join(root, file), 'utf8');
  const parsed = parseSync(file, text);
  const failure = parsed.errors[0];
  if (failure !== undefined) throw new Error(`${file} does not parse: ${failure.message}`);
  const lineOf = lineCounter(text);

  const imports: SourceImport[] = [];
  const functions: SourceFunction[] = [];
  const addFunction = (node: Node, name: string): void => {
    const line = lineOf(node.start);
    functions.push({ name, line, lines: lineOf(node.end) - line + 1 });
  };
  const addImport = (specifier: string, typeOnly: boolean, start: number): void => {
    imports.push({ specifier, typeOnly, line: lineOf(start) });
  };
  new Visitor({
    ImportDeclaration(node) {
      addImport(node.source.value, node.importKind === 'type', node.start);
    },
    ExportNamedDeclaration(node) {
      if (node.source) addImport(node.source.value, node.exportKind === 'type', node.start);
    },
    ExportAllDeclaration(node) {
      addImport(node.source.value, node.exportKind === 'type', node.start);
    },
    ImportExpression(node) {
      if (node.source.type === 'Literal' && typeof node.source.value === 'string') {
        addImport(node.source.value, false, node.start);
      }
    },
    TSImportType(node) {
      addImport(node.source.value, true, node.start);
    },
    FunctionDeclaration(node) {
      addFunction(node, node.id?.name ?? '(unnamed)');
    },
    FunctionExpression(node) {
      addFunction(node, node.id?.name ?? '(method)');
    },
    ArrowFunctionExpression(node) {
      addFunction(node, '(arrow)');
    },
  }).visit(parsed.program);

  return {
    file,
    text,
    lines: text.split('\n'),
    imports,
    functions,
    moduleState: parsed.program.body.flatMap((node) => {
      const inner = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
      const mutable = inner?.type === 'VariableDeclaration' && inner.kind !== 'const';
      return mutable ? [lineOf(node.start)] : [];
    }),
    defaultExports: parsed.program.body.flatMap((node) =>
      node.type === 'ExportDefaultDeclaration' ? [lineOf(node.start)] : [],
    ),
  };
}

function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
}
