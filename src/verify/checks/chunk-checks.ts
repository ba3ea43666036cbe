import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { Check } from './check.ts';
import { contractCheck, exchangeCheck, type Flaw } from './define-check.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { failedInStream, isStream } from '../evidence/predicates.ts';

const hasChunks = (seen: ParsedExchange): boolean => isStream(seen) && seen.chunks.length > 0;

/** Keys of chunks, choices and deltas that the contract or the services it is made from know. */
const KNOWN: Readonly<Record<'chunk' | 'choice' | 'delta', ReadonlySet<string>>> = {
  chunk: new Set([
    'id',
    'object',
    'created',
    'model',
    'choices',
    'usage',
    'service_tier',
    'system_fingerprint',
    'obfuscation',
    'moderation',
  ]),
  choice: new Set(['index', 'delta', 'finish_reason', 'logprobs']),
  delta: new Set([
    'role',
    'content',
    'refusal',
    'tool_calls',
    'function_call',
    'reasoning_content',
    'audio',
    'annotations',
  ]),
};

const unknownIn = (kind: keyof typeof KNOWN, value: JsonObject): string[] =>
  Object.keys(value).filter((key) => !KNOWN[kind].has(key));

function unknownKeys(chunk: JsonObject): string[] {
  const choices = asList(chunk['choices']).map(asObject);
  return [
    ...unknownIn('chunk', chunk),
    ...choices.flatMap((choice) => unknownIn('choice', choice)),
    ...choices.flatMap((choice) => unknownIn('delta', asObject(choice['delta']))),
  ];
}

function unknown({ chunks }: ParsedExchange): Flaw[] {
  const keys = [...new Set(chunks.flatMap(({ chunk }) => unknownKeys(chunk)))].toSorted();
  return keys.length === 0 ? [] : [{ expected: 'only keys of the contract', received: `also ${keys.join(', ')}` }];
}

/** Pieces of text of one choice, in order. */
const contents = ({ chunks }: ParsedExchange): string[] =>
  chunks.flatMap(({ chunk }) =>
    asList(chunk['choices']).flatMap((value) => {
      const choice = asObject(value);
      const { content } = asObject(choice['delta']);
      return (choice['index'] ?? 0) === 0 && typeof content === 'string' && content !== '' ? [content] : [];
    }),
  );

/** Pieces of a real answer hardly ever begin with the whole of the piece before; snapshots of it always do. */
function cumulative(seen: ParsedExchange): Flaw[] | undefined {
  const pieces = contents(seen);
  if (pieces.length < 4) return undefined;
  const grows = pieces.slice(1).every((piece, index) => piece.startsWith(pieces[index] ?? ''));
  const grew = (pieces.at(-1)?.length ?? 0) > (pieces[0]?.length ?? 0);
  return grows && grew ? [{ expected: 'only new content', received: 'all content so far' }] : [];
}

/** The first chunk that is wrong, judged one by one. */
const firstChunk = (
  { chunks }: ParsedExchange,
  isWrong: (chunk: JsonObject) => boolean,
  expected: string,
  received: string,
): Flaw[] => {
  const wrong = chunks.find(({ chunk }) => isWrong(chunk));
  return wrong === undefined ? [] : [{ event: wrong.event, expected, received }];
};

const choicesOf = (chunk: JsonObject): JsonObject[] => asList(chunk['choices']).map(asObject);

const hasNoChoice = (chunk: JsonObject): boolean => Array.isArray(chunk['choices']) && chunk['choices'].length === 0;

const says = (chunk: JsonObject, key: string): boolean => chunk[key] !== undefined && chunk[key] !== null;

/** The key that says "nothing yet" beside the role, unless the choice begins with something else. */
function firstDelta({ chunks }: ParsedExchange): Flaw[] | undefined {
  const first = chunks.find(({ chunk }) => choicesOf(chunk).length > 0);
  const delta = asObject(choicesOf(first?.chunk ?? {})[0]?.['delta']);
  if (first === undefined || delta['role'] === undefined) return undefined;
  return 'content' in delta
    ? []
    : [{ event: first.event, path: '/choices/0/delta', expected: 'the key "content"', received: 'none' }];
}

const inChunks =
  (judge: (seen: ParsedExchange) => readonly Flaw[] | undefined) =>
  (seen: ParsedExchange): readonly Flaw[] | undefined =>
    hasChunks(seen) ? judge(seen) : undefined;

