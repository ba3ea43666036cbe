import type { Brief } from '../read/brief.ts';
import { anyOf, hasAny } from '../has-words.ts';
import { oneLine, sentencesOf } from '../read/text.ts';
import { explained } from './read-shown.ts';
import { listForm, type Form, type Slot, type TemplatePart } from './form.ts';
import { slotOfHint } from './read-hint.ts';
import { optionRuns } from './option-runs.ts';
import { areOptions, optionOf, splitMembers } from './split-options.ts';
import { countOf, itemOf, readList } from './read-list.ts';

const ELEMENT = /<([A-Za-z][\w-]{0,40})(?:\s[^<>]*)?>([\s\S]*?)<\/\1>/g;
const MENTION = /<([a-z][\w-]{0,30})>(?:\s*(?:\.{3}|…)?\s*<\/\1>)?/gi;
/** "the root element <person>", "a <person> element with the children": the element around all others. */
const ROOT =
  /\broot\b[^.\n<]{0,30}<([\w-]+)>|<([\w-]+)>(?: element| tag)?,? (?:root|with(?: the)? (?:child|sub|inner)|as (?:the )?root|that (?:holds|contains))/i;
const SAYS_TAGS = anyOf('tags tag xml html inside wrap* elements element balise* etiqueta*');

/** A shown element as literal text with slots where its leaves are: `<title>short title</title>`. */
export function partsOfElement(text: string): readonly (string | Slot)[] {
  const parts: (string | Slot)[] = [];
  let from = 0;
  for (const match of text.matchAll(ELEMENT)) {
    const inner = match[2] ?? '';
    const open = match[0].indexOf('>') + 1;
    const start = match.index + open;
    parts.push(text.slice(from, start));
    if (/<[A-Za-z]/.test(inner) && inner.includes('</')) parts.push(...partsOfElement(inner));
    else parts.push(slotOfHint(match[1] ?? '', oneLine(inner)));
    from = start + inner.length;
  }
  parts.push(text.slice(from));
  return parts.filter((part) => part !== '');
}

/** What stands behind a mention of a tag says what goes into it: "one <h2> with the heading". */
function slotOfMention(name: string, rest: string, lead: string): Slot {
  // "Put the final number in <out>": what goes in is said before.
  const put =
    /(?:\bput|\bgive|\bwrite|\bwrap|\band|,)\s+(?:the |your |a |an )?([\p{L} ]{3,40}?)\s{1,64}(?:in|inside|between|into|within)\s+(?:the |tags? )?$/iu.exec(
      lead,
    )?.[1];
  const [, listed = ''] = /^[^<\n:]{0,24}:\s([^<\n.]{3,80})/.exec(rest) ?? [];
  const members = splitMembers(listed).map(optionOf);
  const values =
    areOptions(members) && /\bor\b|[,|/]/.test(listed)
      ? members
      : /^[^<\n]{0,40}["'“`]/.test(rest)
        ? optionRuns(rest.split('<')[0] ?? '')
        : [];
  if (values.length > 1) return { name, about: '', type: 'string', options: values };
  if (put !== undefined && hasAny(put, 'final answer result number total'))
    return { name: 'answer', about: put, type: 'any' };
  if (put !== undefined && hasAny(put, 'reason* think* thoughts thought explanation working'))
    return slotOfHint('reasoning', '');
  const said =
    /^[^<.\n]{0,30}?\b(?:with|for|containing|holds?)\s+(?:the |your |a |an )?([\p{L} ]{2,40}?)(?:[,.]| and\b| in\b|$)/u.exec(
      rest,
    )?.[1];
  const slot = slotOfHint(name, said ?? '');
  return said === undefined ? slot : { ...slot, name: said.trim() };
}

/**
 * The tags that the orders speak of, as a template: "set the verdict between <verdict></verdict> tags", or shown elements.
 */
export function readTags(brief: Brief): Form | undefined {
  const shown = brief.segments.filter(({ role, kind }) => role === 'template' && kind === 'tag');
  if (shown.length > 0) {
    const text = shown
      .map(({ label, text: inner }) => `<${label}>${inner.includes('\n') ? `\n${inner}\n` : inner}</${label}>`)
      .join('\n');
    return { kind: 'template', parts: partsOfElement(text) };
  }
  const listed = /\b(un)?ordered list\b/i.exec(brief.orders);
  if (listed !== null && hasAny(brief.orders, 'html')) return htmlList(listed[1] === undefined ? 'ol' : 'ul');
  const orders = brief.segments
    .filter(({ role, kind }) => (role === 'orders' || role === 'template') && kind !== 'tag')
    .map(({ text }) => text)
    .join('\n');
  const skeleton = brief.segments.find(
    ({ role, kind, text }) =>
      role === 'template' && kind === 'fence' && /^\s*<[A-Za-z][\w-]*>[\s\S]*<\/[\w-]+>\s*$/.test(text),
  );
  if (skeleton !== undefined) return { kind: 'template', parts: partsOfElement(skeleton.text) };
  if (!SAYS_TAGS.test(orders) && !/<([a-z][\w-]*)>\W{0,3}(?:and\W{1,3})?<\/\1>/i.test(orders)) return undefined;
  const inline = ELEMENT.exec(orders);
  ELEMENT.lastIndex = 0;
  if (inline !== null && /<\w[\w-]*>[^<]*<\w/.test(inline[0]))
    return { kind: 'template', parts: partsOfElement(inline[0]) };
  const slots = mentionedIn(orders);
  if (slots.size === 0 || slots.size > 8) return undefined;
  const [single] = slots.keys();
  if (slots.size === 1 && new RegExp(`\\beach\\b[^.\\n<]{0,60}<${single}>`, 'i').test(orders)) {
    const list = readList({ ...brief, orders: `${brief.orders}\nList them, one per line.` });
    if (list !== undefined)
      return { ...list, item: itemOf(orders, countOf(orders)), mark: `<${single}>`, before: '', after: '' };
  }
  if (slots.has('li')) return htmlList(slots.has('ol') ? 'ol' : 'ul');
  const [, before, behind] = ROOT.exec(orders) ?? [];
  const root = before ?? behind ?? '';
  const inner = slots.size > 1 && slots.delete(root);
  const parts = [...slots].flatMap(([name, slot]): TemplatePart[] => [`\n<${name}>`, slot, `</${name}>`]);
  return {
    kind: 'template',
    parts: inner ? [`<${root}>`, ...parts, `\n</${root}>`] : [`<${[...slots.keys()][0]}>`, ...parts.slice(1)],
  };
}

/** The tags that the orders mention, each with what goes into it. */
function mentionedIn(orders: string): Map<string, Slot> {
  const slots = new Map<string, Slot>();
  for (const match of orders.matchAll(MENTION)) {
    const [mention, name = ''] = match;
    const before = orders.slice(Math.max(0, match.index - 60), match.index);
    const behind = match.index + mention.length;
    if (slots.has(name) || /\b(?:no|without|not)\s+(?:an?\s+)?$/i.test(before)) continue;
    // "The result is either low or high."
    const told = explained({ name, about: '', type: 'string' }, sentencesOf(orders));
    slots.set(name, told.options !== undefined ? told : slotOfMention(name, orders.slice(behind, behind + 90), before));
  }
  return slots;
}

const htmlList = (outer: string): Form =>
  listForm({ mark: '<li>', item: 'thing', before: `<${outer}>`, after: `</${outer}>` });
