import type { JsonValue } from '../../src/contract/api-types.ts';
import type { Random } from '../../src/engine/random.ts';

const STRANGERS: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  2.5,
  130,
  1e300,
  '',
  'auto',
  'function',
  'user',
  'text',
  'a b',
  'x'.repeat(70),
  [],
  ['a', 'b', 'c', 'd', 'e'],
  [null],
  {},
  { type: 'text' },
  { type: 'function', function: { name: 'f' } },
];
const KEYS = ['type', 'role', 'name', 'content', 'extra', 'id', 'text', 'index'];

type Container = JsonValue[] | { [key: string]: JsonValue };

function containersIn(value: JsonValue, found: Container[] = []): Container[] {
  if (typeof value !== 'object' || value === null) return found;
  found.push(value);
  for (const child of Object.values(value)) containersIn(child, found);
  return found;
}

function change(container: Container, random: Random): void {
  const stranger = structuredClone(random.pick(STRANGERS));
  if (Array.isArray(container)) {
    if (container.length === 0 || random.chance(0.2)) container.push(stranger);
    else container[random.int(0, container.length - 1)] = stranger;
    return;
  }
  const keys = Object.keys(container);
  if (keys.length === 0 || random.chance(0.15)) container[random.pick(KEYS)] = stranger;
  else if (random.chance(0.3)) Reflect.deleteProperty(container, random.pick(keys));
  else container[random.pick(keys)] = stranger;
}

/** A copy with one to three places replaced, removed or added. */
export function mutated(value: JsonValue, random: Random): JsonValue {
  const copy = structuredClone(value);
  for (let left = random.int(1, 3); left > 0; left--) {
    const containers = containersIn(copy);
    if (containers.length > 0) change(random.pick(containers), random);
  }
  return copy;
}
