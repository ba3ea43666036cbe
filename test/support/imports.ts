import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';

/** One `import`, `export … from` or `import()` of a source file. */
export interface Import {
  /** Importing file, relative to the repository, with forward slashes. */
  readonly from: string;
  /** A bare specifier, or the imported file relative to the repository. */
  readonly to: string;
  readonly kind: 'value' | 'type' | 'dynamic';
}

/** A node of the parsed syntax. */
export interface Node {
  readonly type: string;
  readonly source?: { readonly value?: unknown } | null;
  readonly importKind?: string;
  readonly exportKind?: string;
  readonly specifiers?: readonly { readonly importKind?: string; readonly exportKind?: string }[];
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Only types are named: the import is gone after compilation. */
function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true;
  const named = node.specifiers ?? [];
  return named.length > 0 && named.every((one) => one.importKind === 'type' || one.exportKind === 'type');
}

/** Calls `visit` for every node of a tree. */
export function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (isNode(value)) {
    visit(value);
    for (const child of Object.values(value)) if (typeof child === 'object') walk(child, visit);
  }
}

function importsOf(file: string): Import[] {
  const found: Import[] = [];
  walk(parseAst(readFileSync(file, 'utf8'), { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file), (node) => {
    const target = node.source?.value;
    if (typeof target !== 'string') return;
    const kind = node.type === 'ImportExpression' ? 'dynamic' : isTypeOnly(node) ? 'type' : 'value';
    const to = target.startsWith('.') ? path.posix.join(path.posix.dirname(file), target) : target;
    found.push({ from: file, to, kind });
  });
  return found;
}

/** Every TypeScript file below a folder of the repository. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/')))
    .sort();
}

/** Every import below a folder, from the parsed syntax. */
export function importsBelow(folder: string): Import[] {
  return sourceFiles(folder).flatMap(importsOf);
}
