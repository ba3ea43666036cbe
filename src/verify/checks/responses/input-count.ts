import type { JsonObject } from '../../../contract/requirements.ts';
import { asList, asObject, isText } from '../../../contract/schema/json-shape.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { ParsedExchange } from '../../evidence/parsed-exchange.ts';
import { isAnswer } from '../../evidence/predicates.ts';
import type { Flaw } from '../define-check.ts';
import { countMessages, FEW, SHARE } from '../prompt-count.ts';
import { isWithin } from '../token-range.ts';

/** Fields that add to the input what cannot be counted from outside. */
const ADDING = ['tools', 'previous_response_id', 'conversation', 'prompt'];

const PARTS: ReadonlySet<unknown> = new Set(['input_text', 'output_text']);

/** The text of a message that is nothing but text. */
function textOf(content: unknown): string | undefined {
  if (isText(content)) return content;
  const parts = asList(content).map(asObject);
  if (parts.length === 0 || !parts.every(({ type, text }) => PARTS.has(type) && isText(text))) return undefined;
  return parts.map(({ text }) => String(text)).join('');
}

/** The conversation in the form of chat completions, which costs the same; nothing where it is more than text. */
function messagesOf(request: JsonObject): object[] | undefined {
  if (ADDING.some((field) => request[field] != null) || asObject(request['text'])['format'] !== undefined)
    return undefined;
  const { input, instructions } = request;
  const first = isText(instructions) ? [{ role: 'developer', content: instructions }] : [];
  if (isText(input)) return [...first, { role: 'user', content: input }];
  const messages = asList(input).map((item) => {
    const { role, content, type = 'message' } = asObject(item);
    const text = type === 'message' && isText(role) ? textOf(content) : undefined;
    return text === undefined ? undefined : { role, content: text };
  });
  if (messages.length === 0 || messages.includes(undefined)) return undefined;
  return [...first, ...messages.flatMap((message) => message ?? [])];
}

/** What the input tokens say that the input cannot have cost. */
export function inputCount(seen: ParsedExchange, { info, tokenizer }: Evidence): readonly Flaw[] | undefined {
  const told = seen.usage?.prompt;
  if (!isAnswer(seen) || told === undefined || seen.request === undefined || info === undefined) return undefined;
  const messages = messagesOf(seen.request);
  if (messages === undefined) return undefined;
  const total = countMessages(messages, info, tokenizer);
  const slack = total * SHARE + FEW;
  return isWithin(told, { least: total - slack, most: total + slack })
    ? []
    : [{ path: seen.reading.places.prompt, expected: `about ${total}`, received: `${told}` }];
}
