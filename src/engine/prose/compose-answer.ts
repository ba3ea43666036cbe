import type { Random } from '../random.ts';
import type { Ask, ImageFact } from '../understand/ask.ts';
import { chineseAnswer, chineseSlots } from './chinese-answers.ts';
import { code } from './code.ts';
import { describeData, review } from './code-review.ts';
import { compare, prosAndCons } from './comparisons.ts';
import { composeImageRemark } from './compose-image-remark.ts';
import { write } from './creative.ts';
import { domainOf } from './domains.ts';
import { action, explain, goOn, howTo, opinion, statement, why, yesNo } from './english-answers.ts';
import { englishSlots } from './english-slots.ts';
import type { Slots } from './fill.ts';
import { finish } from './finish.ts';
import { foreignAnswer } from './foreign-answers.ts';
import { jsonAnswer } from './json-answer.ts';
import {
  arithmetic,
  count,
  fact,
  introduce,
  letters,
  live,
  lookup,
  randomNumber,
  randomWord,
  recall,
  say,
  summary,
  transform,
  verdict,
} from './known-answers.ts';
import { list } from './lists.ts';
import { plan } from './plans.ts';
import { problem } from './problems.ts';
import { abilities, empty, feeling, goodbye, greeting, identity, thanks, tools } from './small-talk.ts';
import { missing, support } from './support.ts';
import { classified, extracted, rewritten } from './text-work.ts';
import type { Size } from './topical-english.ts';
import { translate } from './translations.ts';
import { createVoice } from './voice.ts';
import type { Voice } from './voice.ts';

/** What, beside the words, decides an answer. */
export interface AnswerOptions {
  /** As in the request, 0 to 2; below 1 the prompt weighs more than the seed. */
  readonly temperature: number;
  readonly verbosity: 'low' | 'medium' | 'high';
  /** Images of the request, in order. */
  readonly images: readonly ImageFact[];
  /** Snapshot of the model: two models have different words for the same prompt, even at temperature 0. */
  readonly model?: string;
}

const SIZES: Readonly<Record<AnswerOptions['verbosity'], readonly Size[]>> = {
  low: ['short', 'short', 'short', 'medium'],
  medium: ['short', 'medium', 'medium', 'medium'],
  high: ['medium', 'long', 'long'],
};

const attachment = (what: 'audio' | 'file', voice: Voice): string =>
  voice.say(
    what === 'audio'
      ? [
          "[I've received|Thanks for] the audio clip. [Would you like a transcript or a summary?|What would you like me to do with it?]",
          'The recording came through. [It is a short clip of speech|I hear a short recording]; [shall I summarise it?|what would you like to know about it?]',
        ]
      : [
          "[I've received|Thanks for] the file. [Would you like a summary?|What would you like me to do with it?]",
          'The document came through. [It contains a short text|I can see its first page]; [shall I summarise it?|what would you like to know about it?]',
        ],
  );

/** The words of an English answer; every task has its own writer. */
function englishAnswer(ask: Ask, voice: Voice, size: Size): string {
  const { task } = ask;
  switch (task.kind) {
    case 'empty':
      return empty(voice);
    case 'greeting':
      return greeting(ask, voice);
    case 'thanks':
      return thanks(voice);
    case 'goodbye':
      return goodbye(voice);
    case 'feeling':
      return feeling(voice);
    case 'identity':
      return identity(ask, voice);
    case 'abilities':
      return abilities(ask, voice);
    case 'tools':
      return tools(ask, voice);
    case 'exact':
      return task.text;
    case 'say':
      return say(task.text, voice);
    case 'recall':
      return recall(task, ask, voice);
    case 'introduce':
      return introduce(task, voice);
    case 'count':
      return count(task, ask, voice);
    case 'letters':
      return letters(task, ask, voice);
    case 'transform':
      return transform(task);
    case 'arithmetic':
      return arithmetic(task, ask, voice);
    case 'fact':
      return fact(task, ask, voice);
    case 'verdict':
      return verdict(task, ask, voice);
    case 'translate':
      return translate(task, ask, voice);
    case 'write':
      return write(ask, task.form, voice, size);
    case 'code':
      return code(ask, task, voice);
    case 'list':
      return list(ask, task, voice);
    case 'compare':
      return compare(ask, task, voice);
    case 'classify':
      return classified(task, ask, voice);
    case 'rewrite':
      return rewritten(task, ask, voice);
    case 'extract':
      return extracted(task, ask, voice);
    case 'problem':
      return problem(task, ask, voice);
    case 'support':
      return support(task, ask, voice);
    case 'missing':
      return missing(task.what, voice);
    case 'plan':
      return plan(task, ask, voice);
    case 'review':
      return review(task, ask, voice);
    case 'describe-data':
      return describeData(task.value, voice);
    case 'json':
      return jsonAnswer(ask, voice);
    case 'lookup':
      return lookup(task.answer, ask, voice);
    case 'summarise':
      return summary(task.points, ask, voice);
    case 'live':
      return live(task, ask, voice);
    case 'random-word':
      return randomWord(task.language, ask, voice);
    case 'random-number':
      return randomNumber(task, ask, voice);
    case 'action':
      return action(ask, task.verb, voice);
    case 'how-to':
      return howTo(ask, voice, size);
    case 'why':
      return why(ask, task.clause, voice, size);
    case 'yes-no':
      return yesNo(ask, voice);
    case 'opinion':
      return opinion(ask, voice, size);
    case 'pros-cons':
      return prosAndCons(voice);
    case 'what-is':
    case 'explain':
    case 'image':
      return explain(ask, voice, size);
    case 'continue':
      return goOn(ask, task.how, voice, size);
    case 'attachment':
      return attachment(task.what, voice);
    case 'statement':
      return statement(ask, voice, size);
    default:
      return task satisfies never;
  }
}

const slotsFor = (ask: Ask): Slots =>
  ask.language === 'zh' ? chineseSlots(ask) : englishSlots(ask, domainOf(ask.topic.keywords));

function inLanguage(ask: Ask, voice: Voice, size: Size): string {
  if (ask.language === 'en') return englishAnswer(ask, voice, size);
  return ask.language === 'zh' ? chineseAnswer(ask, voice, size) : foreignAnswer(ask, ask.language, voice, size);
}

/**
 * The answer in words to what the user asked: simple instructions obeyed, facts and sums right, the rest plausible prose about
 * the topic. Equal arguments and equal draws give equal text; the text is never empty.
 * @param random draws of this answer only; fork one for each choice.
 * @example composeAnswer(understand(request), random, { temperature: 1, verbosity: 'medium', images: [] })
 */
export function composeAnswer(ask: Ask, random: Random, options: AnswerOptions): string {
  if (ask.task.kind === 'image') return composeImageRemark(ask, options.images, random, options.temperature);
  const voice = createVoice(random, options.temperature, `${options.model ?? ''}${ask.text}`, slotsFor(ask));
  const size = voice.pick(SIZES[options.verbosity]);
  const text = finish(inLanguage(ask, voice, size), ask, voice);
  return text.trim() === '' ? empty(voice) : text;
}
