import type { TokenLogprob, Usage } from '../contract/api-types.ts';
import type { AnswerPlan } from '../engine/plan.ts';
import type { Identity } from './identity.ts';
import { obfuscation, surrogatePairs } from './obfuscation.ts';

/** What the request's `stream_options` ask for. */
export interface StreamOptions {
  readonly includeUsage: boolean;
  readonly includeObfuscation: boolean;
}

/** Writes whole events (`data: …` and the blank line) of one stream. */
export interface ChunkWriter {
  /** @param delta JSON text @param finish a finish reason, or `undefined` for `null` */
  chunk(choice: number, delta: string, logprobs?: string, finish?: string): string;
  /** As {@link chunk}, in the key order that the API uses in parallel tool calls. */
  parallelChunk(choice: number, delta: string): string;
  usage(usage: Usage): string;
  /** What is written next is padded as the chunk of this number is; without it each is padded as the next. */
  seek(serial: number): void;
  /** The `logprobs` member for some tokens; for none, what the plan says such chunks carry. */
  logprobs(kind: 'content' | 'refusal', entries: readonly TokenLogprob[] | undefined): string;
}

const text = JSON.stringify;

/**
 * Joins strings instead of building objects: the head of every chunk is the same, and a stream is written chunk by chunk
 * on the hot path of the server.
 */
export function createChunkWriter(
  plan: Omit<AnswerPlan, 'events'>,
  identity: Identity,
  options: StreamOptions,
): ChunkWriter {
  const head = `data: {"id":"${identity.id}","object":"chat.completion.chunk","created":${identity.created},"model":${text(plan.model)},"service_tier":${text(plan.serviceTier)},"system_fingerprint":${text(plan.systemFingerprint)},`;
  const usageBefore = options.includeUsage ? '"usage":null,' : '';
  const usageAfter = options.includeUsage ? ',"usage":null' : '';
  const noLogprobs = plan.logprobs === 'omit' ? '' : '"logprobs":null,';
  // What nearly every chunk begins and ends with, in two pieces instead of seven.
  const begin = `${head}"choices":[{"index":0,"delta":`;
  const rest = `,${noLogprobs}"finish_reason":null}]${usageAfter}`;
  let serial = 0;
  // Only these two members can hold characters outside the basic plane, and looking through all of a chunk takes longer than writing it.
  const close = (body: string, delta = '', logprobs = ''): string =>
    options.includeObfuscation
      ? `${body}${obfuscation(body.length - surrogatePairs(delta) - surrogatePairs(logprobs), serial++)}}\n\n`
      : `${body}}\n\n`;
  return {
    chunk: (choice, delta, logprobs = noLogprobs, finish) => {
      if (choice === 0 && logprobs === noLogprobs && !finish) return close(`${begin}${delta}${rest}`, delta);
      const reason = finish ? `"${finish}"` : 'null';
      return close(
        `${head}"choices":[{"index":${choice},"delta":${delta},${logprobs}"finish_reason":${reason}}]${usageAfter}`,
        delta,
        logprobs,
      );
    },
    parallelChunk: (choice, delta) =>
      close(
        `${head}${usageBefore}"choices":[{"index":${choice},"delta":${delta},${noLogprobs}"finish_reason":null}]`,
        delta,
      ),
    usage: (usage) => close(`${head}"choices":[],"usage":${text(usage)}`),
    seek: (place) => {
      serial = place;
    },
    logprobs: (kind, entries) => {
      if (!entries) return noLogprobs;
      const [content, refusal] = kind === 'content' ? [text(entries), 'null'] : ['null', text(entries)];
      return `"logprobs":{"content":${content},"refusal":${refusal}},`;
    },
  };
}
