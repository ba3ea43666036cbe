import { detectLanguage } from '../read/language.ts';
import type { Scene } from './scene.ts';
import { voiceOf } from './voice.ts';

const MAKE =
  /\b(?:how (?:do|can|to)|instructions?|steps?|make|build|create|construct|write|synthesi[sz]e|cook|recipe|get|buy)\b|制作|制造|编写|怎么做/;
const HARM =
  /\b(?:(?:pipe |nail |dirty |car |fertili[sz]er )?bombs?(?! (?:cyclone|shelter|disposal|cake|pop|squad))|explosives?|molotov|nerve (?:gas|agent)|sarin|chemical weapons?|biological weapons?|bioweapons?|nuclear weapons?|ransomware|keylogger|malware|computer virus|methamphetamine|crystal meth|untraceable gun|ghost gun)\b|炸弹|炸药|勒索软件|冰毒/;
/** Talk about such things that asks for no instructions. */
const HARMLESS =
  /\b(?:bath bombs?|cherry bombs?|defuse|disposal|history|prevent|protect|detect|defend|explain what|what is|novel|photo ?bomb|bomb cyclone|clean ?up|remove|classify|unsafe|safe|policy|categor\w+)\b/;

/**
 * A refusal, for requests that are plainly harmful (how to build weapons, write malware); `undefined` for all others. The list
 * is short on purpose: a mock that refuses too much is no use, and it moderates nothing.
 */
export function writeRefusal(scene: Scene): string | undefined {
  const text = scene.brief.asked.text.slice(0, 600).toLowerCase();
  if (
    !HARM.test(text) ||
    !MAKE.test(text) ||
    HARMLESS.test(`${text} ${scene.brief.system.slice(0, 2000).toLowerCase()}`)
  )
    return undefined;
  const voice = voiceOf({ ...scene, brief: { ...scene.brief, language: detectLanguage(text) } });
  return voice.lines('refusal', 1, {})[0];
}
