import type { Ask } from './ask.ts';
import { CHINESE_EVERYDAY, type ChineseRule as Rule } from './chinese-everyday-rules.ts';
import type { Reading } from './reading.ts';
import { readNumber } from './wanted.ts';

const plain =
  (kind: 'greeting' | 'thanks' | 'goodbye' | 'identity' | 'abilities' | 'feeling' | 'continue') => (): Reading => ({
    task: { kind },
  });
const about =
  (kind: 'how-to' | 'what-is' | 'opinion' | 'explain' | 'yes-no') =>
  (match: RegExpExecArray): Reading => ({ task: { kind }, topic: match[1] });
const write =
  (form: 'poem' | 'story' | 'email' | 'essay' | 'joke' | 'haiku') =>
  (match: RegExpExecArray): Reading => ({ task: { kind: 'write', form }, topic: match[1] });

/** "天空是蓝色的" is about 天空: what stands before the first verb-like character. */
const whySubject = (clause: string): string =>
  /^(.{2,12}?)(?:是|会|要|能|这么|那么|如此|很|不|没)/.exec(clause)?.[1] ?? clause;

const RULES: readonly Rule[] = [
  [/^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|大家好|hi|hello)[\s,，!！。~～呀啊]*$/i, plain('greeting')],
  [/^(?:非常|太|多)?(?:谢谢|感谢|多谢)/, plain('thanks')],
  [/^(?:再见|拜拜|晚安)/, plain('goodbye')],
  [
    /(?:翻译|译)(?:成|为|到)(英文|英语|法语|日语|德语|西班牙语|中文|韩语)?[:：，\s]{0,4}["“「]?([^"”」\n]{1,80})/,
    (m) => ({ task: { kind: 'translate', text: (m[2] ?? '').trim(), to: m[1] ?? '英语' } }),
  ],
  ...CHINESE_EVERYDAY,
  [/^([^，。？?\n]{1,16}?)是?(?:如何|怎么|怎样)(?:工作|运作|运行|实现|形成|产生)的?/, about('explain')],
  [/介绍(?:一下)?(?:你|您)自己|自我介绍/, plain('identity')],
  [/^(?:好的?|嗯+|哦+|行|可以|明白了?|知道了|收到|了解)[。！!~～]*$/, plain('thanks')],
  [/你(?:是谁|叫什么|的名字是什么|是什么模型)/, plain('identity')],
  [/你(?:能|会|可以)(?:做什么|干什么|帮我做什么|做些什么)/, plain('abilities')],
  [/^(?:你好吗|你怎么样|最近怎么样)/, plain('feeling')],
  [/^(?:继续|接着说|再来一个|还有呢|然后呢)/, plain('continue')],
  [
    /从\s*(\d{1,4})\s*数到\s*(\d{1,4})/,
    (m) => ({ task: { kind: 'count', from: Number(m[1]), to: Number(m[2]), step: 1 } }),
  ],
  [/数到\s*(\d{1,4})/, (m) => ({ task: { kind: 'count', from: 1, to: Number(m[1]), step: 1 } })],
  [
    /(?:今天|现在|明天)?([^，。？?的今明现\s]{2,6})?(?:今天|现在|明天)?的?天气/,
    (m) => ({ task: { kind: 'live', what: 'weather', where: m[1] ?? '' } }),
  ],
  [/(?:现在几点|今天几号|今天星期几|今天是几)/, () => ({ task: { kind: 'live', what: 'time', where: '' } })],
  [/(?:写|作|创作)(?:一)?[首个]?(?:关于)?([^，。\n]{0,20}?)的?(?:俳句)/, write('haiku')],
  [/(?:写|作|创作)(?:一)?首(?:关于|描写|赞美)?([^，。\n]{0,20}?)的?(?:诗|诗歌|小诗|歌)/, write('poem')],
  [/(?:写|讲|编|说)(?:一)?[个篇]?(?:关于)?([^，。\n]{0,20}?)的?(?:短|小)?(?:故事|小说)/, write('story')],
  [/(?:写|起草)(?:一)?封(?:关于)?([^，。\n]{0,20}?)的?(?:电子)?(?:邮件|信)/, write('email')],
  [/(?:写|作)(?:一)?篇(?:关于)?([^，。\n]{0,20}?)的?(?:文章|作文|论文|短文)/, write('essay')],
  [/(?:讲|说)(?:一)?个?(?:关于)?([^，。\n]{0,20}?)的?(?:笑话)/, write('joke')],
  [
    /(python|javascript|typescript|java|go|golang|sql|rust|c\+\+|bash|shell)[^\n]{0,40}?(?:写|实现|编写)([^\n]{1,60})|(?:写|实现|编写)[^\n]{0,20}?(python|javascript|typescript|java|go|golang|sql|rust|c\+\+|bash|shell)([^\n]{0,60})/i,
    (m) => ({ task: { kind: 'code', language: (m[1] ?? m[3] ?? 'python').toLowerCase(), does: m[2] ?? m[4] ?? '' } }),
  ],
  [
    /(?:写|实现|编写)(?:一)?[个段]?([^\n]{0,30}?)(?:函数|代码|脚本|算法)/,
    (m) => ({ task: { kind: 'code', language: 'python', does: m[1] ?? '' } }),
  ],
  [
    /(?:翻译|译)(?:成|为|到)(英文|英语|法语|日语|德语|西班牙语|中文|韩语)?[:：\s]*["“「]?([^"”」\n]{1,80})/,
    (m) => ({ task: { kind: 'translate', text: m[2] ?? '', to: m[1] ?? '英语' } }),
  ],
  [
    /(?:列出|列举|给我|推荐|说出|举出)\s*(\d{1,3}|[一两二三四五六七八九十])\s*[个种条本部项点首位道款]?([^，。？?\n]{1,24})/,
    (m) => ({ task: { kind: 'list', count: readNumber(m[1] ?? '') ?? 3, of: m[2] ?? '' }, topic: m[2] }),
  ],
  [
    /([^，。\n和与]{1,16})(?:和|与|跟)([^，。\n]{1,16}?)(?:有什么|的|之间的|有何)(?:区别|不同|差异|异同)/,
    (m) => ({ task: { kind: 'compare', a: m[1] ?? '', b: m[2] ?? '' } }),
  ],
  [
    /^(?:请)?(?:比较|对比)(?:一下)?([^，。\n和与]{1,16})(?:和|与|跟)([^，。\n]{1,16})/,
    (m) => ({ task: { kind: 'compare', a: m[1] ?? '', b: (m[2] ?? '').replace(/的.*$/, '') } }),
  ],
  [/^(?:请|请问|告诉我|我该|我应该)*(?:如何|怎么|怎样)([^，。？?\n]{1,30})/, about('how-to')],
  [
    /(?:为什么|为何)([^，。？?\n]{1,30})/,
    (m) => ({ task: { kind: 'why', clause: m[1] ?? '' }, topic: whySubject(m[1] ?? '') }),
  ],
  [
    /^(?:请|请问)?(?:什么是|何为)([^，。？?\n]{1,24})|^(?:请|请问)?([^，。？?\n]{1,24})是什么/,
    (m) => ({ task: { kind: 'what-is' }, topic: m[1] ?? m[2] }),
  ],
  [/(?:推荐|建议|你觉得|你认为)([^，。？?\n]{0,24})/, about('opinion')],
  [/(?:解释|介绍|说明|讲解|讲讲|谈谈|分析)(?:一下)?([^，。？?\n]{1,30})/, about('explain')],
  [/^([^，。？?\n]{1,24}?)吗[？?]?$/, about('yes-no')],
];

/** Reads a Chinese request; `undefined` where no rule fits. */
export function recogniseChinese(text: string): Reading | undefined {
  const line = text.length > 300 ? text.slice(0, 300) : text;
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(line);
    if (match !== null) return read(match);
  }
  return undefined;
}

/** Whether a Chinese text asks for a summary of what it brings along. */
export const asksSummaryInChinese = (text: Ask['text']): boolean => /总结|概括|摘要|归纳/.test(text);
