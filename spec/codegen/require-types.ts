// Writes the declarations that the compiler cannot: of the CommonJS entry points, and of matchers for other versions of Vitest.
//
// The former:  They borrow the types of the ES modules, which `require` may not load, and
// declare the values again.
import { readFileSync, writeFileSync } from 'node:fs';

const ENTRIES = {
  index: './index.js',
  fixtures: './transcripts/index.js',
  msw: './msw/index.js',
  verify: './verify/index.js',
};
const dist = new URL('../../dist/', import.meta.url);
const MODE = "with { 'resolution-mode': 'import' }";

/** A class is a type as well, which a constant of its name would hide. */
const isClass = (value: unknown): boolean => typeof value === 'function' && /^class\b/.test(String(value));

for (const [name, types] of Object.entries(ENTRIES)) {
  const module = (await import(new URL(`${name}.js`, dist).href)) as Readonly<Record<string, unknown>>;
  const values = Object.keys(module).flatMap((key) => [
    `export declare const ${key}: typeof module.${key};`,
    ...(isClass(module[key]) ? [`export type ${key} = module.${key};`] : []),
  ]);
  const head = [`import type * as module from '${types}' ${MODE};`, `export type * from '${types}' ${MODE};`];
  writeFileSync(new URL(`${name}.d.cts`, dist), `${[...head, ...values].join('\n')}\n`);
}

/** Interfaces of one name must have the same parameters, so each major of Vitest gets a file of its own. */
const MATCHERS = {
  'vitest-3': 'interface Matchers<T = any> extends StarmockMatchers {}',
  'vitest-4': 'interface Matchers<T = any> extends StarmockMatchers {}',
};
const index = readFileSync(new URL('vitest/index.d.ts', dist), 'utf8');
for (const [name, matchers] of Object.entries(MATCHERS)) {
  const text = index
    .replaceAll("from '../", "from './")
    .replaceAll("from './matchers", "from './vitest/matchers")
    .replaceAll(/from '\.\/(environment|test)/g, "from './vitest/$1")
    .replace(/interface Matchers<.*\{\s*\}/, matchers);
  writeFileSync(new URL(`${name}.d.ts`, dist), text);
}