/** Checks of chunks, one by one and as a sequence. */
export const chunkChecks: readonly Check[] = [
  contractCheck(
    { id: 'chunk.schema', class: 'protocol', fix: 'Send the documented keys and types in every chunk.' },
    hasChunks,
  ),
  contractCheck({ id: 'chunk.id', class: 'protocol', fix: 'Set id in every chunk.' }, hasChunks),
  contractCheck({ id: 'chunk.object', class: 'protocol', fix: 'Set object to "chat.completion.chunk".' }, hasChunks),
  contractCheck({ id: 'chunk.id.stable', class: 'protocol', fix: 'Generate the id once per response.' }, hasChunks),
  contractCheck({ id: 'chunk.created.stable', class: 'protocol', fix: 'Set created once per response.' }, hasChunks),
  contractCheck(
    { id: 'chunk.model.stable', class: 'identity', fix: 'Send the same model name in every chunk.' },
    hasChunks,
  ),
  contractCheck(
    { id: 'chunk.choices.array', class: 'protocol', fix: 'Send choices in every chunk, as [] in the usage chunk.' },
    hasChunks,
  ),
  contractCheck(
    { id: 'chunk.choice.index', class: 'protocol', fix: 'Number choices from 0, and send the index in every chunk.' },
    hasChunks,
  ),
  contractCheck({ id: 'chunk.delta.object', class: 'protocol', fix: 'Send {} for an empty delta.' }, hasChunks),
  contractCheck(
    { id: 'chunk.content.text', class: 'protocol', fix: 'Send content as a string, never as parts.' },
    hasChunks,
  ),
  contractCheck(
    {
      id: 'chunk.role.first',
      class: 'protocol',
      fix: 'Send {"role":"assistant","content":""} before any other delta.',
    },
    hasChunks,
  ),
  contractCheck({ id: 'chunk.role.value', class: 'protocol', fix: 'Set role to "assistant", or omit it.' }, hasChunks),
  contractCheck({ id: 'chunk.role.once', class: 'protocol', fix: 'Send the role only in the first delta.' }, hasChunks),
  contractCheck({ id: 'chunk.after-finish', class: 'protocol', fix: 'Send the finish_reason last.' }, hasChunks),
  contractCheck(
    {
      id: 'chunk.obfuscation.length',
      class: 'hygiene',
      fix: 'Pad each event to a length of 1 modulo 16, or not at all.',
    },
    (seen) => hasChunks(seen) && seen.chunks.some(({ chunk }) => 'obfuscation' in chunk),
  ),
  exchangeCheck(
    { id: 'chunk.finish.key', class: 'protocol', fix: 'Send "finish_reason": null until the choice ends.' },
    inChunks((seen) =>
      firstChunk(
        seen,
        (chunk) => choicesOf(chunk).some((choice) => !('finish_reason' in choice)),
        'the key "finish_reason"',
        'a choice without it',
      ),
    ),
  ),
  exchangeCheck(
    { id: 'chunk.content.cumulative', class: 'protocol', fix: 'Send only new content in each delta.' },
    inChunks(cumulative),
  ),
  exchangeCheck(
    { id: 'chunk.choices.empty', class: 'protocol', fix: 'Use chunks without choices only for usage.' },
    inChunks((seen) =>
      firstChunk(
        seen,
        (chunk) => hasNoChoice(chunk) && !says(chunk, 'usage') && !says(chunk, 'moderation'),
        'choices, or usage',
        'neither',
      ),
    ),
  ),
  exchangeCheck(
    { id: 'chunk.message', class: 'protocol', fix: 'Send delta in streams, and message only in plain responses.' },
    inChunks((seen) =>
      firstChunk(seen, (chunk) => choicesOf(chunk).some((choice) => says(choice, 'message')), 'a delta', 'a message'),
    ),
  ),
  exchangeCheck(
    { id: 'chunk.content.first', class: 'protocol', fix: 'Send "content": "" or null next to the role.' },
    inChunks(firstDelta),
  ),
  exchangeCheck(
    { id: 'chunk.unknown', class: 'hygiene', fix: 'No action needed; unknown keys are legal.' },
    inChunks(unknown),
  ),
  exchangeCheck({ id: 'chunk.some', class: 'protocol', fix: 'Send the response before [DONE].' }, (seen) => {
    if (!isStream(seen) || failedInStream(seen)) return undefined;
    const some = seen.chunks.some(({ chunk }) => choicesOf(chunk).length > 0);
    return some ? [] : [{ expected: 'a chunk with a choice', received: 'none' }];
  }),
];
