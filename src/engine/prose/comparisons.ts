import type { Ask, Task } from '../understand/ask.ts';
import { tidyPhrase } from '../understand/topic.ts';
import { capitalise, isPluralName } from './english.ts';
import { topicalAnswer } from './topical-english.ts';
import type { Voice } from './voice.ts';

const INTROS: readonly string[] = [
  '{A} and {b} [have a lot in common|overlap in places], but they differ [mainly|most] in {aspect} and {aspect}.',
  '[Both|Both of them,] {a} and {b} help {people} {goal}, each with its own [strengths|trade-offs].',
  'The [biggest|main] difference between {a} and {b} is {aspect}.',
  '[Good question!|It depends on your needs.] {A} and {b} [make different trade-offs|set different priorities] when it comes to {aspect}.',
];
const LEFT: readonly string[] = [
  '[strong|very good], with little effort',
  '[a clear advantage|the main strength]',
  'good once you know it well',
  'depends on the setup',
  'simple and predictable',
];
const RIGHT: readonly string[] = [
  '[good|solid], but takes some practice',
  'more flexible, less uniform',
  '[weaker out of the box|not its focus]',
  'excellent in larger settings',
  'varies from case to case',
];
const SIDES: readonly string[] = [
  'In terms of {quality}, {a} {is} [usually|often] a little ahead.',
  'When it comes to {quality}, {b} [has the edge|tends to do better].',
  'As for {quality}, there is [not much|little] between them.',
  '{A} {is} [hard to beat|strong] on {quality}, [while|whereas] {b} [needs more care|asks for more experience].',
];
const ENDS: readonly string[] = [
  '[Choose|Pick] {a} if {aspect} matters most to you; [choose|go for] {b} if you care more about {aspect}.',
  '[In short|Overall]: {a} for {aspect}, {b} for {aspect}.',
  '[If you are unsure|When in doubt], start with {a} and move to {b} once {aspect} becomes a concern.',
];

const CHOICES: readonly string[] = [
  "[It depends|That depends] on what you need, but for most people I'd [start with|lean towards] {a}: {aspect} is its strong side, while {b} [pays off|shines] when {aspect} matters more.",
  "Both {a} and {b} are [good|solid] choices. I'd [pick|go with] {a} if {aspect} comes first, and {b} if {aspect} does.",
  '[Neither is better in every case|There is no overall winner]: {a} is usually ahead on {aspect}, {b} on {aspect}. [If in doubt|When in doubt], [choose|go with] the one that you know best.',
];
/** Sets two things side by side: a table, two lists or prose; with a recommendation first where one was asked for. */
export function compare(ask: Ask, task: Extract<Task, { kind: 'compare' }>, voice: Voice): string {
  const a = tidyPhrase(task.a).replace(/^(?:the|a|an) (?=\S)/i, '') || 'the first';
  const b = tidyPhrase(task.b).replace(/^(?:the|a|an) (?=\S)/i, '') || 'the second';
  const names = { a, b };
  const intro = task.choose === true ? voice.say(CHOICES, names) : voice.say(INTROS, names);
  if (task.choose === true && (ask.wanted.bare || (ask.wanted.length.unit === 'words' && ask.wanted.length.count <= 3)))
    return voice.pick([a, b]);
  if (task.choose === true && ask.wanted.format === 'any' && voice.chance(0.5)) return intro;
  const { length, format } = ask.wanted;
  if (length.unit !== 'normal' && length.unit !== 'detailed') return topicalAnswer(ask, intro, voice, 'short');
  const aspects = Array.from({ length: voice.int(3, 5) }, () => capitalise(voice.say('{aspect}')));
  const layout = format === 'table' ? 0 : format === 'bullets' ? 1 : format === 'plain' ? 2 : voice.int(0, 2);
  if (layout === 2) {
    const sentences = aspects.map((aspect) =>
      voice.say(SIDES, { ...names, quality: aspect.toLowerCase(), is: isPluralName(a) ? 'are' : 'is' }),
    );
    return `${intro} ${sentences.join(' ')} ${voice.say(ENDS, names)}`;
  }
  if (layout === 0) {
    const rows = aspects.map((aspect) => `| ${aspect} | ${voice.say(LEFT)} | ${voice.say(RIGHT)} |`);
    return `${intro}\n\n| | ${capitalise(a)} | ${capitalise(b)} |\n| --- | --- | --- |\n${rows.join('\n')}\n\n${voice.say(ENDS, names)}`;
  }
  const list = (bank: readonly string[]): string =>
    aspects.map((aspect) => `- **${aspect}**: ${voice.say(bank)}`).join('\n');
  return `${intro}\n\n### ${capitalise(a)}\n\n${list(LEFT)}\n\n### ${capitalise(b)}\n\n${list(RIGHT)}\n\n${voice.say(ENDS, names)}`;
}

const PROS: readonly string[] = [
  '**{Aspect}**: [clearly better|a real strength]',
  'It helps {people} {goal}',
  'More [freedom|room] when it comes to {aspect}',
  '**{Aspect}** [improves|gets better] with little effort',
];
const CONS: readonly string[] = [
  '**{Aspect}** can suffer',
  'It takes time until {aspect} is right',
  '{People} may struggle with {aspect}',
  'Less control over {aspect}',
];

/** What speaks for the topic and what against it, as two lists and a last word. */
export function prosAndCons(voice: Voice): string {
  const side = (bank: readonly string[]): string =>
    voice
      .sample(bank, voice.int(3, 4))
      .map((line) => `- ${capitalise(voice.say(line))}`)
      .join('\n');
  const intro = voice.say('[Here are|These are] the [main|most common] pros and cons of {topic}:');
  const end = voice.say('[Overall|On balance], it comes down to how much {aspect} matters to you.');
  return `${intro}\n\n**Pros**\n\n${side(PROS)}\n\n**Cons**\n\n${side(CONS)}\n\n${end}`;
}
