import { asList, asObject } from '../../../contract/schema/json-shape.ts';
import type { ParsedExchange } from '../../evidence/parsed-exchange.ts';
import { isError, outcome } from '../../evidence/predicates.ts';
import { statusIs } from '../access-checks.ts';
import { answered } from '../answers.ts';
import type { Check } from '../check.ts';
import { counterpart } from '../counterpart.ts';
import { exchangeCheck, type Flaw } from '../define-check.ts';
import { inputCount } from './input-count.ts';

/** Limits and parameters that are refused, and what the error must say of them. */
function names(seen: ParsedExchange, code: string, param: string): readonly Flaw[] | undefined {
  const status = statusIs(seen, 400);
  if (status === undefined || status.length > 0 || seen.error === undefined) return status;
  const told = asObject(seen.error);
  const flaw = (member: string, expected: string): readonly Flaw[] =>
    told[member] === expected
      ? []
      : [
          {
            path: `/error/${member}`,
            expected: JSON.stringify(expected),
            received: JSON.stringify(told[member] ?? null),
          },
        ];
  return [...flaw('code', code), ...flaw('param', param)];
}

/** What each parameter of chat completions has become. */
const MOVED: Readonly<Record<string, string>> = { messages: 'input', response_format: 'text.format' };

function moved(seen: ParsedExchange): readonly Flaw[] | undefined {
  const wanted = Object.keys(MOVED).find((name) => seen.request?.[name] !== undefined);
  const status = statusIs(seen, 400);
  if (wanted === undefined || status === undefined || status.length > 0 || seen.error === undefined) return status;
  const message = String(asObject(seen.error)['message'] ?? '');
  return message.includes(MOVED[wanted] ?? '')
    ? []
    : [{ path: '/error/message', expected: `"${MOVED[wanted]}"`, received: JSON.stringify(message.slice(0, 120)) }];
}

/** Any 4xx will do; the code is what clients look for. */
function unknownModel(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (seen.status === undefined || seen.status === 429) return undefined;
  if (!isError(seen) || seen.status >= 500) return [{ expected: 'status 400', received: outcome(seen) }];
  const { code } = asObject(seen.error);
  return code === 'model_not_found'
    ? []
    : [{ path: '/error/code', expected: '"model_not_found"', received: JSON.stringify(code ?? null) }];
}

const upgraded = (seen: ParsedExchange): readonly Flaw[] | undefined => {
  const { status } = seen;
  if (status === undefined) return undefined;
  return status >= 400 && status < 500 ? [] : [{ expected: 'status 426', received: outcome(seen) }];
};

const callsBack = (seen: ParsedExchange): readonly Flaw[] | undefined =>
  asList(seen.request?.['input']).some((item) => asObject(item)['type'] === 'function_call_output')
    ? answered(seen)
    : undefined;

const TOOLS = { needs: ['tools'] } as const;

/** Checks of what a model does with a request, most of which judge as those of chat completions do. */
export const responseBehaviorChecks: readonly Check[] = [
  counterpart('responses.stream.plain', ['stream.equals-plain']),
  counterpart('responses.stream.selected', ['http.stream.requested', 'http.stream.omitted']),
  counterpart('responses.model', ['model.echo']),
  counterpart('responses.tool.expected', ['tool.expected']),
  counterpart('responses.tool.known', ['tool.name.known']),
  counterpart('responses.tool.schema', ['tool.args.schema']),
  counterpart('responses.tool.required', ['tool.choice.required', 'tool.choice.named'], {
    probes: ['tools.required', 'stream.tools.required', 'tools.named'],
  }),
  counterpart('responses.tool.none', ['tool.choice.none']),
  counterpart('responses.tool.parallel', ['tool.parallel']),
  counterpart('responses.json.object', ['json.object', 'json.stream']),
  counterpart('responses.json.schema', ['json.schema']),
  counterpart('responses.limit', ['param.limit']),
  counterpart('responses.param.null', ['param.null']),
  exchangeCheck(
    { id: 'responses.usage.recount', class: 'billing', fix: 'Take the counts of the model instead of an estimate.' },
    inputCount,
  ),
  counterpart('responses.call.answered', ['history.result.used']),
  exchangeCheck(
    {
      id: 'responses.items.echoed',
      class: 'protocol',
      probes: ['history.tools'],
      ...TOOLS,
      fix: 'Accept your own items as they were sent, ids and statuses included.',
    },
    callsBack,
  ),
  exchangeCheck(
    {
      id: 'responses.call.orphan',
      class: 'protocol',
      probes: ['err.call.orphan'],
      ...TOOLS,
      fix: 'Refuse a result whose call_id is unknown.',
    },
    (seen) => statusIs(seen, 400, 422),
  ),
  exchangeCheck(
    {
      id: 'responses.call.unanswered',
      class: 'protocol',
      probes: ['err.call.unanswered'],
      ...TOOLS,
      fix: 'Refuse a call that has no result.',
    },
    (seen) => statusIs(seen, 400, 422),
  ),
  exchangeCheck(
    {
      id: 'responses.limit.least',
      class: 'protocol',
      probes: ['err.limit.least'],
      fix: 'Refuse max_output_tokens below 16.',
    },
    (seen) => names(seen, 'integer_below_min_value', 'max_output_tokens'),
  ),
  exchangeCheck(
    {
      id: 'responses.param.moved',
      class: 'protocol',
      probes: ['err.moved.messages', 'err.moved.format'],
      fix: 'Refuse parameters of chat completions, and name what replaces them.',
    },
    moved,
  ),
  exchangeCheck(
    {
      id: 'responses.model.unknown',
      class: 'identity',
      probes: ['err.model'],
      fix: 'Answer 400 with the code model_not_found.',
    },
    unknownModel,
  ),
  exchangeCheck(
    {
      id: 'responses.upgrade',
      class: 'hygiene',
      probes: ['upgrade'],
      fix: 'Answer 426 where WebSockets are not served.',
    },
    upgraded,
  ),
];
