import { withoutLabel, type Segment } from './segment.ts';

/** An example of a question and its answer. */
export interface Shot {
  readonly input: string;
  readonly output: string;
}

const key = ({ label }: Segment): string => label.toLowerCase();

/**
 * Examples within a message, told by their repetition: the label that the message ends with stands before, with an answer,
 * behind the same label as at the end.
 */
export function shotsOf(segments: readonly Segment[]): readonly Shot[] {
  const slot = segments.at(-1);
  const asked = segments.at(-2);
  if (slot?.role !== 'slot' || asked === undefined || asked.label === '') return [];
  const shots: Shot[] = [];
  for (let at = 1; at < segments.length - 1; at++) {
    const [input, output] = [segments[at - 1], segments[at]];
    if (input === undefined || output === undefined || output.role === 'template') continue;
    if (key(input) === key(asked) && key(output) === key(slot))
      shots.push({ input: withoutLabel(input), output: withoutLabel(output) });
  }
  return shots;
}
