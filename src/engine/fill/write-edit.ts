import type { Brief } from '../read/brief.ts';
import { segmentsOf, type Segment } from '../read/segment.ts';
import { sentencesOf, termsOf, unquote, withoutEnd } from '../read/text.ts';
import { overlap } from './rank.ts';
import { hasAny } from '../has-words.ts';

interface ShownFile {
  readonly name: string;
  readonly lines: readonly string[];
  readonly lang: string;
}

/** A change of a file: lines that go, from `at` on, and lines that come. */
interface Change {
  readonly at: number;
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

const PATH = /(?:[\w@.-]{1,64}\/){0,12}[\w-]{1,64}\.[A-Za-z]\w{0,7}/;

/** The file that is shown: the fence with a name, or the first fence with the name that stands nearest before it. */
function shownFile(brief: Brief, wish: string): ShownFile | undefined {
  const fences = fencesIn(brief.segments);
  const ranked = fences.toSorted(
    (a, b) => overlap(termsOf(wish), termsOf(b.text)) - overlap(termsOf(wish), termsOf(a.text)),
  );
  const fence = ranked[0];
  if (fence === undefined) return namedText(brief) ?? earlierFile(brief, wish);
  return fileOfFence(fence, brief.asked.text);
}

const fencesIn = (segments: readonly Segment[]): readonly Segment[] =>
  segments.filter(
    ({ kind, author, role, lang }) => kind === 'fence' && author === 'user' && role !== 'template' && lang !== 'diff',
  );

/** A file that an earlier message has brought along; the last that the wish speaks of, else the last of all. */
function earlierFile({ turns, asked }: Brief, wish: string): ShownFile | undefined {
  const files = turns
    .filter(({ author, message }) => author === 'user' && message < asked.message)
    .flatMap(({ text, message }) =>
      fencesIn(segmentsOf(text, 'user', message)).map((fence) => fileOfFence(fence, text)),
    );
  const terms = termsOf(wish);
  return (
    files.findLast(({ name }) => wish.includes(name)) ??
    files
      .toSorted((a, b) => overlap(terms, termsOf(a.lines.join('\n'))) - overlap(terms, termsOf(b.lines.join('\n'))))
      .at(-1)
  );
}

function fileOfFence(fence: Segment, text: string): ShownFile {
  const before = text.slice(0, Math.max(0, text.indexOf(fence.text)));
  const name =
    fence.label === ''
      ? (before.match(new RegExp(PATH, 'g'))?.at(-1) ?? PATH.exec(fence.lang)?.[0] ?? 'file.txt')
      : fence.label;
  return { name, lines: fence.text.replace(/\n{1,64}$/, '').split('\n'), lang: fence.lang };
}

/** The user's words about the file. */
const wishOf = (brief: Brief): string =>
  brief.segments
    .filter(({ author, kind }) => author === 'user' && kind !== 'fence')
    .map(({ text }) => text)
    .join('\n');

/** "Here is `menu.html`:", "hosts.txt now:": a line that names a file and ends in a colon. */
const NAMES_FILE = new RegExp(`^(?=.{3,80}$)[^\\n:]*?(?<![\\w/])(${PATH.source})[^\\n:]{0,24}:\\s*$`, 'm');

/** The lines below the one that names a file, to the blank line behind which something else is said. */
function textBelow(text: string): ShownFile | undefined {
  const match = NAMES_FILE.exec(text);
  if (match === null) return undefined;
  const below = text.slice(match.index + match[0].length).replace(/^\n+/, '');
  const lines = (below.split(/\n\s{0,64}\n(?=\p{Lu}[\p{L} ]+\s)/u)[0] ?? '').replace(/\n{1,64}$/, '').split('\n');
  return lines.length === 0 || lines[0] === '' ? undefined : { name: match[1] ?? 'file.txt', lines, lang: '' };
}

/** A file that is shown without a fence: its name on a line of its own, its lines below. */
function namedText(brief: Brief): ShownFile | undefined {
  const below = textBelow(brief.asked.text);
  if (below !== undefined) return below;
  for (const { text, label, role, author } of brief.segments) {
    if (author !== 'user' || role !== 'material') continue;
    const [first = '', ...rest] = text.split('\n');
    const name =
      new RegExp(`^${PATH.source}$`).exec(label)?.[0] ??
      new RegExp(`^[\\s#*\`]*(?:file:?\\s*)?(${PATH.source})[\`*]*:?\\s*$`, 'i').exec(first)?.[1];
    if (name !== undefined) return { name, lines: label === name ? text.split('\n') : rest, lang: '' };
  }
  return undefined;
}

/** The change that is asked for a shown file: its name, the lines that go and the lines that come. */
export function editOf(
  brief: Brief,
): { readonly path: string; readonly old: string; readonly fresh: string } | undefined {
  const wish = wishOf(brief);
  const file = shownFile(brief, wish);
  const change = file === undefined ? undefined : changesFor(file, wish)[0];
  return file === undefined || change === undefined
    ? undefined
    : { path: file.name, old: change.old.join('\n'), fresh: change.fresh.join('\n') };
}

const RENAME = /\brename\b.{0,200}?[`"']?([\w.$-]{1,64})[`"']?\s{1,8}(?:to|into|as)\s{1,8}[`"']?([\w.$-]{1,64})[`"']?/i;
const REPLACE =
  /\b(?:change|replace|swap|substitute|switch)\b\s{1,8}(?:the\s{1,8})?(?:value\s{1,8}|word\s{1,8}|text\s{1,8}|string\s{1,8}|line\s{1,8})?[`"']?(.{1,200}?)[`"']?\s{1,8}(?:to|with|by|into|for)\s{1,8}[`"']?(.{1,200}?)[`"']?\s{0,8}[.!]?$/i;
const SET =
  /\b(?:set|raise|lower|increase|decrease|reduce|bump|turn|make|update|change)\b\s+(?:the\s+)?(?:value of\s+)?[`"']?([\w.$-]+)[`"']?(?:\s+\w+)?\s*(?:,?\s+(?:to|=|be|off, that is|on, that is|equal to|from \S+ to)\s+)[`"']?([^`"'\n]+?)[`"']?\s*[.!]?$/i;
const ADD =
  /\b(?:add|append|insert|prepend|put|include)\b\s{1,8}(?:a |an |the )?(?:new )?(?:line|statement|import|row|entry|comment|call)?\s{0,8}:?\s{0,8}[`"']?(.{1,200}?)[`"']?\s{1,8}(?:at|to|in|as|on|after|before|below|above)\s{1,8}(?:the\s{1,8})?(.{2,60}?)[.!]?$/i;
const REMOVE = /\b(?:remove|delete|drop)\b\s+(?:the\s+)?(?:line\s+|function\s+)?[`"']?(.+?)[`"']?\s*(?:line)?[.!]?$/i;

/** Replaces a word as a whole. */
const swapWord = (line: string, from: string, to: string): string =>
  line.replaceAll(new RegExp(`(?<![\\w$])${from.replaceAll(/[^\w]/g, '\\$&')}(?![\\w$])`, 'g'), () => to);

function changed(file: ShownFile, map: (line: string) => string): readonly Change[] {
  return file.lines.flatMap((line, at) => {
    const fresh = map(line);
    return fresh === line ? [] : [{ at, old: [line], fresh: [fresh] }];
  });
}

/** A value in the place of the one that stands behind a name: `MAX_ITEMS = 20` → `MAX_ITEMS = 50`. */
function setValue(line: string, name: string, value: string): string {
  const pattern = new RegExp(
    `((?<![\\w$])${name.replaceAll(/[^\w]/g, '.')}["']?\\s*[:=]\\s*)([^;,#\\n]+?)(\\s*[;,#].*)?$`,
  );
  return line.replace(
    pattern,
    (_, head: string, old: string, tail?: string) =>
      `${head}${/^["']/.test(old) && !/^["'\d]/.test(value) ? `${old.charAt(0)}${value}${old.charAt(0)}` : value}${tail ?? ''}`,
  );
}

function addLine(file: ShownFile, line: string, where: string): readonly Change[] {
  const plain = unquote(line);
  const end = hasAny(where, 'end bottom last');
  const start = hasAny(where, 'top start beginning first');
  const near =
    end || start
      ? -1
      : file.lines.findIndex(
          (one) => one.includes(unquote(withoutEnd(where))) || overlap(termsOf(where), termsOf(one)) > 0,
        );
  const at = start ? 0 : near < 0 ? file.lines.length - 1 : near;
  const old = file.lines[at] ?? '';
  return [{ at, old: [old], fresh: start ? [plain, old] : [old, plain] }];
}

/** The changes that a wish makes to a file. */
function changesFor(file: ShownFile, wish: string): readonly Change[] {
  for (const sentence of sentencesOf(wish).toReversed()) {
    const found = changesOfSentence(file, sentence);
    if (found.length > 0) return found;
  }
  const [first = ''] = file.lines;
  const mark = /\.(?:py|rb|sh|ya?ml|toml|ini|cfg|conf)$/.test(file.name)
    ? '#'
    : /\.(?:html|md|xml)$/.test(file.name)
      ? ''
      : '//';
  return [
    {
      at: 0,
      old: [first],
      fresh: [mark === '' ? `${first} ` : `${mark} ${withoutEnd(wish).slice(0, 80)}`, ...(mark === '' ? [] : [first])],
    },
  ];
}

function changesOfSentence(file: ShownFile, sentence: string): readonly Change[] {
  const rename = RENAME.exec(sentence);
  if (rename !== null) {
    const names = (sentence.match(/[\w.$-]+/g) ?? []) as readonly string[];
    const from =
      names.find(
        (name) =>
          name !== rename[2] &&
          name.length > 1 &&
          file.lines.some((line) => swapWord(line, name, '') !== line) &&
          !/^(?:the|function|to|rename|variable|class|method|file|in)$/i.test(name),
      ) ??
      rename[1] ??
      '';
    const to = withoutEnd(rename[2] ?? '');
    const found = changed(file, (line) => swapWord(line, from, to));
    if (found.length > 0) return found;
  }
  const set = SET.exec(sentence);
  if (set !== null) {
    const found = changed(file, (line) => setValue(line, set[1] ?? '', withoutEnd(set[2] ?? '')));
    if (found.length > 0) return found;
  }
  const replace = REPLACE.exec(sentence);
  if (replace !== null) {
    const [from, to] = [unquote(replace[1] ?? ''), unquote(withoutEnd(replace[2] ?? ''))];
    const found = changed(file, (line) => line.replaceAll(from, () => to));
    if (found.length > 0) return found;
  }
  const add = ADD.exec(sentence);
  const quoted =
    add === null
      ? undefined
      : (/`([^`\n]{1,200})`/.exec(sentence) ?? /(?<=\s)["“]([^"”\n]{1,200})["”](?=\s|$)/.exec(sentence));
  if (quoted !== null && quoted !== undefined)
    return addLine(
      file,
      quoted[1] ?? '',
      sentence
        .slice(quoted.index + quoted[0].length)
        .replace(/^\W*(?:at|to|in|as|on)?\s*(?:the\s+)?/i, '')
        .replace(/[.!]\s*$/, '') || 'end',
    );
  if (add !== null) return addLine(file, add[1] ?? '', add[2] ?? '');
  const remove = REMOVE.exec(sentence);
  const gone = remove === null ? -1 : file.lines.findIndex((line) => line.includes(unquote(remove[1] ?? '')));
  return gone < 0 ? [] : [{ at: gone, old: [file.lines[gone] ?? ''], fresh: [] }];
}

/** Blocks of the style that aider made known: what stands in the file, and what is to stand there. */
function searchBlocks(file: ShownFile, changes: readonly Change[], fenced: boolean): string {
  return changes
    .map(({ old, fresh }) => {
      const block = ['<<<<<<< SEARCH', ...old, '=======', ...fresh, '>>>>>>> REPLACE'].join('\n');
      return fenced ? `${file.name}\n\`\`\`${file.lang}\n${block}\n\`\`\`` : `${file.name}\n${block}`;
    })
    .join('\n\n');
}

