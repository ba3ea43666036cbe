import type { Brief } from '../read/brief.ts';
import { capitalize, oneLine, sentencesOf, termsOf, withoutEnd, wordsOf } from '../read/text.ts';
import { splitName } from '../values/tokens.ts';
import { cutCharacters, cutWords } from './shorten.ts';
import { hasAny } from '../has-words.ts';

const TYPES: ReadonlyArray<readonly [string, RegExp]> = [
  ['docs', /\.md\b|\bdocs?\/|\breadme\b/i],
  ['test', /\btests?\/|\.test\.|\.spec\.|\bpytest\b/i],
  ['fix', /\bfix\w*\b|\bbugs?\b|\berrors?\b|\bthrow\b|\bcrash|\bnull\b|\bwrong\b|\bcorrect/i],
  ['build', /package(?:-lock)?\.json|\bdependenc|\bDockerfile\b|\bMakefile\b/i],
  ['ci', /\.github\/|\bworkflow\b/i],
  ['perf', /\bperf\w*\b|\bfaster\b|\bcache\b/i],
  ['refactor', /\brefactor|\brename|\bextract\b/i],
];

/** The file that a diff changes, and what it adds and takes away. */
function readDiff(text: string): {
  readonly file: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly near: string;
} {
  const file = /^\+\+\+ (?:b\/)?(\S+)/m.exec(text)?.[1] ?? /^diff --git a\/(\S+)/m.exec(text)?.[1] ?? '';
  const lines = text.split('\n');
  const added = lines.filter((line) => /^\+(?!\+\+)/.test(line)).map((line) => line.slice(1).trim());
  const removed = lines.filter((line) => /^-(?!--)/.test(line)).map((line) => line.slice(1).trim());
  return {
    file,
    added,
    removed,
    near: lines.find((line) => /^ .*\b(?:function|def|class|const|func|fn)\b/.test(line)) ?? '',
  };
}

/** Words of a line of code that mean something, in their order. */
function tellingWords(line: string, most: number): string {
  const words = (line.match(/[A-Za-z][A-Za-z]+/g) ?? [])
    .flatMap((word) => splitName(word))
    .filter(
      (word) =>
        !/^(?:await|async|const|let|var|return|if|new|function|export|import|from|def|self|this|public|static|void|string|int|throw|else|for|in)$/.test(
          word,
        ),
    );
  return [...new Set(words)].slice(0, most).join(' ');
}

/** What a change does, in the imperative. */
function subjectOf(brief: Brief): string {
  const diff = diffOf(brief);
  if (diff === '') {
    const said = sentencesOf(brief.input)[0] ?? brief.input;
    return imperative(withoutEnd(oneLine(said)));
  }
  const { added, removed, near, file } = readDiff(diff);
  const prose = /\.(?:md|txt|rst)$/.test(file);
  if (prose && added[0] !== undefined) return `explain ${cutWords(lowerStart(withoutEnd(added[0])), 9)}`;
  const name = /\b(?:function|def|class|func|fn)\s+(\w+)/.exec(`${near} ${diff}`)?.[1];
  const words = tellingWords(added.join(' ') || removed.join(' '), 4);
  const verb = added.length === 0 ? 'remove' : removed.length > 0 ? 'change' : 'add';
  return `${verb} ${words === '' ? (file.split('/').at(-1) ?? 'file') : words}${name === undefined ? '' : ` ${verb === 'add' ? 'to' : 'in'} ${name}`}`;
}

const lowerStart = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** "The form now trims spaces" → "trim spaces in the form". */
function imperative(text: string): string {
  const match = /^(?:the |a |an |this )?(.{2,40}?)\s+(?:now\s+|will\s+|can\s+)?([a-z]+)s\s+(.+)$/i.exec(text);
  if (match === null) return lowerStart(text);
  const verb = match[2] ?? '';
  const rest = (match[3] ?? '').split(/\s{1,64}and\s+/)[0] ?? '';
  return `${/(?:sh|ch|ss|x)e$/.test(verb) ? verb.slice(0, -1) : verb} ${rest} in the ${match[1] ?? ''}`;
}

const diffOf = (brief: Brief): string =>
  brief.segments.find(({ lang, text }) => lang === 'diff' || /^(?:diff --git|[+-]{3} )/m.test(text))?.text ?? '';

/** The type of a change among those that the orders allow. */
function typeOf(brief: Brief, subject: string): string {
  const diff = diffOf(brief);
  const { file, added } = readDiff(diff);
  const allowed = /\(((?:feat|fix)[^()]{4,120})\)/.exec(brief.orders)?.[1]?.split(/\s{0,64},\s*/);
  const told = `${file} ${added.join(' ')} ${subject}`;
  const found =
    TYPES.find(([type, pattern]) =>
      pattern.test(type === 'docs' || type === 'test' || type === 'ci' || type === 'build' ? file : told),
    )?.[0] ?? 'feat';
  return allowed === undefined || allowed.includes(found) ? found : 'feat';
}

/** A commit message for a diff or a described change: conventional, in the shown pattern, or with a body. */
export function writeCommit(form: { readonly body: boolean; readonly pattern: string }, brief: Brief): string {
  const subject = subjectOf(brief);
  const { file } = readDiff(diffOf(brief));
  const folder = file.split('/').slice(0, -1).at(-1);
  const base = (file.split('/').at(-1) ?? '').split('.')[0] ?? '';
  if (form.pattern !== '') return `[${folder ?? (base || 'app')}] ${capitalize(cutWords(subject, 10))}`;
  if (form.body) {
    const points = sentencesOf(brief.input)
      .flatMap((sentence) => sentence.split(/\s{1,64}and\s+/))
      .map((part) => withoutEnd(oneLine(part)))
      .filter((part) => wordsOf(part).length > 2)
      .slice(0, 3);
    return `${capitalize(cutCharacters(subject, 50))}\n\n${points.map((point) => `- ${lowerStart(point)}`).join('\n')}`;
  }
  const scope = base === '' || /^(?:index|main)$/.test(base) ? '' : `(${base.toLowerCase()})`;
  const scoped = /\bscope\b|conventional/i.test(brief.orders) && !/<type>: </.test(brief.orders);
  const plain = !/conventional|type\(scope\)|<type>|\bfeat\b/i.test(brief.orders);
  const line = cutCharacters(lowerStart(termsOf(subject).size === 0 ? 'update files' : subject), 68);
  if (hasAny(brief.orders, 'gitmoji emoji')) return `✨ ${cutCharacters(capitalize(line), 58)}`;
  return plain ? capitalize(line) : `${typeOf(brief, subject)}${scoped ? scope : ''}: ${line}`;
}
