import type { Random } from '../random.ts';
import type { Ask, ImageFact } from '../understand/ask.ts';
import { joinWords, numberWord } from './english.ts';
import { chineseColorPhrase, colorAnswer, colorPhrase } from './image-colors.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

const KINDS: Readonly<Record<ImageFact['kind'], string>> = {
  png: 'PNG image',
  jpeg: 'JPEG image',
  gif: 'GIF image',
  webp: 'WebP image',
  url: 'image from a link',
  unknown: 'image',
};
const ZH_KINDS: Readonly<Record<ImageFact['kind'], string>> = {
  png: 'PNG 图片',
  jpeg: 'JPEG 图片',
  gif: 'GIF 图片',
  webp: 'WebP 图片',
  url: '链接图片',
  unknown: '图片',
};

const sizeOf = ({ width, height }: ImageFact): string =>
  width === undefined || height === undefined ? '' : `${width}×${height} `;

/** "a 16×16 PNG image". 8, 11, 18 and 80-something begin with a vowel sound. */
function describe(image: ImageFact, asked: string): string {
  const size = sizeOf(image);
  const noun = size + KINDS[image.kind];
  return `${/^(?:8|11(?:\D|\d{3}\D)|18(?:\D|\d{3}\D)|image)/.test(noun) ? 'an' : 'a'} ${noun}${colorPhrase(image, asked)}`;
}

const proportion = ({ width, height }: ImageFact): string => {
  if (width === undefined || height === undefined) return '';
  if (width <= 32 && height <= 32)
    return '[At this size|Being so small], it [works best|is most useful] as an icon or a thumbnail';
  if (width > height * 1.2) return 'It is in landscape format';
  return height > width * 1.2 ? 'It is in portrait format' : 'It is roughly square';
};

const OPENINGS: readonly string[] = [
  "[The picture you sent is|You've sent|I see] {what}.",
  'This is {what}.',
  '[Thanks for the picture|Thanks for sharing]! I can see {what}.',
  '[Looking at it|From what I can see], you [shared|attached] {what}.',
];
const MANY: readonly string[] = [
  "[You sent|I see|You've shared] {count} images: {what}.",
  'There are {count} images here: {what}.',
];
const DETAILS: readonly string[] = [
  'The [composition|layout] is [simple|clean], with the main subject [near the centre|slightly off centre] and a [calm|plain] background.',
  'The [colours|tones] are [soft and even|clear and balanced], and nothing [distracts from|competes with] the main subject.',
  'It shows a [clear|single] subject with [soft|even] lighting and [few|little] other details.',
  'The [edges|shapes] are [crisp|well defined], and the overall impression is [tidy|uncluttered].',
];
const COLORED: readonly string[] = [
  'There is no text [in it|on it], and [no small detail stands out|nothing else stands out].',
  'It is [simple|plain], [without|with no] text or [recognisable|identifiable] objects.',
  'I see [no text|no lettering] and no [people|objects] in it.',
];
const ABOUT: readonly string[] = [
  "[As for|Regarding] {topic}: [that is the part that stands out most|I'd describe it as the main element of the picture].",
  "When it comes to {topic}, [the picture gives a clear impression|I'd look at the centre of the image first].",
];
const ENDS: readonly string[] = [
  '[Is there|Would you like to know] anything [specific|in particular] about it?',
  "Let me know if you'd like [a more detailed description|me to look at something specific].",
];

const ZH_OPENINGS: readonly string[] = ['[这是|你发来的是|我看到的是]{what}。', '[谢谢分享|收到]！这是{what}。'];
const ZH_DETAILS: readonly string[] = [
  '画面[简洁|清晰]，主体位于[中央|偏中间的位置]，背景比较[干净|单一]。',
  '整体色调[柔和|均衡]，主体突出，细节[清楚|不多]。',
];

const isTopical = (topic: string): boolean => topic !== '' && !/\b(?:image|picture|photo|see|video)s?\b/i.test(topic);

function chinese(images: readonly ImageFact[], voice: Voice): string {
  const what = images
    .map((image) => `一张${chineseColorPhrase(image)} ${sizeOf(image)}${ZH_KINDS[image.kind]}`.replace(/  +/g, ' '))
    .join('和');
  return `${voice.say(ZH_OPENINGS, { what })}${voice.say(ZH_DETAILS)}`;
}

/**
 * What is said of the images of a request: kind and size come from their headers, colors from the pixels of those that were looked at, the
 * rest is a plausible description.
 * @param temperature 0 to 2, as in the request.
 * @example composeImageRemark(ask, [{ kind: 'png', width: 16, height: 16 }], random) // 'This is a 16×16 PNG image. …'
 */
export function composeImageRemark(ask: Ask, images: readonly ImageFact[], random: Random, temperature = 1): string {
  const seen: readonly ImageFact[] = images.length > 0 ? images : [{ kind: 'unknown' }];
  const voice = createVoice(random, temperature, ask.text, { topic: ask.topic.phrase });
  const colors = colorAnswer(ask, seen, voice);
  if (colors !== undefined) return colors;
  if (ask.language === 'zh') return chinese(seen, voice);
  const what = joinWords(seen.slice(0, 8).map((image) => describe(image, ask.text)));
  const opening =
    seen.length === 1 ? voice.say(OPENINGS, { what }) : voice.say(MANY, { what, count: numberWord(seen.length) });
  const { length } = ask.wanted;
  if (ask.wanted.bare || (length.unit === 'sentences' && length.count === 1)) return opening;
  const [first] = seen;
  const shape = seen.length === 1 && first !== undefined ? voice.say(proportion(first)) : '';
  // Of an image whose colors are known, nothing that they do not show is made up.
  const known = seen.some(({ colors: shown }) => shown !== undefined);
  const details = known ? COLORED : DETAILS;
  const parts = [opening, voice.say(details)];
  if (shape !== '' && voice.chance(0.6)) parts.push(`${shape}.`);
  if (isTopical(ask.topic.phrase)) parts.push(voice.say(ABOUT));
  if (length.unit === 'detailed') parts.push(...voice.sample(details, 3).map((template) => voice.say(template)));
  const body = parts.join(' ');
  return length.unit === 'normal' && voice.chance(0.5) ? `${body}\n\n${voice.say(ENDS)}` : body;
}