function unifiedDiff(file: ShownFile, changes: readonly Change[], fenced: boolean): string {
  let shift = 0;
  const hunks = changes.map(({ at, old, fresh }) => {
    const before = file.lines.slice(Math.max(0, at - 1), at);
    const after = file.lines.slice(at + old.length, at + old.length + 1);
    const kept = fresh.length > old.length && fresh[0] === old[0];
    const body = kept
      ? [` ${old[0] ?? ''}`, ...fresh.slice(1).map((line) => `+${line}`)]
      : [...old.map((line) => `-${line}`), ...fresh.map((line) => `+${line}`)];
    const start = at - before.length + 1;
    const head = `@@ -${start},${before.length + old.length + after.length} +${start + shift},${before.length + fresh.length + after.length} @@`;
    shift += fresh.length - old.length;
    return [head, ...before.map((line) => ` ${line}`), ...body, ...after.map((line) => ` ${line}`)].join('\n');
  });
  const diff = `--- a/${file.name}\n+++ b/${file.name}\n${hunks.join('\n')}`;
  return fenced ? `\`\`\`diff\n${diff}\n\`\`\`` : diff;
}

function wholeFile(file: ShownFile, changes: readonly Change[]): string {
  const lines = [...file.lines];
  for (const { at, old, fresh } of changes.toReversed()) lines.splice(at, old.length, ...fresh);
  return `${file.name}\n\`\`\`${file.lang}\n${lines.join('\n')}\n\`\`\``;
}

/** The change that is asked for, in the style that is asked for; lines of the shown file are copied letter for letter; `undefined` where none is shown. */
export function writeEdit(style: 'search' | 'diff' | 'whole', fenced: boolean, brief: Brief): string | undefined {
  const wish = wishOf(brief);
  const file = shownFile(brief, wish);
  if (file === undefined) return undefined;
  const changes = changesFor(file, wish);
  if (style === 'search') return searchBlocks(file, changes, fenced);
  return style === 'diff' ? unifiedDiff(file, changes, fenced) : wholeFile(file, changes);
}
