import type { TokenLogprob } from '../contract/api-types.ts';
import type { Tokenizer } from '../contract/tokens/tokenizer.ts';
import type { TellLogprobs } from './plan.ts';
import type { Random } from './random.ts';

type Alternative = TokenLogprob['top_logprobs'][number];

const encoder = new TextEncoder();

/** Tokens that could stand nearly anywhere; what the model "almost said". */
const COMMON = [
  ' the',
  ' a',
  ',',
  '.',
  ' and',
  ' to',
  ' of',
  ' in',
  ' is',
  ' for',
  ' that',
  ' with',
  ' it',
  ' as',
  ' on',
  ' you',
  ' this',
  ' can',
  ':',
  '\n',
  ' an',
  ' or',
  ' are',
  ' be',
  ' your',
  ' I',
].map((token) => ({ token, bytes: [...encoder.encode(token)] }));

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A token's text; bytes that are no whole character are written as escapes, as the API does. */
function tokenText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  }
}

const round = (logprob: number): number => Math.round(logprob * 1e6) / 1e6;

function alternatives(chosen: Alternative, rest: number, count: number, random: Random): Alternative[] {
  let mass = rest;
  const list = [chosen];
  for (const { token, bytes } of random.shuffle(COMMON)) {
    if (list.length >= count) break;
    if (token === chosen.token) continue;
    // More than half of what is left, so that each is less probable than the one before.
    const share = mass * (0.5 + 0.2 * random.next());
    mass -= share;
    list.push({ token, logprob: round(Math.log(Math.max(share, 1e-9))), bytes });
  }
  return list;
}

/**
 * Draws log probabilities. They are consistent: the probabilities of a position add up to less than one, alternatives come in
 * falling order with the chosen token first, and the bytes are the token's own. They are drawn anew each time, and alike.
 *
 * @param top how many alternatives to list, 0 to 20, the chosen token included
 */
export function drawLogprobs(top: number, tokenizer: Tokenizer, random: Random): TellLogprobs {
  return ({ text, place = 0 }) => {
    const draws = random.fork(String(place));
    return tokenizer.encode(text).map((token): TokenLogprob => {
      const bytes = tokenizer.bytes(token);
      const surprise = draws.next();
      const probability = 1 - 0.45 * surprise * surprise * surprise - 1e-6;
      const chosen = { token: tokenText(bytes), logprob: round(Math.log(probability)), bytes: [...bytes] };
      return { ...chosen, top_logprobs: top > 0 ? alternatives(chosen, 1 - probability, top, draws) : [] };
    });
  };
}
