import { isJsonObject } from '../../contract/requirements.ts';
import type { Observation } from '../observation.ts';
import { answerOf, eventsOf, headerOf, isStream } from './recorded-answer.ts';

/** How much a change of form matters: an addition is `info`, a loss a `warning`, another type an `error`. */
export type DriftGrade = 'info' | 'warning' | 'error';

/** A change of the form of a response. */
export interface Drift {
  readonly grade: DriftGrade;
  readonly message: string;
}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

type Shape = Map<string, Set<string>>;

/** Types by path; all items of a list are one. */
function addShape(value: unknown, path: string, shape: Shape): void {
  const types = shape.get(path) ?? new Set<string>();
  shape.set(path, types.add(typeOf(value)));
  if (Array.isArray(value)) for (const one of value) addShape(one, `${path}[]`, shape);
  else if (isJsonObject(value))
    for (const [key, one] of Object.entries(value)) addShape(one, path === '' ? key : `${path}.${key}`, shape);
}

function shapeOf(values: readonly unknown[], prefix: string): Shape {
  const shape: Shape = new Map();
  for (const value of values) addShape(value, prefix, shape);
  return shape;
}

/** A member that is null one time and something another is not of another type. */
const isOtherType = (before: ReadonlySet<string>, after: ReadonlySet<string>): boolean => {
  const told = [...after].filter((type) => type !== 'null');
  const known = [...before].filter((type) => type !== 'null');
  return told.length > 0 && known.length > 0 && told.every((type) => !known.includes(type));
};

const isBelow = (path: string, others: readonly string[]): boolean =>
  others.some((other) => path.startsWith(`${other}.`) || path.startsWith(`${other}[]`));

/** Without what is below another one of the list. */
const topmost = (paths: readonly string[]): string[] => paths.filter((path) => !isBelow(path, paths));

function shapeDrift(before: Shape, after: Shape): Drift[] {
  const changed = topmost(
    [...before.keys()].filter((path) => isOtherType(before.get(path) ?? new Set(), after.get(path) ?? new Set())),
  );
  const gone = topmost([...before.keys()].filter((path) => !after.has(path))).filter((path) => !isBelow(path, changed));
  const added = topmost([...after.keys()].filter((path) => !before.has(path))).filter(
    (path) => !isBelow(path, changed),
  );
  const named = (shape: Shape, path: string): string => [...(shape.get(path) ?? [])].toSorted().join(' or ');
  return [
    ...changed.map((path): Drift => ({
      grade: 'error',
      message: `${path}: was ${named(before, path)}, is ${named(after, path)}`,
    })),
    ...gone.map((path): Drift => ({ grade: 'warning', message: `${path}: is gone` })),
    ...added.map((path): Drift => ({ grade: 'info', message: `${path}: is new (${named(after, path)})` })),
  ];
}

const shapesOf = (observation: Observation): Shape =>
  isStream(observation) ? shapeOf(eventsOf(observation), 'event') : shapeOf([answerOf(observation)], '');

const mediaType = ({ head }: Observation): string =>
  headerOf(head?.headers ?? [], 'content-type')
    ?.split(';')[0]
    ?.trim() ?? 'none';

/** How the form of a response to the same request has changed; what it says may differ each time. */
export function driftOf(before: Observation, after: Observation): Drift[] {
  const [old, now] = [before.head?.status, after.head?.status];
  if (old !== now) return [{ grade: 'error', message: `status: was ${old ?? 'none'}, is ${now ?? 'none'}` }];
  const [type, newType] = [mediaType(before), mediaType(after)];
  if (type !== newType) return [{ grade: 'error', message: `content-type: was ${type}, is ${newType}` }];
  return shapeDrift(shapesOf(before), shapesOf(after));
}
