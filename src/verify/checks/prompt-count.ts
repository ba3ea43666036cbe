import type { ChatCompletionRequest } from '../../contract/api-types.ts';
import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import type { ModelInfo } from '../../contract/models.ts';
import { countPromptTokens } from '../../contract/tokens/prompt-tokens.ts';
import type { Tokenizer } from '../../contract/tokens/tokenizer.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { isAnswer } from '../evidence/predicates.ts';
import { anyVocabulary, isWithin, type TokenRange } from './token-range.ts';

/** What a count may be off by: a share of it, and a few tokens of undocumented marks. */
export const SHARE = 0.05;
export const FEW = 8;

/** Tokens that the template of an unknown model may add: roles, ends, a date, a line about itself. */
const TEMPLATE_MARKS = 64;

/** Fields that add uncountable tokens to the prompt. */
const ADDING = ['tools', 'functions', 'response_format', 'web_search_options', 'audio', 'modalities', 'plugins'];
/** Members of a message that are counted; of any other it is not known. */
const COUNTED: ReadonlySet<string> = new Set(['role', 'content', 'name', 'refusal']);

const isTextPart = (part: unknown): boolean => asObject(part)['type'] === 'text' && isText(asObject(part)['text']);

/** Templates take reasoning out of earlier answers, so that it costs nothing. */
const REASONED = /<\/?think/i;

const isPlainText = (message: JsonObject): boolean =>
  Object.keys(message).every((key) => COUNTED.has(key)) &&
  !REASONED.test(JSON.stringify(message['content'])) &&
  (isText(message['content']) || (Array.isArray(message['content']) && message['content'].every(isTextPart)));

/** Messages of a request whose tokens follow from their text alone. */
function textMessages(request: JsonObject | undefined): readonly JsonObject[] | undefined {
  if (!Array.isArray(request?.['messages']) || ADDING.some((field) => request?.[field] != null)) return undefined;
  const messages = request['messages'].map(asObject);
  return messages.length > 0 && messages.every(isPlainText) ? messages : undefined;
}

/** Whether a request's prompt tokens follow from its text alone. */
export const isTextAlone = (request: JsonObject | undefined): boolean => textMessages(request) !== undefined;

/** The tokens of a request's prompt by the rules of a model; `undefined` where something in it is of unknown size. */
export function recount({ request }: ParsedExchange, rules: ModelInfo, tokenizer: Tokenizer): number | undefined {
  const { total, estimated } = countPromptTokens(request as unknown as ChatCompletionRequest, rules, tokenizer);
  return estimated ? undefined : total;
}

const textOf = ({ content }: JsonObject): string =>
  isText(content)
    ? content
    : asList(content)
        .map((part) => String(asObject(part)['text']))
        .join('');

/** Tokens of messages that are nothing but text, by the contract's rules. */
export const countMessages = (messages: readonly object[], info: ModelInfo, tokenizer: Tokenizer): number =>
  countPromptTokens({ messages } as unknown as ChatCompletionRequest, info, tokenizer).total;

/** By the contract's rules, where the model is one of its own. */
function range(
  seen: ParsedExchange,
  { info, tokenizer }: Evidence,
): (TokenRange & { readonly words: string }) | undefined {
  const messages = textMessages(seen.request);
  if (messages === undefined) return undefined;
  if (info === undefined) {
    const any = anyVocabulary(messages.map(textOf).join('\n'), { tokenizer, marks: TEMPLATE_MARKS });
    return { ...any, words: `${any.least} to ${any.most} in any vocabulary` };
  }
  const { total } = countPromptTokens(seen.request as unknown as ChatCompletionRequest, info, tokenizer);
  const slack = total * SHARE + FEW;
  return { least: total - slack, most: total + slack, words: `about ${total}` };
}

/** What the prompt tokens say that the prompt cannot have cost. */
export function promptCount(seen: ParsedExchange, evidence: Evidence): readonly Flaw[] | undefined {
  const told = seen.usage?.prompt;
  const wanted = isAnswer(seen) ? range(seen, evidence) : undefined;
  if (told === undefined || wanted === undefined) return undefined;
  return isWithin(told, wanted) ? [] : [{ path: '/usage/prompt_tokens', expected: wanted.words, received: `${told}` }];
}
