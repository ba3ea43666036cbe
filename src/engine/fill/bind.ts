import { termsOf, unquote, withoutEnd } from '../read/text.ts';
import type { NumberFact } from '../values/find-numbers.ts';
import type { Facts } from '../values/facts.ts';
import { findColors } from '../values/find-choices.ts';
import { splitName, stem } from '../values/tokens.ts';
import { rateOf, singular } from './sums.ts';
import { alike, sameWord } from './rank.ts';
import { WORDS } from '../words.ts';

const MONEY =
  /price|rent|cost|amount|budget|total|fee|salary|prix|preis|precio|prezzo|sum|pay|fare|value|betrag|montant/i;
const NEAR = [3, 2, 1.2, 0.6];
/** Words that a unit at the end of a name stands for. */
const UNITS: Readonly<Record<string, string>> = WORDS.fill.bindUnits;

function wordsFor(name: string, about: string): readonly string[] {
  const own = splitName(name);
  const units = own.flatMap((word) => (Object.hasOwn(UNITS, word) ? (UNITS[word] ?? '').split(' ') : []));
  const told = [...termsOf(about)].filter((word) => !['number', 'integer', 'int', 'float', 'value'].includes(word));
  return [...own.filter((word) => word.length > 1).map(stem), ...units.map(stem), ...told.slice(0, 8)];
}

const fitsWord = (a: string, b: string): boolean => a === b || sameWord(a, b) || alike(a, b);

function nearness(near: readonly string[], words: readonly string[]): number {
  let best = 0;
  for (const [at, word] of near.slice(0, NEAR.length).entries())
    if (words.some((one) => fitsWord(stem(word), one))) best = Math.max(best, NEAR[at] ?? 0);
  return best;
}

/** The rate from the unit behind a number to the unit that a field names: "an hour" for a field of minutes. */
function unitRate({ after }: NumberFact, told: string): number | undefined {
  const from = singular(after[0] ?? '');
  if (from === '') return undefined;
  for (const word of told.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const to = singular(word);
    const rate = to === from ? undefined : rateOf(from, to, '');
    if (rate !== undefined) return rate;
  }
  return undefined;
}

/** Words around a number, nearest first, up to the next number on either side. */
function around(text: string, at: number): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const behind = /^[^\d]*[\d.,]+([^\d]{0,48})/.exec(text.slice(at, at + 80))?.[1] ?? '';
  const ahead = /([^\d]{0,48})[^\d]?$/.exec(text.slice(Math.max(0, at - 48), at))?.[1] ?? '';
  const words = (part: string): readonly string[] => part.toLowerCase().match(/[\p{L}²³$€£%°]+/gu) ?? [];
  return { before: words(ahead).toReversed(), after: words(behind) };
}

/** A number of a text that a field may hold, with where it stands. */
export interface BoundNumber {
  readonly value: number;
  readonly at: number;
  readonly sure: boolean;
}

/**
 * The number of a text that a field means: by the words and units around it, by its currency, and failing these by order.
 *
 * @param taken places of numbers that other fields have
 */
export function bindNumber(
  name: string,
  about: string,
  facts: Facts,
  taken: ReadonlySet<number>,
  fits: (value: number) => boolean,
): BoundNumber | undefined {
  const words = wordsFor(name, about);
  const told = `${splitName(name).join(' ')} ${about}`;
  const scored = facts
    .numbers()
    .filter(({ bound, at }) => !bound && !taken.has(at))
    .map((fact) => {
      const money = fact.currency !== undefined ? (MONEY.test(`${name} ${about}`) ? 3 : -1) : 0;
      const percent = fact.percent ? (/percent|rate|discount|%|tax|tip/i.test(`${name} ${about}`) ? 3 : -0.5) : 0;
      const rate = unitRate(fact, told);
      const near = /[\d$€£¥]/.test(facts.text.charAt(fact.at)) ? around(facts.text, fact.at) : fact;
      const letter = name.length === 1 && fact.before[0] === name.toLowerCase() ? 4 : 0;
      const score =
        letter +
        (rate === undefined ? 0 : 3) +
        nearness(near.after, words) +
        nearness(near.before, words) * 0.8 +
        money +
        percent;
      return {
        value: rate === undefined ? fact.value : Number((fact.value * rate).toPrecision(10)),
        at: fact.at,
        score,
      };
    });
  const best = scored.filter(({ value }) => fits(value)).toSorted((a, b) => b.score - a.score || a.at - b.at)[0];
  return best === undefined ? undefined : { value: best.value, at: best.at, sure: best.score > 0 };
}

