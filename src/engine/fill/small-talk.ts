import { isOrder } from '../read/orders.ts';
import { isHan, wordsOf } from '../read/text.ts';
import type { Scene } from './scene.ts';
import { voiceOf } from './voice.ts';
import { hasAny } from '../has-words.ts';

const TALK: ReadonlyArray<readonly [string, RegExp]> = [
  [
    'greeting',
    /^(?:hi|hello|hey|good (?:morning|evening|afternoon|day)|greetings|hola|bonjour|salut|hallo|guten (?:tag|morgen)|ciao|olá|你好|您好|嗨|こんにちは|안녕하세요|hej|dzień dobry)[\s,!.。！]*(?:there|everyone|all|again)?[\s,!.。！]{0,64}$/i,
  ],
  [
    'thanks',
    /^(?:thanks|thank (?:you|u)|thx|many thanks|great, thanks|merci|danke|gracias|obrigad[oa]|grazie|谢谢|ありがとう)[^?]{0,40}$/i,
  ],
  ['goodbye', /^(?:good ?bye|bye|see you|farewell|再见|au revoir|tschüss|adiós|ciao)[^?]{0,20}$/i],
  ['feeling', /^(?:hi|hello|hey)?[,!]?\s*how are you(?: doing)?(?: today)?\W*$|^你好吗/i],
  ['identity', /^(?:who|what) are you\b\W*$|^你是谁/i],
  ['abilities', /^what can you do\b\W*$|^你能做什么/i],
];
const TELLS =
  /^(?:(?:hi|hello|hey)[,!.]?\s+)?(?:my name is|i am called|call me|i'm|我叫)\s*([\p{L}'-]{1,30})[.!。]?$/iu;
const STATES = /^(?:remember|note|and|also|by the way|please remember|my|the|our|i|let us plan)\b/i;

/** What is said to a greeting, to thanks, or to something that the user only tells. */
export function smallTalk(scene: Scene): string | undefined {
  const text = scene.brief.asked.text.trim();
  const voice = voiceOf(scene);
  const say = (kind: string, slots: Readonly<Record<string, string>> = {}): string =>
    voice.lines(kind, 1, slots)[0] ?? '';
  if (text === '') return say('empty');
  if (text.length > 160) return undefined;
  const name = TELLS.exec(text)?.[1];
  if (name !== undefined && /^\p{Lu}|[\u4e00-\u9fff]/u.test(name)) return say('greetingName', { name });
  const kind = TALK.find(([, pattern]) => pattern.test(text))?.[0];
  if (kind !== undefined) return say(kind);
  // A word or two that ask nothing.
  const bare =
    wordsOf(text).length < 3 &&
    !/[?？:：]/.test(text) &&
    (scene.brief.language === 'en' || scene.brief.language === 'zh');
  if (bare && !isHan(text) && scene.brief.system === '' && !isOrder(text) && scene.brief.turns.length === 1)
    return say('received', { said: text });
  const tells =
    STATES.test(text) &&
    !/[?？]/.test(text) &&
    wordsOf(text).length < 24 &&
    hasAny(text, 'is are was am park parked live like have remember note');
  return tells && scene.brief.orders === '' ? say('noted', { said: text }) : undefined;
}
