import type { Ask, ColorName, ImageFact } from '../understand/ask.ts';
import { capitalise, joinWords } from './english.ts';
import type { Voice } from './voice.ts';

const ZH: Readonly<Record<ColorName, string>> = {
  black: '黑色',
  white: '白色',
  grey: '灰色',
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  green: '绿色',
  cyan: '青色',
  blue: '蓝色',
  purple: '紫色',
  magenta: '品红色',
  pink: '粉色',
  brown: '棕色',
};
const ASKS = /\bcolou?rs?\b|\bcolou?red\b|\bshades?\b|\bhues?\b|颜色|什么色|色彩/i;
/** "Is it red?" */
const YES_NO = /^(?:please |now )?(?:is|are|does|do|was) /i;
const NAMED = new RegExp(`\\b(${Object.keys(ZH).join('|')}|gray)\\b`, 'gi');

/** A question for what is in a picture as a whole, which for one without a subject is its color. */
const WHAT = /\bwhat(?:'s| is| do you| does| can you)\b|\bdescribe\b|\bcaption\b|有什么|是什么|描述/i;

const SOLID: readonly string[] = [
  'The [image|picture] is [{color}|filled with {color}|a solid {color}].',
  "It's [{color}|a solid {color}].",
  'The [color|color of the image] is {color}.',
];
const MOSTLY: readonly string[] = [
  'The [image|picture] is mostly {color}, with [some|a bit of] {others}.',
  'It is mainly {color}; there is also [some|a little] {others}.',
];

interface Seen {
  readonly color: ColorName;
  readonly others: readonly ColorName[];
}

function seenOf({ colors }: ImageFact): Seen | undefined {
  const [color, ...others] = colors ?? [];
  return color === undefined ? undefined : { color, others: others.slice(0, 3) };
}

/** "Is it red?" and the like; `undefined` where the question names several colors, or none. */
function verdict(text: string, seen: Seen): boolean | undefined {
  const named = [...text.matchAll(NAMED)].map(([name]) => name.toLowerCase().replace('gray', 'grey'));
  if (!YES_NO.test(text.trim()) || new Set(named).size !== 1) return undefined;
  return seen.color === named[0];
}

/** As the user spells it: "color" and "gray" go together. */
const spelled = (text: string, asked: string): string =>
  /\bcolour/i.test(asked) ? text.replaceAll(/\bcolor/g, 'colour') : text.replaceAll(/\b([Gg])rey\b/g, '$1ray');

function english(ask: Ask, seen: readonly Seen[], voice: Voice): string {
  const [first] = seen;
  const colors = joinWords(seen.map(({ color }) => color));
  const said = first !== undefined && seen.length === 1 ? verdict(ask.text, first) : undefined;
  const short = ask.wanted.bare || (ask.wanted.length.unit === 'words' && ask.wanted.length.count < 4);
  if (short) return said === undefined ? capitalise(colors) : said ? 'Yes' : 'No';
  const lead = said === undefined ? '' : said ? 'Yes. ' : 'No. ';
  if (first === undefined || seen.length > 1) return `The images are ${colors}, in this order.`;
  const others = joinWords(first.others);
  return lead + voice.say(others === '' ? SOLID : MOSTLY, { color: first.color, others });
}

/**
 * The answer to a question for the colors of images; `undefined` where the question is another, or they are not known.
 *
 * @example colorAnswer(ask, [{ kind: 'png', width: 16, height: 16, colors: ['red'] }], voice) // 'The image is red.'
 */
export function colorAnswer(ask: Ask, images: readonly ImageFact[], voice: Voice): string | undefined {
  const seen = images.flatMap((image) => seenOf(image) ?? []);
  const plain = seen.every(({ others }) => others.length === 0);
  const named = YES_NO.test(ask.text.trim()) && ask.text.search(NAMED) >= 0;
  const asked = ASKS.test(ask.text) || named || (ask.wanted.bare && plain && WHAT.test(ask.text));
  if (!asked || seen.length === 0 || seen.length < images.length) return undefined;
  if (ask.language !== 'zh') return spelled(english(ask, seen, voice), ask.text);
  const names = seen.map(({ color }) => ZH[color]).join('和');
  return ask.wanted.bare ? names : `${voice.say('[这张图片|图片]')}${plain ? '是' : '主要是'}${names}的。`;
}

/** What a description adds to kind and size: " filled with red", " in white and blue"; empty where nothing is known. */
export function colorPhrase(image: ImageFact, asked: string): string {
  const seen = seenOf(image);
  if (seen === undefined) return '';
  const phrase =
    seen.others.length === 0 ? ` filled with ${seen.color}` : ` in ${joinWords([seen.color, ...seen.others])}`;
  return spelled(phrase, asked);
}

/** The same in Chinese, before the kind of the image. */
export function chineseColorPhrase(image: ImageFact): string {
  const seen = seenOf(image);
  return seen === undefined
    ? ''
    : `${seen.others.length === 0 ? '纯' : '以'}${ZH[seen.color]}${seen.others.length === 0 ? '' : '为主'}的 `;
}
