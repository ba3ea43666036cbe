import type { Task } from './ask.ts';
import type { Groups, Reading, Rule } from './reading.ts';
import { readNumber } from './wanted.ts';

type Support = Extract<Task, { kind: 'support' }>['about'];

const support =
  (about: Support) =>
  (match: Groups): Reading => ({ task: { kind: 'support', about, reference: match[1] ?? '' } });

/** What customers write to a shop or a service; each is answered as a support agent would. No pattern fits without one of its hints. */
const SUPPORT: readonly (readonly [hints: readonly string[], ...rule: Rule])[] = [
  [
    ['order', 'package', 'parcel', 'delivery', 'shipment'],
    /\b(?:where(?:'s| is)|track|status of|when will i (?:get|receive)|haven't (?:received|gotten)|did(?:n't| not) (?:receive|arrive)|hasn't arrived|not arrived)\b[^.?!\n]{0,40}\b(?:order|package|parcel|delivery|shipment)\b(?:[^\n]{0,24}?#?\s?([A-Z]{0,4}-?\d{3,14}))?|\bmy (?:order|package|parcel)\b(?:[^\n]{0,12}?#?([A-Z]{0,4}-?\d{3,14}))?[^.\n]{0,40}\b(?:late|arrived|missing|lost|delayed|damaged|here yet)\b/i,
    support('order'),
  ],
  [
    ['refund', 'money back', 'return', 'exchange'],
    /\b(?:want|need|get|request|like|give me|how do i (?:get|request)|can i (?:get|have)|ask for|issue)\b[^.?!\n]{0,30}\b(?:refund|money back)\b|\b(?:return|exchange) (?:this|my|an?|the) (?:item|order|product|purchase|shoes|shirt|dress|package)\b|\brefund\b[^.\n]{0,30}\border\b/i,
    support('refund'),
  ],
  [
    ['charge', 'wrong amount'],
    /\b(?:charged (?:me )?(?:twice|double|again)|double charged?|wrong (?:charge|amount)|unknown charge|overcharged)\b/i,
    support('billing'),
  ],
  [['password'], /\b(?:forgot|reset|change|lost|recover)\b[^.?!\n]{0,24}\bpassword\b/i, support('password')],
  [
    ['log', 'sign', 'access', 'locked out', 'account'],
    /\b(?:can't|cannot|can not|unable to|couldn't|not able to|won't let me|trouble) (?:log|logg|sign|access)\w*(?: ?-?in| into| on| to)?\b|\b(?:locked out|account (?:is |got |was )?(?:locked|suspended|blocked|disabled))\b/i,
    support('login'),
  ],
  [
    ['cancel', 'end ', 'stop', 'terminate', 'unsubscribe'],
    /^(?:please |i want to |i'd like to |how (?:do|can) i |can i |can you |could you )*(?:cancel|end|stop|terminate|unsubscribe from) (?:my|our|the) (?:\w+ )?(?:subscription|membership|plan|account|trial)\b/i,
    support('cancel'),
  ],
  [
    ['hours', 'open', 'close'],
    /\b(?:opening|business|store|working|office|support) hours\b|^(?:when|what time) (?:do|are|does) (?:you|your (?:store|shop|office)|the (?:store|shop)) (?:open|close)/i,
    support('hours'),
  ],
  [
    ['ship', 'deliver'],
    /^(?:do|can|will) you (?:ship|deliver)(?: (?:to|in) ([^.?!\n]{2,40}))?|\bshipping (?:costs?|fees?|time|options|policy)\b/i,
    support('shipping'),
  ],
  [
    ['speak', 'talk', 'chat', 'connect me', 'transfer me', 'get '],
    /\b(?:speak|talk|chat|connect me|transfer me|get) (?:to|with) (?:an? |the )?(?:real |live |actual )?(?:human|person|agent|representative|someone|manager|operator|support)\b/i,
    support('human'),
  ],
];

/** Only where the words hint at it ({@link file://./hints.ts}): the patterns are many. */
export function readSupport(text: string): Reading | undefined {
  const line = text.slice(0, 400);
  const lower = line.toLowerCase();
  for (const [hints, pattern, read] of SUPPORT) {
    const match = hints.some((hint) => lower.includes(hint)) ? pattern.exec(line) : null;
    if (match !== null) return read(match, line);
  }
  return undefined;
}

const MISSING_IMAGE =
  /^(?:please |can you |could you |hey,? |hi,? |hello,? )*(?:what(?:'s| is| are| do you| does| can| text| color| colour|ever)?|describe|caption|who|read|explain|analy[sz]e|look at|identify|tell me|write|generate|give me|do you|see|is|are|how many|where|extract|transcribe|check|translate|summari[sz]e)\b[^\n]{0,60}?\b(?:this|the|attached|my|following|these|uploaded) (?:attached |following |uploaded )?(image|picture|photo|screenshot|photograph|diagram|drawing|chart|pic|images|pictures|photos)\b/i;
const MISSING_TEXT =
  /^(?:please |can you |could you )*(?:summari[sz]e|translate|proofread|rewrite|rephrase|paraphrase|review|analy[sz]e|edit|correct|simplify|shorten|explain|read|check|classify|debug|fix|refactor|optimi[sz]e)(?: and \w+)? (?:this|the following|my|the attached|the above|these)(?: \w+){0,2}? (text|article|paragraph|document|essay|email|code|function|file|pdf|post|passage|sentence|snippet|script|story|report|resume|cv|transcript|review|contract)(?: (?:for me|to (?:french|spanish|german|english|chinese|japanese)|into (?:french|spanish|german|english)|for (?:bugs|errors|mistakes|typos)|in (?:\w+ ){1,3}))?[.!?:\s]*(?:please)?[.!?]*$/i;
const MISSING_ZH =
  /(?:这张|这幅|这个|上面的|下面的)?(?:图片|图像|照片|截图|图)(?:里|中|上|内)?(?:有什么|是什么|有哪些|说了什么|的内容)|描述(?:一下)?(?:这张|这幅|上面的)?(?:图片|照片|图)/;

/** Requests about something that should have come along but did not: an image, a text, code. */
export function readMissing(text: string, earlierImages: number): Reading | undefined {
  if (text.length > 200) return undefined;
  const image = MISSING_IMAGE.exec(text)?.[1];
  if (image !== undefined || MISSING_ZH.test(text)) {
    if (
      earlierImages > 0 ||
      /https?:/.test(text) ||
      /^(?:write|generate|give me)\b(?!.*\b(?:caption|alt|description)\b)/i.test(text)
    )
      return undefined;
    return { task: { kind: 'missing', what: (image ?? 'image').toLowerCase() } };
  }
  const what = MISSING_TEXT.exec(text)?.[1];
  return what === undefined ? undefined : { task: { kind: 'missing', what: what.toLowerCase() } };
}

const PLAN = /\b(?:plan(?:ning)?|itinerary|schedule|routine|program|programme|roadmap|curriculum)\b/i;
const PLAN_KINDS: ReadonlyArray<readonly [Extract<Task, { kind: 'plan' }>['of'], RegExp]> = [
  [
    'trip',
    /\b(?:trip|itinerary|vacation|holiday|honeymoon|travel|visit|getaway|weekend in|days? in|tour|road trip)\b/i,
  ],
  ['workout', /\b(?:workout|exercise|fitness|training|gym|running|marathon|yoga)\b/i],
  ['meals', /\b(?:meals?|diet|menu|eating|dinners?)\b/i],
  ['study', /\b(?:study|studying|learn|learning|exam|course|curriculum|revision)\b/i],
  [
    'project',
    /\b(?:project|marketing|launch|business|product|release|content|event|wedding|party|migration|startup)\b/i,
  ],
];
const WHERE =
  /\b(?:trip|vacation|holiday|honeymoon|itinerary|travel|visit|getaway|weekend|days?|tour|journey|go|fly)\b[^.?!\n]{0,20}?\b(?:to|in|for|around|through|of) ((?:the )?\p{Lu}[\p{L}'-]{1,30}(?: \p{Lu}[\p{L}'-]{1,30}){0,2})/u;
const DAYS = /\b(\d{1,2}|two|three|four|five|six|seven|ten)[ -](day|week|month)s?\b|\bweekend\b/i;

/** Requests for a plan: a trip, meals, training, study, a project. */
export function readPlan(text: string): Reading | undefined {
  const line = text.slice(0, 300);
  if (!PLAN.test(line) && !/\b(?:trip|vacation|honeymoon) (?:to|in)\b/i.test(line)) return undefined;
  const of = PLAN_KINDS.find(([, words]) => words.test(line))?.[0];
  if (of === undefined || /^(?:what|which|who|why|is|are|do|does|did|explain|define)\b/i.test(line)) return undefined;
  // "Cancel my trip" and "book a trip" want something done, not planned.
  if (
    /^(?:please )?(?:book|cancel|reschedule|remind|delete|write|send|schedule)\b/i.test(line) &&
    !PLAN.test(line.replace(/^\S+/, ''))
  )
    return undefined;
  const where = WHERE.exec(line)?.[1] ?? '';
  const span = DAYS.exec(line);
  const count = span?.[1] === undefined ? undefined : readNumber(span[1].toLowerCase());
  const days =
    span === null
      ? 0
      : count === undefined
        ? 2
        : Math.min(14, count * (/week/i.test(span[2] ?? '') ? 7 : /month/i.test(span[2] ?? '') ? 30 : 1));
  return {
    task: { kind: 'plan', of, where, days },
    topic: of === 'trip' && where !== '' ? `trip to ${where}` : undefined,
  };
}
