import { countCompletionTokens } from '../../../contract/tokens/completion-tokens.ts';
import { sameJson } from '../../../contract/same-json.ts';
import { isJsonObject, type JsonObject } from '../../../contract/requirements.ts';
import { asList, asObject, isText } from '../../../contract/schema/json-shape.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import type { ParsedExchange } from '../../evidence/parsed-exchange.ts';
import { hasCalls, isPlain, isSound } from '../../evidence/predicates.ts';
import { contentOf } from '../answers.ts';
import type { Check, Judgement } from '../check.ts';
import { evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from '../define-check.ts';
import { FEW, SHARE } from '../prompt-count.ts';
import { itemsOf, readableResponse, wholeResponse } from './seen-response.ts';

const quoted = (value: unknown): string => JSON.stringify(value ?? null).slice(0, 120);

/** Judges the response of each answer that came whole. */
const ofWhole =
  (judge: (response: JsonObject, seen: ParsedExchange) => readonly Flaw[] | undefined) =>
  (seen: ParsedExchange): readonly Flaw[] | undefined => {
    const response = wholeResponse(seen);
    return response && judge(response, seen);
  };

/** Ids of a response and its items. */
const idsOf = (response: JsonObject): readonly (readonly [path: string, id: unknown])[] => [
  ['/id', response['id']],
  ...itemsOf(response).map((item, place) => [`/output/${place}/id`, item['id']] as const),
];

function uniqueIds(evidence: Evidence): Judgement {
  const answers = evidence.all.flatMap((seen) => {
    const response = seen.kind === 'other' ? undefined : wholeResponse(seen);
    return response ? [{ seen, response }] : [];
  });
  if (answers.length === 0) return skipped('not-observed');
  const known = new Set<unknown>();
  const findings = answers.flatMap(({ seen, response }) =>
    idsOf(response).flatMap(([path, id]) => {
      const repeated = isText(id) && known.has(id);
      known.add(id);
      if (!repeated) return [];
      const flaw = { path, expected: 'an id that no other has', received: quoted(id) };
      return [findingOf(evidence, 'responses.id.unique', seen, flaw)];
    }),
  );
  return { kind: 'judged', findings: findings.slice(0, 3) };
}

const PREFIXES: Readonly<Record<string, string>> = {
  message: 'msg_',
  reasoning: 'rs_',
  function_call: 'fc_',
  custom_tool_call: 'ctc_',
};
const LONGEST_ID = 64;

function prefixes(response: JsonObject): readonly Flaw[] {
  const wanted = [
    ['/id', response['id'], 'resp_'] as const,
    ...itemsOf(response).map(
      ({ id, type }, place) => [`/output/${place}/id`, id, PREFIXES[String(type)] ?? ''] as const,
    ),
  ];
  return wanted
    .filter(([, id, prefix]) => isText(id) && (!id.startsWith(prefix) || id.length > LONGEST_ID))
    .map(([path, id, prefix]) => ({
      path,
      expected: `an id of at most ${LONGEST_ID} characters that begins with "${prefix}"`,
      received: quoted(id),
    }));
}

const ENDED: ReadonlySet<unknown> = new Set(['completed', 'incomplete', 'failed']);

function finished(response: JsonObject, seen: ParsedExchange): readonly Flaw[] | undefined {
  if (seen.request?.['background'] === true) return undefined;
  const { status, usage } = response;
  // Of a stream the grammar tells the rest.
  if (seen.kind === 'stream')
    return status === 'failed' ? [{ path: '/status', expected: 'an answer', received: quoted(response['error']) }] : [];
  if (!ENDED.has(status))
    return [{ path: '/status', expected: 'completed, incomplete or failed', received: quoted(status) }];
  return status === 'failed' || isJsonObject(usage)
    ? []
    : [{ path: '/usage', expected: 'usage', received: quoted(usage) }];
}

function incomplete({ status, incomplete_details: details }: JsonObject): readonly Flaw[] | undefined {
  if (!ENDED.has(status)) return undefined;
  const told = isText(asObject(details)['reason']);
  if (told === (status === 'incomplete')) return [];
  const expected = told ? 'null, since the response is not incomplete' : 'a reason';
  return [{ path: '/incomplete_details', expected, received: quoted(details) }];
}

/** A function that says nothing of strict is strict, and its parameters are closed. */
function strictEcho(response: JsonObject, { request }: ParsedExchange): readonly Flaw[] | undefined {
  const sent = asList(request?.['tools'])
    .map(asObject)
    .filter(({ type, strict }) => type === 'function' && strict === undefined);
  if (sent.length === 0) return undefined;
  return asList(response['tools'])
    .map(asObject)
    .flatMap((tool, place): readonly Flaw[] => {
      if (!sent.some(({ name }) => name === tool['name'])) return [];
      if (tool['strict'] !== true)
        return [{ path: `/tools/${place}/strict`, expected: 'true', received: quoted(tool['strict']) }];
      const open = asObject(tool['parameters'])['additionalProperties'];
      if (open === false) return [];
      // Strict functions were not closed before 2026.
      const flaw = {
        path: `/tools/${place}/parameters`,
        expected: '"additionalProperties": false',
        received: quoted(open),
      };
      return [open === undefined ? { ...flaw, level: 'INFO' } : flaw];
    });
}

/** Parameters that come back as they were sent, and what they are where nothing was. */
const ECHOED: Readonly<Record<string, unknown>> = {
  background: false,
  instructions: null,
  max_output_tokens: null,
  metadata: {},
  parallel_tool_calls: true,
  previous_response_id: null,
  prompt_cache_key: null,
  store: true,
  temperature: undefined,
  tool_choice: 'auto',
  top_p: undefined,
  truncation: 'disabled',
};
/** Organizations without retention get the reply that nothing is stored, whatever they ask. */
const SETTLED: ReadonlySet<string> = new Set(['store']);

function echo(response: JsonObject, { request }: ParsedExchange): readonly Flaw[] | undefined {
  if (request === undefined) return undefined;
  return Object.entries(ECHOED).flatMap(([name, usual]): readonly Flaw[] => {
    const sent = request[name] ?? undefined;
    const wanted = sent ?? usual;
    const told = response[name];
    if (wanted === undefined || sameJson(told, wanted)) return [];
    // Parameters that are newer than the service are echoed where they are sent.
    if (sent === undefined && (told === undefined || SETTLED.has(name))) return [];
    // Instructions of a prompt that is kept elsewhere come back as items.
    if (name === 'instructions' && sent === undefined && request['prompt'] !== undefined) return [];
    return [{ path: `/${name}`, expected: quoted(wanted), received: quoted(told) }];
  });
}

const seenItems = (seen: ParsedExchange): readonly JsonObject[] => itemsOf(wholeResponse(seen) ?? {});

/** What output tokens say that cannot be: fewer than the words have, or many more than words and thoughts. */
function outputTokens(seen: ParsedExchange, { info, tokenizer }: Evidence): readonly Flaw[] | undefined {
  const told = seen.usage?.completion;
  if (!isSound(seen) || told === undefined || info === undefined) return undefined;
  const text = tokenizer.count(contentOf(seen));
  const path = seen.reading.places.completion;
  const reasoning = seen.usage?.reasoning ?? 0;
  // A model may write a word in more tokens than a tokenizer would; and hosted tools are paid for with what they write.
  if (!seenItems(seen).every(({ type }) => type === 'message' || type === 'reasoning' || type === 'function_call'))
    return undefined;
  if (told - reasoning < text * (1 - SHARE) - FEW)
    return [{ path, expected: `at least ${text} beside reasoning`, received: `${told}` }];
  if (hasCalls(seen)) return [];
  const most = countCompletionTokens({ reasoningTokens: reasoning, textTokens: text, toolCalls: [] }, info);
  // Counts of reasoning are rounded down by some models, and the rest stays in the output.
  const slack = info.reasoning === undefined ? 0 : info.reasoning.token_step;
  return told <= most * (1 + SHARE) + FEW + slack ? [] : [{ path, expected: `about ${most}`, received: `${told}` }];
}

/** Reasoning after which nothing comes led to nothing; the limit may have cut what should have come. */
function order(response: JsonObject): readonly Flaw[] | undefined {
  const items = itemsOf(response);
  const last = items.findLastIndex(({ type }) => type === 'reasoning');
  if (last < 0) return undefined;
  const late = last === items.length - 1 && items.length > 1 && response['status'] === 'completed';
  return late
    ? [{ path: `/output/${last}`, expected: 'reasoning before what it led to', received: 'nothing after it' }]
    : [];
}

const partsOf = (response: JsonObject): readonly (readonly [path: string, part: JsonObject])[] =>
  itemsOf(response).flatMap((item, place) =>
    asList(item['content']).map((part, index) => [`/output/${place}/content/${index}`, asObject(part)] as const),
  );

function logprobs(response: JsonObject, { request }: ParsedExchange): readonly Flaw[] | undefined {
  const texts = partsOf(response).filter(([, { type }]) => type === 'output_text');
  if (texts.length === 0) return undefined;
  const asked = asList(request?.['include']).includes('message.output_text.logprobs');
  return texts
    .filter(([, part]) => !Array.isArray(part['logprobs']) || (!asked && part['logprobs'].length > 0))
    .map(([path, part]): Flaw => ({
      path: `${path}/logprobs`,
      expected: asked ? 'an array' : 'an empty array',
      received: quoted(part['logprobs']),
      // The API did not have them in its first months, and no client misses them.
      ...(part['logprobs'] === undefined ? { level: 'INFO' } : {}),
    }));
}

const phased = (response: JsonObject): readonly Flaw[] | undefined => {
  const messages = itemsOf(response).filter(({ type }) => type === 'message');
  if (messages.length === 0) return undefined;
  const phase = messages.find((item) => 'phase' in item)?.['phase'];
  return phase === undefined
    ? []
    : [{ path: '/output', expected: 'messages without a phase', received: quoted(phase) }];
};

const summed = (response: JsonObject, { request }: ParsedExchange): readonly Flaw[] | undefined => {
  const thoughts = itemsOf(response).filter(({ type }) => type === 'reasoning');
  const { summary } = asObject(request?.['reasoning']);
  if (thoughts.length === 0 || isText(summary)) return undefined;
  const told = thoughts.find((item) => asList(item['summary']).length > 0);
  return told === undefined ? [] : [{ path: '/output', expected: '"summary": []', received: quoted(told['summary']) }];
};

/** Checks of the response as an object: its ids, what it echoes and counts. */
export const responseObjectChecks: readonly Check[] = [
  evidenceCheck(
    { id: 'responses.id.unique', class: 'protocol', fix: 'Give each response and each item an id of its own.' },
    uniqueIds,
  ),
  exchangeCheck(
    { id: 'responses.id.prefix', class: 'protocol', fix: 'Begin ids with the prefix of their kind.' },
    ofWhole(prefixes),
  ),
  exchangeCheck(
    { id: 'responses.output-text', class: 'hygiene', fix: 'Leave output_text to the clients.' },
    ofWhole((response) =>
      'output_text' in response
        ? [{ path: '/output_text', expected: 'no key "output_text"', received: quoted(response['output_text']) }]
        : [],
    ),
  ),
  exchangeCheck(
    { id: 'responses.finished', class: 'protocol', fix: 'Answer with a response that has ended, and its usage.' },
    ofWhole(finished),
  ),
  exchangeCheck(
    {
      id: 'responses.incomplete.told',
      class: 'protocol',
      fix: 'Set incomplete_details where the status is incomplete.',
    },
    ofWhole(incomplete),
  ),
  exchangeCheck(
    { id: 'responses.echo.strict', class: 'protocol', fix: 'Report functions as strict unless they say otherwise.' },
    ofWhole(strictEcho),
  ),
  exchangeCheck(
    { id: 'responses.echo', class: 'protocol', fix: 'Report every parameter as it was sent, or its default.' },
    ofWhole(echo),
  ),
  exchangeCheck({ id: 'responses.usage.output', class: 'billing', fix: 'Take the counts of the model.' }, outputTokens),
  exchangeCheck(
    { id: 'responses.item.order', class: 'protocol', fix: 'Move reasoning before what it led to.' },
    ofWhole(order),
  ),
  exchangeCheck({ id: 'responses.item.phase', class: 'hygiene', fix: 'Do nothing; this is a fact.' }, (seen) => {
    const response = readableResponse(seen);
    return response && phased(response);
  }),
  exchangeCheck(
    { id: 'responses.part.logprobs', class: 'protocol', fix: 'Send "logprobs": [] unless include asks for them.' },
    ofWhole(logprobs),
  ),
  exchangeCheck(
    {
      id: 'responses.reasoning.summary',
      class: 'protocol',
      probes: ['reason', 'reason.encrypted'],
      needs: ['reasoning-effort'],
      fix: 'Send a summary only where the request asks for one.',
    },
    (seen) => {
      const response = isPlain(seen) ? wholeResponse(seen) : undefined;
      return response && summed(response, seen);
    },
  ),
];
