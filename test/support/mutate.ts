import * as fc from 'fast-check';

/** One way to damage a body; numbers are shares of its length, or of its number of places. */
export type Damage =
  | { readonly kind: 'byte'; readonly at: number; readonly value: number }
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number }
  | { readonly kind: 'replace'; readonly at: number; readonly value: unknown }
  | { readonly kind: 'remove'; readonly at: number }
  | { readonly kind: 'wrap'; readonly at: number; readonly depth: number }
  | { readonly kind: 'rename'; readonly at: number; readonly name: string }
  | { readonly kind: 'add'; readonly at: number; readonly name: string; readonly value: unknown };

/** Not `fc.double`, which draws from the representations of numbers: nearly all of those are tiny. */
const share = fc.nat(9999).map((value) => value / 10_000);
const JUNK: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  -0,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '',
  'x',
  'auto',
  '\u0000',
  '\uD800',
  '%s%n',
  '\u{1F468}\u200D\u{1F469}',
  'x'.repeat(5000),
  [],
  [[]],
  [null],
  {},
  { a: 1 },
  { type: 'function' },
  { $ref: '#' },
  { type: ['object', 'null'] },
];
const NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  'type',
  'content',
  'n',
  'stream',
  'length',
];
const junk = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...JUNK) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

const byteDamage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('byte' as const), at: share, value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: share }),
  fc.record({ kind: fc.constant('drop' as const), at: share, length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: share, length: fc.integer({ min: 1, max: 200 }) }),
);

const valueDamage: fc.Arbitrary<Damage> = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), at: share, value: junk }),
  fc.record({ kind: fc.constant('remove' as const), at: share }),
  fc.record({ kind: fc.constant('wrap' as const), at: share, depth: fc.integer({ min: 1, max: 300 }) }),
  fc.record({ kind: fc.constant('rename' as const), at: share, name: fc.constantFrom(...NAMES) }),
  fc.record({ kind: fc.constant('add' as const), at: share, name: fc.constantFrom(...NAMES), value: junk }),
);

/** Some damage; that to bytes mostly ends in text that is not JSON, so there is less of it. */
export const damages: fc.Arbitrary<Damage[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(valueDamage, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.array(byteDamage, { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.array(fc.oneof(valueDamage, byteDamage), { minLength: 1, maxLength: 5 }) },
);

type Container = Record<string | number, unknown>;

interface Place {
  readonly holder: Container;
  readonly key: string;
}

/** Every place of a value where another value could stand. */
function placesOf(root: unknown): Place[] {
  const places: Place[] = [];
  const work: unknown[] = [root];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const holder = next as Container;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      work.push(holder[key]);
    }
  }
  return places;
}

/** Assigns even where the name is `__proto__`, as `JSON.parse` does. */
function put(holder: Container, key: string, value: unknown): void {
  if (Array.isArray(holder) && !/^\d+$/.test(key)) {
    holder.push(value);
    return;
  }
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function wrapped(value: unknown, depth: number): unknown {
  let result = value;
  for (let i = 0; i < depth; i++) result = i % 2 === 0 ? [result] : { a: result };
  return result;
}

function damageValue(root: Container, harm: Exclude<Damage, { kind: 'byte' | 'cut' | 'drop' | 'repeat' }>): void {
  const places = placesOf(root);
  const place = places[Math.floor(harm.at * places.length)];
  if (!place) return;
  const { holder, key } = place;
  const value = holder[key];
  switch (harm.kind) {
    case 'replace':
      // A copy, since later damage must not reach the stock.
      return put(holder, key, structuredClone(harm.value));
    case 'remove':
      delete holder[key];
      return;
    case 'wrap':
      return put(holder, key, wrapped(value, harm.depth));
    case 'rename':
      delete holder[key];
      return put(holder, harm.name, value);
    case 'add':
      return put(holder, harm.name, structuredClone(harm.value));
  }
}

function damageBytes(
  bytes: Uint8Array,
  harm: Extract<Damage, { kind: 'byte' | 'cut' | 'drop' | 'repeat' }>,
): Uint8Array {
  const at = Math.floor(harm.at * bytes.length);
  switch (harm.kind) {
    case 'byte': {
      const copy = bytes.slice();
      copy[at] = harm.value;
      return copy;
    }
    case 'cut':
      return bytes.slice(0, at);
    case 'drop':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + harm.length)]);
    case 'repeat':
      return Buffer.concat([bytes.subarray(0, at + harm.length), bytes.subarray(at)]);
  }
}

const encoder = new TextEncoder();

/** A body after some damage: first to the value, then to its bytes. */
export function damaged(body: object, harms: readonly Damage[]): Uint8Array {
  const root = JSON.parse(JSON.stringify(body)) as Container;
  const late: Extract<Damage, { kind: 'byte' | 'cut' | 'drop' | 'repeat' }>[] = [];
  for (const harm of harms) {
    if (harm.kind === 'byte' || harm.kind === 'cut' || harm.kind === 'drop' || harm.kind === 'repeat') late.push(harm);
    else damageValue(root, harm);
  }
  return late.reduce<Uint8Array>(damageBytes, encoder.encode(JSON.stringify(root)));
}
