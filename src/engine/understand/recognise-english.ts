import type { Form } from './ask.ts';
import { gerund } from './gerund.ts';
import type { Reading } from './recognise-chinese.ts';
import { LARGEST_COUNT, readNumber } from './wanted.ts';

/** What a pattern caught: the whole match, then its groups. */
type Groups = readonly (string | undefined)[];
type Rule = readonly [RegExp, (match: Groups, text: string) => Reading | undefined];

type PlainKind = 'greeting' | 'thanks' | 'goodbye' | 'identity' | 'abilities' | 'tools' | 'feeling' | 'continue';
type TopicKind = 'how-to' | 'what-is' | 'opinion' | 'explain' | 'yes-no';

const plain = (kind: PlainKind) => (): Reading => ({ task: { kind } });
const about =
  (kind: TopicKind) =>
  (match: Groups): Reading => ({ task: { kind }, topic: match[1] });

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['poem', 'poem'],
  ['sonnet', 'poem'],
  ['verse', 'poem'],
  ['ode', 'poem'],
  ['haiku', 'haiku'],
  ['limerick', 'limerick'],
  ['story', 'story'],
  ['tale', 'story'],
  ['fable', 'story'],
  ['email', 'email'],
  ['e-mail', 'email'],
  ['letter', 'email'],
  ['message', 'email'],
  ['essay', 'essay'],
  ['article', 'essay'],
  ['post', 'essay'],
  ['report', 'essay'],
  ['speech', 'essay'],
  ['joke', 'joke'],
  ['pun', 'joke'],
  ['riddle', 'joke'],
  ['song', 'song'],
  ['lyrics', 'song'],
  ['tweet', 'tweet'],
  ['tagline', 'tagline'],
  ['recipe', 'recipe'],
  ['slogan', 'tagline'],
  ['motto', 'tagline'],
]);
const FORM =
  /\b(poem|sonnet|verse|ode|haiku|limerick|story|tale|fable|e-?mail|letter|message|essay|article|post|report|speech|joke|pun|riddle|song|lyrics|tweet|tagline|slogan|motto|recipe)s?\b(?:[^.\n]{0,60}?\b(?:about|on|of|for|to (?:cook|make|bake|prepare)|to|that explains?|explaining|describing|regarding|titled|called) (?:the concept of |why |how )?([^.!?\n]{1,100}))?/i;

/** An email is about its purpose rather than about whom it goes to. */
const EMAIL_PURPOSE =
  /\b(?:about|regarding|concerning|asking for|asking about|requesting|to request|to ask for|declining|confirming|inviting|announcing|apologi[sz]ing for|thanking \w+ for) ([^.!?\n]{2,100})/i;

function readForm(_: Groups, text: string): Reading | undefined {
  const match = FORM.exec(text.slice(0, 400));
  const form = FORMS.get((match?.[1] ?? '').toLowerCase());
  if (form === undefined) return undefined;
  const purpose = form === 'email' ? EMAIL_PURPOSE.exec(text.slice(0, 400))?.[1] : undefined;
  return { task: { kind: 'write', form }, topic: purpose ?? match?.[2] ?? '' };
}

