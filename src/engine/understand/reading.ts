import type { Task } from './ask.ts';

/** A task and, where the words show it, the subject. */
export interface Reading {
  readonly task: Task;
  readonly topic?: string | undefined;
}

/** What a pattern caught: the whole match, then its groups. */
export type Groups = readonly (string | undefined)[];
/** A pattern, and what a request that fits it is; `undefined` where it is not after all. */
export type Rule = readonly [RegExp, (match: Groups, text: string) => Reading | undefined];

/** Tasks that carry nothing but their kind and, some of them, a subject. */
type PlainKind = 'greeting' | 'thanks' | 'goodbye' | 'identity' | 'abilities' | 'tools' | 'feeling' | 'continue';
type TopicKind = 'how-to' | 'what-is' | 'opinion' | 'explain' | 'yes-no' | 'pros-cons';

export const plain =
  (kind: PlainKind): (() => Reading) =>
  () => ({ task: { kind } });
export const about =
  (kind: TopicKind) =>
  (match: Groups): Reading => ({ task: { kind }, topic: match[1] });

/** The reading of the first rule that fits. */
export function applyRules(rules: readonly Rule[] | undefined, text: string): Reading | undefined {
  for (const [pattern, read] of rules ?? []) {
    const match = pattern.exec(text);
    const reading = match === null ? undefined : read(match, text);
    if (reading !== undefined) return reading;
  }
  return undefined;
}
