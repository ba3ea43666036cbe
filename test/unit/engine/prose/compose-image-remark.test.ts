import { describe, expect, it } from 'vitest';
import type { Message } from '../../../../src/contract/api-types.ts';
import { composeAnswer } from '../../../../src/engine/prose/compose-answer.ts';
import { composeImageRemark } from '../../../../src/engine/prose/compose-image-remark.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import type { Ask, ImageFact } from '../../../../src/engine/understand/ask.ts';
import { understand } from '../../../../src/engine/understand/understand.ts';

function look(text: string): Ask {
  const message: Message = {
    role: 'user',
    content: [
      { type: 'text', text },
      { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
    ],
  };
  return understand({ model: 'm', messages: [message] });
}
const remark = (text: string, images: readonly ImageFact[], seed = '1'): string =>
  composeImageRemark(look(text), images, createRandom(seed));

describe('composeImageRemark', () => {
  it.each([
    [{ kind: 'png', width: 16, height: 16 }, 'a 16×16 PNG image'],
    [{ kind: 'jpeg', width: 800, height: 600 }, 'an 800×600 JPEG image'],
    [{ kind: 'gif', width: 1100, height: 40 }, 'a 1100×40 GIF image'],
    [{ kind: 'webp', width: 18, height: 18 }, 'an 18×18 WebP image'],
    [{ kind: 'url' }, 'an image from a link'],
  ] satisfies [ImageFact, string][])('names %j', (image, words) => {
    for (let seed = 0; seed < 8; seed++) expect(remark('What is this?', [image], `${seed}`)).toContain(words);
  });

  it('counts several images', () => {
    expect(remark('Compare these', [{ kind: 'png' }, { kind: 'gif' }])).toMatch(/two images.*PNG.*GIF/);
  });

  it('speaks Chinese where the prompt does', () => {
    expect(remark('这张图片里有什么？', [{ kind: 'png', width: 16, height: 16 }])).toMatch(/16×16 PNG 图片/);
  });

  it('answers prompts with images', () => {
    const images: ImageFact[] = [{ kind: 'png', width: 16, height: 16 }];
    const answer = composeAnswer(look('What do you see?'), createRandom('1'), {
      temperature: 1,
      verbosity: 'medium',
      images,
    });
    expect(answer).toContain('16×16 PNG');
  });

  describe('of colors', () => {
    const red: ImageFact = { kind: 'png', width: 16, height: 16, colors: ['red'] };
    const flag: ImageFact = { kind: 'png', width: 60, height: 40, colors: ['white', 'red'] };
    const grey: ImageFact = { kind: 'png', width: 9, height: 9, colors: ['grey'] };

    it.each([
      ['What colour fills this image? Reply with one word.', [red], 'Red'],
      ['Which color is it? Answer with one word only.', [grey], 'Gray'],
      ['What colour is it? One word.', [grey], 'Grey'],
      ['What is in this image? One word answer.', [red], 'Red'],
      ['Is this image blue? Answer yes or no.', [red], 'No'],
      ['Is this red? Just yes or no', [red], 'Yes'],
      ['What colors do these have? Only the answer.', [red, grey], 'Red and gray'],
      ['这张图片是什么颜色？只回答颜色。', [red], '红色'],
    ] satisfies [string, ImageFact[], string][])('answers %j with nothing else', (text, images, answer) => {
      for (let seed = 0; seed < 8; seed++) expect(remark(text, images, `${seed}`)).toBe(answer);
    });

    it('says them in every description', () => {
      for (let seed = 0; seed < 16; seed++) {
        expect(remark('What color is this?', [red], `${seed}`)).toMatch(/\bred\b/);
        expect(remark('What do you see?', [red], `${seed}`)).toMatch(/16×16 PNG image filled with red/);
        expect(remark('Describe the picture.', [flag], `${seed}`)).toMatch(/PNG image in white and red/);
        expect(remark('What colour is the background?', [flag], `${seed}`)).toMatch(/white.*red/);
        expect(remark('描述这张图片', [red], `${seed}`)).toMatch(/纯红色的 16×16 PNG/);
      }
    });

    it('does not make up what was not looked at', () => {
      const unknown: ImageFact = { kind: 'png', width: 16, height: 16 };
      expect(remark('What color is this?', [unknown])).toContain('16×16 PNG');
      expect(remark('What color are these?', [red, unknown])).toContain('two images');
    });
  });
});
