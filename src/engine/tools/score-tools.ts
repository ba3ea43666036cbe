import type { Facts } from '../values/facts.ts';
import { isRecord, stringsIn } from '../values/schema.ts';
import { SILENT } from '../values/silent-words.ts';
import { splitName, splitWords, stem } from '../values/tokens.ts';
import { conceptsOf, conceptsOfWord, membersOf } from './concepts.ts';
import { withoutQuotes } from './split-request.ts';
import { memoize } from '../values/memoize.ts';
import { speaksOfOperation, operationOf } from './operations.ts';
import { argumentOf, type ToolSpec } from './tool-spec.ts';
import { stemRows, stemSet, TOOL_WORDS } from './tool-words.ts';
import { anyOf } from '../has-words.ts';
import { WORDS } from '../words.ts';

/** From this score on the words concern a tool. */
export const CONCERNED = 2.4;

const NAME = 3;
const ACTION = 1.5;
const CONCEPT = 0.85;
const HEAD_WORDS = 7;
const DESCRIPTION_CAP = 3;
/** Whose act is meant and whose thing is not is hardly meant. */
const UNNAMED = 1.5;

/** A word of a tool: its stem and the groups of words with one meaning that it belongs to. */
interface ToolWord {
  readonly root: string;
  readonly concepts: readonly string[];
}

/** What a tool is about. */
export interface ToolProfile {
  readonly tool: ToolSpec;
  /** Things the name speaks of, without its verb. */
  readonly nouns: readonly ToolWord[];
  /** Stems that ask for what the tool changes; `undefined` for a tool that only tells. */
  readonly effect: ReadonlySet<string> | undefined;
  /** Stems of the verbs by which the tool goes. */
  readonly verbs: readonly string[];
  readonly description: readonly ToolWord[];
  readonly parameters: readonly ToolWord[];
  readonly choices: readonly ToolWord[];
  /** The name says nothing: its description speaks for it. */
  readonly opaque: boolean;
  /** Stems of its own words. */
  readonly own: ReadonlySet<string>;
  /** The same with all that means the same. */
  readonly covered: ReadonlySet<string>;
}

const GIVING = stemSet(TOOL_WORDS.givers);
/** Verbs that are things as well: an order, a booking, a record. */
const BOTH = stemSet('order book schedule post record place file open ticket transfer run execute');
/** What is opened to be read. */
const READABLE = stemSet('file page url document link folder website note message mail email letter article');
const EFFECT_OF: ReadonlyMap<string, ReadonlySet<string>> = stemRows(TOOL_WORDS.effects).reduce((map, words) => {
  const head = words[0] ?? '';
  return map.set(head, new Set([...(map.get(head) ?? []), ...words]));
}, new Map<string, ReadonlySet<string>>());

const wordOf = (word: string): ToolWord => ({ root: stem(word), concepts: conceptsOfWord(word) });
const wordsOf = (words: readonly string[]): ToolWord[] =>
  [...new Set(words)].filter((word) => word.length > 1 || word > '\u007f').map(wordOf);
const telling = (words: readonly ToolWord[]): ToolWord[] => words.filter(({ root }) => !SILENT.has(root));

function parameterWords({ properties }: ToolSpec): { names: string[]; choices: string[]; told: string[] } {
  const names = Object.keys(properties).slice(0, 40);
  const [choices, told]: [string[], string[]] = [[], []];
  for (const name of names) {
    const property = properties[name];
    if (!isRecord(property)) continue;
    choices.push(...stringsIn(property, 'enum').slice(0, 40));
    if (typeof property['description'] === 'string') told.push(...splitWords(property['description'].slice(0, 200)));
  }
  return { names: names.flatMap(splitName), choices: choices.flatMap(splitName), told };
}

/** The verb by which a tool acts: the first word of its name, or of its description where the name is none. */
function effectOf(name: readonly string[], description: readonly string[]): ReadonlySet<string> | undefined {
  if (operationOf(name) !== undefined) return undefined;
  const [first, last] = [stem(name[0] ?? ''), stem(name.at(-1) ?? '')];
  if (BOTH.has(first) && (GIVING.has(last) || (first === 'open' && READABLE.has(last)))) return undefined;
  for (const root of new Set([first, last])) {
    if (GIVING.has(root)) return undefined;
    const effect = EFFECT_OF.get(root);
    if (effect !== undefined) return effect;
  }
  const verb = stem(description[0] ?? '');
  return GIVING.has(verb) ? undefined : EFFECT_OF.get(verb);
}

