import type { JsonValue } from '../../contract/api-types.ts';
import type { Random } from '../random.ts';
import type { Ask, ToolResult } from '../understand/ask.ts';
import { sentencesOf, shorten } from '../understand/extract.ts';
import { capitalise, joinWords, wordsOfName } from './english.ts';
import { finish } from './finish.ts';
import { listLabels, namedValues, showScalar } from './result-values.ts';
import type { NamedValue } from './result-values.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

/** Most results of one turn that get a sentence each; further ones are counted. */
const RESULTS = 24;
const TEXT_LIMIT = 300;

type JsonRecord = { readonly [key: string]: JsonValue };
/** The tool as the user may know it: its name in code, or just "tool" when the conversation does not tell. */
const toolName = ({ name }: ToolResult): string => (name === '' ? 'tool' : `\`${name}\``);

const isRecord = (value: JsonValue | undefined): value is { [key: string]: JsonValue } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const scalarOf = (record: JsonRecord, ...keys: readonly string[]): string | undefined => {
  for (const key of keys) {
    const value = record[key];
    if (typeof value === 'string' || typeof value === 'number') return showScalar(value);
  }
  return undefined;
};

/** Place or thing that the call was about, from the result or from the call's arguments. */
function subjectOf(result: ToolResult): string | undefined {
  const keys = [
    'location',
    'city',
    'place',
    'query',
    'symbol',
    'ticker',
    'name',
    'country',
    'expression',
    'title',
    'id',
    'q',
    'topic',
    'url',
    'path',
  ];
  const found =
    (isRecord(result.value) ? scalarOf(result.value, ...keys) : undefined) ??
    (isRecord(result.args) ? scalarOf(result.args, ...keys) : undefined);
  if (found !== undefined) return shorten(found);
  const [first] = isRecord(result.args) ? Object.values(result.args) : [];
  return typeof first === 'string' && first.length <= 60 && first !== '' ? first : undefined;
}

function degrees(record: JsonRecord): string | undefined {
  const value = scalarOf(
    record,
    'temperature',
    'temp',
    'temperature_c',
    'temp_c',
    'temperature_f',
    'temp_f',
    'degrees',
  );
  if (value === undefined || /[°a-z]/i.test(value)) return value;
  const unit = (
    scalarOf(record, 'unit', 'units', 'temperature_unit', 'scale') ??
    ('temperature_f' in record || 'temp_f' in record ? 'F' : 'temperature_c' in record || 'temp_c' in record ? 'C' : '')
  ).toLowerCase();
  if (unit.startsWith('f') || unit === '°f' || unit === 'imperial') return `${value}°F`;
  return unit.startsWith('c') || unit === '°c' || unit === 'metric' ? `${value}°C` : `${value} degrees`;
}

const WEATHER_KEYS = new Set([
  'temperature',
  'temp',
  'temperature_c',
  'temp_c',
  'temperature_f',
  'temp_f',
  'degrees',
  'unit',
  'units',
  'temperature_unit',
  'scale',
  'condition',
  'conditions',
  'weather',
  'forecast',
  'sky',
  'location',
  'city',
  'place',
]);

function weather(record: JsonRecord, place: string | undefined, voice: Voice): string | undefined {
  const warmth = degrees(record);
  const sky = scalarOf(record, 'condition', 'conditions', 'weather', 'forecast', 'sky');
  if (warmth === undefined || (sky === undefined && place === undefined)) return undefined;
  const where = place === undefined ? '' : ` in ${place}`;
  const rest = namedValues(
    Object.fromEntries(Object.entries(record).filter(([key]) => !WEATHER_KEYS.has(key))) as JsonValue,
  );
  const more =
    rest.length === 0 ? '' : ` ${capitalise(joinWords(rest.map(({ name, value }) => `${name}: ${value}`)))}.`;
  if (sky === undefined)
    return (
      voice.say(['The temperature{where} is [currently|now] {warmth}.', "It's currently {warmth}{where}."], {
        where,
        warmth,
      }) + more
    );
  return (
    voice.say(
      [
        "It's currently {sky}{where} with a temperature of {warmth}.",
        "[Right now it's|At the moment it's] {sky}{where}, with a temperature of {warmth}.",
        'The weather{where} is {sky}, and the temperature is {warmth}.',
      ],
      { sky, where, warmth },
    ) + more
  );
}

const pairs = (values: readonly NamedValue[]): string =>
  joinWords(values.map(({ name, value }) => (name === '' ? value : `${name} is ${value}`)));

