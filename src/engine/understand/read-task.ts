import type { Task } from './ask.ts';
import { readExact } from './exact.ts';
import { gerund } from './gerund.ts';
import { readNamedFacts } from './named-facts.ts';
import { HINT } from './hints.ts';
import { readMissing, readPlan, readSupport } from './read-everyday.ts';
import { readKnowable } from './read-knowable.ts';
import { readMaterial, splitMaterial } from './read-material.ts';
import { facing, readProblem } from './read-problem.ts';
import { readWork } from './read-work.ts';
import type { Reading } from './reading.ts';
import { recogniseChinese } from './recognise-chinese.ts';
import { recogniseEnglish } from './recognise-english.ts';
import type { Scene } from './scene.ts';
import { readStatedFacts } from './stated-facts.ts';

const JSON_WISH =
  /\b(?:as|in|to|into|return|output|valid|a|with|only)\b[^.\n]{0,24}\bjson\b|\bjson (?:object|format|array|only)\b|json格式|返回json/;

const ASKS_TO_REMEMBER =
  /^(?:please |can you |could you )?(?:remember|memori[sz]e|note|keep in mind|don't forget)\b|^(?:请)?(?:帮我)?记(?:住|下)/i;

function introduction(text: string): Task | undefined {
  const own = new Map<string, string>();
  readStatedFacts(text, own);
  if (own.size === 0 && ASKS_TO_REMEMBER.test(text)) readNamedFacts(text.slice(0, 600), own);
  const [first] = own;
  return first === undefined || /[?？]/.test(text) ? undefined : { kind: 'introduce', key: first[0], value: first[1] };
}

/** "I want to learn Spanish" is about learning Spanish. */
const WISH_TO =
  /(?:^|[.!]\s)(?:i|we)(?:'d| would)? (?:really |just |also )?(?:want|like|love|need|have|hope|plan|wish|am going|am trying|am planning|'m going|'m trying|'m planning) to ([a-z][^.!?\n]{2,80})/i;

const FOREIGN_GREETING =
  /^(?:こんにちは|こんばんは|おはよう(?:ございます)?|はじめまして|안녕(?:하세요|하십니까)?|여보세요|привет|здравствуйте|добрый день|guten tag|buongiorno)[\s!！.。?？~]*$/i;

function recognise(scene: Scene): Reading | undefined {
  const { text } = scene;
  if (scene.language !== 'en' && FOREIGN_GREETING.test(text.trim())) return { task: { kind: 'greeting' } };
  const reading = /[一-鿿]/.test(text) ? (recogniseChinese(text) ?? recogniseEnglish(text)) : recogniseEnglish(text);
  if (reading !== undefined) return reading;
  // Long prompts often end with what they want.
  const { question, material } = splitMaterial(text);
  if (material !== '') return recogniseEnglish(question.trim());
  const sentence = text.length > 40 ? /[.!]\s+([A-Z][^.!]{6,200}[.?!]?)\s*$/.exec(text.slice(-240))?.[1] : undefined;
  return sentence === undefined ? undefined : recogniseEnglish(sentence);
}

/** What people write to an assistant of a shop, a helpdesk, a travel agency: troubles, orders, plans. */
function readEveryday({ text, lower, hints, earlierImages }: Scene): Reading | undefined {
  if (text.length > 1500) return undefined;
  return (
    readMissing(text, earlierImages) ??
    ((hints & HINT.support) === 0 ? undefined : readSupport(text)) ??
    readProblem(text, lower) ??
    readPlan(text)
  );
}

/** What the last message asks for: exact orders first, then what is surest to be known, then what its first words tell. */
export function readTask(scene: Scene): Reading {
  const { text, lower, instructions } = scene;
  if (text.trim() === '') {
    if (scene.images > 0) return { task: { kind: 'image' } };
    if (scene.audio + scene.files > 0)
      return { task: { kind: 'attachment', what: scene.audio > 0 ? 'audio' : 'file' } };
    return { task: { kind: 'empty' } };
  }
  const standing = instructions.standing;
  if (standing !== undefined) return { task: { kind: 'exact', text: standing } };
  const exact = readExact(text);
  if (exact !== undefined) return { task: exact };
  if (scene.images > 0) return { task: { kind: 'image' } };
  if (scene.audio + scene.files > 0) return { task: { kind: 'attachment', what: scene.audio > 0 ? 'audio' : 'file' } };
  const wantsJson = lower.includes('json') && JSON_WISH.test(lower);
  const worked = readWork(scene, wantsJson);
  if (worked !== undefined) return worked;
  const known = readKnowable(scene) ?? readMaterial(scene);
  if (known !== undefined) return known;
  if (wantsJson) return { task: { kind: 'json' } };
  const everyday = readEveryday(scene);
  if (everyday !== undefined) return everyday;
  const reading = recognise(scene);
  if (reading !== undefined) return reading;
  const stated = introduction(text);
  if (stated !== undefined) return { task: stated };
  // "I'm bored" has no subject that could be talked of.
  if (/^i(?:'m| am) (?:so |very |really |just )?\w{2,12}[.!]*$/i.test(text.trim()))
    return { task: { kind: 'statement' }, topic: ' ' };
  const wish = WISH_TO.exec(text.slice(0, 400))?.[1];
  if (wish !== undefined) return { task: { kind: 'statement' }, topic: gerund(facing(wish.trim())) };
  return { task: { kind: /[?？]\s*$/.test(text) && scene.words.length > 0 ? 'explain' : 'statement' } };
}
