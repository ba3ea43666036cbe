import { subjectOfClause } from './clause.ts';
import { readCode } from './read-code.ts';
import { readForm, readTitle } from './read-form.ts';
import { readList, readPlainList } from './read-list.ts';
import { compare, readRandom } from './read-small-requests.ts';
import { about, type Groups, type Reading, type Rule } from './reading.ts';

const CODE_OR_FORM =
  /\b(?:(function|script|program|class|method|sql|query|code|snippet|regex|algorithm|component)|(poem|sonnet|verse|ode|haiku|limerick|story|tale|fable|e-?mail|letter|message|essay|article|post|report|speech|joke|pun|riddle|song|lyrics|tweet|tagline|slogan|motto|recipe))s?\b/i;

/** "Write a function that sends an email" wants code, "write a story about code" a story: the first of the words decides. */
function readFormOrCode(groups: Groups, text: string): Reading | undefined {
  const match = CODE_OR_FORM.exec(text.slice(0, 200));
  if (match === null) return undefined;
  return match[1] === undefined ? readForm(groups, text) : readCode(groups, text);
}

/** "Invent a name for a cat", "come up with one good name for my shop". Names of code are another matter. */
export const NAMING: Rule = [
  /^(?:come up with|think (?:of|up)|\w+) (?:me |us )?(?:just |only )?(?:an?|one|the|some|a single|the best) (?:(?!(?:function|variable|file|class|domain|user|column|table|branch|package|method|field)\b)[a-z-]+ ){0,3}?names? (?:for|of) ([^.?!\n]{2,80})/i,
  ([, topic]) => ({ task: { kind: 'write', form: 'name' }, topic }),
];

export const MAKE: readonly Rule[] = [
  [/^[^.\n]{0,40}\bsentence\b[^.\n]{0,40}?\b(?:word|words|term) ["'“]?([^"'”.?!\n]{1,40})/i, about('explain')],
  [/^./s, readRandom],
  [
    /^\w+ (?:me )?(?:the |some )?(?:main |key )?(?:pros and cons|advantages and disadvantages) (?:of|for) ([^.?!\n]{2,80})/i,
    about('pros-cons'),
  ],
  [/^./s, readTitle],
  NAMING,
  [/^./s, readFormOrCode],
  [
    /^\w+ (?:me )?(?:an?|the) (?:[\w-]+ )?(?:table|comparison|chart) (?:comparing|that compares|of|for|between) (.{2,60}?) (?:and|with|to|vs\.?|versus) (.{2,60}?)(?:[.?!,\n]|$| (?:in|for|as|using|with)\b)/i,
    compare,
  ],
  [/^\w+ (?:me )?(?:one|a|a single) (?:single )?word\W*$/i, () => ({ task: { kind: 'random-word', language: '' } })],
  [/^./s, readCode],
  [/^./s, readList],
  [/^(?:list|name|give me|show me|suggest|recommend) (?:some |a few |all |the )?([^.?!\n]{2,80})/i, readPlainList],
  [
    /^\w+ (?:me |us )?(?:an? |the |some )?(?:(?:short|brief|long|detailed|quick|simple) )?([^.?!\n]{2,100})/i,
    about('explain'),
  ],
];
export const EXPLAIN: readonly Rule[] = [
  [
    /^explain(?: to me| it)? (?:like|as if) (?:i'm|i am|i were|im|you would to|to) (?:an? )?(?:five|5|six|ten|child|beginner|kid)(?:[ -]years?[ -]old)?[:,]? ?(?:what |how )?(?:is |are )?([^.?!\n]{2,80})/i,
    about('explain'),
  ],
  [/^[^.\n]{0,60}?\b(?:joke|story|poem|riddle)s?\b/i, readForm],
  [
    /^(?:explain|describe|discuss|analy[sz]e) (?:the )?(?:difference|similarities) between (.{2,60}?) and (.{2,60}?)(?:[.?!\n]|$| (?:in|with|using|for) )/i,
    compare,
  ],
  [/^(?:tell me|explain|show me|teach me|describe)(?: to me)? how to ([^.?!\n]{2,100})/i, about('how-to')],
  [
    /^(?:tell me|explain|show me|teach me|describe|discuss|analy[sz]e)(?: to me| briefly| simply)? how (?!much\b|many\b)([^.?!\n]{2,100})/i,
    ([, clause = '']) => ({ task: { kind: 'explain' }, topic: subjectOfClause(clause) }),
  ],
  [
    /^(?:tell me|explain|describe)(?: to me)? why ([^.?!\n]{2,100})/i,
    ([, clause = '']) => ({ task: { kind: 'why', clause } }),
  ],
  [
    /^\w+ (?:me |us |to me )?(?:more |something |everything |briefly |in detail |all )*(?:about |on |what |how |the concept of |the idea of |the following food item: )?(?:is |are )?([^.?!\n]{2,100})/i,
    about('explain'),
  ],
];
