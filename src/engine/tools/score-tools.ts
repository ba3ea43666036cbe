import type { Facts } from '../values/facts.ts';
import { splitName } from '../values/tokens.ts';
import { conceptsOf, conceptsOfName, isConcept } from './concepts.ts';
import type { ToolSpec } from './tool-spec.ts';

/** From this score on the words concern a tool. A word of the name alone suffices, one of the description does not. */
export const CONCERNED = 2.4;

const DESCRIPTION_CAP = 2.6;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What a tool is about, in concepts with weights. */
export interface ToolProfile {
  readonly tool: ToolSpec;
  readonly name: ReadonlySet<string>;
  readonly description: ReadonlySet<string>;
  readonly parameters: ReadonlySet<string>;
  readonly choices: ReadonlySet<string>;
}

function parameterText(parameters: unknown): { names: string; choices: string } {
  const properties = isRecord(parameters) && isRecord(parameters['properties']) ? parameters['properties'] : {};
  const names = Object.keys(properties).slice(0, 40);
  const choices: string[] = [];
  for (const name of names) {
    const property = properties[name];
    const list = isRecord(property) ? property['enum'] : undefined;
    if (Array.isArray(list)) choices.push(...list.slice(0, 40).filter((one): one is string => typeof one === 'string'));
  }
  return { names: names.join(' '), choices: choices.join(' ') };
}

export function profileTool(tool: ToolSpec): ToolProfile {
  const { names, choices } = parameterText(tool.parameters);
  return {
    tool,
    name: conceptsOfName(tool.name),
    description: conceptsOf(tool.description.slice(0, 1000)),
    parameters: conceptsOfName(names),
    choices: conceptsOfName(choices),
  };
}

const OPERATIONS: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:add|sum|plus)/, /\+|\bplus\b|\badd|\bsum\b|加/i],
  [/^(?:subtract|minus|sub$|diff)/, /\d\s*-\s*\d|\bminus\b|\bsubtract|\bdifference\b|减/i],
  [/^(?:multipl|times|mul$|product)/, /\d\s*[*×x]\s*\d|\btimes\b|\bmultipl|\bproduct\b|乘/i],
  [/^(?:divide|div$|quotient)/, /\d\s*[/÷]\s*\d|\bdivide|\bover\b|除/i],
];

/** A tool named after one operation only concerns questions with that operation. */
function arithmetic(profile: ToolProfile, facts: Facts): number {
  const words = splitName(profile.tool.name);
  const own = OPERATIONS.find(([name]) => words.some((word) => name.test(word)));
  const general = profile.name.has('~calculate') || profile.description.has('~calculate');
  if (own === undefined && !general) return 0;
  if (facts.numbers().length === 0) return 0;
  if (own !== undefined && !profile.name.has('~calendar'))
    return facts.numbers().length > 1 && own[1].test(facts.text) ? 4 : 0;
  return facts.expression() === undefined ? 0 : 4;
}

const QUESTION =
  /^(?:(?:hey|hi|hello|please|so|ok)[,!]? )*(?:who|what|when|where|which|how (?:many|much|old|tall|far|long|big)|is there|are there|tell me about|what's|who's)\b|最新|是谁|是什么|什么是/i;
const FRESH = /\b(?:latest|newest|recent(?:ly)?|news|currently|right now|this week|as of)\b|最新|最近/i;
const ABOUT_ITSELF = /\b(?:your name|you doing|about you|you do\b|can you|you are|are you)\b/i;

/** A search tool may be asked anything that is a question about the world. */
function searching(profile: ToolProfile, facts: Facts): number {
  if (!profile.name.has('~search') && !profile.description.has('~search')) return 0;
  // A search over one kind of thing ("search hotels") has a word for it; those need that word.
  const special = [...profile.name].filter((token) => token !== '~search' && !GENERAL.has(token));
  if (special.length > 0)
    return special.every((token) => CATALOG.has(token)) && HUNTS.test(facts.text.trim()) ? 2.5 : 0;
  if (ABOUT_ITSELF.test(facts.lower) || facts.expression() !== undefined) return 0;
  if (FRESH.test(facts.lower)) return 2.5;
  return QUESTION.test(facts.text.trim()) ? 2.5 : 0;
}

const HUNTS =
  /^(?:(?:please|can you|could you) )*(?:find|search|look for|show me|recommend|i(?:'m| am) looking for|i need)\b/i;
const CATALOG = new Set('product item catalog inventori inventory stor store shop list ~stock'.split(' '));
const GENERAL = new Set(
  'search find look lookup google brows web internet query research seek wiki wikipedia duckduckgo tavili tavily serp retriev knowledge bas base engin engine json doc question knowledg onlin online'.split(
    ' ',
  ),
);

function overlap(tokens: ReadonlySet<string>, words: ReadonlySet<string>, plain: number, concept: number): number {
  let score = 0;
  for (const token of tokens) if (words.has(token)) score += isConcept(token) ? concept : plain;
  return score;
}

const ORDERS = /\b(?:use|call|run|invoke|with|using) (?:the )?`?$/;

/** Whether the text calls the tool by its name: "use get_weather", "call the get weather tool". */
function isNamed(profile: ToolProfile, lower: string): boolean {
  const name = profile.tool.name.toLowerCase();
  if (name.length < 3) return false;
  const compound = /[_-]/.test(name);
  if (compound && (lower.includes(name) || lower.includes(name.replaceAll(/[_-]+/g, ' ')))) return true;
  const at = compound ? -1 : lower.indexOf(name);
  return at > 0 && ORDERS.test(lower.slice(Math.max(0, at - 20), at));
}

/** How much the words concern the tool: see `CONCERNED`. */
export function scoreTool(profile: ToolProfile, words: ReadonlySet<string>, facts: Facts): number {
  if (isNamed(profile, facts.lower)) return 20;
  const sums = arithmetic(profile, facts);
  let score = overlap(profile.name, words, 2.5, 2.5);
  // A verb alone ("create", "send", "delete") does not make a tool concerned: its object has to fit too.
  if (score > 0 && score < 5.1 && onlyVerbs(profile, words)) score = 1.2;
  score += Math.min(DESCRIPTION_CAP, overlap(profile.description, words, 0.9, 1.1));
  score += overlap(profile.parameters, words, 0.6, 0.4) + overlap(profile.choices, words, 0.8, 0.8);
  return Math.max(score, sums + score * 0.1 * Math.sign(sums), searching(profile, facts));
}

const VERBS = new Set(
  'creat create send write sav save delet delete remov remove updat update open clos close read add order play convert ~create ~delete cancel check chang change start stop turn generat generate list view count submit ~order set find look ~search search'.split(
    ' ',
  ),
);

function onlyVerbs(profile: ToolProfile, words: ReadonlySet<string>): boolean {
  const shared = [...profile.name].filter((token) => words.has(token));
  const others = [...profile.name].filter((token) => !VERBS.has(token));
  return others.length > 0 && shared.every((token) => VERBS.has(token));
}
