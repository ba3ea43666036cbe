import { gerund } from './gerund.ts';

const INTRANSITIVE =
  /^(.{2,80}?) (?:actually |really |exactly )?(?:works?|worked|functions?|operates?|happens?|happened|occurs?|forms?|is (?:formed|made|done|created|produced|calculated|used)|are (?:formed|made|done|created|produced|calculated|used)|was (?:built|made|created|formed|discovered)|were (?:built|made|created|formed)|began|started|evolved|flow|fly|flies|grow|grows|swims?|sleeps?|moves?|learns?|thinks?|communicates?|reproduces?|came about|come about)(?: (?:in (?!to)|on|under|inside|internally|together|exactly|under the hood|behind the scenes)[^.?!]{0,60})?$/i;
const TRANSITIVE = /^(.{2,60}?) (?:affects?|impacts?|influences?|changes?|changed|shapes?|shaped) (.{2,60})$/i;
const HELPS =
  /^(.{2,60}?) (?:can |could |will |would |might )?(?:helps?|makes?|uses?|handles?|manages?|improves?|reduces?|prevents?|causes?|creates?|produces?|converts?|stores?|processes|protects?|differs?|relates?|compares?|became|becomes?|gets?|got|keeps?|runs?|learns?|builds?|finds?|sends?|turns?)\b.{0,80}$/i;

/**
 * The noun phrase that a clause after "how" is about.
 * @example subjectOfClause('photosynthesis works') // 'photosynthesis'
 * @example subjectOfClause('sleep affects memory') // 'the effect of sleep on memory'
 */
export function subjectOfClause(clause: string): string {
  const simple = INTRANSITIVE.exec(clause)?.[1];
  if (simple !== undefined) return simple;
  const effect = TRANSITIVE.exec(clause);
  if (effect?.[1] !== undefined && effect[2] !== undefined) return `the effect of ${effect[1]} on ${effect[2]}`;
  const helps = HELPS.exec(clause)?.[1];
  if (helps !== undefined) return helps;
  // "how magnets attract", "how a zipper zips": a last word in -s after a noun that is not plural is a verb.
  const last = /^(.{2,60}[^s\s]) (?!\S*(?:ss|us|is|ics)$)([a-z]{3,12}s)$/.exec(clause);
  return last?.[1] !== undefined && /^(?:an?|the) |^[a-z]+$/i.test(last[1]) ? last[1] : clause;
}

const DETERMINER = /^(?:an?|the|this|that|these|those|my|your|our|his|her|their|its|some|any|all|most)$/i;
const PRONOUN = /^(?:i|you|we|they|he|she|it|one|there|someone|anyone)$/i;
/** Words that begin what is said of a subject of one word. */
const SAID =
  /^(?:an?|the|eats?|need|needs|use|uses|have|has|like|likes|make|makes|work|works|good|bad|really|very|in|on|at|to|for|still|free|safe|better|worth|support|supports)$/i;

const joins = (word: string | undefined): boolean => word === 'of' || word === 'and';

/**
 * The noun phrase that a yes-no question asks about: all that stands before its verb or adjective.
 * @example subjectOfQuestion('dogs eat chocolate') // 'dogs'
 * @example subjectOfQuestion('you ship to Canada') // 'shipping to Canada'
 */
export function subjectOfQuestion(clause: string): string {
  const words = clause.trim().split(/\s+/);
  const [first = ''] = words;
  if (words.length < 2) return clause;
  if (PRONOUN.test(first)) {
    const rest = words.slice(1).join(' ');
    return /^(?:an?|the|my|your) /i.test(rest)
      ? rest
      : gerund(rest.replace(/^(?:ever|really|also|have to|need to|want to) /i, ''));
  }
  let end = DETERMINER.test(first) ? 2 : 1;
  // Names run on, and so does "X of Y".
  while (end < words.length && (/^\p{Lu}/u.test(words[end] ?? '') || joins(words[end]) || joins(words[end - 1]))) end++;
  // "machine learning hard", "the speed limit high": the last word is what is said of the others.
  if (end === 1 && words.length === 3 && !SAID.test(words[1] ?? '')) end = 2;
  else if (end === 2 && DETERMINER.test(first) && words.length === 4 && !SAID.test(words[2] ?? '')) end = 3;
  return words.slice(0, end).join(' ');
}
