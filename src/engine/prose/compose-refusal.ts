import type { Random } from '../random.ts';
import type { Ask } from '../understand/ask.ts';
import { createVoice } from './voice.ts';

const MAKE =
  /\b(?:make|build|create|construct|assemble|cook|synthesi[sz]e|write|code|develop|ways? to|how to|instructions|recipe|get|buy)\b|制作|制造|编写|怎么做/;
const HARM =
  /\b(?:(?:pipe |nail |dirty |car |fertili[sz]er )?bombs?(?! (?:cyclone|shelter|disposal|cake|pop|squad))|explosives?|molotov|nerve (?:gas|agent)|sarin|chemical weapons?|biological weapons?|bioweapons?|nuclear weapons?|ransomware|keylogger|malware|computer virus|methamphetamine|crystal meth|untraceable gun|ghost gun)\b|炸弹|炸药|勒索软件|冰毒/;
/** Talk about such things that asks for no instructions. */
const HARMLESS =
  /\b(?:bath bombs?|cherry bombs?|defuse|disposal|history|prevent|protect|detect|defend|explain what|what is|novel|photo ?bomb|bomb cyclone|clean ?up|remove)\b/;

const REFUSALS: readonly string[] = [
  "I'm sorry, but I can't [help|assist] with that[ request|].",
  "I can't help with that. [If you have another question|If there is something else on your mind], I'm happy to [help|assist].",
  "I'm [sorry|really sorry], but I'm not able to [provide instructions for|help with] this, because it could [lead to serious harm|put people in danger].",
  "I can't [provide|give] that kind of [information|help]. If you are thinking about harming yourself or others, please reach out to your local emergency services.",
];
const ZH_REFUSALS: readonly string[] = [
  '[很抱歉|对不起]，我无法[协助|帮助]这个请求。',
  '[抱歉|很抱歉]，这可能会造成严重伤害，我不能提供相关内容。',
];

/**
 * A refusal, for requests that are plainly harmful (how to build weapons, write malware); `undefined` for all others. The list
 * is short on purpose: a mock that refuses too much is no use, and it moderates nothing.
 */
export function composeRefusal(ask: Ask, random: Random): string | undefined {
  const text = ask.text.slice(0, 600).toLowerCase();
  if (!HARM.test(text) || !MAKE.test(text) || HARMLESS.test(text)) return undefined;
  return createVoice(random, 1, ask.text).say(ask.language === 'zh' ? ZH_REFUSALS : REFUSALS);
}