const CODE_LANGUAGE =
  /\b(python|javascript|typescript|node(?:\.js)?|golang|go|sql|bash|shell|rust|java|c\+\+|c#|ruby|php|html|css|regex|react|swift|kotlin|js|ts)\b(?!\w)/i;
const CODE_NAMES: Readonly<Record<string, string>> = {
  golang: 'go',
  js: 'javascript',
  ts: 'typescript',
  node: 'javascript',
  'node.js': 'javascript',
  shell: 'bash',
  react: 'typescript',
};
const CODE_TASK =
  /\b(?:function|script|program|class|method|query|code|snippet|component|regex|algorithm|implementation|command|api|server|endpoint|test)\b/i;
const SURELY_CODE =
  /\b(?:python|javascript|typescript|sql|bash|c\+\+|c#)(?!\w)|\bin (?:go|golang|rust|java|ruby|php|html|css|swift|kotlin|react|js|ts)\b|\bhello,? world\b/i;
const TASK_WORDS =
  /\b(?:function|script|program|class|method|query|code|snippet|component|regex|implementation|command)\b(?: in [\w+#.]+)?(?: called \w+)?(?: (?:that|which|to|for|of|which will|so that it|showing))?(?: (?:can|will|should))? ([^.\n]{2,100})/i;

/** The language of code that the prompt brings along; Python when it brings none, as models do. */
function languageOfCode(text: string): string {
  if (/\bfunction\s*\w*\s*\(|=>|\bconst \w+ =/.test(text)) return 'javascript';
  if (/\bfunc \w+\(/.test(text)) return 'go';
  if (/\bfn \w+\(/.test(text)) return 'rust';
  return /\bselect\b.{1,80}\bfrom\b/i.test(text) ? 'sql' : 'python';
}

function readCode(_: Groups, text: string): Reading | undefined {
  const line = text.slice(0, 300);
  const named = CODE_LANGUAGE.exec(line)?.[1]?.toLowerCase();
  // "Go", "swift" and "react" are common words: without a word for code only an unmistakable name counts.
  if (!CODE_TASK.test(line) && !SURELY_CODE.test(line)) return undefined;
  const language = named === undefined ? languageOfCode(line) : (CODE_NAMES[named] ?? named);
  const does =
    TASK_WORDS.exec(line)?.[1] ??
    line
      .replace(
        /^(?:please )?(?:write|create|implement|make|give me|show me|build|generate|code)(?: me)? (?:an? |the |some )?/i,
        '',
      )
      .replace(/ in [\w+#.]+[.!]?$/i, '');
  return { task: { kind: 'code', language, does }, topic: does };
}

const LIST_OF =
  /\b(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|a dozen|a couple of|a few|some|several)\b (?:of (?:the )?)?((?:[\w'-]+ ){0,5}?[\w'-]+)(?= (?:for|about|of|in|on|to|with|that|which|who|from|you|i|using|without|as)\b|[.,!?:;\n]|$)([^.!?\n]{0,60})/i;

function listCount(word: string): number {
  const lower = word.toLowerCase();
  if (lower === 'a dozen') return 12;
  if (lower === 'a couple of') return 2;
  if (lower === 'a few' || lower === 'some' || lower === 'several') return 4;
  return readNumber(lower) ?? 3;
}

function readList(_: Groups, text: string): Reading | undefined {
  const match = LIST_OF.exec(text.slice(0, 300));
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  // "a 500 words essay", "in two sentences", "10 lines of text" give a length, not a list.
  if (
    /^(?:words?|sentences?|paragraphs?|lines?|minutes?|hours?|years?|seconds?|days?|times|or|of|and|more|short|detail|characters?)\b/i.test(
      match[2],
    )
  )
    return undefined;
  const of = `${match[2]}${match[3] ?? ''}`.trim();
  return { task: { kind: 'list', count: Math.max(1, Math.min(listCount(match[1]), 100)), of }, topic: of };
}

function readPlainList(match: Groups): Reading | undefined {
  const of = match[1]?.trim() ?? '';
  return of === '' ? undefined : { task: { kind: 'list', count: 0, of }, topic: of };
}

function readCount(match: Groups): Reading | undefined {
  const [, one, two, stride] = match;
  const to = readNumber(two ?? one ?? '');
  const from = two === undefined ? 1 : readNumber(one ?? '');
  if (to === undefined || from === undefined) return undefined;
  const step = Math.max(1, stride === undefined ? 1 : (readNumber(stride) ?? 1));
  return Math.abs(to - from) / step > LARGEST_COUNT ? undefined : { task: { kind: 'count', from, to, step } };
}

function readLetters(match: Groups): Reading | undefined {
  const [, letter = '', word = ''] = match;
  let count = 0;
  for (const character of word.toLowerCase()) if (character === letter.toLowerCase()) count++;
  return { task: { kind: 'letters', letter: letter.toLowerCase(), word, count } };
}

const transform =
  (how: 'reverse' | 'upper' | 'lower' | 'length') =>
  (match: Groups): Reading | undefined =>
    match[1] === undefined ? undefined : { task: { kind: 'transform', how, text: match[1] } };

const translate = (match: Groups): Reading => ({
  task: { kind: 'translate', text: (match[1] ?? '').trim(), to: (match[2] ?? 'French').toLowerCase() },
});

const compare = (match: Groups): Reading | undefined =>
  match[1] === undefined || match[2] === undefined
    ? undefined
    : { task: { kind: 'compare', a: match[1], b: match[2] }, topic: `${match[1]} and ${match[2]}` };

const live =
  (what: 'weather' | 'time' | 'price' | 'news') =>
  (match: Groups): Reading => ({
    task: {
      kind: 'live',
      what,
      where: (match[1] ?? '')
        .replace(/\b(?:right now|now|today|tomorrow|currently|this week|please|like|use the tool.*)\b.*$/i, '')
        .trim(),
    },
  });

const PREPOSITION = /^(?:for|to|in|with|at|from|on|about|because|when|if|than|so)$/i;

/** Turns "is the sky blue" round: `the sky is blue`. The subject ends before the last word, or before what a preposition leads. */
function readWhy([, verb, rest = '']: Groups): Reading {
  const words = rest.trim().split(/\s+/);
  if (verb === undefined || words.length < 2) return { task: { kind: 'why', clause: rest.trim() } };
  const led = words.findIndex((word, at) => at >= 2 && PREPOSITION.test(word));
  const end = Math.max(1, (led < 0 ? words.length : led) - 1);
  const subject = words.slice(0, end).join(' ');
  return {
    task: { kind: 'why', clause: `${subject} ${verb.toLowerCase()} ${words.slice(end).join(' ')}` },
    topic: subject,
  };
}

const LANG = 'french|spanish|german|italian|portuguese|japanese|chinese|korean|russian|english|latin|dutch';
const COMPARE_VS = /^(.{2,60}?) (?:vs\.?|versus) (.{2,60}?)(?:[.?!,\n]|$| (?:for|in|which|when)\b)/i;
const RANDOM =
  /\brandom (?:whole )?(number|integer)\b(?:[^\d\n]{0,24}(\d{1,9})\D{1,8}(\d{1,9}))?|\brandom ((?:english |korean |french |spanish |german |japanese |chinese )?)(?:noun|word|verb|adjective|name|color|colour|animal)\b(?: in (korean|french|spanish|german|japanese|chinese))?/i;

function readRandom(_: Groups, text: string): Reading | undefined {
  const match = text.includes('random') ? RANDOM.exec(text.slice(0, 200)) : null;
  if (match === null) return undefined;
  if (match[1] === undefined)
    return { task: { kind: 'random-word', language: (match[5] ?? match[4] ?? '').trim().toLowerCase() } };
  const [low, high] = [Number(match[2] ?? 1), Number(match[3] ?? 100)];
  return { task: { kind: 'random-number', low: Math.min(low, high), high: Math.max(low, high) } };
}

const CODE_OR_FORM =
  /\b(?:(function|script|program|class|method|sql|query|code|snippet|regex|algorithm|component)|(poem|sonnet|verse|ode|haiku|limerick|story|tale|fable|e-?mail|letter|message|essay|article|post|report|speech|joke|pun|riddle|song|lyrics|tweet|tagline|slogan|motto|recipe))s?\b/i;

/** "Write a function that sends an email" wants code, "write a story about code" a story: the first of the words decides. */
function readFormOrCode(groups: Groups, text: string): Reading | undefined {
  const match = CODE_OR_FORM.exec(text.slice(0, 200));
  if (match === null) return undefined;
  return match[1] === undefined ? readForm(groups, text) : readCode(groups, text);
}

const MAKE: readonly Rule[] = [
  [/^[^.\n]{0,40}\bsentence\b[^.\n]{0,40}?\b(?:word|words|term) ["'“]?([^"'”.?!\n]{1,40})/i, about('explain')],
  [/^./s, readRandom],
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
const EXPLAIN: readonly Rule[] = [
  [/^[^.\n]{0,60}?\b(?:joke|story|poem|riddle)s?\b/i, readForm],
  [
    /^(?:explain|describe|discuss|analy[sz]e) (?:the )?(?:difference|similarities) between (.{2,60}?) and (.{2,60}?)(?:[.?!\n]|$| (?:in|with|using|for) )/i,
    compare,
  ],
  [/^(?:tell me|explain|show me|teach me|describe)(?: to me)? how to ([^.?!\n]{2,100})/i, about('how-to')],
  [
    /^(?:tell me|explain|describe)(?: to me)? why ([^.?!\n]{2,100})/i,
    ([, clause = '']) => ({ task: { kind: 'why', clause } }),
  ],
  [
    /^\w+ (?:me |us |to me )?(?:more |something |everything |briefly |in detail |all )*(?:about |on |what |how |the concept of |the idea of |the following food item: )?(?:is |are )?([^.?!\n]{2,100})/i,
    about('explain'),
  ],
];
const YES_NO: readonly Rule[] = [
  [/^(?:can|could|will) you help(?: me)?\W*$/i, plain('abilities')],
  [
    /^(?:is|will|does) it (?:going to |be )?[^.?!\n]{0,30}\b(?:rain|snow|sunny|warm|cold|hot|windy)(?:ing)?\b[^.?!\n]{0,30}?(?:\b(?:in|at) ([A-Z][^.?!\n]{1,40}))?[.?!]*$/i,
    live('weather'),
  ],
  [
    /^(?:do|can) you (?:have|know) (?:any|some|a) (?:tips|ideas|advice|suggestions|recommendations)\b[^.?!\n]{0,20}? ?(?:for|on|about)? ([^.?!\n]{2,80})/i,
    about('opinion'),
  ],
  [
    /^should (?:i|we|one|you) ([^.?!\n]{2,100})/i,
    ([, rest = '']) => ({ task: { kind: 'opinion' }, topic: gerund(rest) }),
  ],
  [
    /^(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|am|should|may|might) (?:it (?:true |possible |safe |ok |okay |a good idea )?(?:that|to) )?(?:there (?:any )?)?[^?!\n]{2,120}/i,
    about('yes-no'),
  ],
];

/** Rules by the first word of the request, so that a prompt meets a handful of patterns and not the whole grammar. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  'hi hello hey hiya howdy greetings yo sup morning good ping test testing': [
    [/^(?:good ?night|goodbye|good bye)\b/i, plain('goodbye')],
    [
      /^\w+(?: (?:there|again|everyone|all|bot|assistant|friend|world|morning|afternoon|evening|day|chatgpt|to you))*[\s!.,?]*(?:\p{Extended_Pictographic}\s*)*$/iu,
      plain('greeting'),
    ],
    [/^\w+(?: there)?[,!. ]+how(?: are|'s| is) (?:you|it|things)/i, plain('feeling')],
  ],
  'thanks thank thx cheers ty great perfect awesome nice cool': [
    [
      /^(?:thanks|thank you|thx|cheers|ty|(?:great|perfect|awesome|nice|cool)[,!. ]+(?:thanks|thank you)|(?:great|perfect|awesome|nice|cool)[!. ]*$)/i,
      plain('thanks'),
    ],
  ],
  'bye goodbye farewell': [[/^\w+/, plain('goodbye')]],
  'continue go keep more and another elaborate': [
    [
      /^(?:continue|go on|keep going|more(?: please| examples?| details?)?|and(?: then| what else)?|another(?: one)?|elaborate|go ahead)(?: (?:on that|please|from where you (?:left off|stopped)|your (?:answer|response)))?[\s.!?]*$/i,
      plain('continue'),
    ],
  ],
  count: [
    [
      /^count (?:the )?(?:number of )?(?:letter )?["']?([a-z])["']?(?:'s|s)? in (?:the word )?["']?(\p{L}+)/iu,
      readLetters,
    ],
    [/^count (?:for me )?(?:down |backwards? )?(?:from (\w+) )(?:down |up )?to (\w+)(?: by (\w+)s?)?/i, readCount],
    [/^count (?:up )?to (\w+)/i, readCount],
  ],
  who: [
    [/^who (?:are|r) (?:you|u)\b|^who (?:made|created|built|trained) you/i, plain('identity')],
    [/^who(?:'s| is| was| are| were) ([^.?!\n]{2,80})/i, about('what-is')],
    [/^who ([^.?!\n]{2,80})/i, about('what-is')],
  ],
  "what what's whats which": [
    [
      /^what(?:'s| is) your name|^what (?:model|llm|ai|version) (?:are you|is this)|^what are you\b|^which model/i,
      plain('identity'),
    ],
    [/^what can you (?:do|help)|^what do you (?:do|specialize|specialise)/i, plain('abilities')],
    [/^(?:what|which) (?:tools?|functions?) (?:do you have|are available|can you)/i, plain('tools')],
    [
      /^what(?:'s| is| was)? (?:the |is the )?(?:current |today's )?(?:weather|temperature|forecast|humidity)\b(?: like| forecast)?(?: today| now| right now| currently)?(?: (?:in|for|at|of) ([^.?!\n]{2,60}))?/i,
      live('weather'),
    ],
    [
      /^what (?:day|time|date|year|month)\b(?: is it)?(?: today| now)?(?: in ([^.?!\n]{2,40}))?|^what(?:'s| is) (?:the (?:current )?(?:date|time)|today)\b(?: in ([^.?!\n]{2,40}))?/i,
      live('time'),
    ],
    [
      /^what(?:'s| is) (?:the )?(?:current |latest )?(?:stock |share )?(?:price|exchange rate|stock price)\b(?: (?:of|for|from) ([^.?!\n]{2,60}))?/i,
      live('price'),
    ],
    [
      /^what(?:'s| is| are) (?:the )?(?:latest|recent|today's|current) (?:news|headlines)\b(?: (?:about|in|on) ([^.?!\n]{2,60}))?/i,
      live('news'),
    ],
    [
      /^what(?:'s| is| are) (?:the )?(?:main |key |major )?(?:differences?|similarities) between (.{2,60}?) and (.{2,60}?)(?:[.?!\n]|$)/i,
      compare,
    ],
    [
      /^(?:what|which) (?:is|are|'s) (?:better|best|faster|cheaper|more [a-z]+)[,:]? (.{2,60}?) or (.{2,60}?)(?:[.?!\n]|$)/i,
      compare,
    ],
    [
      /^what(?:'s| is) (?:an? )?(?:good|best|nice|creative|catchy) (?:name|title)\b(?: for)?([^.?!\n]{0,80})/i,
      (m) => ({ task: { kind: 'write', form: 'name' }, topic: m[1] }),
    ],
    [
      /^what(?:'s| is| are) (?:the |your |some )?(?:best|favou?rite|good|great|top)\b ?([^.?!\n]{2,80})/i,
      about('opinion'),
    ],
    [/^(?:what|which)[^.?!\n]{0,40} (?:should|would|do) (?:i|we|you) (?:\w+ )?([^.?!\n]{2,80})/i, about('opinion')],
    [
      /^what (?:are|is) (?:some|three|two|four|five|six|seven|eight|nine|ten|\d{1,3}|the (?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten)) /i,
      readList,
    ],
    [
      /^what (causes|caused|makes|made) ([^.?!\n]{2,80})/i,
      ([, verb = '', rest = '']) => ({ task: { kind: 'why', clause: `something ${verb} ${rest}` }, topic: rest }),
    ],
    [
      /^what(?:'s|s| is| are| was| were) (?:meant by |the meaning of |the definition of )?([^.?!\n]{2,100})/i,
      about('what-is'),
    ],
    [
      /^(?:what|which) (?:does|do|did|would|will|can|happens|happened)? ?(?:(?:i|you|we|they|he|she)\b|([^.?!\n]{2,100}))/i,
      about('explain'),
    ],
  ],
  "how how's": [
    [/^how(?: are| r|'s| is) (?:you|u|it going|your day|things)\b/i, plain('feeling')],
    [
      /^how many (?:letter )?["']?([a-z])["']?(?:'s|s)? (?:are |letters )?(?:there )?(?:in|does) (?:the word )?["']?(\p{L}+)/iu,
      readLetters,
    ],
    [
      new RegExp(`^how (?:do|would|can) (?:you|i|we|one) say ["'“]?([^"”\\n]{1,100}?)["'”]? in (${LANG})\\b`, 'i'),
      translate,
    ],
    [/^how(?:'s| is) the weather(?: like)?(?: (?:in|at) ([^.?!\n]{2,60}))?/i, live('weather')],
    [/^how (?:do|can|could|should|would|to|might) (?:i |we |you |one |someone )?([^.?!\n]{2,100})/i, about('how-to')],
    [/^how (?:does|do|did|is|are|was|were) ([^.?!\n]{2,100})/i, about('explain')],
    [/^how (?:much|many|long|far|old|big|tall|often|fast) ([^.?!\n]{2,100})/i, about('what-is')],
  ],
  "why why's": [
    [
      /^why(?:'s)? (?:(is|are|was|were|should|would|can|can't|don't|doesn't) |does |do |did )?([^.?!\n]{2,100})/i,
      readWhy,
    ],
  ],
  "where where's when when's": [
    [/^\w+(?:'s| is| are| was| were| did| do| does| can| should)? ([^.?!\n]{2,100})/i, about('what-is')],
  ],
  translate: [
    [
      new RegExp(
        `^translate (?:the (?:following|word|phrase|sentence|text)[^:"'\\n]{0,40}?:? ?)?["'“]?([^"”\\n]{1,300}?)["'”]? (?:in)?to (${LANG})\\b`,
        'i',
      ),
      translate,
    ],
    [
      new RegExp(`^translate[^:\\n]{0,60}?(?:in)?to (${LANG})\\b[^:\\n]{0,20}[:\\n]\\s*["'“]?([^"”]{1,300})`, 'i'),
      (groups) => translate([groups[0], groups[2], groups[1]]),
    ],
  ],
  'summarize summarise summary': [
    [/^\w+ (?:of |the following:? |for me |briefly )*([^.?!\n]{2,100})/i, about('explain')],
  ],
  'plan book schedule order send delete remove open close turn set add update cancel buy remind call invite organize organise record save arrange reserve move rename run deploy play convert':
    [
      [
        /^(\w+) (?:me |us |my )?([^.?!\n]{2,100})/i,
        (m) => ({ task: { kind: 'action', verb: (m[1] ?? '').toLowerCase() }, topic: m[2] }),
      ],
    ],
  'pick choose roll invent imagine': [
    [/^./s, readRandom],
    [/^\w+ (?:me |us |that )?([^.?!\n]{2,100})/i, about('explain')],
  ],
  'hola bonjour salut coucou ciao olá oi buenos buenas guten hallo moin servus': [[/^[^\n]{1,60}$/, plain('greeting')]],
  'reverse uppercase capitalize capitalise lowercase': [
    [
      /^reverse (?:the (?:string|word|text|letters (?:of|in)))?:? ?["'“]?([^"”\n]{1,300}?)["'”]?[.!]?$/i,
      transform('reverse'),
    ],
    [
      /^(?:uppercase|capitali[sz]e)(?: the (?:string|word|text))?:? ?["'“]?([^"”\n]{1,300}?)["'”]?[.!]?$/i,
      transform('upper'),
    ],
    [/^lowercase(?: the (?:string|word|text))?:? ?["'“]?([^"”\n]{1,300}?)["'”]?[.!]?$/i, transform('lower')],
  ],
  'compare contrast': [
    [
      /^(?:compare|contrast)(?: and contrast)? (.{2,60}?) (?:and|with|to|vs\.?|against|versus) (.{2,60}?)(?:[.?!,\n]|$| (?:in|for|as|using|with)\b)/i,
      compare,
    ],
  ],
  'write create compose draft generate make give build implement code show list name suggest recommend produce design develop provide propose brainstorm prepare':
    MAKE,
  'tell explain describe discuss teach analyze analyse define elaborate introduce talk sing': EXPLAIN,
  'is are was were do does did can could will would has have had am should may might': YES_NO,
  'fix debug refactor optimize optimise': [[/^./s, readCode]],
  say: [
    [/^say something (?:\w+ )?(?:about|to|for) ([^.?!\n]{2,100})/i, about('explain')],
    [new RegExp(`^say ["'“]?([^"”\\n]{1,100}?)["'”]? in (${LANG})\\b`, 'i'), translate],
  ],
};

const BY_FIRST_WORD: ReadonlyMap<string, readonly Rule[]> = new Map(
  Object.entries(RULES).flatMap(([words, rules]) =>
    words.split(' ').map((word): [string, readonly Rule[]] => [word, rules]),
  ),
);

/** "I want a recipe", "I need three ideas": a wish for something to be made. */
const WISH =
  /^(?:i(?:'d like|'d love| want| need| would like)|we need) (?:you to )?(?=(?:an?|some|the|\d+|two|three|four|five|ten) )/i;

const POLITE =
  /^(?:(?:please|kindly|hey|hi|hello|ok|okay|so|now|well|also|then|could you|can you|would you|will you|i want you to|i'd like you to|i would like you to|i need you to|you should|your task is to|help me(?: to)?|let's|just|i want to know|i'd like to know|do you know|i need|i want|i'd like)\b[,!:]? *(?:please )?(?=[a-z]))+/i;

function applyRules(rules: readonly Rule[] | undefined, text: string): Reading | undefined {
  for (const [pattern, read] of rules ?? []) {
    const match = pattern.exec(text);
    const reading = match === null ? undefined : read(match, text);
    if (reading !== undefined) return reading;
  }
  return undefined;
}

/** A directive inside the sentence: "Use bullet points to describe the benefits of tea". */
const DIRECTIVE = /\b(?:explain|describe|write|list|compare|summari[sz]e|translate|create|generate|give me|tell me)\b/i;

const FIRST_WORD = /^["'“(¿¡]*([a-zà-ÿ]+(?:'s)?)/i;
const firstWord = (text: string): string => FIRST_WORD.exec(text)?.[1]?.toLowerCase() ?? '';

/**
 * Reads an English request by its first word. Politeness in front is skipped: "Could you please explain …".
 * @example recogniseEnglish('How do I bake bread?') // { task: { kind: 'how-to' }, topic: 'bake bread' }
 */
export function recogniseEnglish(text: string): Reading | undefined {
  const line = text.length > 600 ? text.slice(0, 600) : text;
  // "Could you explain rain?" begins like a question, but is a request.
  const bare = line.replace(POLITE, '');
  const reading = bare === line ? undefined : applyRules(BY_FIRST_WORD.get(firstWord(bare)), bare);
  if (reading !== undefined) return reading;
  const direct = applyRules(BY_FIRST_WORD.get(firstWord(line)), line);
  if (direct !== undefined) return direct;
  if (WISH.test(line)) return applyRules(MAKE, line.replace(WISH, 'give me '));
  const versus = COMPARE_VS.exec(line);
  if (versus !== null) return compare(versus);
  const inside = DIRECTIVE.exec(line);
  if (inside === null || inside.index === 0 || inside.index > 200) return undefined;
  const rest = line.slice(inside.index);
  return applyRules(BY_FIRST_WORD.get(firstWord(rest)), rest);
}
