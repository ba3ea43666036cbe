import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { Check } from './check.ts';
import { contractCheck, evidenceCheck, exchangeCheck, findingOf, type Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import type { SeenChoice } from '../evidence/seen-answer.ts';
import { isAnswer, isPlain, isReadable } from '../evidence/predicates.ts';

/** An answer that is nothing at all; the limit or a filter may leave it empty. The schema checks whether there is a message. */
const isSilent = ({ finish, role, content, refusal, calls, functionCall, reasoning }: SeenChoice): boolean =>
  role !== undefined &&
  (finish === 'stop' || finish === 'tool_calls' || finish === null) &&
  !content &&
  !refusal &&
  !reasoning &&
  calls.length === 0 &&
  functionCall === undefined;

function silent(seen: ParsedExchange): Flaw[] | undefined {
  if (!isReadable(seen) || seen.choices.length === 0) return undefined;
  const index = seen.choices.findIndex(isSilent);
  return index < 0
    ? []
    : [{ path: `/choices/${index}`, expected: 'content, a refusal or a tool call', received: 'nothing' }];
}

/** Half a character, or the mark that stands for one that was lost; a prompt may have asked for it. */
const BROKEN = /\uFFFD|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function broken(seen: ParsedExchange): Flaw[] | undefined {
  if (!isAnswer(seen) || JSON.stringify(seen.request ?? {}).includes('\uFFFD')) return undefined;
  const texts = seen.choices.flatMap(({ content, reasoning, refusal, calls }) => [
    content ?? '',
    reasoning ?? '',
    refusal ?? '',
    ...calls.map((call) => String(call.arguments ?? '')),
  ]);
  const text = texts.find((one) => BROKEN.test(one));
  if (text === undefined) return texts.some((one) => one !== '') ? [] : undefined;
  const at = text.search(BROKEN);
  return [{ expected: 'complete characters', received: JSON.stringify(text.slice(Math.max(0, at - 10), at + 10)) }];
}

/** Indexes that are integers and yet not those from 0 to the last; choices may stand in any order. */
function misnumbered({ json }: ParsedExchange): Flaw[] {
  const indexes = asList(asObject(json)['choices']).map((choice) => asObject(choice)['index']);
  if (!indexes.every(Number.isInteger)) return [];
  const missing = indexes.findIndex((_, position) => !indexes.includes(position));
  return missing < 0
    ? []
    : [{ path: '/choices', expected: `a choice with index ${missing}`, received: `indexes ${indexes.join(', ')}` }];
}

/** The same id for two answers. */
function repeatedId(evidence: Evidence): ParsedExchange | undefined {
  const ids = new Set<unknown>();
  return evidence.all.filter(isPlain).find((seen) => {
    const { id } = seen.json as { readonly id?: unknown };
    const repeated = typeof id === 'string' && id !== '' && ids.has(id);
    ids.add(id);
    return repeated;
  });
}

/** Tokens by which chat templates mark turns, channels and boxes; in an answer they were left over by a parser. */
const TEMPLATE =
  /<\|(?:im_(?:start|end|sep)|endoftext|end_?of_?text|begin_of_text|eot_id|eom_id|start_header_id|end_header_id|channel|message|start|end|return|constrain|call|assistant|user|system|begin_of_box|end_of_box|observation)\|>|<\/?s>|<(?:start|end)_of_turn>|\[\/?INST\]|<｜[^｜<>]{1,30}｜>/u;

/** A token that the prompt does not speak of, in content or refusal. */
function template(seen: ParsedExchange): Flaw[] | undefined {
  if (!isAnswer(seen)) return undefined;
  const said = seen.choices.map(({ content, refusal }) => `${content ?? ''}${refusal ?? ''}`);
  if (said.every((text) => text === '')) return undefined;
  const token = said.map((text) => TEMPLATE.exec(text)?.[0]).find((found) => found !== undefined);
  if (token === undefined || JSON.stringify(seen.request ?? {}).includes(token)) return [];
  return [
    { path: seen.reading.places.content, expected: 'text without template tokens', received: JSON.stringify(token) },
  ];
}

const bodyId = contractCheck(
  { id: 'body.id', class: 'protocol', fix: 'Generate a unique id for each response.' },
  isPlain,
);

/** Checks of plain answers. */
export const bodyChecks: readonly Check[] = [
  contractCheck(
    { id: 'body.schema', class: 'protocol', fix: 'Return the documented keys and types.' },
    ({ kind, json, error }) => kind === 'plain' && json !== undefined && error === undefined,
  ),
  evidenceCheck(bodyId, (evidence) => {
    const judged = bodyId.judge(evidence);
    const repeated = repeatedId(evidence);
    if (judged.kind !== 'judged' || repeated === undefined) return judged;
    const flaw = {
      path: '/id',
      expected: 'a unique id',
      received: 'the id of an earlier response',
    };
    return { kind: 'judged', findings: [...judged.findings, findingOf(evidence, 'body.id', repeated, flaw)] };
  }),
  contractCheck({ id: 'body.object', class: 'protocol', fix: 'Set object to "chat.completion".' }, isPlain),
  contractCheck({ id: 'body.choices', class: 'protocol', fix: 'Return at least one choice, or an error.' }, isPlain),
  contractCheck({ id: 'body.created', class: 'protocol', fix: 'Set created to Unix time in whole seconds.' }, isAnswer),
  exchangeCheck({ id: 'body.choice.index', class: 'protocol', fix: 'Number choices from 0.' }, (seen) =>
    isPlain(seen)
      ? [...seen.findings.filter(({ requirement }) => requirement === 'body.choice.index'), ...misnumbered(seen)]
      : undefined,
  ),
  contractCheck(
    { id: 'body.message', class: 'protocol', fix: 'Set role and content, with null for missing content.' },
    isPlain,
  ),
  contractCheck(
    { id: 'logprobs.schema', class: 'protocol', fix: 'Set token, logprob, bytes and top_logprobs in each entry.' },
    (seen) => isAnswer(seen) && seen.request?.['logprobs'] === true && seen.choices.some(({ logprobs }) => logprobs),
  ),
  exchangeCheck({ id: 'body.said', class: 'behavior', fix: 'Return an error if the model generated nothing.' }, silent),
  exchangeCheck(
    {
      id: 'body.unicode',
      class: 'protocol',
      fix: 'Decode upstream bytes as one stream, and split text only between characters.',
    },
    broken,
  ),
  exchangeCheck(
    {
      id: 'body.template',
      class: 'protocol',
      fix: "Parse the output with the model's own chat template, and stop at its end token.",
    },
    template,
  ),
  exchangeCheck({ id: 'body.usage', class: 'billing', fix: 'Return usage in every plain response.' }, (seen) => {
    if (!isPlain(seen)) return undefined;
    return seen.usage ? [] : [{ path: '/usage', expected: 'usage', received: 'none' }];
  }),
];
