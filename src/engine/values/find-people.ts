import type { NameRun } from './capitals.ts';
import { CITIES, COMPANIES, COUNTRIES, FIRST_NAMES, LANGUAGES } from './gazetteer.ts';
import { WORDS, wordSet } from '../words.ts';

const INTRODUCED = wordSet(WORDS.values.peopleIntroduced);
const SURE = new Set('named called name person customer mr mrs ms dr client patient employee'.split(' '));
const ACTS =
  /^(?:,? who)?(?:,)? (?:is|was|are|were|will|lives|works|said|has|and|turns|can|wants|needs|likes|bought|ordered|moved|born|joined)(?!\p{L})|^(?:,? who)?,? \(?\d/u;
const CHINESE_NAME =
  /(?:我叫|名叫|叫做|名字是|姓名[:：是]?\s*)([\u4e00-\u9fff]{2,4}?)(?=[，,。.！!？?\s、]|今年|是|在|$)|(^|[：:，,。\s])([\u4e00-\u9fff]{2,3})(?=今年|\d+岁|，?\s*\d+\s*岁)/g;

const isOther = (lower: string): boolean =>
  CITIES.has(lower) || COUNTRIES.has(lower) || LANGUAGES.has(lower) || COMPANIES.has(lower);

function personScore(run: NameRun, text: string): number {
  const lower = run.text.toLowerCase();
  if (isOther(lower) || /\d/.test(lower)) return 0;
  if (FIRST_NAMES.has(lower.split(' ')[0] ?? '')) return 3;
  if (SURE.has(run.before)) return 2;
  const after = text.slice(run.end, run.end + 12);
  if (ACTS.test(after) && run.text.split(' ').length <= 4) return run.before === '' || run.before === 'and' ? 2 : 1;
  const words = run.text.split(' ').length;
  return INTRODUCED.has(run.before) && words === 2 && !/[A-Z]{2}|\d/.test(run.text) ? 1 : 0;
}

/** Names of people, surest kind only, in text order. */
export function findPeople(text: string, runs: readonly NameRun[], chinese: boolean): readonly string[] {
  const found = runs.map((run) => ({ name: run.text, score: personScore(run, text) }));
  const best = Math.max(0, ...found.map(({ score }) => score));
  const people = found.filter(({ score }) => score > 0 && (score >= 2 || best < 2)).map(({ name }) => name);
  if (chinese) for (const match of text.matchAll(CHINESE_NAME)) people.push(match[1] ?? match[3] ?? '');
  const named = /\b(?:my name is|i am called|named|call me)\s+(\p{L}+)/iu.exec(text)?.[1];
  if (people.length === 0 && named !== undefined) people.push(named.charAt(0).toUpperCase() + named.slice(1));
  return [...new Set(people.filter((name) => name !== ''))];
}

const LEGAL =
  / (?:Inc|Corp|Corporation|Ltd|LLC|GmbH|AG|SA|Co|Company|Group|Technologies|Labs|Systems|Industries|Bank|University)$/;
const AT_WORK =
  /\b(?:works? (?:at|for)|worked (?:at|for)|employed (?:at|by)|engineer at|manager at|joined|CEO of|CTO of|founder of|founded|company(?: called| named)?|employer|developer at|at) (?:the )?$/;

/** Names of companies: known, with a legal form, or where somebody works. */
export function findCompanies(text: string, runs: readonly NameRun[]): readonly string[] {
  const found = runs.filter((run) => {
    const lower = run.text.toLowerCase();
    if (COMPANIES.has(lower) || LEGAL.test(run.text)) return true;
    return !isOther(lower) && AT_WORK.test(text.slice(Math.max(0, run.start - 40), run.start));
  });
  return [...new Set(found.map((run) => run.text))];
}

const JOBS = new RegExp(
  `\\b(?:is|as|was|a|an) (?:an? |the )?((?:(?:senior|junior|lead|chief|software|data|mechanical|electrical|civil|marketing|sales|product|project|graphic|web|registered|high|school|primary|staff|principal) ){0,3}(?:engineer|developer|teacher|doctor|nurse|lawyer|designer|manager|scientist|analyst|artist|writer|accountant|chef|student|professor|architect|consultant|researcher|programmer|pilot|journalist|dentist|carpenter|plumber|electrician|photographer|musician|ceo|cto|director))\\b`,
  'gi',
);

/** Occupations: "is a software engineer". */
export const findJobs = (text: string): readonly string[] => Array.from(text.matchAll(JOBS), (match) => match[1] ?? '');
