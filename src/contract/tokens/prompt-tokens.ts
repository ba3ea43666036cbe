import type { ChatCompletionRequest, ContentPart, FunctionDefinition, Message, Tool } from '../api-types.ts';
import { readImageSize } from './image-size.ts';
import { ASSUMED_SIZE, countImageTokens } from './image-tokens.ts';
import type { ModelInfo } from '../models.ts';
import type { Tokenizer } from './tokenizer.ts';
import { FAMILIES, type FamilyRule } from './prompt-families.ts';
import { countCalls } from './tool-call-tokens.ts';
import { describedProperties, parametersOf, renderToolNamespace } from './tool-namespace.ts';

/** Tokens of a prompt. */
export interface PromptTokens {
  readonly total: number;
  /** Those of {@link total} that its images cost. */
  readonly image: number;
  /** Whether something was counted whose size is not known: an image behind a URL, a file, audio. */
  readonly estimated: boolean;
}

/** Start and end of a message, and its role, which is always one token. */
const MESSAGE = 3 + 1;
const NAME = 1;

const isSystem = (message: Message): boolean => message.role === 'system' || message.role === 'developer';

/** What counting needs to know beside the text at hand. */
interface Counting {
  readonly tokenizer: Tokenizer;
  readonly model: CountedModel;
  readonly family: FamilyRule;
  image: number;
  estimated: boolean;
}

type CountedModel = Pick<ModelInfo, 'prompt_tokens' | 'image_tokens'>;

/**
 * Counts the tokens that a model would be given for a request: messages, tools, images, and the schema of the answer.
 * Plain conversations are exact; tools, schemas and tool calls within a few tokens; see {@link PromptTokens.estimated} for the rest.
 *
 * @example
 * countPromptTokens({ model, messages: [{ role: 'user', content: 'What is the capital of France?' }] }, gpt51, tokenizer).total; // 13
 */
export function countPromptTokens(
  request: ChatCompletionRequest,
  model: CountedModel,
  tokenizer: Tokenizer,
): PromptTokens {
  const family = FAMILIES[model.prompt_tokens.family];
  const counting: Counting = { tokenizer, model, family, image: 0, estimated: false };
  const tools = toolsOf(request);
  const system = request.messages.findIndex(isSystem);
  const padded = tools.length > 0 && family.padsSystem ? system : -1;
  const schema = countSchema(request.response_format, tokenizer);
  let total = model.prompt_tokens.prime + schema + countTools(tools, counting);
  if (system >= 0 && (tools.length > 0 || schema > 0)) total -= family.sharesSystem;
  const { messages } = request;
  for (let index = 0; index < messages.length; index++) {
    const message = messages[index] as Message;
    total += isNewWords(message, index, messages)
      ? MESSAGE + tokenizer.countOnce(message.content)
      : countMessage(message, index === padded ? '\n' : '', counting);
  }
  return { total, image: counting.image, estimated: counting.estimated };
}

/** The last message is new, and short ones are counted quicker twice than remembered once. */
const REMEMBERED_FROM = 1024;

const isNewWords = (
  message: Message,
  index: number,
  { length }: readonly Message[],
): message is Message & { readonly role: 'user'; readonly content: string; readonly name?: undefined } =>
  index === length - 1 &&
  message.role === 'user' &&
  typeof message.content === 'string' &&
  message.content.length < REMEMBERED_FROM &&
  !message.name;

/** Declared tools, the former `functions` among them. */
function toolsOf(request: ChatCompletionRequest): readonly Tool[] {
  const tools: readonly Tool[] = Array.isArray(request.tools) ? request.tools : [];
  const functions: readonly FunctionDefinition[] = Array.isArray(request.functions) ? request.functions : [];
  return functions.length === 0
    ? tools
    : [...tools, ...functions.map((one): Tool => ({ type: 'function', function: one }))];
}

function countTools(tools: readonly Tool[], { family, tokenizer }: Counting): number {
  if (tools.length === 0) return 0;
  const described = tools.reduce((sum, tool) => sum + describedProperties(parametersOf(tool)), 0);
  return tokenizer.count(renderToolNamespace(tools)) + family.tools(tools) + described;
}

function countMessage(message: Message, padding: string, counting: Counting): number {
  const { tokenizer } = counting;
  let total = MESSAGE + countContent(message.content, padding, counting);
  if ('name' in message && message.name) total += NAME + tokenizer.count(message.name);
  if (message.role !== 'assistant') return total;
  if (message.refusal) total += tokenizer.count(message.refusal);
  return total + countCalls(message, counting.family, tokenizer);
}

function countContent(content: Message['content'], padding: string, counting: Counting): number {
  if (content === undefined || content === null) return 0;
  const { tokenizer } = counting;
  if (typeof content === 'string') return tokenizer.count(content + padding);
  let total = 0;
  for (const [index, part] of content.entries()) {
    total += countPart(part, index === content.length - 1 ? padding : '', counting);
  }
  return total;
}

function countPart(part: ContentPart, padding: string, counting: Counting): number {
  const { tokenizer } = counting;
  switch (part.type) {
    case 'text':
      return tokenizer.count((part.text ?? '') + padding);
    case 'refusal':
      return tokenizer.count(part.refusal ?? '');
    case 'image_url':
      return countImage(part.image_url?.url ?? '', part.image_url?.detail ?? 'auto', counting);
    case 'input_audio':
    case 'file':
      counting.estimated = true;
      return countAttachment(part);
  }
}

function countImage(url: string, detail: 'auto' | 'low' | 'high' | 'original', counting: Counting): number {
  const size = readImageSize(url);
  if (size === undefined && detail !== 'low') counting.estimated = true;
  const tokens = countImageTokens(size ?? ASSUMED_SIZE, detail, counting.model.image_tokens);
  counting.image += tokens;
  return tokens;
}

/** Recorded PDF files cost about a token for each 64 bytes; nothing better can be said without reading them. */
const BYTES_PER_TOKEN = 64;
const BYTES_PER_BASE64_UNIT = 3 / 4;

/** The data of a file or recording is whatever text in the part is longest. */
function countAttachment(part: object): number {
  const texts = Object.values(part).flatMap((inner: unknown) => (isObject(inner) ? Object.values(inner) : [inner]));
  const longest = Math.max(0, ...texts.map((text: unknown) => (typeof text === 'string' ? text.length : 0)));
  return Math.ceil((longest * BYTES_PER_BASE64_UNIT) / BYTES_PER_TOKEN);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Tokens of a `json_schema` answer format, of which recorded ones differ by a few; the other formats cost nothing. */
function countSchema(format: unknown, tokenizer: Tokenizer): number {
  const { json_schema: given } = (format ?? {}) as { json_schema?: { schema?: unknown; description?: unknown } };
  if (given?.schema === undefined || given.schema === null) return 0;
  const description = typeof given.description === 'string' ? tokenizer.count(given.description) : 0;
  return tokenizer.count(schemaText(given.schema)) + description;
}

function schemaText(schema: unknown): string {
  try {
    return JSON.stringify(schema);
  } catch {
    // Nested too deeply to be written; the contract refuses it anyway.
    return '';
  }
}

/** The service caches prefixes of at least 1,024 tokens, in steps of 128. */
const CACHE_FLOOR = 1024;
const CACHE_STEP = 128;

/**
 * `cached_tokens` of a prompt that begins with `tokens` tokens seen before.
 *
 * @example
 * roundCached(1500); // 1408
 */
export function roundCached(tokens: number): number {
  return tokens < CACHE_FLOOR ? 0 : Math.floor(tokens / CACHE_STEP) * CACHE_STEP;
}
