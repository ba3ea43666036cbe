import type { Option } from '../form/form.ts';
import { isDone, isEscape } from '../form/cues.ts';
import { saysDone } from '../form/read-marker.ts';
import { detectLanguage } from '../read/language.ts';
import { isHan, termsOf, wordsOf } from '../read/text.ts';
import { hasAny, hasPhrase } from '../has-words.ts';
import { WORDS, wordSet } from '../words.ts';
import { feelingOf } from './feeling.ts';
import { findHarm } from './harm.ts';
import { relationOf } from './judge.ts';
import { overlap, rank } from './rank.ts';
import type { Scene } from './scene.ts';

const POLARITY: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [1, WORDS.choices.positive],
      [-1, WORDS.choices.negative],
      [0, WORDS.choices.neutral],
    ] as const
  ).flatMap(([value, words]) => words.split(' ').map((word) => [word, value])),
);
const LEVELS: ReadonlyArray<readonly string[]> = WORDS.choices.levels.map((line) => line.split(' '));
const URGENT = new Set(WORDS.choices.urgent.split(' '));
const CODES = new Set(Object.keys(WORDS.languages.names));

const polarityOf = ({ name }: Option): number | undefined =>
  POLARITY[name.toLowerCase().replaceAll('_', ' ').split(' ').at(-1) ?? ''];

/** Feelings: options of which two are opposite. */
function byFeeling(options: readonly Option[], text: string): Option | undefined {
  const values = options.map(polarityOf);
  if (!values.includes(1) || !values.includes(-1)) return undefined;
  const feeling = Math.sign(feelingOf(text));
  return options[values.indexOf(feeling)] ?? options[values.indexOf(feeling === 0 ? 1 : feeling)];
}

const ENTAILED = /^(?:entail|support(?!.*not)|true$|agree)/i;
const CONTRADICTED = /contradict|refut|^false$|disagree/i;
const OPEN = /neutral|not.?enough|unknown|unverifi|cannot|nei\b|unrelated/i;

/** Whether a claim follows from its evidence, goes against it, or is left open. */
function byEntailment(options: readonly Option[], { brief }: Scene): Option | undefined {
  const find = (pattern: RegExp): Option | undefined => options.find(({ name }) => pattern.test(name));
  const [follows, against, open] = [find(ENTAILED), find(CONTRADICTED), find(OPEN)];
  if (follows === undefined || against === undefined || open === undefined || options.length !== 3) return undefined;
  const relation = relationOf(brief);
  return relation === undefined ? undefined : { follows, against, open }[relation];
}

/** Levels of urgency or size: low, medium, high. */
function byLevel(options: readonly Option[], text: string): Option | undefined {
  const names = options.map(({ name }) => name.toLowerCase());
  const levels = LEVELS.find((level) => names.every((name) => level.includes(name)));
  if (levels === undefined) return undefined;
  const urgent = wordsOf(text).filter((word) => URGENT.has(word)).length;
  const order = [...options].toSorted(
    (a, b) => levels.indexOf(a.name.toLowerCase()) - levels.indexOf(b.name.toLowerCase()),
  );
  return urgent > 0 ? order.at(-1) : order[Math.floor((order.length - 1) / 2)];
}

/** Codes of languages: the language of the text. */
function byLanguage(options: readonly Option[], text: string): Option | undefined {
  if (!options.every(({ name }) => CODES.has(name.toLowerCase()))) return undefined;
  const language = detectLanguage(text);
  return options.find(({ name }) => name.toLowerCase() === language);
}

const ALARMS = wordSet(WORDS.pairs.alarms);
const isAlarm = (name: string): boolean => ALARMS.has(name.toLowerCase());
/** Safe, or what kind of harm. */
function byHarm(options: readonly Option[], text: string): Option | undefined {
  const none = options.find(({ name }) => /^(?:none|safe|no_violation|clean|ok)$/i.test(name));
  const harms = options.some(
    (option) =>
      option !== none && (isAlarm(option.name) || findHarm(`${option.name.replaceAll(/[_-]/g, ' ')} ${option.about}`)),
  );
  const named = options.some((option) => option !== none && hasPhrase(text.toLowerCase(), option.name.toLowerCase()));
  return none !== undefined && harms && !named && !findHarm(text) ? none : undefined;
}

