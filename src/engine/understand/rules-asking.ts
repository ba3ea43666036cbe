import { subjectOfClause, subjectOfQuestion } from './clause.ts';
import { gerund } from './gerund.ts';
import { readList } from './read-list.ts';
import { choose, compare, LANG, live, readLetters, readWhy, translate } from './read-small-requests.ts';
import { about, plain, type Rule } from './reading.ts';

const YES_NO: readonly Rule[] = [
  [/^(?:can|could|will) you help(?: me)?\W*$/i, plain('abilities')],
  [
    /^(?:are|r) you (?:an? )?(?:human|real|robot|bot|ai|machine|person|alive|conscious|sentient|chatgpt|gpt)\b|^(?:do|can) you (?:have feelings|feel|think|dream|have a name)\b/i,
    plain('identity'),
  ],
  [
    /^(?:is|will|does) it (?:going to |be )?[^.?!\n]{0,30}\b(?:rain|snow|sunny|warm|cold|hot|windy)(?:ing)?\b[^.?!\n]{0,30}?(?:\b(?:in|at) ([A-Z][^.?!\n]{1,40}))?[.?!]*$/i,
    live('weather'),
  ],
  [
    /^(?:do|can) you (?:have|know) (?:any|some|a) (?:tips|ideas|advice|suggestions|recommendations)\b[^.?!\n]{0,20}? ?(?:for|on|about)? ([^.?!\n]{2,80})/i,
    about('opinion'),
  ],
  [
    /^should (?:i|we|one|you) (?:use|choose|pick|learn|buy|get|take|go (?:with|for)|start with|prefer|invest in|switch to|study|try|adopt|rent) ([^.?!,\n]{2,50}?),? or (?:use |choose |learn |buy |get )?([^.?!,\n]{2,50})(?:[.?!,\n]|$)/i,
    choose,
  ],
  [
    /^(?:is|are|was|were|would|do|does) (?:it )?([^.?!,\n]{1,50}?) (?:a )?(?:really |much |still )?(?:better|worse|faster|slower|cheaper|easier|safer|stronger|healthier|bigger|smaller|harder|simpler|superior|more \w+|less \w+)(?: (?:\w+ )?)?(?:than|to) ([^.?!,\n]{1,50}?)(?:[.?!,\n]|$| (?:for|in|when|at|if) )/i,
    choose,
  ],
  [
    /^should (?:i|we|one|you) ([^.?!\n]{2,100})/i,
    ([, rest = '']) => ({ task: { kind: 'opinion' }, topic: gerund(rest) }),
  ],
  [
    /^(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|am|should|may|might) (?:it (?:true |possible |safe |ok |okay |a good idea )?(?:that|to) )?(?:there (?:any )?)?([^?!.\n]{2,120})/i,
    ([, clause = '']) => ({ task: { kind: 'yes-no' }, topic: subjectOfQuestion(clause) }),
  ],
];

/** Rules for questions, by their first word. */
export const ASKING: Readonly<Record<string, readonly Rule[]>> = {
  who: [
    [/^who (?:are|r) (?:you|u)\b|^who (?:made|created|built|trained) you/i, plain('identity')],
    [/^who(?:'s| is| was| are| were) ([^.?!\n]{2,80})/i, about('what-is')],
    [
      /^who (?:(?:won|wrote|invented|discovered|made|created|founded|built|painted|directed|plays?|played|owns?|leads?|runs?|designed|composed|sang|sings) )?([^.?!\n]{2,80})/i,
      about('what-is'),
    ],
  ],
  "what what's whats which": [
    [
      /^what(?:'s| is) your name|^what (?:model|llm|ai|version) (?:are you|is this)|^what are you\b|^which model/i,
      plain('identity'),
    ],
    [
      /^what(?:'s| is| are) (?:the )?(?:main |key )?(?:pros and cons|advantages and disadvantages|benefits and (?:drawbacks|risks)) of ([^.?!\n]{2,80})/i,
      about('pros-cons'),
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
      /^what(?:'s| is| are) (?:the )?(?:main |key |major )?(?:differences?|similarities) between (.{2,60}?) and (.{2,60}?)(?:[.?!\n]|$| (?:in|for|when|with) )/i,
      compare,
    ],
    [
      /^(?:what|which)(?:'s|s| one| \w+)? (?:is |are |do you (?:prefer|recommend)|would you (?:prefer|recommend|choose)|should (?:i|we) (?:use|choose|pick|learn|get|buy))(?:the )?(?: ?(?:better|best|faster|cheaper|easier|safer|healthier|more [a-z]+)(?: \w+){0,3}?)?[,:]? (.{2,60}?),? or (.{2,60}?)(?:[.?!\n]|$| (?:for|in|when|if) )/i,
      choose,
    ],
    [
      /^what(?:'s| is) (?:an? )?(?:good|best|nice|creative|catchy) (name|title)\b(?: for)?([^.?!\n]{0,80})/i,
      (m) => ({ task: { kind: 'write', form: m[1] === 'title' ? 'title' : 'name' }, topic: m[2] }),
    ],
    [
      /^what(?:'s| is| are) (?:the |your |some )?(?:best|favou?rite|good|great|top)\b ?([^.?!\n]{2,80})/i,
      about('opinion'),
    ],
    [
      /^(?:what|which) (?!is\b|are\b|'s\b)[^.?!\n]{0,40}(?<= )(?:should|would|do) (?:i|we|you) (?:\w+ )?([^.?!\n]{2,80})/i,
      about('opinion'),
    ],
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
    [
      /^how (?:(?:do|can|could|should|would|might|did) (?:i|we|you|one|someone|people) |to )([^.?!\n]{2,100})/i,
      about('how-to'),
    ],
    [
      /^how (?:does|do|did|is|are|was|were|has|have) ([^.?!\n]{2,100})/i,
      ([, clause = '']) => ({ task: { kind: 'explain' }, topic: subjectOfClause(clause) }),
    ],
    [
      /^how (?:much|many|long|far|old|big|tall|often|fast|deep|high|heavy|hot|cold|expensive|hard|important|safe) (?:(?:is|are|was|were|does|do|did|can|should|would) )?([^.?!\n]{2,100})/i,
      ([, clause = '']) => ({ task: { kind: 'what-is' }, topic: subjectOfQuestion(clause) }),
    ],
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
  'is are was were do does did can could will would has have had am should may might': YES_NO,
};
