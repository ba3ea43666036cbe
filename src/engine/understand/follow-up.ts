import type { Reading } from './reading.ts';

/** Longest remark that is read as going on from the question before. */
const LIMIT = 60;

const AND_WHAT =
  /^(?:and|what about|how about|and what about|ok,? and|same for|now)(?: (?:in|for|to|of|at))? ((?:the )?[\p{L}\d][\p{L}\d .'-]{1,40}?)(?: then| please)?[?!.]*$/iu;
const AND_WHAT_ZH = /^(?:那|那么)?(?:在)?([一-鿿A-Za-z]{2,10})呢[？?]?$/;
const PLACE =
  /\b(in|for|to|of|at|about|from) ((?:the )?\p{Lu}[\p{L}'-]{1,30}(?: \p{Lu}[\p{L}'-]{1,30}){0,2})(?=[?.!,\s]|$)/u;

/**
 * The question that a short remark stands for after an earlier one; `undefined` for remarks that stand alone.
 * @example followUp('and in Berlin?', "What's the weather in Paris?") // "What's the weather in Berlin?"
 */
export function followUp(text: string, earlier: string): string | undefined {
  if (earlier === '' || text.length > LIMIT || earlier.length > 400) return undefined;
  const other = AND_WHAT.exec(text.trim())?.[1];
  if (other !== undefined) {
    const place = PLACE.exec(earlier);
    if (place !== null && /^\p{Lu}|^the /u.test(other))
      return earlier.replace(PLACE, (_, word: string) => `${word} ${other}`);
    return /^(?:today|tomorrow|tonight|next|this|on)\b/i.test(other) && place !== null ? earlier : undefined;
  }
  const chinese = AND_WHAT_ZH.exec(text.trim())?.[1];
  if (chinese === undefined) return undefined;
  const subject = /(?:今天|明天|现在)?([一-鿿]{2,6}?)(?:今天|明天|现在)?的?(?:天气|首都|人口|美食|景点)/.exec(
    earlier,
  )?.[1];
  return subject === undefined ? undefined : earlier.replace(subject, chinese);
}

const MORE: ReadonlyArray<readonly ['example' | 'reason' | 'sure', RegExp]> = [
  [
    'example',
    /^(?:(?:can|could) (?:you|i) (?:please )?(?:give|show|have|get)(?: me| us)?|give me|show me|please give|any|like what|with|for)? ?(?:an? |some |more |another |concrete |simple |real-world )*examples?(?: (?:of (?:that|this|it)|please))?[?.!]*$|^(?:like what|such as|for instance)[?.!]*$|^(?:请)?(?:给我)?(?:举|来)(?:一)?个例子[吗呢？?。]*$/i,
  ],
  [
    'reason',
    /^(?:but |and )?(?:why|how come|how so|why(?: is that| not| so)|how|really|what do you mean|what does that mean)[?!. ]*$|^为什么[呢？?]*$/i,
  ],
  [
    'sure',
    /^(?:are you (?:really )?(?:sure|certain)|is that (?:true|right|correct|really so)|that(?:'s| is) (?:wrong|not right|incorrect|not true))[^.?!]{0,24}[?!.]*$|^(?:你)?确定吗[？?]?$/i,
  ],
];

/** "Why?", "an example?", "are you sure?": remarks about the answer before. */
export function readRemark(text: string, previous: string): Reading | undefined {
  if (previous === '' || text.length > LIMIT) return undefined;
  const how = MORE.find(([, words]) => words.test(text.trim()))?.[0];
  return how === undefined ? undefined : { task: { kind: 'continue', how } };
}