const PLACE =
  /city|place|location|where|venue|origin|destination|town|station|ort|ville|lieu|ciudad|lugar|città|stadt|country|area|region/i;
const DAY = /date|day|when|datum|fecha|jour|deadline|due|data$/i;
const CLOCK = /time|hour|uhrzeit|heure|hora/i;
const PERSON =
  /person|guest|customer|caller|owner|artist|player|author|who|contact|speaker|sender|recipient|employee|patient|candidate|passenger|winner|host|teacher|student|user|client|nom$/i;
const COMPANY =
  /merchant|company|vendor|supplier|store|shop|employer|organi[sz]ation|brand|seller|restaurant|hotel|business|firm|publisher/i;
const PHONE = /phone|tel|mobile|fax/i;
const CODE = /gate|room|seat|flight|code|number|id$|ref|order|platform|track|invoice|ticket|plate|model|sku|version/i;

/** Words behind a form of the field's name: "allergic to penicillin", "genre crime", "runs Debian 12". */
function keyed(name: string, text: string): string | undefined {
  for (const word of splitName(name)) {
    if (
      word.length < 4 ||
      /^(?:name|title|type|text|value|next|last|first|date|time|full|source|page|site|link|number|code|status|reason|answer|label|topic)$/.test(
        word,
      )
    )
      continue;
    const head = word.slice(0, Math.max(4, word.length - 2));
    const match = new RegExp(
      `(?<![\\p{L}])${head}\\p{L}{0,4}(?:\\s+(?:to|of|is|are|was|in|on|with|called|named))?\\s*[:=]?\\s+(?:an?\\s+|the\\s+)?([\\p{L}][\\p{L}\\d-]*(?: \\p{Lu}[\\p{L}\\d-]*)?)`,
      'iu',
    ).exec(text)?.[1];
    if (
      match !== undefined &&
      !/^(?:and|or|for|to|of|in|on|with|is|are|was|from|by|at|the|a|has|have|will)$/i.test(match)
    )
      return match;
  }
  return undefined;
}

const FROM = /^(?:from|origin|source|pickup|pick_up|departure|start|von|de|desde)(?:_|$)/i;
const TO = /^(?:to|destination|target|dropoff|drop_off|arrival|end|nach|vers|hasta|goal)(?:_|$)/i;

/** "from Elm Street to the airport": where something begins and where it ends. */
function wayOf(name: string, text: string): string | undefined {
  const way =
    /\b(?:from|von|de|desde|da)\s+(?:the\s+)?([\p{L}\p{N}][\p{L}\p{N} '-]{1,40}?)\s+(?:to|nach|à|a|hasta|para)\s+(?:the\s+)?([\p{L}\p{N}][\p{L}\p{N} '-]{1,40}?)(?=[,.;!?]|\s(?:on|at|for|by|please|tomorrow|today|with|and)\b|$)/iu.exec(
      text,
    );
  return way === null ? undefined : FROM.test(name) ? way[1] : TO.test(name) ? way[2] : undefined;
}

/** What stands in the text under the name of a field: "from gate B24". */
function coded(name: string, text: string): string | undefined {
  const key = splitName(name)
    .filter((word) => !/^(?:number|id|no|code|name)$/.test(word))
    .join(' ');
  if (key === '') return undefined;
  const match = new RegExp(
    `(?<![\\p{L}])${key.replaceAll(/[^\p{L}\p{N} ]/gu, '.')}s?\\s+(?:is\\s+|no\\.?\\s+|number\\s+|#\\s?|:\\s*)?((?:[A-Z]{1,4}[ -]?)?\\d[\\w-]*|[A-Z]\\d+[\\w-]*)`,
    'iu',
  ).exec(text);
  return match?.[1];
}

const first = <T>(items: readonly T[], taken: ReadonlySet<string>): T | undefined =>
  items.find((item) => !taken.has(String(item)));

/**
 * The piece of a text that a field means, by what its name speaks of; `undefined` where nothing of the kind is there.
 */
