import { defaultContract } from '../contract/contract.ts';
import { judgeStream } from '../contract/grammar/stream-grammar.ts';
import { streamText } from '../wire/unfold.ts';
import { fold } from '../wire/fold.ts';
import { answerViolations } from '../scenarios/answer-rules.ts';
import type { CompletionOptions } from './build-options.ts';
import type { Blueprint } from './build-plan.ts';
import { draftOf, type Said } from './build-said.ts';
import { violationsIn } from './build-settle.ts';
import { limitOf } from './build-usage.ts';
import { declaredTools } from '../scenarios/declared-tool.ts';
import type { Violation } from '../scenarios/script.ts';

/** Members of the request that would have brought about the stream that is judged. */
const ASKED = { stream: true, stream_options: { include_usage: true, include_obfuscation: false } } as const;

/** By the stream grammar, which sees all that a plain body can say, too. */
function grammarViolations({ plan, identity, choices, counting }: Blueprint): Violation[] {
  const text = streamText(plan, identity, { includeUsage: true, includeObfuscation: false });
  const findings = judgeStream(
    defaultContract().grammar,
    text,
    { ...counting.request, ...ASKED, n: choices.length },
    { plain: JSON.parse(JSON.stringify(fold(plan, identity))) },
  );
  return violationsIn(findings);
}

/** JSON Schemas of the request are judged by `validate`, since ajv is loaded late. */
const unjudged = (): undefined => undefined;

function limitViolations(said: Said, { counting }: Blueprint): Violation[] {
  const limit = limitOf(counting.request);
  const tokens = counting.tokenizer?.count(said.text?.whole ?? '') ?? 0;
  return tokens > limit
    ? [{ requirement: 'param.limit', message: `its text has ${tokens} tokens, but the limit is ${limit}` }]
    : [];
}

function stopViolations(said: Said, { counting }: Blueprint): Violation[] {
  const { stop } = counting.request;
  const stops = typeof stop === 'string' ? [stop] : (stop ?? []);
  const found = stops.find((text) => text !== '' && said.text?.whole.includes(text));
  return found === undefined
    ? []
    : [{ requirement: 'param.stop', message: `its text contains the stop sequence ${JSON.stringify(found)}` }];
}

/** By what the request asks for. */
function requestViolations(blueprint: Blueprint): Violation[] {
  const { choices, counting } = blueprint;
  const rules = { request: counting.request, tools: declaredTools(counting.request), check: unjudged };
  const scripted = choices.map((said) => ({ draft: draftOf(said), finish: said.finish }));
  return [
    ...answerViolations(scripted, rules),
    ...choices.flatMap((said) => [...limitViolations(said, blueprint), ...stopViolations(said, blueprint)]),
  ];
}

/** What an answer would break: by itself, and where it is known also as the answer to its request. */
export function judgePlan(blueprint: Blueprint, options: CompletionOptions): Violation[] {
  return [...grammarViolations(blueprint), ...(options.request ? requestViolations(blueprint) : [])];
}
