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
