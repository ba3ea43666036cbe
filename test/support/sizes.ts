import { readFileSync } from 'node:fs';
import { parseAst } from 'rolldown/parseAst';
import { sourceFiles, walk, type Node } from './imports.ts';

export interface Sizes {
  readonly lines: number;
  /** Literals and `new RegExp`. */
  readonly regexes: number;
  /** Where functions of more than `MAX_FUNCTION_LINES` lines begin. */
  readonly longFunctions: readonly string[];
}

const MAX_FUNCTION_LINES = 60;
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

const linesOf = (text: string): number => text.split('\n').length - 1;

const isRegex = ({ type, regex, callee }: Node): boolean =>
  (type === 'Literal' && regex !== undefined && regex !== null) ||
  (type === 'NewExpression' && (callee as Node)['name'] === 'RegExp');

/** What the source of a folder amounts to, from the parsed syntax. */
export function sizesBelow(folder: string): Sizes {
  let [lines, regexes] = [0, 0];
  const longFunctions: string[] = [];
  for (const file of sourceFiles(folder)) {
    const text = readFileSync(file, 'utf8');
    lines += linesOf(text);
    walk(parseAst(text, { lang: 'ts' }, file), (node) => {
      if (isRegex(node)) regexes++;
      const [start, end] = [Number(node['start']), Number(node['end'])];
      if (FUNCTIONS.has(node.type) && linesOf(text.slice(start, end)) >= MAX_FUNCTION_LINES)
        longFunctions.push(`${file}:${linesOf(text.slice(0, start)) + 1}`);
    });
  }
  return { lines, regexes, longFunctions };
}
