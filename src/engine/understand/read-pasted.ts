import type { JsonValue } from '../../contract/api-types.ts';
import { languageOfCode, namedLanguage } from './read-code.ts';
import type { Reading } from './reading.ts';

const ABOUT_CODE =
  /\b(?:review|wrong with|explain|what does|what is|find (?:the |any )?(?:bug|error|problem|issue)s?|improve|optimi[sz]e|refactor|debug|fix|feedback|look at|check|understand|clean up|critique|comments?)\b|审查|检查|解释|优化|重构|修复|有什么问题|是什么意思/i;
const CODE =
  /```|\b(?:def|class) \w+[^\n]{0,80}:|\bfunction\b[^\n]{0,80}\{|=>|\b(?:const|let|var) \w+ ?=|\bfunc \w+\(|\bfn \w+\(|\bpublic (?:static |void |class )|#include\b|\bselect\b[^\n]{1,80}\bfrom\b|<\/?\w+>|\breturn [^\n]{1,60};|\b(?:print|console\.log)\(|\bfor ?\([^\n]{1,60};|\bif \(/i;
const FENCED = /```(\w{0,16})\s?\n?([\s\S]{1,3000}?)(?:```|$)/;

/** The code of a text: what is fenced, else what follows the first colon or line break. */
function codeIn(text: string): { ask: string; code: string; language: string } | undefined {
  const fenced = FENCED.exec(text);
  if (fenced?.[2] !== undefined)
    return {
      ask: text.slice(0, fenced.index) + text.slice(fenced.index + fenced[0].length),
      code: fenced[2].trimEnd(),
      language: (fenced[1] ?? '').toLowerCase(),
    };
  const at = text.search(/[:：?]\s|\n/);
  if (at < 0 || at > 200) return undefined;
  const code = text.slice(at + 1).trim();
  return CODE.test(code) ? { ask: text.slice(0, at + 1), code: code.slice(0, 3000), language: '' } : undefined;
}

function jsonIn(text: string): JsonValue | undefined {
  const start = text.search(/[{[]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  if (start < 0 || end <= start) return undefined;
  try {
    return JSON.parse(text.slice(start, end + 1)) as JsonValue;
  } catch {
    return undefined;
  }
}

/**
 * Requests about code or JSON that the prompt brings along: to review it, to explain it.
 * @example readPasted('Review this code: function add(a, b) { return a - b; }')?.task.kind // 'review'
 */
export function readPasted(text: string): Reading | undefined {
  // Neither code nor JSON does without any of these.
  if (!/[({[`;<=]|\bselect\b/i.test(text)) return undefined;
  if (!ABOUT_CODE.test(text.slice(0, 400)) && !ABOUT_CODE.test(text.slice(-200))) return undefined;
  if (
    /\bjson\b|\bpayload\b|\bdata\b/i.test(text.slice(0, 200)) &&
    /\b(?:explain|describe|what)\b|解释|说明|什么/i.test(text.slice(0, 200))
  ) {
    const value = jsonIn(text);
    if (typeof value === 'object' && value !== null) return { task: { kind: 'describe-data', value }, topic: 'JSON' };
  }
  if (!CODE.test(text)) return undefined;
  const found = codeIn(text);
  if (
    found === undefined ||
    !ABOUT_CODE.test(found.ask) ||
    /^(?:please )?(?:write|create|generate|implement|translate|convert)\b/i.test(found.ask)
  )
    return undefined;
  const language = found.language === '' ? (namedLanguage(found.ask) ?? languageOfCode(found.code)) : found.language;
  const does = /\b(?:explain|what does|understand)\b|解释|是什么意思/i.test(found.ask)
    ? 'explain'
    : /\b(?:fix|debug|refactor|optimi[sz]e|improve|clean up)\b|修复|优化|重构/i.test(found.ask)
      ? 'fix'
      : 'review';
  return { task: { kind: 'review', does, language, code: found.code } };
}
