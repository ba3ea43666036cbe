import type { Brief } from '../read/brief.ts';
import { WORDS } from '../words.ts';
import { asksChoice } from './cues.ts';
import type { Form } from './form.ts';
import { anyOf, hasAny } from '../has-words.ts';

const LANGUAGES: Readonly<Record<string, string>> = WORDS.code.languages;
const WRITES = anyOf(WORDS.forms.readProgramWrites);
const CODE_NOUN = anyOf(WORDS.forms.readProgramCodeNoun);
const UNFENCED =
  /\b(?:no|without|not|never)\b[^.\n]{0,40}\b(?:markdown|fences?|back ?ticks?|code blocks?|wrap)\b|\bplain (?:text|javascript|python|code|sql|typescript)\b|\bdo not wrap\b|\bbare\b|\bsource only\b|\bonly the sql\b|\braw\b|not even backticks/i;
const FENCED = /```|\bcode block\b|\bfenced\b|\bblock\b/i;
const SHELL = anyOf(WORDS.forms.readProgramShell);

/** The programming language that a text names. */
export function languageOf(text: string): string | undefined {
  const fence = /```\s?([a-z+#]{1,12})\b/i.exec(text)?.[1];
  if (fence !== undefined && Object.hasOwn(LANGUAGES, fence.toLowerCase())) return LANGUAGES[fence.toLowerCase()];
  let first: string | undefined;
  let best = Infinity;
  for (const [name, language] of Object.entries(LANGUAGES)) {
    const at = text.toLowerCase().search(new RegExp(`(?<![\\w-])${name.replaceAll(/[+#.]/g, '\\$&')}(?![\\w-])`));
    if (at >= 0 && at < best) [first, best] = [language, at];
  }
  return first;
}

/** Whether a fence is wanted around a program: as the words say, else as models do. */
const fenced = (orders: string, usual: boolean): boolean => {
  if (UNFENCED.test(orders) && !/```\w/.test(orders)) return false;
  return usual || FENCED.test(orders);
};

/** SQL over tables that the prompt declares. */
export function readSql(brief: Brief): Form | undefined {
  const { orders } = brief;
  if (
    !hasAny(`${orders}\n${brief.slot}`, 'sqlite sqlquery sql mysql mariadb postgres* bigquery duckdb snowflake') ||
    !declaresTables(brief)
  )
    return undefined;
  return { kind: 'sql', fenced: fenced(orders, false) && FENCED.test(orders) };
}

/** Whether tables are declared anywhere in the prompt. */
export const declaresTables = (brief: Brief): boolean =>
  /\bcreate table\b|\btables?\b[\s\S]{0,40}\b\w+\s?\([\w, ]+\)|"schema"\s*:|\b\w+\([a-z_]+(?:, ?[a-z_]+)+\)|\btables? ["`']?\w+["`']?\s?(?::|(?:has|with) (?:the )?columns?)\s?\w+[ ,]/i.test(
    `${brief.system}\n${brief.asked.text}`,
  );

/** Changes to a file that is shown: as SEARCH/REPLACE blocks, as a diff, or the whole of it. */
export function readEdit(brief: Brief): Form | undefined {
  const words = `${brief.system}\n${brief.asked.text}`;
  const shown =
    brief.segments.some(({ kind, role }) => kind === 'fence' && role === 'material') ||
    brief.turns.some(({ author, text }) => author === 'user' && text.includes('```')) ||
    /^[^\n:]{0,60}\b[\w-]+\.[a-z]{1,6}\b[^\n:]{0,24}:[ \t]*\n/m.test(brief.asked.text);
  if (!shown) return undefined;
  const inFence = /\b(?:in|inside|within) (?:a |the )?(?:code )?(?:fence|```|code block)/i.test(words);
  if (/<{5,9} ?SEARCH|search\/replace/i.test(words)) return { kind: 'edit', style: 'search', fenced: inFence };
  if (/\bunified diff\b|\bdiff -u|```diff|\bpatch\b[^.\n]{0,40}\bformat|\bgit apply\b|\bpatch -p\d/i.test(words))
    return { kind: 'edit', style: 'diff', fenced: !UNFENCED.test(words) };
  if (
    /\b(?:new|full|complete|whole) content\b|\b(?:whole|full|entire|complete|updated)\b[^.\n]{0,30}\bfiles?\b|\bfiles?\b[^.\n]{0,30}\b(?:in full|completely|whole)\b/i.test(
      brief.orders,
    )
  )
    return { kind: 'edit', style: 'whole', fenced: true };
  return undefined;
}

/** The message of a commit, or the title of a pull request. */
export function readCommit(brief: Brief): Form | undefined {
  const { orders } = brief;
  const title = /\b(?:title|name)\b[^.\n]{0,30}\b(?:pull request|merge request|pr)\b/i.test(orders);
  if (
    !hasAny(orders, 'commit_message* commit_title* commit_line* commit_subject* git_commit conventional_commit*') &&
    !title
  )
    return undefined;
  const pattern = /^\s{0,64}(\[[a-z ]+\]\s[^\n]{3,60})$/m.exec(orders)?.[1] ?? '';
  return { kind: 'commit', body: hasAny(orders, 'body'), pattern };
}

/** "Write a function that tells whether …": the first order names a piece of code, so that what follows is about its work. */
export const writesCode = (brief: Brief): boolean =>
  !asksChoice(brief.system) &&
  /^\W*(?:please )?(?:write|implement|create|give me|provide|complete)\b[^.\n]{0,60}\b(?:function|script|program|method|class|one-liner|regex|component)\b/i.test(
    brief.asked.text.slice(0, 200),
  );

/** A diagram as text. */
export const readDiagram = ({ orders }: Brief): Form | undefined =>
  hasAny(orders, 'mermaid') ? { kind: 'code', language: 'mermaid', fenced: fenced(orders, true) } : undefined;

/** A regular expression, where it is wanted by itself. */
export const readPattern = ({ orders }: Brief): Form | undefined =>
  hasAny(orders, 'regex regexp regular_expression') &&
  hasAny(orders, 'only pattern alone just') &&
  !hasAny(orders, 'explain function script code json')
    ? { kind: 'code', language: 'regex', fenced: FENCED.test(orders) && fenced(orders, true) }
    : undefined;

/** A program that the orders ask for. */
export function readCode(brief: Brief): Form | undefined {
  const text = brief.input.length < 1500 ? `${brief.orders}\n${brief.input}` : brief.orders;
  if (SHELL.test(brief.orders) && hasAny(brief.orders.replaceAll(/\{[^{}\n]{0,400}\}/g, ''), 'command commands'))
    return { kind: 'code', language: 'bash', fenced: FENCED.test(brief.orders) && fenced(brief.orders, true) };
  const named = languageOf(text.slice(0, 24)) !== undefined && CODE_NOUN.test(text.slice(0, 40));
  if (!WRITES.test(text) && !named && !hasAny(brief.system, 'code')) return undefined;
  if (!CODE_NOUN.test(text)) return undefined;
  const language = languageOf(brief.orders) ?? languageOf(text);
  const asked =
    language !== undefined ||
    /\b(?:write|implement|create|give me|complete)\b[^.\n]{0,40}\b(?:function|script|program|code|method|class|regex)\b/i.test(
      text,
    );
  if (
    !asked ||
    /\b(?:explain|review|what does|why does|describe|summari[sz]e)\b[^.\n]{0,40}\b(?:code|function|script|program)\b/i.test(
      brief.orders,
    )
  )
    return undefined;
  return { kind: 'code', language: language ?? 'python', fenced: fenced(brief.orders, true) };
}
