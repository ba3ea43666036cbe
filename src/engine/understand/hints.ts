/** Groups of patterns, a bit each, that fit no English text without one of some words. */
export const HINT = { support: 1, wanted: 2, classify: 4 } as const;

const WORDS: Readonly<Record<keyof typeof HINT, string>> = {
  support:
    'order package parcel delivery shipment refund money return exchange charged charge overcharged password log logged logging login locked account suspended subscription membership plan trial hours open close ship deliver shipping human person agent representative someone manager operator support sign access',
  wanted:
    'word words alone sentence sentences paragraph paragraphs line lines one-word one-sentence two-sentence short just only nothing exactly yes yes/no true explanation preamble text briefly brief concise concisely succinct succinctly tl;dr tldr tl quick quickly terse detail detailed depth in-depth comprehensive comprehensively thorough thoroughly long elaborate extensive extensively guide much markdown formatting plain table bullet bullets bulleted bullet-points numbered ordered list emoji emojis case uppercase upper-case lowercase lower-case upper lower caps capital capitals',
  classify:
    'classify classifier classification categorize categorise category categories sentiment emotion emotions label labels class classes department departments team topic intent intents tone mood spam ham positive negative options true',
};

const HINTS: ReadonlyMap<string, number> = new Map(
  Object.entries(WORDS)
    .flatMap(([group, words]) =>
      words.split(' ').map((word): [string, number] => [word, HINT[group as keyof typeof HINT]]),
    )
    .reduce((map, [word, bit]) => map.set(word, (map.get(word) ?? 0) | bit), new Map<string, number>()),
);

/**
 * What the words of a text may call for: one look at each word, where each reader of the text had its own.
 *
 * @param lowerWords all words of the text in lower case
 * @example hintsOf(['where', 'is', 'my', 'order']) & HINT.support // 1
 */
export function hintsOf(lowerWords: readonly string[]): number {
  let hints = 0;
  for (const word of lowerWords) {
    hints |= HINTS.get(word) ?? 0;
    // "two-word answers"
    if (word.length > 5 && word.includes('-word')) hints |= HINT.wanted;
  }
  return hints;
}
