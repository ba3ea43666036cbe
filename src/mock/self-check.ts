import type { Finding } from '../contract/finding.ts';
import { judgeStream } from '../contract/stream-grammar.ts';
import type { Exchange } from '../wire/exchange.ts';
import type { PreparedAnswer } from './prepared.ts';
import type { ContractTools } from './works.ts';

const decoder = new TextDecoder();

/** All bytes of an exchange, with no wait spent. Frames are walked anew by whoever plays them. */
function textOf(exchange: Exchange): string {
  let text = '';
  for (const { bytes } of exchange.frames) text += typeof bytes === 'string' ? bytes : decoder.decode(bytes);
  return text;
}

function checkChunks(stream: string, { validators }: ContractTools): Finding[] {
  const findings: Finding[] = [];
  let event = 0;
  for (const block of stream.split('\n\n')) {
    const data = block.slice('data: '.length);
    if (data.startsWith('{')) {
      const found = validators.response('ChatCompletionChunk', JSON.parse(data));
      for (const finding of found) findings.push({ ...finding, event });
    }
    event++;
  }
  return findings;
}

/**
 * Judges an answer of the mock by the contract it plays, with the schemas and the stream grammar that judge live endpoints.
 * An empty list is what everything in this project works for.
 */
export function selfCheck(exchange: Exchange, prepared: PreparedAnswer, tools: ContractTools): Finding[] {
  const text = textOf(exchange);
  if (!prepared.stream) return tools.validators.response('ChatCompletion', JSON.parse(text));
  return [...judgeStream(tools.contract.grammar, text, prepared.request), ...checkChunks(text, tools)];
}