function fromRecord(result: ToolResult, record: JsonRecord, voice: Voice): string {
  const subject = subjectOf(result);
  const forecast = weather(record, subject, voice);
  if (forecast !== undefined) return forecast;
  const values = namedValues(record as JsonValue);
  if (values.length === 0) return voice.say('[The lookup|The call] returned no [data|details].');
  if (values.length > 4)
    return `${voice.say('[Here is what I found|Here are the details|This is what came back]:')}\n\n${values.map(({ name, value }) => `- **${capitalise(name)}**: ${value}`).join('\n')}`;
  const about = subject === undefined || values.some(({ value }) => value === subject) ? '' : ` for ${subject}`;
  return voice.say(
    [
      '[According to the result|According to the data]{about}, {pairs}.',
      "[Here is what I found|Here's the result]{about}: {pairs}.",
    ],
    { about, pairs: pairs(values) },
  );
}

function fromList(result: ToolResult, values: readonly JsonValue[], voice: Voice): string {
  if (values.length === 0)
    return voice.say('[I found no results|The search returned no results|There were no matches].');
  const labels = listLabels(values, 8);
  const more = values.length - labels.length;
  const subject = subjectOf(result);
  const lead = voice.say(
    ['I found {count}{about}:', "[Here is|Here's] what I found{about}:", 'There {are} {count}{about}:'],
    {
      count: `${values.length} result${values.length === 1 ? '' : 's'}`,
      are: values.length === 1 ? 'is' : 'are',
      about: subject === undefined ? '' : ` for "${subject}"`,
    },
  );
  return `${lead}\n\n${labels.map((label) => `- ${label}`).join('\n')}${more > 0 ? `\n- … and ${more} more` : ''}`;
}

/** A short result such as "sunny" or "22" needs a sentence; a longer text is one. */
function fromText(result: ToolResult, text: string, voice: Voice): string {
  const quoted = shorten(text.replace(/\s+/g, ' ').trim(), TEXT_LIMIT);
  if (quoted === '')
    return voice.say('The {tool} [call|tool] [finished|completed] without [any output|a result].', {
      tool: toolName(result),
    });
  if (/^(?:success|ok|done|true|completed?)\W*$/i.test(quoted))
    return voice.say('[Done|All done]! The {tool} [request|call] was [successful|completed successfully].', {
      tool: toolName(result),
    });
  const subject = subjectOf(result);
  if (quoted.length > 40 || /[.!?]$/.test(quoted)) return /[.!?…。！？]$/.test(quoted) ? quoted : `${quoted}.`;
  // "get_stock_price" names a value, "add" an action whose value has no name.
  const named = /^(?:get|fetch|find|look ?up|search|query|retrieve|read|check|calculate|compute)(?: the)? (.+)$/.exec(
    wordsOfName(result.name),
  );
  const what = named?.[1] ?? '';
  const about = subject === undefined || quoted.includes(subject) ? '' : ` for ${subject}`;
  if (/weather|forecast/.test(result.name))
    return voice
      .say(['The weather{where} is [currently|] {value}.', "It's [currently|now] {value}{where}."], {
        where: about.replace(' for ', ' in '),
        value: quoted,
      })
      .replace(/  +/g, ' ');
  if (what === '') return voice.say(['The result is {value}.', "[The answer is|It's] {value}."], { value: quoted });
  return voice.say(
    ['The {what}{about} is {value}.', '[Based on the result|According to the tool], the {what}{about} is {value}.'],
    { what, about, value: quoted },
  );
}

function fromFailure(result: ToolResult, voice: Voice): string {
  const record = isRecord(result.value) ? result.value : {};
  const inner = record['error'];
  const message =
    (isRecord(inner) ? scalarOf(inner, 'message', 'detail', 'code') : undefined) ??
    scalarOf(record, 'error', 'message', 'detail', 'reason') ??
    shorten(result.text.replace(/\s+/g, ' ').trim(), TEXT_LIMIT);
  const subject = subjectOf(result);
  return voice.say(
    [
      "[Unfortunately,|I'm sorry, but] the {tool} [call|request]{about} [failed|didn't work]: {message}.",
      'I [ran into|got] an error [while running|from] {tool}{about}: {message}. [You may want to try again later.|Would you like me to try again?]',
    ],
    {
      tool: toolName(result),
      about: subject === undefined ? '' : ` for ${subject}`,
      message: message.replace(/[.\s]+$/, ''),
    },
  );
}

function oneResult(result: ToolResult, voice: Voice): string {
  if (result.failed) return fromFailure(result, voice);
  const { value } = result;
  if (Array.isArray(value)) return fromList(result, value, voice);
  if (isRecord(value)) return fromRecord(result, value, voice);
  return fromText(result, value === null ? '' : typeof value === 'string' ? value : result.text, voice);
}

/** Only the value, for "just the number" and the like. */
function bareResult({ value, text }: ToolResult): string {
  if (isRecord(value)) return namedValues(value).at(-1)?.value ?? '';
  if (Array.isArray(value)) return joinWords(listLabels(value, 8));
  return value === undefined || value === null ? shorten(text.trim(), TEXT_LIMIT) : showScalar(value);
}

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
