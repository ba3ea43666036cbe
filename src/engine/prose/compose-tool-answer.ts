import type { Random } from '../random.ts';
import type { Ask, ToolResult } from '../understand/ask.ts';
import { sentencesOf, shorten } from '../understand/extract.ts';
import { finish } from './finish.ts';
import { namedValues } from './result-values.ts';
import { bareResult, oneResult, TEXT_LIMIT } from './tool-result-sentence.ts';
import { isRecord, subjectOf } from './tool-result-subject.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

/** Most results of one turn that get a sentence each; further ones are counted. */
const RESULTS = 24;

const OFFERS: readonly string[] = [
  '[Is there|Would you like to know] anything else[?| about it?]',
  '[Let me know|Just ask] if you need anything else.',
  'Can I help with anything else? 😊',
];

/** Names that tools often give their values. */
const ZH_NAMES: Readonly<Record<string, string>> = {
  temperature: '温度',
  temp: '温度',
  condition: '天气',
  conditions: '天气',
  weather: '天气',
  humidity: '湿度',
  wind: '风力',
  unit: '单位',
  location: '地点',
  city: '城市',
  price: '价格',
  name: '名称',
  status: '状态',
  result: '结果',
  time: '时间',
  date: '日期',
  title: '标题',
  description: '描述',
};

function chinese(results: readonly ToolResult[], voice: Voice): string {
  const lines = results.map((result) => {
    const subject = subjectOf(result);
    const about = subject === undefined ? '' : `（${subject}）`;
    if (result.failed) return `查询${about}失败：${shorten(result.text, TEXT_LIMIT)}`;
    const { value } = result;
    const words = isRecord(value)
      ? namedValues(value)
          .map((pair) => `${ZH_NAMES[pair.name] ?? pair.name}：${pair.value}`)
          .join('，')
      : bareResult(result);
    return `${subject === undefined ? '' : `${subject}，`}${words}`;
  });
  const lead = voice.say('[根据查询结果|查询结果如下|以下是结果]：');
  return lines.length === 1
    ? `${lead}${lines[0] ?? ''}。`
    : `${lead}\n\n${lines.map((line) => `- ${line}`).join('\n')}`;
}

function english(ask: Ask, results: readonly ToolResult[], voice: Voice): string {
  const shown = results.slice(0, RESULTS);
  const sentences = shown.map((result) => oneResult(result, voice));
  const listed = sentences.some((sentence) => sentence.includes('\n'));
  const flat =
    sentences.length > 2 && !listed
      ? sentences.map((sentence) => `- ${sentence}`).join('\n')
      : sentences.join(listed ? '\n\n' : ' ');
  const rest = results.length > shown.length ? `\n\nThere were ${results.length - shown.length} more results.` : '';
  const brief = ask.wanted.length.unit !== 'normal' && ask.wanted.length.unit !== 'detailed';
  const offer = !brief && voice.chance(0.35) ? (listed ? '\n\n' : ' ') + voice.say(OFFERS) : '';
  const body = flat + rest + offer;
  return brief && ask.wanted.length.unit === 'sentences' && results.length === 1
    ? sentencesOf(body).slice(0, ask.wanted.length.count).join(' ')
    : body;
}

/**
 * The answer after tools have run: every result is put into words, with its values; failures are reported.
 * @param temperature 0 to 2, as in the request.
 * @example get_weather({"location":"Tokyo"}) → {"temperature":22,"condition":"sunny"} gives
 * "It's currently sunny in Tokyo with a temperature of 22 degrees."
 */
export function composeToolAnswer(ask: Ask, random: Random, temperature = 1): string {
  const results = ask.toolResults;
  const voice = createVoice(random, temperature, ask.text + (results[0]?.text.slice(0, 120) ?? ''));
  if (results.length === 0) return voice.say('The tools returned [nothing|no result].');
  if (ask.wanted.bare && results.length === 1 && results[0] !== undefined && !results[0].failed)
    return bareResult(results[0]) || 'No result.';
  if (ask.language === 'zh') return chinese(results.slice(0, RESULTS), voice);
  return finish(english(ask, results, voice), { ...ask, task: { kind: 'lookup', answer: '' } }, voice);
}
