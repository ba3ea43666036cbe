import type { ReasoningEffort } from '../../contract/models.ts';
import { keywordsOf } from './shorten.ts';
import type { Scene } from './scene.ts';
import { topicOf } from './topic.ts';
import { voiceOf } from './voice.ts';

/** Sentences of thought for each effort. A sentence is about 17 tokens, so `low` is 40–80 tokens, `medium` 100–250, `high` 300–600. */
const SENTENCES: Readonly<Record<ReasoningEffort, readonly [number, number]>> = {
  none: [0, 0],
  minimal: [1, 2],
  low: [3, 4],
  medium: [7, 11],
  high: [19, 28],
  xhigh: [32, 42],
  max: [46, 60],
};
const PER_PARAGRAPH = 4;

/** The thoughts before an answer, in the first person, longer with more effort. Empty for `none`. */
export function writeReasoning(scene: Scene, effort: ReasoningEffort): string {
  const [least, most] = SENTENCES[effort];
  if (most === 0) return '';
  const { brief } = scene;
  // Chinese and Chinese only: other languages think in English, as models do.
  const language = brief.language === 'zh' ? 'zh' : 'en';
  const voice = voiceOf({ ...scene, brief: { ...brief, language } });
  const slots = {
    topic: topicOf(brief),
    words: keywordsOf(brief.asked.text.slice(0, 2000), 3).join(' ') || topicOf(brief),
  };
  const count = voice.int(least, most);
  const lines = [...voice.lines('thoughtFirst', 1, slots)];
  while (lines.length < count - 1) lines.push(...voice.lines('thoughts', count - 1 - lines.length, slots));
  if (count > 1) lines.push(...voice.lines('thoughtLast', 1, slots));
  const paragraphs: string[] = [];
  for (let at = 0; at < lines.length; at += PER_PARAGRAPH)
    paragraphs.push(lines.slice(at, at + PER_PARAGRAPH).join(language === 'zh' ? '' : ' '));
  return paragraphs.join('\n\n');
}
