import { inSet, type Pattern } from './regex-syntax.ts';

/** Steps after which a match is given up. Ordinary patterns on short texts need a few hundred. */
const STEP_LIMIT = 20_000;
/** Steps within steps: each takes a few frames of the stack, of which there are some ten thousand. */
const MAX_DEPTH = 2000;
/** Longer texts are not tried: the matcher recurses once a character. */
const TEXT_LIMIT = 600;

interface Match {
  readonly text: readonly number[];
  readonly captures: Map<number | string, readonly number[]>;
  steps: number;
  depth: number;
  readonly limit: number;
}

/** Steps left to a piece of work that matches many times; patterns are untrusted. */
export interface Effort {
  steps: number;
}

type Next = (at: number) => boolean;

const isWord = (point: number | undefined): boolean =>
  point !== undefined &&
  ((point >= 48 && point <= 57) || (point >= 65 && point <= 90) || point === 95 || (point >= 97 && point <= 122));

function atEdge(match: Match, edge: '^' | '$' | 'b' | 'B', at: number): boolean {
  if (edge === '^') return at === 0;
  if (edge === '$') return at === match.text.length;
  const boundary = isWord(match.text[at - 1]) !== isWord(match.text[at]);
  return boundary === (edge === 'b');
}

function runSequence(match: Match, items: readonly Pattern[], index: number, at: number, next: Next): boolean {
  const item = items[index];
  if (item === undefined) return next(at);
  return run(match, item, at, (end) => runSequence(match, items, index + 1, end, next));
}

function runRepeat(match: Match, node: Pattern & { kind: 'repeat' }, count: number, at: number, next: Next): boolean {
  if (count < node.to) {
    const more = run(match, node.item, at, (end) => {
      // What has matched nothing can do so again, as often as is asked for.
      if (end === at) return count < node.from && next(at);
      return runRepeat(match, node, count + 1, end, next);
    });
    if (more) return true;
  }
  return count >= node.from && next(at);
}

function runLook(match: Match, node: Pattern & { kind: 'look' }, at: number): boolean {
  if (!node.behind) return run(match, node.item, at, () => true) !== node.negated;
  for (let from = at; from >= 0; from--) {
    if (run(match, node.item, from, (end) => end === at)) return !node.negated;
  }
  return node.negated;
}

function runGroup(match: Match, node: Pattern & { kind: 'group' }, at: number, next: Next): boolean {
  const before = match.captures.get(node.index);
  return run(match, node.item, at, (end) => {
    const captured = match.text.slice(at, end);
    match.captures.set(node.index, captured);
    if (node.name !== undefined) match.captures.set(node.name, captured);
    if (next(end)) return true;
    if (before === undefined) match.captures.delete(node.index);
    else match.captures.set(node.index, before);
    return false;
  });
}

function run(match: Match, node: Pattern, at: number, next: Next): boolean {
  if (++match.steps > match.limit || match.depth >= MAX_DEPTH) return false;
  match.depth++;
  const found = step(match, node, at, next);
  match.depth--;
  return found;
}

function step(match: Match, node: Pattern, at: number, next: Next): boolean {
  switch (node.kind) {
    case 'set': {
      const point = match.text[at];
      return point !== undefined && inSet(node, point) && next(at + 1);
    }
    case 'sequence':
      return runSequence(match, node.items, 0, at, next);
    case 'choice':
      return node.items.some((item) => run(match, item, at, next));
    case 'repeat':
      return runRepeat(match, node, 0, at, next);
    case 'group':
      return runGroup(match, node, at, next);
    case 'look':
      return runLook(match, node, at) && next(at);
    case 'edge':
      return atEdge(match, node.at, at) && next(at);
    case 'back': {
      const captured = match.captures.get(node.to) ?? [];
      return captured.every((point, i) => match.text[at + i] === point) && next(at + captured.length);
    }
  }
}

/**
 * Whether the pattern matches anywhere in the text. Work is bounded, whatever the pattern: where the bound is met, or
 * the text is longer than 600 code points, the answer is `false`.
 *
 * @param effort what is left to all matches of a piece of work; the steps of this one are taken from it
 */
export function matchRegex(pattern: Pattern, text: string, effort: Effort = { steps: STEP_LIMIT }): boolean {
  if (text.length > TEXT_LIMIT * 2) return false;
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  if (points.length > TEXT_LIMIT) return false;
  const limit = Math.min(STEP_LIMIT, effort.steps);
  const match: Match = { text: points, captures: new Map(), steps: 0, depth: 0, limit };
  let found = false;
  for (let from = 0; from <= points.length && match.steps <= limit && !found; from++)
    found = run(match, pattern, from, () => true);
  effort.steps -= match.steps;
  return found;
}
