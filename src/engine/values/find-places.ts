import { isCalendarWord, type NameRun } from './capitals.ts';
import {
  CHINESE_COUNTRIES,
  CHINESE_PLACES,
  CITIES,
  COMPANIES,
  COUNTRIES,
  CURRENCY_CODES,
  FIRST_NAMES,
  LANGUAGES,
  REGIONS,
} from './gazetteer.ts';
import { WORDS, wordSet } from '../words.ts';

export interface Places {
  /** In text order, a city with its region joined: "Paris, France". */
  readonly all: readonly string[];
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly countries: readonly string[];
  /** `all` without countries, regions cut off. */
  readonly cities: readonly string[];
}

const PLACE_WORDS = wordSet(WORDS.values.placesPlaceWords);
const WEAK_WORDS = new Set('to for of from and or between vs versus over'.split(' '));

const firstWord = (text: string): string => text.split(' ')[0]?.toLowerCase() ?? '';

/** 2 for a known place, 1 for a name where places stand, 0 for anything else. */
function placeScore(run: NameRun, followsPlace: boolean): number {
  const lower = run.text.toLowerCase();
  if (CITIES.has(lower) || COUNTRIES.has(lower)) return 2;
  if (LANGUAGES.has(lower) || CURRENCY_CODES.has(run.text) || isCalendarWord(lower)) return 0;
  if (FIRST_NAMES.has(firstWord(run.text)) || COMPANIES.has(lower)) return 0;
  if (/\d/.test(run.text) || !PLACE_WORDS.has(run.before)) return 0;
  if (run.before === 'and' || run.before === 'or') return followsPlace ? 1 : 0;
  return WEAK_WORDS.has(run.before) ? 0.5 : 1;
}

function joinRegions(text: string, runs: readonly NameRun[]): { run: NameRun; whole: string }[] {
  const joined: { run: NameRun; whole: string }[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    const gap = last === undefined ? '' : text.slice(last.run.end, run.start);
    const lower = run.text.toLowerCase();
    const isRegion = REGIONS.has(lower) || (COUNTRIES.has(lower) && !COUNTRIES.has(last?.run.text.toLowerCase() ?? ''));
    if (last !== undefined && /^,\s*$/.test(gap) && isRegion) {
      joined[joined.length - 1] = { run: { ...last.run, end: run.end }, whole: `${last.whole}, ${run.text}` };
    } else joined.push({ run, whole: run.text });
  }
  return joined;
}

const CHINESE_ASK = /([\u4e00-\u9fff]{2,8}?)(?:的|今天|明天|后天|现在|当前){0,4}(?:天气|气温|温度|时间|几点)/;
const CHINESE_LEAD =
  /^(?:请问|请|帮我|我想知道|想知道|告诉我|查询|查一下|查查|查|看看|一下|今天|明天|后天|现在|那|的|在)+/;

function findChinese(text: string): Places {
  const found = [...CHINESE_PLACES, ...CHINESE_COUNTRIES]
    .map((name) => ({ name, at: text.indexOf(name) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.name.length - a.name.length)
    .map(({ name }) => name);
  const all = [...new Set(found)];
  const asked = CHINESE_ASK.exec(text)?.[1]?.replace(CHINESE_LEAD, '');
  if (all.length === 0 && asked !== undefined && asked.length >= 2) all.push(asked);
  const route = /从(.{2,8}?)(?:飞往|飞到|前往|到|去)/.exec(text);
  const from = all.find((name) => route?.[1]?.includes(name));
  const to = from === undefined ? undefined : all.find((name) => name !== from);
  const countries = all.filter((name) => CHINESE_COUNTRIES.includes(name));
  return { all, from, to, countries, cities: all.filter((name) => !CHINESE_COUNTRIES.includes(name)) };
}

const LEAVES =
  /\b(?:leav(?:es|ing)|left|depart(?:s|ed|ing)?(?: from)?|sail(?:s|ed|ing)? from)\s+(\p{Lu}[\p{L}-]+)\s+(?:for|to)\s+(\p{Lu}[\p{L}-]+)/u;

/** Places that the text speaks of; names that may as well be something else only count where nothing surer is there. */
export function findPlaces(text: string, runs: readonly NameRun[], chinese: boolean): Places {
  if (chinese) {
    const places = findChinese(text);
    if (places.all.length > 0) return places;
  }
  const scored: { run: NameRun; whole: string; score: number }[] = [];
  for (const one of joinRegions(text, runs)) {
    const previous = scored.at(-1);
    const listed =
      previous !== undefined && /^,?\s*(?:and|or|&|,)\s*$/.test(text.slice(previous.run.end, one.run.start));
    const score = one.whole.includes(', ') ? 2 : placeScore(one.run, listed && previous.score > 0);
    const comma = score === 0 && listed && previous.score > 0 && !FIRST_NAMES.has(firstWord(one.whole));
    // "Bergen and Madrid": what is named beside a known place is one as well.
    if (listed && score === 2 && previous.score === 0.5) previous.score = 2;
    scored.push({ ...one, score: comma ? previous.score : score });
  }
  const best = Math.max(0, ...scored.map(({ score }) => score));
  const taken = scored.filter(({ score }) => score > 0 && (score >= 1 || best < 1));
  const [, from, to] = LEAVES.exec(text) ?? [];
  const countries = taken.filter(({ whole }) => COUNTRIES.has(whole.toLowerCase())).map(({ whole }) => whole);
  const inRegions = taken.map(({ whole }) => whole.split(', ')[1]).filter((name) => name !== undefined);
  return {
    all: [...new Set(taken.map(({ whole }) => whole))],
    from: from ?? taken.find(({ run }) => run.before === 'from')?.whole,
    to: to ?? taken.find(({ run }) => run.before === 'to')?.whole,
    countries: [...countries, ...inRegions.filter((name) => COUNTRIES.has(name.toLowerCase()))],
    cities: taken.filter(({ whole }) => !countries.includes(whole)).map(({ whole }) => whole.split(', ')[0] ?? whole),
  };
}
