import { cutBlocks, type Block } from './cut-blocks.ts';
import { roleOfLabel, type LabelRole } from './label.ts';
import {
  announcesForm,
  announcesMaterial,
  hasContract,
  holdsOrder,
  isOrder,
  isPlainOrder,
  isQuestion,
  isWorkLabel,
} from './orders.ts';
import { sentencesOf } from './text.ts';
import { hasAny } from '../has-words.ts';
import { WORDS } from '../words.ts';

export type SegmentRole =
  'orders' | 'template' | 'example' | 'options' | 'tools' | 'material' | 'question' | 'history' | 'slot';

export type Author = 'system' | 'user' | 'assistant' | 'tool';

/** A piece of a message with what it is for. */
export interface Segment {
  readonly role: SegmentRole;
  readonly kind: Block['kind'];
  /** Label, tag or file name. */
  readonly label: string;
  readonly text: string;
  /** Language of a fence. */
  readonly lang: string;
  readonly author: Author;
  /** Index of its message. */
  readonly message: number;
}

interface Part {
  readonly role: SegmentRole;
  readonly text: string;
  /** What it is cut as, without the label of its block. */
  readonly kind?: Block['kind'];
}

/** A text that stands for another: `<name>`, `${question}`, `[your answer]`, `...`. */
export const isPlaceholder = (text: string): boolean =>
  /^\s*(?:<[^<>\n]{1,80}>|\$?\{[^{}\n]{1,80}\}|\$[A-Za-z_]\w*|\[[^\][\n]{1,120}\]|\.{3}|…|\([^()\n]{1,120}\)|_{3,})\s*[.,]?\s*$/u.test(
    text,
  );

/** A placeholder by its sign alone: what stands in square brackets or quotes may as well be a value. */
const isSign = (text: string): boolean =>
  /^\s*(?:<[^<>\n]{1,80}>|\$\{[^{}\n]{1,80}\}|\{\{?\w+\}?\}|\$[A-Za-z_]\w*|\.{3}|…)/u.test(text);

/** Where the material of "Summarize this: …" begins: behind a colon outside of brackets, or -1. */
export function payloadAt(text: string): number {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < Math.min(text.length, 1200); at++) {
    const c = text.charAt(at);
    if (
      c === '"' ||
      (c === "'" && (quoted ? !/\p{L}/u.test(text.charAt(at + 1)) : !/\p{L}/u.test(text.charAt(at - 1))))
    )
      quoted = !quoted;
    if (quoted) continue;
    if ('{[('.includes(c)) depth++;
    else if ('}])'.includes(c)) depth = Math.max(0, depth - 1);
    else if (depth === 0 && (c === '：' || (c === ':' && /\s/.test(text.charAt(at + 1))))) return at + 1;
  }
  return -1;
}

/** Three or more short members and nothing else: what may be answered. */
const listsMembers = (text: string): boolean => {
  const members = text.replace(/[.。]$/, '').split(/[,、，;；]\s*/);
  return members.length > 2 && /^[\u3040-\u9fff、，]/u.test(text) && members.every((member) => member.length < 8);
};

/** Two or more members of a few words each, in capitals. */
const areNames = (text: string): boolean => {
  const members = text.replace(/[.。]$/, '').split(/,\s*(?:and\s+)?|\s{1,64}and\s+/);
  return members.length > 1 && members.every((member) => member === member.toUpperCase() && member.length < 40);
};

