import type { Frame } from '../../src/wire/exchange.ts';

interface Delta {
  readonly role?: string;
  readonly content?: string | null;
  readonly refusal?: string | null;
  readonly reasoning_content?: string;
  readonly tool_calls?: readonly Record<string, unknown>[];
  readonly function_call?: { readonly name?: string; readonly arguments: string };
}

/** A chunk as tests look at it. */
export interface Chunk {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly obfuscation?: string;
  readonly usage?: unknown;
  readonly choices: readonly {
    readonly index: number;
    readonly delta: Delta;
    readonly finish_reason: string | null;
    readonly logprobs?: unknown;
  }[];
}

/** The data of each event of a stream, `[DONE]` included. */
export function dataOf(stream: string): string[] {
  return stream
    .split('\n\n')
    .filter((event) => event !== '')
    .map((event) => event.replace(/^data: /, ''));
}

/** The chunks of a stream. */
export function chunksOf(stream: string): Chunk[] {
  return dataOf(stream)
    .filter((data) => data !== '[DONE]')
    .map((data) => JSON.parse(data) as Chunk);
}

/** All bytes of some frames as text. */
export function textOf(frames: Iterable<Frame>): string {
  const decoder = new TextDecoder();
  return [...frames].map(({ bytes }) => (typeof bytes === 'string' ? bytes : decoder.decode(bytes))).join('');
}
