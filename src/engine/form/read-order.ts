import type { Brief } from '../read/brief.ts';
import { sentencesOf } from '../read/text.ts';
import type { Form, Option } from './form.ts';
import { separatorOf } from './read-transform.ts';
import { anyOf, hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';

const NUMBERED =
  /^\s*(?:\[(?:source |doc |document |passage )?(\d{1,3})\]|(?:Document|Doc|Passage|Source|Snippet)\s+(\d{1,3})\s*[:.)]|\((\d{1,3})\))\s*(.*)$/i;
const PATTERN = /\[\]\s*>\s*\[\]|\[\d+\]\s*>\s*\[\d+\]/;
const LAYOUT = /^\s{0,64}((?:Doc|Document|Passage|ID|Source)\w*\s*:\s*)\d{1,3}(\s*,\s*[A-Za-z][\w ]*:\s*)\d{1,3}\s*$/m;

/** Texts of the conversation that carry a number, with the text behind it. */
export function numberedTexts(text: string): readonly Option[] {
  const found: { name: string; about: string }[] = [];
  for (const line of text.split('\n')) {
    const match = NUMBERED.exec(line);
    const id = match?.[1] ?? match?.[2] ?? match?.[3];
    if (id !== undefined) found.push({ name: id, about: match?.[4] ?? '' });
    else if (/^\p{Lu}\w*(?: \w+)?:\s/u.test(line)) break;
    else if (found.length > 0 && line.trim() !== '') {
      const last = found[found.length - 1];
      if (last !== undefined && last.about.length < 2000) last.about += `${last.about === '' ? '' : ' '}${line.trim()}`;
    }
  }
  return found;
}

const SHOWN = /\b([A-Z]|\d{1,2}) ?(>|<|->|→|,) ?(?:[A-Z]|\d{1,2}) ?\2 ?(?:[A-Z]|\d{1,2})\b/;
const RANKS =
  /\b(?:put|order|sort|arrange|sequence)\b[^.\n]{0,60}\b(?:order|correctly|steps|events|sequence|chronolog\w*)\b|\brank(?:ing|ed)?\b|\bfrom (?:the )?(?:most|best|least|worst)\b|\b(?:best|most \w+)(?: \w+)? first\b|\bby (?:relevance|fit|similarity|usefulness)\b/i;
const NAMES_IDS = anyOf(WORDS.forms.readOrderNamesIds);
const ID_LINE = /^\s*(?:[-*•]\s+)?[[(]?([A-Za-z]{0,12}[-_]?\d{1,4}|[A-Z])[\])]?\s*(?:[=:.)|]|-+>|[-–—]\s|\s)\s*(\S.*)$/;

/** "Return the ids from most to least relevant": candidates that lines give, each behind an id of its own. */
function listedIds(brief: Brief): Form | undefined {
  const sentence = sentencesOf(brief.orders).find((one) => RANKS.test(one) && NAMES_IDS.test(one) && !/\{/.test(one));
  if (sentence === undefined) return undefined;
  const ids = brief.asked.text.split('\n').flatMap((line): readonly Option[] => {
    const [, name = '', about = ''] = ID_LINE.exec(line) ?? [];
    return name === '' ? [] : [{ name, about }];
  });
  if (ids.length < 2 || new Set(ids.map(({ name }) => name)).size < ids.length) return undefined;
  const json = hasAny(brief.orders, 'json array');
  const shown = SHOWN.exec(sentence)?.[0].replace(/^\w+/, '').split(/\w/)[0];
  return { kind: 'order', ids, pattern: json ? 'json' : `list${shown ?? separatorOf(brief.orders) ?? ', '}` };
}

/** A ranking of numbered texts: `[2] > [1] > [3]`, or a line for each. */
export function readOrderForm(brief: Brief): Form | undefined {
  const words = `${brief.system}\n${brief.orders}`;
  const layout = LAYOUT.exec(brief.asked.text) ?? LAYOUT.exec(brief.system);
  if (!PATTERN.test(`${words}\n${brief.asked.text}`) && layout === null) return listedIds(brief);
  const told = brief.turns
    .filter(({ author }) => author === 'user')
    .map(({ text }) => text)
    .join('\n');
  const ids = new Map(numberedTexts(told).map((one) => [one.name, one]));
  if (ids.size < 2) return undefined;
  return {
    kind: 'order',
    ids: [...ids.values()],
    pattern: layout === null ? '>' : `${layout[1]}{id}${layout[2]}{score}`,
  };
}
