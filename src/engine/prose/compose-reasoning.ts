import type { ReasoningEffort } from '../../contract/models.ts';
import type { Random } from '../random.ts';
import type { Ask, Task } from '../understand/ask.ts';
import { chineseSlots } from './chinese-answers.ts';
import { domainOf } from './domains.ts';
import { joinWords } from './english.ts';
import { englishSlots } from './english-slots.ts';
import {
  THINK_EXACT,
  THINK_FACT,
  THINK_FIRST,
  THINK_IMAGE,
  THINK_LAST,
  THINK_MORE,
  THINK_RESULTS,
  THINK_SUM,
  THINK_TOOL,
  ZH_THINK_FIRST,
  ZH_THINK_LAST,
  ZH_THINK_MORE,
} from './reasoning-bank.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

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

/** What the user wants, as a clause after "to". */
function want(task: Task, topic: string): string {
  switch (task.kind) {
    case 'greeting':
    case 'thanks':
    case 'goodbye':
    case 'feeling':
    case 'empty':
      return 'keep up a friendly conversation, so a short and warm reply is best';
    case 'identity':
    case 'abilities':
    case 'tools':
      return 'say something about myself and what I can do';
    case 'write':
      return `write a ${task.form}${topic === '' ? '' : ` about ${topic}`}`;
    case 'code':
      return `write ${task.language} code${topic === '' ? '' : `: ${topic}`}`;
    case 'list':
      return `list ${task.count === 0 ? 'some' : task.count} ${topic}`;
    case 'compare':
      return `compare ${topic}`;
    case 'translate':
      return `translate a phrase into ${task.to}`;
    case 'how-to':
      return `explain how to ${topic === '' ? 'do this' : topic}`;
    case 'why':
      return `explain why ${task.clause.slice(0, 80)}`;
    case 'summarise':
    case 'lookup':
      return `work with the text they provided${topic === '' ? '' : `, about ${topic}`}`;
    case 'count':
      return `count from ${task.from} to ${task.to}`;
    case 'image':
      return 'look at the image and describe it';
    case 'opinion':
      return `give a recommendation about ${topic === '' ? 'this' : topic}`;
    default:
      return `respond to a message about ${topic === '' ? 'this' : topic}`;
  }
}

/** A thought that belongs to the task itself: the sum, the fact, the tools. */
function special(ask: Ask, voice: Voice): string[] {
  const { task } = ask;
  const thoughts: string[] = [];
  if (ask.toolResults.length > 0)
    thoughts.push(
      voice.say(THINK_RESULTS, { tools: toolWords([...new Set(ask.toolResults.map(({ name }) => name))]) }),
    );
  else if (ask.tools.length > 0) thoughts.push(voice.say(THINK_TOOL, { tools: toolWords(ask.tools) }));
  if (task.kind === 'arithmetic')
    thoughts.push(voice.say(THINK_SUM, { expression: task.expression, result: task.result }));
  if (task.kind === 'exact') thoughts.push(voice.say(THINK_EXACT));
  if (task.kind === 'fact' || task.kind === 'verdict')
    thoughts.push(voice.say(THINK_FACT, { sentence: task.sentence }));
  if (ask.images > 0) thoughts.push(voice.say(THINK_IMAGE));
  return thoughts;
}

function toolWords(names: readonly string[]): string {
  const known = names
    .filter((name) => name !== '')
    .slice(0, 4)
    .map((name) => `\`${name}\``);
  return known.length === 0 ? 'a tool' : joinWords(known);
}

function filler(bank: readonly string[], voice: Voice, count: number): string[] {
  const out: string[] = [];
  while (out.length < count)
    for (const template of voice.sample(bank, count - out.length))
      out.push(voice.say(template, { step2: voice.say('{step}') }));
  return out;
}

function inParagraphs(sentences: readonly string[], gap: string): string {
  const out: string[] = [];
  for (let at = 0; at < sentences.length;) {
    const take = sentences.length - at < PER_PARAGRAPH + 2 ? sentences.length - at : PER_PARAGRAPH;
    out.push(sentences.slice(at, at + take).join(gap));
    at += take;
  }
  return out.join('\n\n');
}

/** Chinese and Chinese only: other languages think in English, as models do. */
function chineseThoughts(ask: Ask, voice: Voice, count: number): string[] {
  const topic = ask.topic.phrase;
  const wish = topic === '' ? '自然地回应对方' : `回答关于“${topic}”的问题`;
  const first = voice.say(ZH_THINK_FIRST, { want: wish });
  if (count <= 1) return [first];
  const names = ask.toolResults.length > 0 ? ask.toolResults.map(({ name }) => name) : ask.tools;
  const tool =
    names.length === 0
      ? []
      : [
          ask.toolResults.length > 0
            ? `工具 ${toolWords(names)} 已经返回结果，接下来整理成回答。`
            : `可以考虑使用工具 ${toolWords(names)}。`,
        ];
  return [
    first,
    ...tool,
    ...filler(ZH_THINK_MORE, voice, Math.max(0, count - 2 - tool.length)),
    voice.say(ZH_THINK_LAST),
  ];
}

function englishThoughts(ask: Ask, voice: Voice, count: number): string[] {
  const first = voice.say(THINK_FIRST, { want: want(ask.task, ask.topic.phrase) });
  if (count <= 1) return [first];
  const own = special(ask, voice);
  return [first, ...own, ...filler(THINK_MORE, voice, Math.max(0, count - 2 - own.length)), voice.say(THINK_LAST)];
}

/**
 * The thoughts before an answer, in the first person, longer with more effort. Empty for `none`.
 * @example composeReasoning(ask, random, 'low') // "Okay, the user wants me to explain how to bake bread. …"
 */
export function composeReasoning(ask: Ask, random: Random, effort: ReasoningEffort, temperature = 1): string {
  const [least, most] = SENTENCES[effort];
  if (most === 0) return '';
  const zh = ask.language === 'zh';
  const voice = createVoice(
    random,
    temperature,
    ask.text,
    zh ? chineseSlots(ask) : englishSlots(ask, domainOf(ask.topic.keywords)),
  );
  const count = voice.int(least, most);
  return inParagraphs(zh ? chineseThoughts(ask, voice, count) : englishThoughts(ask, voice, count), zh ? '' : ' ');
}
