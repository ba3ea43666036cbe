import { answerFrom, keyPoints } from './extract.ts';
import { SUMMARY } from './instructions.ts';
import { detectLanguage } from './language.ts';
import { asksSummaryInChinese } from './recognise-chinese.ts';
import type { Reading } from './reading.ts';
import type { Scene } from './scene.ts';
import { findTopic } from './topic.ts';
import { readNumber } from './wanted.ts';

/** A text longer than this brings material along, beside the words that ask. */
const MATERIAL_FROM = 160;

/** The line that asks, and the rest, which it is asked about. */
interface Split {
  readonly question: string;
  readonly material: string;
}

const ASKS =
  /\?|？|^(?:please |now )?(?:summari[sz]e|answer|translate|extract|explain|write|list|what|who|when|where|why|how|which|tl;?dr|describe|analy[sz]e|question|query|总结|概括|请)/i;

/** A short text behind a request to sum it up. */
const SHORT_MATERIAL =
  /^((?:please )?(?:summari[sz]e|tl;?dr|give me a summary|(?:请)?(?:总结|概括))[^:：\n]{0,60})[:：\n]\s{0,4}([\s\S]{20,})$/i;

/** Parts a long text, or a short one to be summed up, into what it asks and what it asks about. */
export function splitMaterial(text: string): Split {
  const trimmed = text.trim();
  if (text.length <= MATERIAL_FROM) {
    const short = SHORT_MATERIAL.exec(trimmed);
    return { question: short?.[1] ?? text, material: short?.[2] ?? '' };
  }
  const firstBreak = trimmed.search(/\n|(?<=[?:])\s/);
  const lastBreak = trimmed.lastIndexOf('\n');
  const last = trimmed.slice(lastBreak + 1).trim();
  if (lastBreak > 0 && last.length <= 400 && ASKS.test(last))
    return { question: last.replace(/^(?:question|query|q):\s*/i, ''), material: trimmed.slice(0, lastBreak) };
  if (firstBreak > 0 && firstBreak <= 400)
    return { question: trimmed.slice(0, firstBreak), material: trimmed.slice(firstBreak + 1) };
  return { question: trimmed, material: '' };
}

/** What a text is about: the name or phrase that its weightiest sentence begins with. */
function summaryTopic(body: string): string {
  const best = keyPoints(body, 1)[0] ?? body.slice(0, 400);
  const subject =
    /^((?:the |our |my |a |an )?(?:[\p{L}\d'-]+ ){0,3}[\p{L}\d'-]+?) (?:is|are|was|were|has|have|grew|rose|fell|met|went|took|made|won|lost|held|will|can|said|says|\w{3,}ed)\b/iu.exec(
      best,
    )?.[1];
  return subject ?? findTopic(best, detectLanguage(body) === 'zh' ? 'zh' : 'en').phrase;
}

const POINTS =
  /\b(\d{1,2}|two|three|four|five|six|seven|eight|ten) (?:\w+ ){0,2}?(?:bullets?|points|takeaways|items)\b/i;
const CONTEXT = /\b(?:context|document|documents|passage|article|knowledge|according to|based on)\b/i;

/** Tasks that work on a text which the prompt brings along. */
export function readMaterial({ text, system, lower, instructions }: Scene): Reading | undefined {
  const { question, material } = splitMaterial(text);
  const summary =
    SUMMARY.test(question) ||
    asksSummaryInChinese(question) ||
    (instructions.summarises && text.length > MATERIAL_FROM);
  if (summary && (material !== '' || text.length > MATERIAL_FROM)) {
    const asked = POINTS.exec(question) ?? POINTS.exec(system);
    const count = Math.min(12, readNumber(asked?.[1]?.toLowerCase() ?? '') ?? 5);
    const body = material === '' ? text : material;
    return {
      task: { kind: 'summarise', points: keyPoints(body, count) },
      topic: summaryTopic(body),
    };
  }
  const source = material !== '' ? material : system.length > MATERIAL_FROM && CONTEXT.test(system) ? system : '';
  if (source === '' || !(question.includes('?') || CONTEXT.test(lower))) return undefined;
  const answer = answerFrom(question, source);
  return answer === undefined
    ? undefined
    : { task: { kind: 'lookup', answer }, topic: findTopic(question, 'en').phrase };
}
