import { breakAtLabels, labelOf } from './label.ts';
import { shownEnd } from './cut-shown.ts';
import { announcesForm, isOrder, isQuestion } from './orders.ts';

/** A piece of a message, cut by its shape alone. */
export interface Block {
  readonly kind: 'words' | 'fence' | 'between' | 'tag' | 'labelled' | 'list' | 'table' | 'heading' | 'shown';
  /** Label, tag or file name. */
  readonly label: string;
  /** What it holds, without fences, tags and label. */
  readonly text: string;
  /** Language of a fence. */
  readonly lang: string;
  /** A blank line, or nothing, stands before it. */
  readonly apart: boolean;
  /** A label whose text began on a line of its own, or is empty. */
  readonly open: boolean;
}

const FENCE = /^\s*(`{3,}|~{3,})\s*([\w+#./:-]*)\s*$/;
const TRIPLE = /^\s*("""|''')/;
const TAG = /^\s*<([A-Za-z][\w:.-]{0,40})(?:\s[^<>]{0,200})?>/;
const MARKER = /^\s*[<[(*=-]{1,5}\s?(?:BEGIN|START)(?: OF)?\b[ _]?([^\]>)*=\n]{0,40}?)\s?[\]>)*=-]{1,5}\s*$/i;
const END_MARKER = /^\s*[<[(*=-]{1,5}\s?(?:END|STOP)\b/i;
const RULE = /^\s*([-=*_#~])\1{2,}\s*$/;
const ITEM = /^\s*(?:[-*•+]|\(?\d{1,3}[.)]|\(?[A-Za-z][.)])\s+\S/;
const FILE_NAME = /^[`*#\s]*(?:(?:file(?:name)?|path)\s?:\s?)?((?:[\w@.-]+\/)*[\w-]+\.[A-Za-z]\w{0,7})[`*:]*\s*$/i;
const DIFF = /^(?:diff --git |Index: |--- a\/)/;
const DIFF_LINE = /^(?:[ +\-@\\]|diff |index |new file|deleted file|rename |similarity |$)/;
const CODE_LINE =
  /^(?:export |public |private |async |static )*(?:def|function|fn|func|class|sub) ?\*? ?[A-Za-z_][\w.]*\s?[(:{<]/;
const DECLARED = /^\s*(?:export\s+)?(?:interface|class|type|enum)\s+[A-Z]\w*\s*(?:[({:=<]|extends\b)/;
const BRACKET_LINES = 200;
const ANNOUNCES = /[:：]\s*$|\b(?:below|following|between|given|above|here)\b/i;

const ANNOUNCED = /(?:[:：]|\b(?:like|as|format|form|template|structure|skeleton|layout|follows))[\s.*_"'`]*$/i;

const leadOf = (block: Block | undefined): string =>
  block !== undefined && (block.kind === 'heading' || block.text === '') ? `${block.label}:` : '';

/** Reads lines into blocks, one pass over the text. */
class Cutter {
  readonly blocks: Block[] = [];
  readonly #lines: readonly string[];
  #at = 0;
  #paragraph: string[] = [];
  #apart = true;

  constructor(text: string) {
    this.#lines = text.split('\n');
  }

  run(): readonly Block[] {
    while (this.#at < this.#lines.length) this.#step(this.#lines[this.#at] ?? '');
    this.#flush();
    return this.blocks;
  }

  #step(line: string): void {
    if (line.trim() === '') {
      this.#flush();
      this.#apart = true;
      this.#at++;
    } else if (!(
      this.#shown() ||
      this.#declared(line) ||
      this.#diff(line) ||
      this.#code(line) ||
      this.#fence(line) ||
      this.#marked(line) ||
      this.#tag(line) ||
      this.#ruled(line) ||
      this.#listed(line)
    )) {
      this.#words(line);
    }
  }

  #push(block: Omit<Block, 'apart' | 'lang' | 'open'> & Partial<Block>): void {
    this.blocks.push({ lang: '', open: false, apart: this.#apart, ...block });
    this.#apart = false;
  }

  #flush(): void {
    if (this.#paragraph.length === 0) return;
    const text = this.#paragraph.join('\n');
    this.#paragraph = [];
    this.#push({ kind: 'words', label: '', text });
  }

  /** Index of the line that ends a block, or -1. */
  #find(test: (line: string) => boolean, from: number): number {
    for (let at = from; at < this.#lines.length; at++) if (test(this.#lines[at] ?? '')) return at;
    return -1;
  }

  #take(kind: Block['kind'], label: string, end: number, lang = ''): true {
    this.#flush();
    const last = end < 0 ? this.#lines.length : end;
    this.#push({ kind, label, text: this.#lines.slice(this.#at + 1, last).join('\n'), lang });
    this.#at = last + 1;
    return true;
  }

  /** A form behind words that announce it. */
  #shown(): boolean {
    const last = this.blocks.at(-1);
    const lead =
      this.#paragraph.at(-1) ?? (last?.kind === 'words' ? (last.text.split('\n').at(-1) ?? '') : leadOf(last));
    if (!ANNOUNCED.test(lead) || !announcesForm(lead)) return false;
    const end = shownEnd(this.#lines, this.#at);
    if (end === this.#at) return false;
    this.#flush();
    this.#push({ kind: 'shown', label: '', text: this.#lines.slice(this.#at, end).join('\n') });
    this.#at = end;
    return true;
  }

  /** Lines of a program without a fence run on as long as they are indented or close something. */
  #code(line: string): boolean {
    if (!CODE_LINE.test(line)) return false;
    let end = this.#at + 1;
    const belongs = (at: number): boolean =>
      /^(?:\s+\S|[}\])])/.test(this.#lines[at] ?? '') || CODE_LINE.test(this.#lines[at] ?? '');
    while (end < this.#lines.length && (belongs(end) || ((this.#lines[end] ?? '').trim() === '' && belongs(end + 1))))
      end++;
    if (end === this.#at + 1 && !/[{:]\s*$/.test(line)) return false;
    this.#flush();
    this.#push({ kind: 'fence', label: '', text: this.#lines.slice(this.#at, end).join('\n').trimEnd(), lang: 'code' });
    this.#at = end;
    return true;
  }

  #fence(line: string): boolean {
    const match = FENCE.exec(line);
    if (match === null) return this.#triple(line);
    const ticks = match[1] ?? '```';
    const end = this.#find((one) => one.trim() === ticks, this.#at + 1);
    const name = FILE_NAME.exec(this.#paragraph.at(-1) ?? '')?.[1] ?? '';
    if (name !== '') this.#paragraph.pop();
    return this.#take('fence', name, end, match[2] ?? '');
  }

  #triple(line: string): boolean {
    const mark = TRIPLE.exec(line)?.[1];
    if (mark === undefined) return false;
    const rest = line.trim().slice(3);
    if (rest.endsWith(mark) && rest.length >= 3) {
      this.#flush();
      this.#push({ kind: 'between', label: '', text: rest.slice(0, -3) });
      this.#at++;
      return true;
    }
    const end = this.#find((one) => one.includes(mark), this.#at + 1);
    if (end < 0) return false;
    this.#flush();
    const inner = [rest, ...this.#lines.slice(this.#at + 1, end), (this.#lines[end] ?? '').split(mark)[0] ?? ''];
    this.#push({ kind: 'between', label: '', text: inner.join('\n').trim() });
    this.#at = end + 1;
    return true;
  }

  #marked(line: string): boolean {
    const match = MARKER.exec(line);
    if (match === null) return false;
    const end = this.#find((one) => END_MARKER.test(one), this.#at + 1);
    return end < 0 ? false : this.#take('tag', match[1] ?? '', end);
  }

  #tag(line: string): boolean {
    const match = TAG.exec(line);
    const name = match?.[1] ?? '';
    if (match === null || name === '') return false;
    const close = `</${name}>`;
    const end = this.#find((one) => one.includes(close), this.#at);
    if (end < 0) return false;
    const text = this.#lines.slice(this.#at, end + 1).join('\n');
    const stop = text.indexOf(close);
    const inner = text.slice(match[0].length, stop);
    if (inner.trim() === '' || stop < match[0].length) return false;
    this.#flush();
    this.#push({ kind: 'tag', label: name, text: inner.replace(/^\n+|\s{1,64}$/g, '') });
    const rest = text.slice(stop + close.length).trim();
    this.#at = end + 1;
    if (rest !== '') this.#words(rest, false);
    return true;
  }

  /** Text between two rules, where the words before announce it; other rules only part what they stand between. */
  #ruled(line: string): boolean {
    if (!RULE.test(line)) return false;
    const before = this.#paragraph.at(-1) ?? this.blocks.at(-1)?.text.split('\n').at(-1) ?? '';
    const close = this.#find((one) => RULE.test(one), this.#at + 1);
    // Where nothing follows the second rule, the two stand around something, whatever the words before.
    const last = close > 0 && this.#lines.slice(close + 1).every((one) => one.trim() === '');
    const end = last || ANNOUNCES.test(before) ? close : -1;
    if (end > this.#at + 1) return this.#take('between', '', end);
    this.#flush();
    this.#apart = true;
    this.#at++;
    return true;
  }

  /** A diff runs on as long as its lines look like one. */
  #diff(line: string): boolean {
    if (!DIFF.test(line)) return false;
    let end = this.#at + 1;
    while (end < this.#lines.length && DIFF_LINE.test(this.#lines[end] ?? '')) end++;
    this.#flush();
    this.#push({ kind: 'fence', label: '', text: this.#lines.slice(this.#at, end).join('\n').trimEnd(), lang: 'diff' });
    this.#at = end;
    return true;
  }

  #run(kind: 'list' | 'table', belongs: (line: string, next: string) => boolean): true {
    const lead = this.#paragraph.at(-1) ?? '';
    this.#flush();
    let end = this.#at + 1;
    while (end < this.#lines.length && belongs(this.#lines[end] ?? '', this.#lines[end + 1] ?? '')) end++;
    const last = this.blocks.at(-1);
    const own = /[:：]\s*$/.test(lead) && lead.length < 60 ? lead.replace(/[:：]\s*$/, '').trim() : '';
    const label = lead === '' && last?.kind === 'labelled' && last.text === '' ? last.label : own;
    this.#push({ kind, label, text: this.#lines.slice(this.#at, end).join('\n') });
    this.#at = end;
    return true;
  }

  #listed(line: string): boolean {
    if (/^\s*\|.*\|\s*$/.test(line) && /^\s*\|/.test(this.#lines[this.#at + 1] ?? ''))
      return this.#run('table', (one) => /^\s*\|/.test(one));
    if (!ITEM.test(line)) return false;
    return this.#run(
      'list',
      (one, next) =>
        ITEM.test(one) || (one.trim() === '' && ITEM.test(next)) || (/^\s{2,}\S/.test(one) && !FENCE.test(one)),
    );
  }

  #words(line: string, advance = true): void {
    if (advance && this.#bracketed(line)) return;
    if (advance) this.#at++;
    for (const part of breakAtLabels(line)) {
      const label = labelOf(part);
      if (label === undefined) {
        this.#paragraph.push(part);
        continue;
      }
      this.#flush();
      if (label.heading) this.#push({ kind: 'heading', label: label.name, text: '', open: true });
      else this.#labelled(label.name, label.rest);
    }
  }

  /** A line that opens a bracket runs on to the line that closes it: keys within are no labels. */
  #bracketed(line: string): boolean {
    if (!/[{[]\s*$/.test(line)) return false;
    const end = this.#closing(this.#at);
    if (end < 0) return false;
    this.#paragraph.push(...this.#lines.slice(this.#at, end + 1));
    this.#at = end + 1;
    return true;
  }

  /** The line that closes the brackets that the line at `from` opens, or -1. */
  #closing(from: number): number {
    let depth = 0;
    for (let at = from; at < Math.min(this.#lines.length, from + BRACKET_LINES); at++) {
      for (const c of this.#lines[at] ?? '') depth += c === '{' || c === '[' ? 1 : c === '}' || c === ']' ? -1 : 0;
      if (depth <= 0) return at;
    }
    return -1;
  }

  /** A declared type runs on to the blank line behind it. */
  #declared(line: string): boolean {
    if (!DECLARED.test(line)) return false;
    let end = this.#at + 1;
    while (end < this.#lines.length && /^\s+\S|^[}\])]/.test(this.#lines[end] ?? '')) end++;
    if (end === this.#at + 1 && !line.includes('{')) return false;
    this.#flush();
    this.#push({ kind: 'fence', label: '', text: this.#lines.slice(this.#at, end).join('\n'), lang: 'types' });
    this.#at = end;
    return true;
  }

  #labelled(label: string, rest: string): void {
    const text = rest === '' ? [] : [rest];
    const open = rest === '';
    if (open) while ((this.#lines[this.#at] ?? 'x').trim() === '' && this.#at < this.#lines.length) this.#at++;
    // "Answer in this layout:" is followed by a form, which is cut as one.
    const shows = open && announcesForm(`${label}:`) && shownEnd(this.#lines, this.#at) > this.#at;
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at] ?? '';
      const stops =
        shows ||
        line.trim() === '' ||
        [FENCE, TRIPLE, RULE, MARKER].some((one) => one.test(line)) ||
        (TAG.test(line) && line.includes('>')) ||
        (ITEM.test(line) && open) ||
        breakAtLabels(line).length > 1 ||
        (!open && (isOrder(line) || isQuestion(line))) ||
        labelOf(line) !== undefined;
      if (stops) break;
      const close = /[{[]\s*$/.test(line) ? this.#closing(this.#at) : -1;
      text.push(...(close > this.#at ? this.#lines.slice(this.#at, close + 1) : [line]));
      this.#at = Math.max(this.#at, close) + 1;
    }
    this.#push({ kind: 'labelled', label, text: text.join('\n'), open });
  }
}

/** Cuts a text into blocks by fences, tags, rules, labels, lists, tables and blank lines. */
export const cutBlocks = (text: string): readonly Block[] => new Cutter(text).run();
