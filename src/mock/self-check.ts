import type { Finding } from '../contract/finding.ts';
import { judgeStream } from '../contract/grammar/stream-grammar.ts';
import type { AnswerPlan } from '../engine/plan.ts';
import type { Exchange } from '../wire/exchange.ts';
import { fold } from '../wire/fold.ts';
import { PLACEHOLDER } from '../wire/template.ts';
import type { PreparedAnswer } from './prepared.ts';
import type { ContractTools } from './contract-tools.ts';

/** All bytes of an exchange, with no wait spent. Frames are walked anew by whoever plays them. */
function textOf(exchange: Exchange): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  // A character may be cut between two frames, by a fault.
  for (const { bytes } of exchange.frames) {
    text += typeof bytes === 'string' ? bytes : decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

function judgePlain(text: string, { validators }: ContractTools): Finding[] {
  try {
    return validators.response('ChatCompletion', JSON.parse(text));
  } catch {
    const received = text.length > 80 ? `${text.slice(0, 80)}…` : text;
    return [{ requirement: 'http.body.json', level: 'MUST', path: '', expected: 'one JSON text', received }];
  }
}

/** The plain answer of a plan as a client would parse it; the identity is no part of the comparison. */
const plainBody = (plan: AnswerPlan): unknown => JSON.parse(JSON.stringify(fold(plan, PLACEHOLDER)));

/**
 * Judges an answer of the mock by the contract it plays, with the schemas and the stream grammar that judge live endpoints.
 * An empty list is what everything in this project works for.
 */
export function selfCheck(exchange: Exchange, prepared: PreparedAnswer, tools: ContractTools): Finding[] {
  const { contract, validators, tokenizer } = tools;
  // A fault may have compressed it, and nothing here can read that.
  if (exchange.headers.some(([name]) => name === 'content-encoding')) return [];
  const text = textOf(exchange);
  if (!prepared.stream) return judgePlain(text, tools);
  return judgeStream(contract.grammar, text, prepared.request, {
    tokenizer,
    plain: plainBody(prepared.plan),
    schema: (chunk) => validators.response('ChatCompletionChunk', chunk),
  });
}
