import type { Ask, Form } from '../understand/ask.ts';
import {
  ZH_DEFINITIONS,
  ZH_EMAIL_MIDDLES,
  ZH_HAIKU,
  ZH_HAIKU_MIDDLE,
  ZH_HEROES,
  ZH_JOKES,
  ZH_LINES,
  ZH_STORY,
} from './chinese-bank.ts';
import { long, topical } from './chinese-topical.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

function poem(ask: Ask, voice: Voice): string {
  const wanted = ask.wanted.length.unit === 'lines' ? ask.wanted.length.count : voice.pick([4, 6, 8]);
  const lines = voice.sample(ZH_LINES, wanted).map((line, at) => `${voice.say(line)}${at % 2 === 0 ? '，' : '。'}`);
  // A drawn set of lines may miss the subject; a poem about it names it.
  if (ask.topic.phrase !== '' && !lines.some((line) => line.includes(ask.topic.phrase)))
    lines[0] = `${ask.topic.phrase}静静地走来，`;
  return voice.chance(0.6) && ask.topic.phrase !== ''
    ? `**《${ask.topic.phrase}》**\n\n${lines.join('\n')}`
    : lines.join('\n');
}

/** A text of the wanted form in Chinese. */
export function write(ask: Ask, form: Form, voice: Voice, size: Size): string {
  switch (form) {
    case 'joke':
      return voice.say(ask.topic.phrase === '' ? ZH_JOKES.filter((joke) => !joke.includes('{topic}')) : ZH_JOKES);
    case 'haiku':
    case 'limerick':
      return `${voice.pick(ZH_HAIKU)}\n${voice.say(ZH_HAIKU_MIDDLE)}\n${voice.pick(ZH_HAIKU)}`;
    case 'poem':
    case 'song':
      return poem(ask, voice);
    case 'story': {
      const slots = { hero: voice.pick(ZH_HEROES) };
      const parts = ask.wanted.length.unit === 'brief' ? ZH_STORY.slice(0, 1).concat(ZH_STORY.slice(-2)) : ZH_STORY;
      return parts.map((template) => voice.say(template, slots)).join('\n\n');
    }
    case 'email':
      return `**主题：**${ask.topic.phrase === '' ? '沟通事宜' : ask.topic.phrase}\n\n${voice.pick(['尊敬的负责人', '您好', '各位同事'])}：\n\n${voice.say('我写信是想就{topic}与您沟通。')}${voice
        .sample(ZH_EMAIL_MIDDLES, voice.int(1, 3))
        .map((template) => voice.say(template))
        .join('')}\n\n${voice.say('[感谢您的时间与支持|期待您的回复]。')}\n\n此致\n敬礼`;
    case 'essay':
      return long(ask, voice.say(ZH_DEFINITIONS), voice);
    case 'tweet':
    case 'tagline':
    case 'title':
    case 'commit':
    case 'name':
      return voice.say([
        '{topic}，让生活[更简单|更美好|多一点惊喜]。✨',
        '[发现|遇见|感受]{topic}，[从今天开始|不止于此]。',
        '{topic}：[用心|专注]于{aspect}。',
      ]);
    default:
      return topical(ask, voice.say(ZH_DEFINITIONS), voice, size satisfies Size);
  }
}
