import type { JsonValue } from '../../contract/api-types.ts';
import type { Ask, Task } from '../understand/ask.ts';
import { shorten } from '../understand/extract.ts';
import { numberWord, wordsOfName } from './english.ts';
import type { Voice } from './voice.ts';

type Review = Extract<Task, { kind: 'review' }>;

/** A habit that reviewers point out: where it shows, what they say, and the better text where it is plain. */
interface Habit {
  readonly shows: RegExp;
  readonly says: string;
  readonly better?: (code: string) => string;
}

const HABITS: readonly Habit[] = [
  {
    shows: /\b(?:add|sum|plus|total)\w{0,20}\s?\([^)]{0,80}\)[^}]{0,80}?\breturn\s+\w+\s?-\s?\w+/i,
    says: '**Bug:** the name says that it adds, but the code subtracts; `-` should be `+`.',
    better: (code) => code.replace(/(\breturn\s+\w+\s?)-(\s?\w+)/, '$1+$2'),
  },
  {
    shows: /\b(?:if|while) ?\(\s?[\w.]+ = [^=]/,
    says: '**Bug:** `=` assigns inside the condition; use a comparison.',
    better: (code) => code.replace(/(\b(?:if|while) ?\(\s?[\w.]+ )=( [^=])/, '$1===$2'),
  },
  {
    shows: /[^=!]==[^=]|!=[^=]/,
    says: 'Prefer `===` and `!==`: `==` converts types before it compares.',
    better: (code) => code.replace(/([^=!])==(?!=)/g, '$1===').replace(/!=(?!=)/g, '!=='),
  },
  {
    shows: /\bvar \w+/,
    says: 'Use `const` or `let` instead of `var`.',
    better: (code) => code.replace(/\bvar /g, 'let '),
  },
  {
    shows:
      /["'`]\s?(?:SELECT|INSERT|UPDATE|DELETE)\b[^"'`\n]{0,200}["'`]\s?(?:\+|%|\.format)|f["'](?:SELECT|INSERT|UPDATE|DELETE)\b|`(?:SELECT|INSERT|UPDATE|DELETE)[^`]{0,200}\$\{/i,
    says: '**Security:** the SQL is put together from strings; use parameters, or it is open to injection.',
  },
  { shows: /\beval\s?\(/, says: '**Security:** `eval` runs whatever it is given; parse the input instead.' },
  {
    shows: /\bexcept\s?:/,
    says: 'A bare `except:` hides every error; name the exceptions that you expect.',
    better: (code) => code.replace(/\bexcept\s?:/g, 'except Exception:'),
  },
  {
    shows: /\brange\(len\(/,
    says: 'Iterate over the items (with `enumerate` where you need the index) rather than over `range(len(…))`.',
  },
  {
    shows: /\b(?:password|secret|api_?key|token)\s?=\s?["'][^"']{4,}/i,
    says: '**Security:** a secret stands in the source; read it from the environment.',
  },
  {
    shows: /\/\s?len\(|\/ \w+\.length/,
    says: 'The division fails, or gives `NaN`, for an empty list; handle that case.',
  },
  {
    shows: /<= ?\w+\.length/,
    says: '**Bug:** the loop runs one step too far; use `<` with `.length`.',
    better: (code) => code.replace(/<=( ?\w+\.length)/g, '<$1'),
  },
  { shows: /console\.log\(|\bprint\(/, says: 'Remove the debug output before you merge, or use a logger.' },
  { shows: /\bSELECT \*/i, says: 'Name the columns instead of `SELECT *`.' },
];
const GENERAL: readonly string[] = [
  'The code is short and [easy to follow|readable].',
  'Add a [unit test|test] for the usual case and one for the edge cases (empty, zero, negative).',
  '[Type annotations|Types] and a one-line comment would make the intent clear.',
  'Consider what should happen with [missing|invalid] input.',
  'The names say what they mean, [which helps|good].',
];

const NAME =
  /\b(?:function|def|func|fn|class) (\w{1,60})|\b(?:const|let|var) (\w{1,60}) ?= ?(?:async )?(?:\(|function|\w+ =>)/;
const PARAMETERS = /\b(?:function|def|func|fn)\s\w{1,60}\s?\(([^)]{0,200})\)|= ?(?:async )?\(([^)]{0,200})\) ?=>/;

const RETURNS = /\breturn ([^;\n}]{1,80})/;

function explainCode({ code }: Review, voice: Voice): string {
  const match = NAME.exec(code);
  const name = match?.[1] ?? match?.[2];
  const inner = PARAMETERS.exec(code);
  const parameters = (inner?.[1] ?? inner?.[2] ?? '')
    .split(',')
    .map((one) =>
      one
        .trim()
        .replace(/[:=].*$/, '')
        .trim(),
    )
    .filter((one) => one !== '' && one !== 'self');
  const steps: string[] = [];
  if (name !== undefined)
    steps.push(
      `It defines \`${name}\`${
        parameters.length > 0
          ? `, which takes ${parameters
              .slice(0, 6)
              .map((one) => `\`${one}\``)
              .join(' and ')}`
          : ''
      }.`,
    );
  if (/\bfor\b|\bwhile\b|\.(?:map|forEach|filter|reduce)\(/.test(code))
    steps.push('It goes through the items one by one.');
  if (/\bif\b|\?[^\n]{1,60}:/.test(code)) steps.push('A condition decides which branch runs.');
  if (/\bselect\b[\s\S]{1,200}\bfrom (\w+)/i.test(code))
    steps.push(
      `It reads rows from \`${/\bfrom (\w{1,60})/i.exec(code)?.[1] ?? 'the table'}\`${/\bwhere\b/i.test(code) ? ' that meet the condition' : ''}${/\bgroup by\b/i.test(code) ? ', grouped' : ''}${/\border by\b/i.test(code) ? ', in order' : ''}.`,
    );
  if (/\bawait\b|\bfetch\(|\bthen\(/.test(code)) steps.push('It waits for an asynchronous result.');
  const returns = RETURNS.exec(code)?.[1];
  if (returns !== undefined) steps.push(`It returns \`${returns.trim()}\`.`);
  if (/\bprint\(|console\.log\(/.test(code)) steps.push('It prints the result.');
  if (steps.length === 0) steps.push('It sets up some values and works through them from top to bottom.');
  return `${voice.say("[Here's what the code does|This is what the code does, step by step|Let's go through it]:")}\n\n${steps.map((step, at) => `${at + 1}. ${step}`).join('\n')}`;
}

/** Reviews, explains or fixes code: what a careful reader would say, found in the code itself. */
export function review(task: Review, ask: Ask, voice: Voice): string {
  if (task.does === 'explain') return explainCode(task, voice);
  const script = task.language === 'javascript' || task.language === 'typescript';
  const habits = HABITS.filter(({ shows, says }) => shows.test(task.code) && (script || !says.includes('`===`')));
  const better = habits.reduce((code, { better: change }) => change?.(code) ?? code, task.code);
  const points = [
    ...habits.map(({ says }) => says),
    ...voice.sample(GENERAL, habits.length === 0 ? 3 : 2).map((says) => voice.say(says)),
  ];
  const list = points.map((point) => `- ${point}`).join('\n');
  const block = `\`\`\`${task.language}\n${better}\n\`\`\``;
  if (ask.wanted.bare) return task.does === 'fix' ? block : (points[0] ?? '');
  if (task.does === 'fix')
    return better === task.code
      ? `${voice.say('I [see|found] no obvious bug in the code, but here is what I noticed:')}\n\n${list}\n\n${voice.say('[What input fails, and what do you expect?|Which error do you get?]')}`
      : `${voice.say("[Here's|Here is] the [fixed|corrected] version:")}\n\n${block}\n\n${voice.say('[What changed|Notes]:')}\n\n${habits.map(({ says }) => `- ${says}`).join('\n')}`;
  const verdict = voice.say(
    habits.length === 0
      ? '[Looks good overall|The code looks fine to me]. A few remarks:'
      : `[Thanks for sharing|I had a look]. I found ${numberWord(habits.length)} ${habits.length === 1 ? 'thing' : 'things'} to change, and a few remarks:`,
  );
  return `${verdict}\n\n${list}${better === task.code ? '' : `\n\n${voice.say('[Suggested version|With these changes]:')}\n\n${block}`}`;
}

const typeName = (value: JsonValue): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length} ${value.length === 1 ? 'item' : 'items'}`;
  if (typeof value === 'object') return `an object with ${Object.keys(value).length} keys`;
  return typeof value === 'string'
    ? `the text "${shorten(value, 60)}"`
    : typeof value === 'number'
      ? `the number ${value}`
      : `the boolean ${String(value)}`;
};

/** Keys that are described one by one. */
const KEYS = 12;

/** What a JSON value holds, key by key. */
export function describeData(value: JsonValue, voice: Voice): string {
  const record = Array.isArray(value) ? value[0] : value;
  const lead = Array.isArray(value)
    ? `This JSON is ${typeName(value)}.`
    : voice
        .say('[This is a JSON object|The JSON describes one object] with {count}:', {
          count: `${Object.keys(value ?? {}).length} fields`,
        })
        .replace('1 fields', '1 field');
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return lead;
  const lines = Object.entries(record)
    .slice(0, KEYS)
    .map(
      ([key, one]) =>
        `- \`${key}\`: ${typeName(one)}${/^id$|_id$|Id$/.test(key) ? ', an identifier' : key.length > 2 && wordsOfName(key) !== key ? ` (${wordsOfName(key)})` : ''}`,
    );
  return `${lead}${Array.isArray(value) ? ' Each item has these fields:' : ''}\n\n${lines.join('\n')}`;
}