function partsOfSentence(sentence: string): readonly Part[] {
  const at = payloadAt(sentence);
  const head = at < 0 ? sentence : sentence.slice(0, at);
  const rest = at < 0 ? '' : sentence.slice(at).trim();
  // "One character: Y or N": what follows is what may be answered.
  if (
    rest !== '' &&
    rest.length < 60 &&
    isPlainOrder(head) &&
    (/\b(?:or|oder|ou|o)\b|[|/]/.test(rest) || listsMembers(rest)) &&
    !/[?？]$/.test(rest)
  )
    return [{ role: 'orders', text: sentence }];
  // "…each with a label and a colon: TITLE, SUMMARY, NOTE" names the parts of the form.
  if (rest !== '' && announcesForm(head) && areNames(rest)) return [{ role: 'orders', text: sentence }];
  if (isOrder(head) && /^(?:either|(?:any )?one of)\b/i.test(rest)) return [{ role: 'orders', text: sentence }];
  const verbatim = /\b(?:exactly|only|with|as|is|reply|say|respond|be)\s*[:：]$/i.test(head);
  // Members with numbers, behind an order that only tells the form, are what it is about.
  const listed = /^\p{Lu}?[\p{L}][^:{}<>]*\d[^:{}<>]*,\s*\p{L}/u.test(rest) && /\d/.test(rest.split(',').at(-1) ?? '');
  const formal = !listed && hasAny(rest, WORDS.cues.segmentWords1) && !isQuestion(rest);
  if (rest !== '' && formal && isOrder(head)) return [{ role: 'orders', text: sentence }];
  if (
    rest !== '' &&
    isOrder(head) &&
    !verbatim &&
    !/^[{[<"“`']/.test(rest) &&
    (!announcesForm(head) || announcesMaterial(head) || listed)
  )
    return [
      { role: 'orders', text: head },
      { role: isQuestion(rest) ? 'question' : 'material', text: rest },
    ];
  if (isOrder(sentence)) return [{ role: 'orders', text: sentence }];
  if (rest !== '' && /^(?:here|this|below|the following)\b/i.test(head))
    return [
      { role: 'orders', text: head },
      { role: isQuestion(rest) ? 'question' : 'material', text: rest },
    ];
  return [{ role: isQuestion(sentence) ? 'question' : 'material', text: sentence }];
}

function join(parts: readonly Part[]): readonly Part[] {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.role === part.role) joined[joined.length - 1] = { role: part.role, text: `${last.text}\n${part.text}` };
    else joined.push(part);
  }
  return joined;
}

/** Tells a paragraph's orders from what they are about, sentence by sentence. */
function partsOfWords(text: string, author: Author, lead: string): readonly Part[] {
  const awaited = /[:：]\s*$/.test(lead) && announcesMaterial(lead) && !announcesForm(lead);
  if (awaited && !holdsOrder(text)) return [{ role: 'material', text }];
  if (/[:：]\s*$/.test(lead) && announcesForm(lead) && /^\s*[{[]\s*["'{[\w]/.test(text))
    return [{ role: 'template', text }];
  const lines = text.split('\n');
  const colon = lines.findIndex((line, at) => at < lines.length - 1 && /[:：]\s*$/.test(line));
  if (colon >= 0) {
    const head = lines.slice(0, colon + 1).join('\n');
    const rest = lines.slice(colon + 1).join('\n');
    if (announcesForm(head))
      return [
        { role: 'orders', text: head },
        { role: 'template', text: rest },
      ];
    if (announcesMaterial(head)) return join([...partsOfWords(head, author, ''), ...partsOfWords(rest, author, head)]);
  }
  if (author === 'system' || /[:：]\s*$/.test(text)) return [{ role: 'orders', text }];
  if (!holdsOrder(text))
    return [{ role: isQuestion(text) && sentencesOf(text).length < 3 ? 'question' : 'material', text }];
  return join(sentencesOf(text).flatMap(partsOfSentence));
}

/** What the walk through the blocks of a message carries along. */
interface Walk {
  section: LabelRole | undefined;
  /** Words before the block. */
  lead: string;
  previous: SegmentRole;
  /** Whether the block before had an end of its own. */
  closed: boolean;
  /** Labels of the forms that were shown. */
  readonly shown: Set<string>;
}

const FROM_LABEL: Partial<Record<LabelRole, SegmentRole>> = {
  question: 'question',
  history: 'history',
  options: 'options',
  tools: 'tools',
  orders: 'orders',
  example: 'example',
  material: 'material',
  speaker: 'history',
};

const SHAPED = new Set<LabelRole>(['other', 'slot', 'question', 'speaker', 'orders']);

/** Whether a labelled line is part of a form that is shown rather than a text that is given. */
function isShown({ label, text, apart }: Block, role: LabelRole, author: Author, walk: Walk): boolean {
  const announced = /(?:[:：]|\bas)\s*$/.test(walk.lead) && announcesForm(walk.lead) && SHAPED.has(role);
  if (!apart && ((walk.previous === 'template' && !walk.closed) || announced)) return true;
  // Behind a blank line only instructions show a form: what users write there is mostly given.
  if (author === 'system' && announced && (role === 'slot' || role === 'other')) return true;
  if (author === 'system' && walk.shown.has(label)) return true;
  return role === 'other' || role === 'slot' ? isPlaceholder(text) || isSign(text) : isSign(text);
}

/** "Turn them into a table.": an order about what stands before it. */
const pointsBack = (sentence: string): boolean => isOrder(sentence) && hasAny(sentence, 'them it this these');

/** Orders that stand behind a material on its own line: "Tables: a(b), c(d). Return only the SQL." */
function withTrailingOrders(role: SegmentRole, text: string): readonly Part[] {
  const sentences = sentencesOf(text);
  let end = sentences.length;
  while (end > 1 && (isPlainOrder(sentences[end - 1] ?? '') || pointsBack(sentences[end - 1] ?? ''))) end--;
  if (end === sentences.length || text.includes('\n')) return [{ role, text }];
  return [
    { role, text: sentences.slice(0, end).join(' ') },
    { role: 'orders', text: sentences.slice(end).join(' ') },
  ];
}

function partsOfOrder(block: Block, author: Author): readonly Part[] {
  const { label, text, open } = block;
  const inline =
    announcesForm(label) || /^["“'`{[<]/.test(text) || (author === 'system' && !(open && announcesMaterial(label)));
  if (inline) return [{ role: 'orders', text: `${label}:${open ? '\n' : ' '}${text}` }];
  return [{ role: 'orders', text: `${label}:` }, ...partsOfWords(text, 'user', label)];
}

function partsOfLabelled(block: Block, author: Author, walk: Walk): readonly Part[] {
  const { label, text } = block;
  // "Create a customer: …" tells what to do; "Customer: …" names who speaks.
  const named = roleOfLabel(label);
  const role = named !== 'orders' && label.includes(' ') && isOrder(label) ? 'other' : named;
  if (text.trim() === '') return [{ role: 'orders', text: `${label}:` }];
  if ((walk.section === 'example' || named === 'example') && showsShape(text)) return [{ role: 'template', text }];
  if (walk.section === 'example') return [{ role: 'example', text: `${label}: ${text}` }];
  if (isShown(block, role, author, walk))
    // "Reply in XML: <reply>…</reply>": the label tells what to do, and is no part of the form.
    return label.includes(' ') && (isOrder(label) || announcesForm(label)) && /^(?:[{[]|<[^<>]+>[\s\S]*<\/)/.test(text)
      ? [
          { role: 'orders', text: `${label}:` },
          { role: 'template', text, kind: 'shown' },
        ]
      : [{ role: 'template', text: `${label}: ${text}` }];
  if (role === 'other' && (walk.section === 'tools' || walk.section === 'options'))
    return [{ role: walk.section, text: `${label}: ${text}` }];
  if (role === 'other' && isWorkLabel(label) && author === 'user')
    return [
      { role: 'orders', text: `${label}:` },
      // What a text that is worked on tells somebody to do is no order: "Rewrite this politely: send me the file".
      ...(sentencesOf(text).some(isPlainOrder)
        ? partsOfWords(text, 'user', label)
        : [{ role: 'material' as const, text }]),
    ];
  if (role === 'other' && isOrder(label)) return partsOfOrder(block, author);
  if (role === 'orders' && author === 'user' && /^(?:output|response)$/i.test(label) && !holdsOrder(text))
    return [{ role: 'material', text }];
  if (role === 'other' && text.length < 40 && /\bor\b|\//.test(text))
    return [{ role: 'orders', text: `${label}: ${text}` }];
  // "Voice assistant: at most 12 words": the instructions name a part and tell its form.
  if (
    author === 'system' &&
    /^(?:speaker|material|other|history)$/.test(role) &&
    sentencesOf(text).every(isPlainOrder) &&
    !/^["“]/.test(text)
  )
    return [{ role: 'orders', text: `${label}: ${text}` }];
  const known = FROM_LABEL[role];
  if (known !== undefined) return block.open ? [{ role: known, text }] : withTrailingOrders(known, text);
  const orders =
    author === 'system'
      ? role !== 'slot'
      : role === 'other' && !/^["“'«]/.test(text) && sentencesOf(text).some(isPlainOrder);
  return [{ role: orders ? 'orders' : 'material', text: orders ? `${label}: ${text}` : text }];
}

/** Elements that hold only names of what is to come: `<phone>DIGITS</phone>`. */
const isBlank = (text: string): boolean => {
  const leaves = [...text.matchAll(/>([^<>]+)<\//g)].map((match) => (match[1] ?? '').trim());
  return leaves.length > 1 && leaves.every((leaf) => leaf === leaf.toUpperCase() || /here$|^\.{3}$/i.test(leaf));
};

/** Labelled lines or JSON with blanks in them: `Action: one of [Search]`, `{"action": $NAME}`. */
function looksLikeForm(text: string): boolean {
  const blank = /\$[A-Z_]{3,}|\[[a-z][^\]\n"]{3,60}\]|<[a-z][^<>\n]{1,60}>|"(?:your|the) [^"\n]{2,40}"/;
  const labelled = text.split('\n').filter((line) => /^\s*\**[A-Z][\w ]{1,24}\**:/.test(line)).length;
  return blank.test(text) && (labelled > 1 || /^\s*\{[\s\S]*:/.test(text));
}

/** JSON whose values are blanks, or that goes on with "...": an example that shows the form rather than an answer. */
const showsShape = (text: string): boolean =>
  /^\s*[[{]/.test(text) && /["'`]?<[a-z][^<>\n]{1,60}>|,\s*\.{3}\s*[\]}]/i.test(text.slice(0, 2000));

function roleOfQuoted(block: Block, author: Author, walk: Walk): SegmentRole {
  const own = block.label === '' ? undefined : FROM_LABEL[roleOfLabel(block.label)];
  if (block.kind === 'tag' && own !== undefined && own !== 'orders') return own;
  if (block.lang === 'types') return 'template';
  if (block.kind === 'tag' && author === 'user' && /^(?:output|response)$/i.test(block.label)) return 'material';
  if (block.kind === 'tag' && isBlank(block.text)) return 'template';
  const placeholders = isPlaceholder(block.text) || /<[a-z][^<>\n]{1,60}>|\{\{?\w+\}?\}|\.\.\./i.test(block.text);
  if (walk.section === 'example') return showsShape(block.text) ? 'template' : 'example';
  if (
    block.kind === 'fence' &&
    (looksLikeForm(block.text) ||
      (author === 'system' && /^\s*\{[^{}]*:\s*(?:string|number|integer|boolean)\b/.test(block.text)))
  )
    return 'template';
  if (block.kind === 'tag' && walk.previous === 'template') return 'template';
  // "the facts between the ### lines"
  if (block.kind === 'between' && announcesMaterial(walk.lead) && !placeholders && !isPlaceholder(block.text))
    return 'material';
  if (announcesForm(walk.lead) || (walk.section === 'orders' && placeholders)) return 'template';
  if (block.kind === 'fence' && placeholders && block.lang === 'json') return 'template';
  // "<task>…</task>" of a user holds what the orders are applied to.
  return own === 'orders' && (author === 'system' || hasContract(block.text)) ? 'orders' : 'material';
}

function roleOfList(block: Block, author: Author, walk: Walk): SegmentRole {
  if (announcesForm(walk.lead) && /[:：]\s*$/.test(walk.lead)) return 'orders';
  const own = block.label === '' ? walk.section : roleOfLabel(block.label);
  const known = own === undefined ? undefined : FROM_LABEL[own];
  const ordered = known === 'material' && author === 'system' && holdsOrder(block.text.replace(/^\s*\S+\s+/, ''));
  if (known !== undefined && known !== 'question') return ordered ? 'orders' : known;
  if (walk.section === 'example') return 'example';
  // "Make a table from the notes. Nothing else.": what the orders speak of stands below them.
  if (
    author === 'user' &&
    own === undefined &&
    hasContract(walk.lead) &&
    announcesMaterial(walk.lead) &&
    !/[:：]\s*$/.test(walk.lead)
  )
    return 'material';
  const follows = walk.previous === 'orders' || walk.previous === 'template';
  const items = block.text.split('\n').map((item) => item.replace(/^\s*(?:[-*•+]|\(?\d{1,3}[.)])\s+/, ''));
  if (
    author === 'user' &&
    own === undefined &&
    items.filter(holdsOrder).length > 1 &&
    items.filter(holdsOrder).length * 2 > items.length
  )
    return 'orders';
  const told =
    /[:：]\s*$/.test(walk.lead) ||
    sentencesOf(block.text.replaceAll(/^\s{0,64}(?:[-*•+]|\d{1,3}[.)])\s+/gm, '')).some(
      (item) => isOrder(item) || hasContract(item),
    );
  return author === 'system' || (follows && told && !announcesMaterial(walk.lead.slice(-40))) ? 'orders' : 'material';
}

/** Whether a text is a sentence of its own rather than a line of a form. */
const isSentence = (text: string): boolean =>
  /^\p{Lu}.*[.!?]$/su.test(text.trim()) && text.trim().split(/\s+/).length > 4;

function partsOf(block: Block, author: Author, walk: Walk): readonly Part[] {
  switch (block.kind) {
    case 'heading':
      return [{ role: 'orders', text: `${block.label}:` }];
    case 'labelled':
      return partsOfLabelled(block, author, walk);
    case 'shown':
      return [{ role: walk.section === 'example' ? 'example' : 'template', text: block.text }];
    case 'words': {
      if (!block.apart && walk.previous === 'template' && !isSentence(block.text) && block.text.length < 60)
        return [{ role: 'template', text: block.text }];
      if (/[:：]\s*$/.test(block.text) && !block.text.includes('\n')) return [{ role: 'orders', text: block.text }];
      const known = walk.section === undefined ? undefined : FROM_LABEL[walk.section];
      if (
        known === undefined ||
        (known !== 'example' && known !== 'orders' && sentencesOf(block.text).some(isPlainOrder))
      )
        return partsOfWords(block.text, author, walk.lead);
      return [{ role: known, text: block.text }];
    }
    case 'list':
      return [{ role: roleOfList(block, author, walk), text: block.text }];
    case 'table':
      return [{ role: announcesForm(walk.lead) ? 'template' : 'material', text: block.text }];
    default:
      return [{ role: roleOfQuoted(block, author, walk), text: block.text }];
  }
}

/** The text of a segment whose label stands before it. */
export const withoutLabel = ({ label, text }: Segment): string =>
  text.startsWith(`${label}: `) ? text.slice(label.length + 2).trim() : text.trim();

/** Whether the last block is a label that waits for the answer: "Category:". */
function isSlot(block: Block | undefined): boolean {
  return block !== undefined && (block.kind === 'labelled' || block.kind === 'heading') && block.text.trim() === '';
}

/** "Now begin.", "Your turn:": the examples are over. */
const BEGINS = /^\W*(?:now\b|begin\b|start\b|your turn|let'?s\b|end of|(?:here|this) is the\b)/i;
const OFFERS =
  /\b(?:one of(?: the following)?|the following (?:\w+ ){0,2}(?:labels|categories|classes|options|grades|verdicts))[^.\n]{0,30}[:：]\s*$/i;

/** The label at the end that waits for the answer, also as the only item of a list: "- Coherence:". */
function slotOf(block: Block | undefined): Block | undefined {
  if (isSlot(block)) return block;
  const item = block?.kind === 'list' ? /^\s*[-*•]\s+([^\n:：]{2,60})[:：]\s*$/.exec(block.text)?.[1] : undefined;
  return block === undefined || item === undefined ? undefined : { ...block, kind: 'labelled', label: item, text: '' };
}

/**
 * Cuts a message into segments: orders, the form of the answer, what the orders are about, the question, examples.
 *
 * @example segmentsOf('Translate to French:\n\n"Hello"', 'user', 0)
 */
export function segmentsOf(text: string, author: Author, message: number): readonly Segment[] {
  const blocks = cutBlocks(text);
  const slot = author === 'user' ? slotOf(blocks.at(-1)) : undefined;
  const segments: Segment[] = [];
  const walk: Walk = { section: undefined, lead: '', previous: 'material', closed: false, shown: new Set() };
  for (const block of slot === undefined ? blocks : blocks.slice(0, -1)) {
    if (block.kind === 'heading') walk.section = roleOfLabel(block.label);
    else if (
      block.kind === 'labelled' &&
      walk.section === 'example' &&
      block.apart &&
      roleOfLabel(block.label) !== 'speaker'
    )
      walk.section = undefined;
    if (block.kind === 'words' && walk.section === 'example' && BEGINS.test(block.text)) walk.section = undefined;
    // "Grade it as one of:": what follows line by line is what may be chosen.
    if (block.kind === 'words' && OFFERS.test(block.text)) walk.section = 'options';
    if (block.kind === 'labelled' && block.text.trim() === '') walk.section = roleOfLabel(block.label);
    const begins = block.kind === 'words' && BEGINS.test(block.text) && block.text.length < 40;
    for (const part of begins ? [{ role: 'orders' as const, text: block.text }] : partsOf(block, author, walk)) {
      const { lang } = block;
      const { kind = block.kind, label = block.label } = part.kind === undefined ? {} : { kind: part.kind, label: '' };
      segments.push({ role: part.role, text: part.text, kind, label, lang, author, message });
      walk.previous = part.role;
      if (part.role === 'template') walk.shown.add(label);
    }
    walk.lead =
      block.kind === 'words' ? block.text : block.kind === 'labelled' ? `${block.label}: ${block.text}` : block.label;
    walk.closed = block.kind === 'between' || block.kind === 'tag';
    const listing = walk.section === 'tools' || walk.section === 'options';
    if (
      block.kind === 'labelled' &&
      block.text.trim() !== '' &&
      walk.section !== 'example' &&
      !(listing && !block.apart)
    )
      walk.section = undefined;
  }
  if (slot !== undefined) {
    // The last of the examples' inputs is the one that is asked about.
    const last = segments.at(-1);
    if (last?.role === 'example')
      segments[segments.length - 1] = { ...last, role: 'material', text: withoutLabel(last) };
  }
  if (slot !== undefined)
    segments.push({ role: 'slot', kind: slot.kind, label: slot.label, text: '', lang: '', author, message });
  return segments;
}
