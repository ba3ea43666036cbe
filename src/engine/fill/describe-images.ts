import { capitalize } from '../read/text.ts';
import { anyOf, hasAny, hasPhrase } from '../has-words.ts';
import type { ColorName, ImageFact, Scene } from './scene.ts';
import { createVoice } from './voice.ts';
import { WORDS } from '../words.ts';

const ZH: Readonly<Record<ColorName, string>> = WORDS.fill.describeImagesZh;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
const ASKS_COLOR = anyOf(WORDS.fill.describeImagesAsksColor);
const BARE = anyOf('one_word single_word only just_the word_alone nothing_else 只');
const FORMATS: Readonly<Record<ImageFact['kind'], string>> = WORDS.fill.describeImagesFormats;

/** Which image a text means, by its place. */
function meant(text: string, images: readonly ImageFact[]): readonly ImageFact[] {
  const lower = text.toLowerCase();
  const place = ORDINALS.findIndex((word) => hasPhrase(lower, word));
  const numbered = /\b(?:image|picture|photo)\s+#?(\d)\b/.exec(lower)?.[1];
  const at = hasAny(lower, 'last 最后') ? images.length - 1 : numbered === undefined ? place : Number(numbered) - 1;
  const one = images[at];
  return one === undefined || images.length < 2 ? images : [one];
}

/** As the user spells it: "color" and "gray" go together. */
const spelled = (color: string, asked: string): string =>
  hasAny(asked, 'colour*') ? color : color.replace('grey', 'gray');

function sizeOf({ width, height, kind }: ImageFact): string {
  const size = width === undefined || height === undefined ? '' : `${width}×${height} `;
  const noun = `${size}${FORMATS[kind]}`;
  return `${/^(?:8|11(?:\D|\d{3}\D)|18(?:\D|\d{3}\D)|image)/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** What is said of the images of a request: kind and size by their headers, colors by the pixels of those that were looked at. */
export function describeImages(scene: Scene): string {
  const { brief, images } = scene;
  const asked = brief.asked.text;
  const seen = meant(asked, images.length > 0 ? images : [{ kind: 'unknown' }]);
  const colors = seen.map(({ colors: shown }) => shown?.[0]).filter((color) => color !== undefined);
  const zh = brief.language === 'zh';
  const voice = createVoice(scene, asked, brief.language);
  if (colors.length > 0 && ASKS_COLOR.test(asked)) {
    const named = colors.map((color) => (zh ? ZH[color] : spelled(color, asked)));
    const words = named.join(zh ? '、' : ', ');
    if (BARE.test(`${brief.orders}\n${asked}`)) return zh ? words : capitalize(words);
    return zh ? `图片是${words}的。` : `The ${seen.length > 1 ? 'images are' : 'image is'} ${words}.`;
  }
  const what = seen
    .slice(0, 8)
    .map(
      (image) =>
        `${sizeOf(image)}${image.colors === undefined ? '' : `, mostly ${image.colors.slice(0, 2).join(' and ')}`}`,
    );
  const about = zh ? `一张${seen[0]?.colors?.[0] === undefined ? '' : ZH[seen[0].colors[0]]}图片` : what.join(' and ');
  const opening = voice.lines('image', 1, { what: about })[0] ?? about;
  return BARE.test(brief.orders) ? opening : `${opening}${zh ? '' : ' '}${voice.lines('imageMore', 1, {})[0] ?? ''}`;
}