/** How well an option fits a text: its name in the text counts most, then its words, its description, and what stands for them. */
function scoreOption(
  option: Option,
  lower: string,
  terms: ReadonlySet<string>,
  rare: (term: string) => number,
): number {
  const name = option.name.toLowerCase();
  const spoken = name.replaceAll(/[_-]/g, ' ');
  const named =
    spoken.length > 1 &&
    (hasPhrase(lower, spoken) ||
      (spoken.length > 4 && lower.replaceAll(' ', '').includes(spoken)) ||
      (isHan(spoken) && lower.includes(spoken)))
      ? 4
      : 0;
  const own = overlap(termsOf(spoken), terms) * 2;
  return named + own + overlap(termsOf(option.about), terms, rare) * 1.2;
}

const HAN = /[\u3400-\u9fff]/g;

/** Chinese words of one sign count where no other option has the sign: 换 for 退换货. */
function ownSigns({ name, about }: Option, options: readonly Option[], text: string): number {
  const signs = (part: string): readonly string[] => part.match(HAN) ?? [];
  const alone = (sign: string): boolean =>
    text.includes(sign) && options.filter((one) => `${one.name}${one.about}`.includes(sign)).length === 1;
  if (options.length > MAX_SIGNED || signs(name + about).length === 0) return 0;
  return new Set(signs(name).filter(alone)).size * 0.4 + new Set(signs(about).filter(alone)).size * 0.2;
}

/** The options that a text speaks of, best first, with how much. */
export function scoreOptions(
  options: readonly Option[],
  text: string,
): ReadonlyArray<{ readonly option: Option; readonly score: number }> {
  const lower = text.toLowerCase();
  const terms = termsOf(text);
  const counts = new Map<string, number>();
  for (const { about } of options) for (const term of termsOf(about)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const rare = (term: string): number => 1 / (counts.get(term) ?? 1);
  return options
    .map((option) => ({ option, score: scoreOption(option, lower, terms, rare) + ownSigns(option, options, text) }))
    .toSorted((a, b) => b.score - a.score);
}

const UNLIKELY = 0.5;
/** Options among which signs are compared one by one. */
const MAX_SIGNED = 30;

/** The option for what no other fits, by its name or by what is said of it. */
const isFallback = ({ name, about }: Option): boolean =>
  isEscape(name) ||
  hasAny(about, 'the_rest anything_else anyone_else everything_else everyone_else all_others all_other');

/** The option that fits a text best; the one for "other" where none does. */
export function chooseOption(options: readonly Option[], text: string, scene: Scene): Option {
  const special =
    byEntailment(options, scene) ??
    byFeeling(options, text) ??
    byLanguage(options, text) ??
    byHarm(options, text) ??
    byShots(options, text, scene);
  if (special !== undefined) return special;
  const finished = options.find(({ name }) => isDone(name));
  if (finished !== undefined && saysDone(text)) return finished;
  const [best] = scoreOptions(
    options.filter((option) => option !== finished),
    text,
  );
  if (best !== undefined && best.score >= UNLIKELY) return best.option;
  return byLevel(options, text) ?? options.find(isFallback) ?? options[0] ?? { name: '', about: '' };
}

/** The option of the example that is most like the text. */
function byShots(options: readonly Option[], text: string, { brief }: Scene): Option | undefined {
  if (brief.shots.length === 0) return undefined;
  const direct = scoreOptions(options, text)[0];
  if (direct !== undefined && direct.score >= 1) return undefined;
  const [best] = rank(brief.shots, ({ input }) => input, termsOf(text));
  if (best === undefined || best.score < 1) return undefined;
  return options.find(({ name }) => best.item.output.toLowerCase().includes(name.toLowerCase()));
}

/** Every option that a text speaks of, in the order of the list. */
export function chooseAll(options: readonly Option[], text: string): readonly Option[] {
  const fitting = new Set(
    scoreOptions(options, text)
      .filter(({ score }) => score >= 1)
      .map(({ option }) => option),
  );
  return options.filter((option) => fitting.has(option));
}
