import type { ChatCompletionRequest } from '../../contract/api-types.ts';
import type { Contract } from '../../contract/contract.ts';
import { resolveModel, type ModelInfo } from '../../contract/models.ts';
import { countPromptTokens } from '../../contract/tokens/prompt-tokens.ts';
import { isJsonObject } from '../../contract/requirements.ts';
import { isText } from '../../contract/schema/json-shape.ts';
import type { Tokenizer } from '../../contract/tokens/tokenizer.ts';
import type { ProbeRequest } from '../probes/probe.ts';
import type { Amount } from './report.ts';
import type { SeenUsage } from '../evidence/seen-answer.ts';

/** Tokens that an answer without a limit is taken to have at most. */
const NO_LIMIT = 4096;

export interface Estimate {
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly worst: Amount;
}

/** Prices and counting rules for a model; one that the catalogue lacks is taken for the dearest that it has. */
function rulesFor({ models }: Contract, model: string): ModelInfo | undefined {
  return resolveModel(models, model) ?? models.toSorted((a, b) => b.price.output - a.price.output)[0];
}

/** Prices of a model that turns texts into vectors, where the contract is that of embeddings; the dearest for one that it lacks. */
function embeddingPrice({ document }: Contract, model: string): Amount | undefined {
  const { 'x-endpoint': endpoint, 'x-models': catalogue } = document;
  if (endpoint.id !== 'embeddings') return undefined;
  const { embeddings = [] } = catalogue;
  const dearest = embeddings.toSorted((a, b) => b.price.input - a.price.input)[0];
  const { price } = embeddings.find(({ id }) => id === model) ?? dearest ?? { price: { currency: 'USD', input: 0 } };
  return { amount: price.input, currency: price.currency };
}

/** What tokens cost at the documented prices. */
export function priceOf(contract: Contract, model: string, prompt: number, completion: number): Amount {
  const embedding = embeddingPrice(contract, model);
  if (embedding) return { ...embedding, amount: (prompt * embedding.amount) / 1e6 };
  const { price } = rulesFor(contract, model) ?? { price: { currency: 'CNY', input: 0, output: 0 } };
  return { amount: (prompt * price.input + completion * price.output) / 1e6, currency: price.currency };
}

function promptTokens(body: object, rules: ModelInfo | undefined, tokenizer: Tokenizer): number {
  try {
    if (rules && 'messages' in body && Array.isArray(body.messages))
      return countPromptTokens(body as unknown as ChatCompletionRequest, rules, tokenizer).total;
  } catch {
    // A body that is faulty on purpose cannot be counted by the rules.
  }
  // Vectors cost little, and services do not limit the input.
  if (rules === undefined) return tokenizer.count(JSON.stringify(body));
  // Services don't charge for more than was sent, and reject huge bodies.
  return Math.min(tokenizer.count(JSON.stringify(body).slice(0, 100_000)), 2000);
}

const limitOf = (body: Readonly<Record<string, unknown>>): number => {
  const limit = body['max_completion_tokens'] ?? body['max_tokens'] ?? body['max_output_tokens'];
  const each = typeof limit === 'number' ? Math.max(0, limit) : NO_LIMIT;
  const choices = typeof body['n'] === 'number' ? Math.max(1, body['n']) : 1;
  return each * choices;
};

const isAsked = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

const lenient = new TextDecoder();

/** Maximum body size in bytes that services charge for. */
const MAX_READ_BYTES = 20_000_000;

/** A body as a service would read it that forgives what is wrong with its bytes. */
function valueOf(body: ProbeRequest['body']): unknown {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) return body;
  if (body.length > MAX_READ_BYTES) return undefined;
  try {
    return JSON.parse(typeof body === 'string' ? body : lenient.decode(body));
  } catch {
    return undefined;
  }
}

/**
 * What a request costs at worst: its prompt by the contract's count, and as many tokens as its limit allows. What is no request for a
 * completion costs nothing.
 */
export function estimate(
  contract: Contract,
  tokenizer: Tokenizer,
  model: string,
  { method, body: given }: { readonly method?: string; readonly body?: ProbeRequest['body'] },
): Estimate {
  const nothing = { promptTokens: 0, completionTokens: 0, worst: priceOf(contract, model, 0, 0) };
  const body = valueOf(given);
  if ((method ?? 'POST') !== 'POST' || !isJsonObject(body)) return nothing;
  // Without anything to answer there is nothing to pay for.
  if (!isAsked(body['messages']) && !isAsked(body['input']) && !isText(body['input'])) return nothing;
  const isEmbedded = contract.document['x-endpoint'].id === 'embeddings';
  const prompt = promptTokens(body, isEmbedded ? undefined : rulesFor(contract, model), tokenizer);
  const completion = isEmbedded ? 0 : limitOf(body);
  return { promptTokens: prompt, completionTokens: completion, worst: priceOf(contract, model, prompt, completion) };
}

/** A count that can be: what is below zero or endless must not make a budget larger or a report unreadable. */
const isCount = (tokens: number | undefined): tokens is number => Number.isFinite(tokens) && (tokens ?? -1) >= 0;

/** What an answer cost by its own count; `null` where it has none that can be. */
export function costOf(contract: Contract, model: string, usage: SeenUsage | undefined): Amount | null {
  if (usage === undefined || !isCount(usage.prompt) || !isCount(usage.completion)) return null;
  return priceOf(contract, model, usage.prompt, usage.completion);
}