export function bindText(name: string, about: string, facts: Facts, taken: ReadonlySet<string>): string | undefined {
  const { text } = facts;
  const told = `${name} ${about.length < 60 ? about : ''}`;
  if (/\bcolou?r\b|farbe|couleur|fill\b/i.test(told)) {
    const [color] = findColors(facts);
    if (color !== undefined) return color;
  }
  if (CODE.test(name)) {
    const found = coded(name, text);
    if (found !== undefined) return found;
  }
  if (PHONE.test(name)) return facts.phones()[0] ?? /\+?\d[\d -]{5,}\d/.exec(text)?.[0];
  if (/mail/i.test(name) || (/^(?:to|cc|bcc|recipients?|sender|from)$/i.test(name) && facts.emails().length > 0))
    return facts.emails()[0];
  if (/url|link|website/i.test(name)) return facts.urls()[0];
  if (CLOCK.test(name) && facts.times().length > 0) return first(facts.times(), taken);
  const dated =
    DAY.test(told) ||
    /(?:^|_)(?:by|on|until|from|start|end|visit|appointment|arrival|departure|starts|ends)$/i.test(name);
  if (dated && facts.dates().length > 0) return first(facts.dates(), taken);
  const way = wayOf(name, text);
  if (way !== undefined) return way;
  if (PLACE.test(told)) {
    const behind =
      /(?<![\p{L}])(?:in|at|to|from|near|nach|aus|bei|à|en|au|de|a|für)\s+(\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)?)/u.exec(
        text,
      )?.[1];
    return first(facts.places().all, taken) ?? behind;
  }
  if (COMPANY.test(told)) return companyIn(facts, taken);
  if (/^(?:product|item|model|device|article)(?:_name)?$/i.test(name)) {
    const thing = facts.names().find((run) => !taken.has(run.text) && !facts.places().all.includes(run.text));
    if (thing !== undefined && thing.text.includes(' ')) return thing.text.replace(/^(?:The|A|An)\s+/, '');
  }
  const named = keyed(name, text);
  if (named !== undefined) return named;
  // "Passenger Nuno Reis".
  const owned = facts.names().find((run) => splitName(name).includes(run.before) && !taken.has(run.text));
  if (PERSON.test(told) || /name/i.test(name)) return owned?.text ?? personIn(facts, taken);
  if (/title|book|movie|film|song|work/i.test(name))
    return (
      unquote(facts.quoted()[0] ?? '') ||
      first(
        facts.names().map((run) => run.text),
        taken,
      )
    );
  return undefined;
}

function companyIn(facts: Facts, taken: ReadonlySet<string>): string | undefined {
  const known = first(facts.companies(), taken);
  if (known !== undefined) return known;
  const head = facts.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 3);
  const line = head.find(
    (one) => /^\p{Lu}[\p{L}&'. -]{2,40}$/u.test(one) && one.split(' ').length > 1 && !taken.has(one),
  );
  const run = facts.names().find(({ text, before }) => !taken.has(text) && /^(?:of|at|from|with|by|for)$/.test(before));
  return line ?? run?.text;
}

/** Whether a single word begins a sentence, where its capital says nothing. */
export const startsSentence = (text: string, run: { readonly start: number; readonly text: string }): boolean =>
  !run.text.includes(' ') && (run.start === 0 || /[.!?]\s*$/.test(text.slice(Math.max(0, run.start - 3), run.start)));

function personIn(facts: Facts, taken: ReadonlySet<string>): string | undefined {
  const places = new Set(facts.places().all);
  const people = first(facts.people(), taken);
  if (people !== undefined) return people;
  const runs = facts
    .names()
    .toSorted((a, b) => Number(startsSentence(facts.text, a)) - Number(startsSentence(facts.text, b)));
  const run = runs.find(({ text }) => !places.has(text) && !taken.has(text) && !/^[A-Z]+$/.test(text));
  return run === undefined ? undefined : withoutEnd(run.text.split(/ (?:of|from|at) /)[0] ?? run.text);
}

/** What somebody wants: the object of "I need a green raincoat". */
export function wantedThing(text: string): string | undefined {
  const match =
    /\b(?:need|want|like|order|buy|looking for|search for|find|get|book|reserve|möchte|brauche|voudrais|quiero)\s+(?:to\s+\w+\s+)?(?:an?|the|some|my|ein|eine|einen|un|une)?\s{0,64}([\p{L}][\p{L}\p{N} '-]{1,50}?)(?=\s+(?:for|in|at|on|from|with|under|by|to|that|which|please)\b|[.,;!?\n]|$)/iu.exec(
      text,
    );
  return match?.[1]?.trim();
}
