import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import type { Finding } from '../contract/finding.ts';
import { readEvents } from '../contract/grammar/sse-events.ts';
import { judgeStream } from '../contract/grammar/stream-grammar.ts';
import type { PlanCodec } from '../endpoints/codec.ts';
import type { ContractTools } from '../endpoints/contract-tools.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { PreparedAnswer } from './prepared.ts';

/** What an answer is judged by. */
export interface SelfCheckTools extends ContractTools {
  readonly endpoint: Endpoint;
  readonly codec: PlanCodec;
}

/** What ends a stream and is no event of its own. */
const SENTINEL = '[DONE]';

/** All bytes of an exchange, with no wait spent. Every player walks the frames again. */
function textOf(exchange: Exchange): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  // A character may be cut between two frames, by a fault.
  for (const { bytes } of exchange.frames) {
    text += typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

function judgeJson(text: string, schema: string | undefined, { validators }: ContractTools): Finding[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const received = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    return [{ requirement: 'http.body.json', level: 'MUST', path: '', expected: 'one JSON text', received }];
  }
  return schema === undefined ? [] : validators.response(schema, value);
}

/** The plain answer of a plan as a client would parse it; the identity is no part of the comparison. */
const plainBody = (prepared: PreparedAnswer, codec: PlanCodec): unknown =>
  JSON.parse(JSON.stringify(codec.fold(prepared)));

function judgeEvents(text: string, prepared: PreparedAnswer, tools: SelfCheckTools): Finding[] {
  const { endpoint, contract, validators, tokenizer, codec } = tools;
  const { event, grammar } = endpoint;
  if (!grammar)
    return readEvents(text).events.flatMap(({ data }) =>
      data && data !== SENTINEL ? judgeJson(data, event, tools) : [],
    );
  return judgeStream(grammar(contract), text, prepared.body, {
    tokenizer,
    plain: plainBody(prepared, codec),
    ...(event === undefined ? {} : { schema: (chunk) => validators.response(event, chunk) }),
  });
}

/**
 * Judges an answer of the mock by the contract it plays, with the schemas and the stream grammar that judge live endpoints.
 * An empty list is what everything in this project works for.
 */
export function selfCheck(exchange: Exchange, prepared: PreparedAnswer, tools: SelfCheckTools): Finding[] {
  // A fault may have compressed it, and nothing here can read that.
  if (exchange.headers.some(([name]) => name === 'content-encoding')) return [];
  const text = textOf(exchange);
  return prepared.stream ? judgeEvents(text, prepared, tools) : judgeJson(text, tools.endpoint.response, tools);
}