function buildProfile(tool: ToolSpec): ToolProfile {
  const name = splitName(tool.name);
  const told = splitWords(tool.description.slice(0, 1000).replaceAll(/\be-mail/gi, 'email'));
  const { names, choices, told: explained } = parameterWords(tool);
  const effect = effectOf(name, told);
  const nouns = telling(wordsOf(name)).filter(
    ({ root }, at, all) =>
      all.length === 1 || (!GIVING.has(root) && !(effect !== undefined && at === 0 && effect.has(root))),
  );
  const description = telling(wordsOf(told));
  const known = new Set(description.flatMap(({ root, concepts }) => [root, ...concepts]));
  const named = nouns.some(({ root, concepts }) => known.has(root) || concepts.length > 0);
  const own = [...name, ...told, ...names, ...choices, ...explained].map(stem);
  return {
    tool,
    own: new Set(own),
    nouns,
    effect,
    verbs: [name[0] ?? '', told[0] ?? ''].flatMap((word) => [stem(word), ...conceptsOfWord(word).flatMap(membersOf)]),
    description,
    parameters: telling(wordsOf(names)),
    choices: telling(wordsOf(choices)),
    opaque: !named && description.length > 0,
    covered: new Set([
      ...own,
      ...(effect ?? []),
      ...[...nouns, ...description].flatMap(({ concepts }) => concepts.flatMap(membersOf)),
    ]),
  };
}

const profiles = new WeakMap<ToolSpec, ToolProfile>();

/** What a tool is about, by the words of its name, description and parameters. */
export function profileTool(tool: ToolSpec): ToolProfile {
  const known = profiles.get(tool) ?? buildProfile(tool);
  profiles.set(tool, known);
  return known;
}

const matched = ({ root, concepts }: ToolWord, words: ReadonlySet<string>): number =>
  words.has(root) ? 1 : concepts.some((concept) => words.has(concept)) ? CONCEPT : 0;
const total = (own: readonly ToolWord[], words: ReadonlySet<string>): number =>
  own.reduce((sum, word) => sum + matched(word, words), 0);

/** A name of which half the things are meant counts less than one that is meant whole. */
function scoreName(nouns: readonly ToolWord[], words: ReadonlySet<string>): number {
  const count = nouns.filter((word) => matched(word, words) > 0).length;
  return count === 0 ? 0 : NAME * total(nouns, words) * (0.6 + (0.4 * count) / nouns.length);
}

function scoreDescription({ description, opaque }: ToolProfile, words: ReadonlySet<string>): number {
  const head = total(description.slice(0, HEAD_WORDS), words) * (opaque ? 2 : 1.2);
  const rest = total(description.slice(HEAD_WORDS), words) * (opaque ? 1 : 0.7);
  return Math.min(opaque ? 2 * DESCRIPTION_CAP : DESCRIPTION_CAP, head + rest);
}

/** A tool of one operation only concerns questions with that operation. */
function arithmetic(profile: ToolProfile, facts: Facts): number {
  const own = operationOf(splitName(profile.tool.name));
  if (facts.numbers().length === 0) return 0;
  if (own !== undefined) return facts.numbers().length > 1 && speaksOfOperation(own, facts.text) ? 4 : 0;
  const general = [...profile.nouns, ...profile.description].some(({ concepts }) => concepts.includes('~calculate'));
  return general && facts.expression() !== undefined ? 4 : 0;
}

const QUESTION =
  /^(?:(?:hey|hi|hello|please|so|ok)[,!]? )*(?:who|what|when|where|which|how (?:many|much|old|tall|far|long|big|(?:do|can|should) (?:i|we))|is there|are there|tell me about|what's|who's)\b|最新|是谁|是什么|什么是/i;
