import type { Ask } from '../understand/ask.ts';
import { STOP_WORDS } from '../understand/stop-words.ts';
import { tidyPhrase } from '../understand/topic.ts';
import { SKELETONS, SNIPPETS, TESTS } from './code-snippets.ts';
import { capitalise } from './english.ts';
import type { Voice } from './voice.ts';

const SNAKE = new Set(['python', 'rust', 'ruby', 'bash', 'php', 'sql']);
const PASCAL = new Set(['c#']);
const CALLED = /\b(?:called|named) [`"']?([A-Za-z_]\w{0,40})|\b(?:function|def|func|fn) ([A-Za-z_]\w{0,40})\s{0,2}\(/;
/** Words of the languages that cannot be names. */
const RESERVED = new Set(
  'return function def class for while if else in is not and or import from const let var new null none true false this print fix code'.split(
    ' ',
  ),
);

/** Two or three content words of the task as an identifier in the manner of the language. */
function functionName(does: string, fallback: string, language: string): string {
  const words = does
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(
      (word) =>
        word.length > 1 && /^[a-z]/.test(word) && !STOP_WORDS.has(word) && !RESERVED.has(word) && word !== language,
    )
    .slice(0, 3)
    .map((word, at) => (at === 0 ? word.replace(/([^s])s$/, '$1') : word));
  const parts = words.length > 0 ? words : fallback.split(' ');
  if (SNAKE.has(language)) return parts.join('_');
  const camel = parts.map((word, at) => (at === 0 && !PASCAL.has(language) ? word : capitalise(word))).join('');
  return camel;
}

/** Comments must not be closed by the user's words. */
const comment = (text: string): string =>
  tidyPhrase(text)
    .replace(/\*\/|"""|--|[<>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

interface Written {
  readonly code: string;
  readonly name: string;
}

function writeCode(text: string, does: string, language: string): Written {
  const lower = does.toLowerCase();
  const snippet = SNIPPETS.find((candidate) => candidate.words.test(lower) && candidate.code[language] !== undefined);
  const match = CALLED.exec(text);
  const called = match?.[1] ?? match?.[2];
  const name = called ?? functionName(does, snippet?.name ?? 'process items', language);
  const testing = /\b(?:unit |integration )?tests? (?:cases? )?(?:for|of)\b/i.test(text.slice(0, 200))
    ? TESTS[language]
    : undefined;
  const template = testing ?? snippet?.code[language] ?? SKELETONS[language] ?? SKELETONS['python'] ?? '';
  const task = capitalise(comment(does) || 'Process the given items');
  return { code: template.replaceAll('NAME', () => name).replaceAll('TASK', () => task), name };
}

const INTROS: readonly string[] = [
  "[Sure!|Of course!|Certainly!] [Here's|Here is] {article} {language} [version|solution] that does this:",
  "[Here's|Here is] one way to [do this|do it] in {language}:",
  'You can [do this|solve this] in {language} like so:',
  'The following {language} code [should do the trick|does what you need]:',
];
const NOTES: readonly string[] = [
  '**How it works:** `{name}` [takes the input|reads its input], [handles the edge cases first|walks through it once] and returns the result.',
  'A few notes:\n\n- `{name}` runs in [linear time|time proportional to the input].\n- [Invalid input is rejected early|Edge cases are handled up front].\n- [You can adapt|Feel free to adapt] the example at the end to your own data.',
  'Let me know if you [need|would like] [tests|a version with more options|error handling] as well.',
  '[Note|Keep in mind] that very large inputs may need a streaming approach instead.',
];
const NOTES_ZH: readonly string[] = [
  '**说明：**`{name}` 会先处理边界情况，再返回结果。',
  '如果需要[测试用例|更多注释|错误处理]，请告诉我。',
  '[时间复杂度与输入规模成正比|输入会先经过检查]，您可以按需要修改示例。',
];
const INTROS_ZH: readonly string[] = [
  '[好的|没问题]，下面是用 {language} 实现的[代码|版本]：',
  '可以这样用 {language} 来[实现|完成]：',
  '以下是一个 {language} [示例|实现]：',
];

const DECLARATIVE = new Set(['sql', 'regex', 'html', 'css']);
const TITLES: Readonly<Record<string, string>> = {
  javascript: 'JavaScript',
  typescript: 'TypeScript',
  sql: 'SQL',
  html: 'HTML',
  css: 'CSS',
  php: 'PHP',
  regex: 'regular expression',
  bash: 'Bash',
  'c++': 'C++',
  'c#': 'C#',
};
const FENCES: Readonly<Record<string, string>> = { 'c++': 'cpp', 'c#': 'csharp', regex: 'text' };
const ONLY_CODE =
  /\b(?:only|just) (?:the |return |output |give me (?:the )?)?code\b|\bcode only\b|no (?:explanation|comments|prose)|只(?:要|给|输出)代码/i;

/** A fenced code block that fits the task, with a few words around it unless only code is wanted. */
export function code(ask: Ask, task: { readonly language: string; readonly does: string }, voice: Voice): string {
  const zh = ask.language === 'zh';
  const { code: body, name } = writeCode(ask.text.slice(0, 400), task.does, task.language);
  const block = `\`\`\`${FENCES[task.language] ?? task.language}\n${body}\n\`\`\``;
  if (ask.wanted.bare || ONLY_CODE.test(ask.text.slice(0, 600))) return block;
  const language = TITLES[task.language] ?? capitalise(task.language);
  const intro = voice.say(zh ? INTROS_ZH : INTROS, { language, article: /^[aeiou]/i.test(language) ? 'an' : 'a' });
  // A query, a style sheet or a pattern has no input to speak of.
  const notes = DECLARATIVE.has(task.language) ? NOTES.slice(-2, -1) : NOTES;
  const note = voice.chance(0.8) ? `\n\n${voice.say(zh ? NOTES_ZH : notes, { name })}` : '';
  return `${intro}\n\n${block}${note}`;
}
