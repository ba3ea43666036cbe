import type { Ask, Language } from '../understand/ask.ts';
import { code } from './code.ts';
import { translateWord } from './dictionary.ts';
import { FOREIGN } from './foreign-bank.ts';
import type { ForeignBank } from './foreign-bank.ts';
import { jsonAnswer } from './json-answer.ts';
import { count, transform } from './known-answers.ts';
import { sentenceTarget } from './topical-english.ts';
import { classified, extracted } from './text-work.ts';
import type { Size } from './topical-english.ts';
import type { Voice } from './voice.ts';

function topical(ask: Ask, bank: ForeignBank, voice: Voice, size: Size): string {
  const gap = ask.language === 'ja' ? '' : ' ';
  const opening = voice.say(bank.openings);
  const target =
    sentenceTarget(ask.wanted.length) ?? (size === 'short' ? voice.int(1, 3) : size === 'long' ? 12 : voice.int(3, 6));
  const sentences = [opening];
  while (sentences.length < target)
    for (const template of voice.sample(bank.body, target - sentences.length)) sentences.push(voice.say(template));
  if (ask.task.kind === 'list' || ask.task.kind === 'how-to') {
    const items = voice.sample(
      bank.body,
      ask.task.kind === 'list' && ask.task.count > 0 ? ask.task.count : voice.int(3, 5),
    );
    return `${opening}\n\n${items.map((item, at) => `${at + 1}. ${item}`).join('\n')}`;
  }
  const text = sentences.slice(0, Math.max(1, target)).join(gap);
  return target > 2 && voice.chance(0.6) ? `${text}\n\n${voice.say(bank.closings)}` : text;
}

/** The answer in a language of which the mock knows a little: exact tasks as they are, everything else from the small stock. */
export function foreignAnswer(ask: Ask, language: Exclude<Language, 'en' | 'zh'>, voice: Voice, size: Size): string {
  const bank = FOREIGN[language];
  const { task } = ask;
  switch (task.kind) {
    case 'greeting':
    case 'empty':
    case 'feeling':
    case 'identity':
      return voice.say(bank.greetings);
    case 'thanks':
    case 'goodbye':
      return voice.say(bank.thanks);
    case 'exact':
    case 'say':
      return task.text;
    case 'count':
      return count(task, ask, voice);
    case 'transform':
      return transform(task);
    case 'arithmetic':
      return ask.wanted.bare ? task.result : `${task.expression} = ${task.result}`;
    case 'fact':
      return task.short;
    case 'recall':
      return task.value ?? voice.say(bank.openings);
    case 'translate':
      return translateWord(task.text, task.to) ?? task.text;
    case 'code':
      return code(ask, task, voice);
    case 'json':
      return jsonAnswer(ask, voice);
    case 'lookup':
      return task.answer;
    case 'classify':
      return classified(task, ask, voice);
    case 'rewrite':
      return task.result;
    case 'extract':
      return extracted(task, ask, voice);
    default:
      return topical(ask, bank, voice, size);
  }
}