const FRESH = anyOf(WORDS.tools.scoreToolsFresh);
const ABOUT_ITSELF = anyOf('your_name you_doing about_you you_do can_you you_are are_you');
const HUNTS =
  /^(?:(?:please|can you|could you) )*(?:find|search|look for|show me|recommend|i(?:'m| am) looking for|i need)\b/i;
const CATALOG = stemSet('product item catalog inventory store shop list stock');
const GENERAL = stemSet(
  'search find look lookup google browse web internet query research seek wiki wikipedia duckduckgo tavily serp retrieve retriever retrieval knowledge base engine json doc docs documents question online results',
);

/** A search tool may be asked anything that is a question about the world. */
function searching(profile: ToolProfile, facts: Facts): number {
  const name = telling(wordsOf(splitName(profile.tool.name)));
  const searches = [...name, ...profile.description.slice(0, 2)].some(({ concepts }) => concepts.includes('~search'));
  if (!searches) return 0;
  // A search over one kind of thing ("search hotels") has a word for it; those need that word.
  const special = (profile.opaque && name.length > 0 ? [...name, ...profile.description] : name).filter(
    ({ root }) => !GENERAL.has(root),
  );
  if (special.length > 0)
    return special.every(({ root }) => CATALOG.has(root)) && HUNTS.test(facts.text.trim()) ? 2.5 : 0;
  if (ABOUT_ITSELF.test(facts.lower) || facts.expression() !== undefined) return 0;
  if (FRESH.test(facts.lower)) return 2.5;
  return QUESTION.test(facts.text.trim()) ? 2.5 : 0;
}

const ORDERS = /\b(?:use|call|run|invoke|with|using|via|through) (?:the )?`?$/;

/** Whether a text calls the tool by its name: "use get_weather", "call the get weather tool". */
export function isNamed(name: string, lower: string): boolean {
  const plain = name.toLowerCase();
  if (plain.length < 2) return false;
  const spaced = splitName(name).join(' ');
  const compound = spaced.includes(' ');
  if (compound && (lower.includes(plain) || lower.includes(spaced))) return true;
  if (compound) return false;
  for (let at = lower.indexOf(plain); at >= 0; at = lower.indexOf(plain, at + 1))
    if (ORDERS.test(lower.slice(Math.max(0, at - 20), at)) || lower.startsWith(' tool', at + plain.length)) return true;
  return false;
}

const EVIDENCE: Readonly<Record<string, (facts: Facts) => boolean>> = {
  location: (facts) => facts.places().all.length > 0,
  city: (facts) => facts.places().all.length > 0,
  country: (facts) => facts.places().countries.length > 0,
  email: (facts) => facts.emails().length > 0,
  command: (facts) => facts.command() !== undefined,
  url: (facts) => facts.urls().length > 0,
  file: (facts) => facts.paths().length > 0,
  id: (facts) => facts.identifiers().length > 0,
  ticker: (facts) => facts.tickers().length > 0,
  currency: (facts) => facts.numbers().some(({ currency }) => currency !== undefined),
  repository: (facts) => facts.repositories().length > 0,
  date: (facts) => facts.dates().length > 0,
  'date-time': (facts) => facts.dates().length > 0,
  time: (facts) => facts.times().length > 0,
  phone: (facts) => facts.phones().length > 0,
  person: (facts) => facts.people().length > 0 || facts.names().some((run) => run.text.includes(' ') && run.start > 0),
};

/** What the required arguments of a tool mean. */
function meaningsOf({ tool }: ToolProfile): readonly string[] {
  const names = tool.required.length > 0 ? tool.required : Object.keys(tool.properties);
  return names.slice(0, 6).map((name) => argumentOf(tool, name).meaning);
}

/** Things in the words that an argument of the tool takes speak for the tool. */
const evidence = (profile: ToolProfile, facts: Facts): number =>
  Math.min(2, meaningsOf(profile).filter((meaning) => EVIDENCE[meaning]?.(facts) === true).length) * 0.9;

const PLAIN = new Set(['location', 'city', 'country', 'currency', 'date', 'date-time', 'time']);
/** Whether an argument takes a thing of the words that few tools take: a person, a code, an address. */
export const speaksFor = (profile: ToolProfile, facts: Facts): boolean =>
  meaningsOf(profile).some((meaning) => !PLAIN.has(meaning) && EVIDENCE[meaning]?.(facts) === true);

const ARTICLES = new Set('the a an my our any all this that her his their your'.split(' '));
/** Stems of the words that may order something: of "the open issue" only the issue. */
const actingStems = memoize((lower: string): ReadonlySet<string> => {
  const words = splitWords(lower);
  const told = words.filter((_, at) => !ARTICLES.has(words[at - 1] ?? '') || SILENT.has(stem(words[at + 1] ?? 'the')));
  return new Set(told.map(stem));
});

/** Whether a tool takes an address that the words have. */
export const takesUrl = (profile: ToolProfile, facts: Facts): boolean =>
  facts.urls().length > 0 && meaningsOf(profile).includes('url');

/** How much the words concern the tool: see {@link CONCERNED}. */
export function scoreTool(profile: ToolProfile, words: ReadonlySet<string>, facts: Facts): number {
  if (isNamed(profile.tool.name, facts.lower)) return 20;
  const { effect } = profile;
  const acting = actingStems(withoutQuotes(facts.lower));
  const acts = effect !== undefined && [...effect].some((root) => acting.has(root));
  const onlyVerb = effect !== undefined && profile.nouns.every(({ root }) => effect.has(root));
  const meant = effect === undefined || onlyVerb || profile.opaque || total(profile.nouns, words) > 0;
  const told = Math.min(scoreDescription(profile, words), meant ? Infinity : UNNAMED);
  let score = scoreName(profile.nouns, words) + told;
  // A name that is a verb and nothing else counts as meant where the rest of the tool is too.
  if (onlyVerb && acts && told > 0.9) score = Math.max(score, NAME * CONCEPT + told + ACTION);
  score += 0.6 * Math.min(2, total(profile.parameters, words)) + 0.8 * Math.min(2, total(profile.choices, words));
  const backed = evidence(profile, facts);
  if (effect !== undefined && !onlyVerb && score > 0) score += acts ? ACTION : -ACTION;
  if (score > 0.9) score += backed;
  // "Set up something tomorrow at ten" names no appointment, but all that makes one.
  else if (acts && (backed > 1 || (backed > 0 && facts.command() !== undefined))) score = ACTION + backed;
  const sums = arithmetic(profile, facts);
  return Math.max(score, sums + score * 0.1 * Math.sign(sums), searching(profile, facts));
}

/** The words of a text as tools are scored by them; a path speaks of a file. */
export function requestWords(text: string, facts: Facts): ReadonlySet<string> {
  const words = conceptsOf(text);
  return facts.paths().length > 0 ? new Set([...words, '~file']) : words;
}
