import { wordsOf } from './words.ts';

/** Words with the feeling they carry, from −2 to 2. */
const FEELINGS: ReadonlyArray<readonly [number, string]> = [
  [
    2,
    'love loved loves adore excellent amazing awesome fantastic wonderful brilliant perfect outstanding superb incredible best delighted thrilled flawless phenomenal magnificent exceptional ecstatic masterpiece',
  ],
  [
    1,
    'good great nice happy like liked likes enjoy enjoyed enjoyable pleased pleasant helpful useful friendly fast easy beautiful recommend recommended recommends satisfied solid impressive impressed comfortable delicious fun funny works worked smooth reliable clean thanks thank glad excited better improved polite kind quick tasty charming worth affordable intuitive stunning lovely cool win won success successful proud grateful convenient gem',
  ],
  [
    -1,
    'bad slow poor expensive disappointed disappointing disappointment boring sad difficult confusing broken broke breaks rude late cold dirty noisy mediocre problem problems issue issues wrong annoying annoyed unhappy upset angry hard hate dislike disliked weak cheap fail fails failed failing crash crashed crashes bug bugs buggy missing damaged defective overpriced uncomfortable worse refund complaint complain tired frustrated frustrating tasteless bland stale delayed unreliable mess lacking lost sorry unfortunately unresponsive unacceptable regret flimsy waited ignored overrated',
  ],
  [
    -2,
    'terrible awful horrible worst disgusting hated hates hating useless garbage pathetic dreadful appalling furious scam waste wasted nightmare atrocious trash rubbish abysmal unusable disgrace horrendous sucks suck disaster inedible',
  ],
];
const WEIGHTS: ReadonlyMap<string, number> = new Map(
  FEELINGS.flatMap(([weight, words]) => words.split(' ').map((word): [string, number] => [word, weight])),
);
const NEGATIONS = new Set(
  "not no never none nothing neither nor without hardly barely isn't wasn't aren't weren't don't doesn't didn't won't wouldn't can't couldn't cannot shouldn't isnt wasnt dont doesnt didnt wont cant ain't lacks".split(
    ' ',
  ),
);
const STRONGER = new Set(
  'very really extremely absolutely so totally completely incredibly super highly truly'.split(' '),
);
const CHINESE: ReadonlyArray<readonly [RegExp, number]> = [
  [/(?:太棒|喜欢|很好|不错|满意|推荐|优秀|完美|开心|高兴|感谢|好吃|值得|惊喜|方便|精彩|舒服|爱)/g, 1],
  [
    /(?:不好|不喜欢|不满意|不推荐|不值|难吃|失望|糟糕|太差|很差|差劲|垃圾|讨厌|生气|后悔|坏了|太慢|浪费|难用|退款|恶心)/g,
    -2,
  ],
];
const EMOJI: ReadonlyArray<readonly [RegExp, number]> = [
  [/[😀😃😄😁😊😍🥰👍🎉❤💖😎🤩✨🙌]/gu, 1],
  [/[😞😢😭😡😠👎💔🤮😤😒🙁☹]/gu, -1],
];
/** Words that a negation reaches. */
const REACH = 3;
/** Words that are weighed; a longer text has shown its mood by then. */
const WORD_LIMIT = 600;

function weigh(words: readonly string[]): { score: number; hits: number } {
  let score = 0;
  let hits = 0;
  let negated = 0;
  for (const [at, word] of words.entries()) {
    if (word === 'but' || word === 'however') {
      // What follows "but" is what the writer means.
      score *= 0.5;
      negated = 0;
    }
    const weight = WEIGHTS.get(word);
    if (weight !== undefined) {
      hits++;
      score += weight * (negated > 0 ? -0.7 : 1) * (STRONGER.has(words[at - 1] ?? '') ? 1.5 : 1);
    }
    negated = NEGATIONS.has(word) ? REACH : Math.max(0, negated - 1);
  }
  return { score, hits };
}

/**
 * The mood of a text: below 0 bad, above 0 good, the farther the stronger. English and Chinese, by words alone.
 * @example sentimentOf('not good at all') // -0.7
 */
export function sentimentOf(text: string): number {
  const { score, hits } = weigh(wordsOf(text.toLowerCase().replaceAll('’', "'"), WORD_LIMIT));
  let total = hits === 0 ? 0 : score;
  for (const [pattern, weight] of /[^\0-ɏ]/.test(text) ? [...CHINESE, ...EMOJI] : [])
    total += weight * (text.match(pattern)?.length ?? 0);
  return total;
}
