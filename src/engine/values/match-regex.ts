import { inSet, type Pattern } from './regex-syntax.ts';

/** Steps after which a match is given up. Ordinary patterns on short texts need a few hundred. */
const STEP_LIMIT = 20_000;
/** Longer texts are not tried: the matcher recurses once a character. */
const TEXT_LIMIT = 600;

interface Match {
  readonly text: readonly number[];
  readonly captures: Map<number | string, readonly number[]>;
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
      if (end === at && count >= node.from) return false;
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
  if (++match.steps > STEP_LIMIT) return false;
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
 */
export function matchRegex(pattern: Pattern, text: string): boolean {
  if (text.length > TEXT_LIMIT * 2) return false;
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  if (points.length > TEXT_LIMIT) return false;
  const match: Match = { text: points, captures: new Map(), steps: 0 };
  for (let from = 0; from <= points.length && match.steps <= STEP_LIMIT; from++) {
    if (run(match, pattern, from, () => true)) return true;
  }
  return false;
}
