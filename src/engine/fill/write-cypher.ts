import { hasAny } from '../has-words.ts';
import type { Brief } from '../read/brief.ts';
import { termsOf } from '../read/text.ts';
import { createFacts } from '../values/facts.ts';
import { splitName } from '../values/tokens.ts';
import { overlap } from './rank.ts';

interface Node {
  readonly label: string;
  readonly properties: readonly string[];
}

const NODE = /(?:\(\w*:\s?|(?<![\w:])[`*]{0,2})([A-Z]\w{1,40})[`*]{0,2}:?\s*\{([^{}\n]{1,400})\}/g;
const RELATION = /\(\w*:(\w+)[^()]{0,400}\)\s?-\[\w*:(\w+)[^[\]]*\]->\s?\(\w*:(\w+)/g;
const NAMED = /^(?:name|title|label|id)$/i;

const varOf = (label: string): string => label.charAt(0).toLowerCase();
const score = (label: string, question: string): number =>
  overlap(termsOf(splitName(label).join(' ')), termsOf(question));

/** A query over the graph that the prompt describes: the relation that the question speaks of, held to the name in it. */
export function writeCypher(brief: Brief): string {
  const text = `${brief.system}\n${brief.asked.text}`;
  const nodes = [...text.matchAll(NODE)].map(([, label = '', list = '']): Node => ({
    label,
    properties: list.split(',').map((part) => part.split(':')[0]?.trim() ?? ''),
  }));
  const relations = [...text.matchAll(RELATION)].map(([, from = '', name = '', to = '']) => ({ from, name, to }));
  const { question } = brief;
  const best = relations.toSorted(
    (a, b) => score(`${b.from} ${b.name} ${b.to}`, question) - score(`${a.from} ${a.name} ${a.to}`, question),
  )[0];
  if (best === undefined) return 'MATCH (n) RETURN n LIMIT 10';
  const value =
    createFacts(question).quoted()[0] ??
    createFacts(question)
      .names()
      .map((run) => run.text)
      .findLast((name) => !/^(?:Who|Which|What|How|When|Where)$/.test(name));
  const keyOf = (label: string): string => {
    const properties = nodes.find((node) => node.label === label)?.properties ?? [];
    return properties.find((property) => NAMED.test(property)) ?? properties[0] ?? 'name';
  };
  // What is asked for is returned; the other end is what the question names.
  const asksTo = hasAny(question, 'who') ? false : score(best.to, question) > score(best.from, question);
  const namedTo = value !== undefined && new RegExp(`\\b${best.to}\\b[^.?]{0,20}${value}`, 'i').test(question);
  const wanted = asksTo && !namedTo ? best.to : best.from;
  const ends = [best.from, best.to].map((label) => {
    const own = label === wanted || value === undefined ? '' : ` {${keyOf(label)}: "${value}"}`;
    return `(${varOf(label)}${label === best.to && varOf(best.from) === varOf(best.to) ? '2' : ''}:${label}${own})`;
  });
  const variable = wanted === best.to && varOf(best.from) === varOf(best.to) ? `${varOf(wanted)}2` : varOf(wanted);
  return `MATCH ${ends[0]}-[:${best.name}]->${ends[1]}\nRETURN ${variable}.${keyOf(wanted)}`;
}
