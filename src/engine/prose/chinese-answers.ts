import type { Ask, Task } from '../understand/ask.ts';
import {
  CHINESE_WORDS,
  ZH_ABILITIES,
  ZH_CLOSINGS,
  ZH_DEFINITIONS,
  ZH_EMPTY,
  ZH_FEELINGS,
  ZH_GOODBYES,
  ZH_GREETINGS,
  ZH_HOW_TO,
  ZH_IDENTITY,
  ZH_LIST_INTROS,
  ZH_LIVE,
  ZH_NAMED,
  ZH_OPINIONS,
  ZH_POINTS,
  ZH_ROLE,
  ZH_STATEMENTS,
  ZH_THANKS,
  ZH_VERDICTS,
  ZH_WHY,
} from './chinese-bank.ts';
import { write } from './chinese-creative.ts';
import { topical } from './chinese-topical.ts';
import { tidyPhrase } from '../understand/topic.ts';
import { code } from './code.ts';
import { translateWord } from './dictionary.ts';
import { chineseItems } from './chinese-lists.ts';
import { chineseMissing, chinesePlan, chineseProblem, chineseSupport } from './chinese-everyday.ts';
import { describeData, review } from './code-review.ts';
import type { Slots } from './fill.ts';
import { jsonAnswer } from './json-answer.ts';
import { count, transform } from './known-answers.ts';
import { classified, extracted, rewritten } from './text-work.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

/** Slots of the Chinese templates. */
export const chineseSlots = (ask: Ask): Slots => ({
  ...CHINESE_WORDS,
  topic: ask.topic.phrase === '' ? (ask.task.kind === 'write' ? '月光' : '这个话题') : ask.topic.phrase,
});

const steps = (voice: Voice, total: number): string =>
  Array.from(
    { length: total },
    (_, at) => `${at + 1}. **${voice.say('{step}')}**：${voice.say(voice.pick(ZH_POINTS))}`,
  ).join('\n');

const LIVE_WORDS = { weather: '现在的天气', time: '现在的时间', price: '当前的价格', news: '最新的消息' } as const;
const TARGETS: Readonly<Record<string, string>> = {
  英文: 'english',
  英语: 'english',
  法语: 'french',
  日语: 'japanese',
  德语: 'german',
  西班牙语: 'spanish',
  中文: 'chinese',
  韩语: 'korean',
};

function compare(ask: Ask, task: Extract<Task, { kind: 'compare' }>, voice: Voice): string {
  const { a, b } = task;
  const rows = Array.from(
    { length: voice.int(3, 4) },
    () =>
      `| ${voice.say('{aspect}')} | ${voice.say('[较高|更简单|表现稳定]')} | ${voice.say('[更灵活|视情况而定|潜力更大]')} |`,
  );
  if (task.choose === true)
    return voice.say('[这取决于你的需求|各有优势]：如果更看重{aspect}，推荐{a}；如果更看重{aspect}，可以选择{b}。', {
      a,
      b,
    });
  if (ask.wanted.length.unit !== 'normal') return `${a}和${b}的主要区别在于${voice.say('{aspect}')}。`;
  const lead = voice.say('[各有特点|各有优势]，主要区别在于{aspect}和{aspect}。');
  const advice = voice.say('如果更看重{aspect}，可以选择{a}；如果更看重{aspect}，则可以考虑{b}。', { a, b });
  return `${a}和${b}${lead}\n\n| 方面 | ${a} | ${b} |\n| --- | --- | --- |\n${rows.join('\n')}\n\n${advice}`;
}

function recall(task: Extract<Task, { kind: 'recall' }>, ask: Ask, voice: Voice): string {
  const key = task.key === 'name' ? '名字' : task.key;
  if (task.value === undefined) return `你还没有告诉我你的${key}。`;
  if (ask.wanted.bare) return task.value;
  if (/^(?:暗号|口令|密语|代号|暗语|验证码|密钥|单词|数字|词语?|代码|关键词)$/.test(key))
    return `${key}是${task.value}。`;
  return task.key === 'name'
    ? voice.say('你[叫|的名字是]{value}。', { value: task.value })
    : `你的${key}是${task.value}。`;
}

/** The answer in Chinese to every kind of task. */
export function chineseAnswer(ask: Ask, voice: Voice, size: Size): string {
  const { task } = ask;
  switch (task.kind) {
    case 'empty':
    case 'attachment':
      return voice.say(ZH_EMPTY);
    case 'greeting':
      return voice.say(ask.persona.name === undefined ? ZH_GREETINGS : ZH_NAMED, { name: ask.persona.name ?? '' });
    case 'thanks':
      return voice.say(ZH_THANKS);
    case 'goodbye':
      return voice.say(ZH_GOODBYES);
    case 'feeling':
      return voice.say(ZH_FEELINGS);
    case 'identity':
      if (ask.persona.name !== undefined) return voice.say(ZH_NAMED, { name: ask.persona.name });
      return ask.persona.role === undefined ? voice.say(ZH_IDENTITY) : voice.say(ZH_ROLE, { role: ask.persona.role });
    case 'abilities':
      return voice.say(ZH_ABILITIES);
    case 'tools':
      return ask.tools.length === 0
        ? voice.say(ZH_ABILITIES)
        : `我可以使用以下工具：\n\n${ask.tools.map((name) => `- \`${name}\``).join('\n')}`;
    case 'exact':
    case 'say':
      return task.text;
    case 'recall':
      return recall(task, ask, voice);
    case 'introduce':
      return task.key === 'name'
        ? voice.say('[你好|很高兴认识你]，{value}！有什么可以帮你的吗？', { value: task.value })
        : `好的，我记住了：你的${task.key}是${task.value}。`;
    case 'count':
      return count(task, ask, voice);
    case 'letters':
      return ask.wanted.bare ? String(task.count) : `“${task.word}”中有 ${task.count} 个字母“${task.letter}”。`;
    case 'transform':
      return transform(task);
    case 'arithmetic':
      return ask.wanted.bare
        ? task.result
        : voice.say(['{e} = {r}', '{e} 等于 {r}。', '[答案|结果]是 {r}：{e} = {r}。'], {
            e: task.expression,
            r: task.result,
          });
    case 'fact':
      return ask.wanted.bare ? task.short : task.sentence;
    case 'verdict':
      return ask.wanted.bare ? (task.yes ? '是' : '不是') : `${task.yes ? '是的' : '不是'}。${task.sentence}`;
    case 'translate': {
      const translated = translateWord(task.text, TARGETS[task.to] ?? task.to) ?? task.text;
      return ask.wanted.bare ? translated : voice.say(['{t}', '[翻译如下|译文]：{t}'], { t: translated });
    }
    case 'write':
      return write(ask, task.form, voice, size);
    case 'code':
      return code(ask, task, voice);
    case 'json':
      return jsonAnswer(ask, voice);
    case 'list': {
      const known = chineseItems(task.of);
      const number = task.count === 0 ? 4 : task.count;
      if (known !== undefined && known.length >= number)
        return voice
          .sample(known, number)
          .map((item, at) => `${at + 1}. ${item}`)
          .join('\n');
      return `${voice.say(ZH_LIST_INTROS)}\n\n${Array.from({ length: task.count === 0 ? 4 : task.count }, (_, at) => `${at + 1}. **${voice.say('{step}')}**：${voice.say(voice.pick(ZH_POINTS))}`).join('\n')}`;
    }
    case 'compare':
      return compare(ask, task, voice);
    case 'lookup':
      return ask.wanted.bare ? task.answer : `根据所提供的内容：${task.answer}`;
    case 'summarise':
      return `${voice.say('[以下是|下面是]这段内容的要点：')}\n\n${task.points.map((point) => `- ${point}`).join('\n')}`;
    case 'live':
      return voice.say(ZH_LIVE, { where: task.where, what: LIVE_WORDS[task.what] });
    case 'random-word':
      return voice.pick(['月亮', '大海', '灯笼', '音乐', '云朵']);
    case 'random-number':
      return String(voice.int(task.low, task.high));
    case 'action':
      return `${voice.say('我无法直接操作外部系统，不过可以帮你准备。关于{topic}，建议：')}\n\n${steps(voice, 3)}`;
    case 'how-to':
      if (ask.wanted.length.unit !== 'normal' && ask.wanted.length.unit !== 'detailed')
        return topical(ask, `${voice.say('要{topic}，可以先{step}，再{step}。')}`, voice, 'short');
      return `${voice.say(ZH_HOW_TO)}\n\n${steps(voice, voice.int(3, 6))}\n\n${voice.say(ZH_CLOSINGS)}`;
    case 'why':
      return topical(
        ask,
        voice.say(ZH_WHY, { clause: tidyPhrase(task.clause).replace(/[的呢吗]$/, '') || '这样' }),
        voice,
        size,
      );
    case 'yes-no':
      return ask.wanted.bare ? voice.pick(['是', '不是']) : topical(ask, voice.say(ZH_VERDICTS), voice, 'short');
    case 'opinion':
    case 'pros-cons':
      return topical(ask, voice.say(ZH_OPINIONS), voice, size);
    case 'what-is':
    case 'explain':
    case 'continue':
    case 'image':
      return topical(ask, voice.say(ZH_DEFINITIONS), voice, size);
    case 'classify':
      return classified(task, ask, voice);
    case 'rewrite':
      return rewritten(task, ask, voice);
    case 'extract':
      return extracted(task, ask, voice);
    case 'problem':
      return chineseProblem(task, voice);
    case 'support':
      return chineseSupport(task.about, voice);
    case 'missing':
      return chineseMissing(task.what, voice);
    case 'plan':
      return chinesePlan(task, ask, voice);
    case 'review':
      return review(task, ask, voice);
    case 'describe-data':
      return describeData(task.value, voice);
    case 'statement':
      return ask.wanted.length.unit === 'normal'
        ? voice.say(ZH_STATEMENTS)
        : topical(ask, voice.say(ZH_DEFINITIONS), voice, size);
    default:
      return task satisfies never;
  }
}
