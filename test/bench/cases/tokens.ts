import type { Message } from '../../../src/contract/api-types.ts';
import { loadTokenizer } from '../../../src/contract/tokens/load-tokenizer.ts';
import { resolveModel } from '../../../src/contract/models.ts';
import { countPromptTokens } from '../../../src/contract/tokens/prompt-tokens.ts';
import { rememberCounts } from '../../../src/contract/tokens/token-memo.ts';
import { defaultContract } from '../../../src/contract/contract.ts';
import { chatRuntime, parsedChat } from '../../support/prepared.ts';
import type { BenchCase, BenchContext } from '../case.ts';
import { chatBody, record } from '../requests.ts';
import { ratioRow, type Row } from '../row.ts';
import { startStarmock } from '../servers.ts';
import { median, pairedRatio } from '../statistics.ts';

const MESSAGES = 200;
/** Words of this list are a token each, with the space before them. */
const WORDS =
  'the of and to in is that for it as was with be by on not he his but at are this have from or had an'.split(' ');
const TOKENS_A_MESSAGE = 500;
const LETTER = 97;
const MEMO_BYTES = 16 * 1024 * 1024;

/** Text that is different in each round, and always about as hard to count. */
function words(count: number, seed: number): string {
  let state = seed + 1;
  let text = '';
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    text += ` ${WORDS[(state >>> 16) % WORDS.length]}`;
  }
  return text;
}

function conversation(round: number): Message[] {
  return Array.from({ length: MESSAGES }, (_, i): Message => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: words(TOKENS_A_MESSAGE, round * MESSAGES + i),
  }));
}

const next = (messages: readonly Message[], round: number): Message[] => [
  ...structuredClone(messages),
  { role: 'user', content: `And what about number ${round}?` },
];

const bodyOf = (messages: readonly Message[]): string =>
  JSON.stringify({ model: 'gpt-5.1', messages, max_completion_tokens: 16 });

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** Times of a conversation's first turn and of the one after it. */
interface Turns {
  readonly first: number[];
  readonly repeated: number[];
}

async function takeTurns(rounds: number, turn: (messages: readonly Message[]) => unknown): Promise<Turns> {
  const turns: Turns = { first: [], repeated: [] };
  for (let round = 0; round <= rounds; round++) {
    const messages = conversation(round);
    const first = await timed(() => turn(messages));
    const later = next(messages, round);
    const repeated = await timed(() => turn(later));
    // The first round compiles the code.
    if (round === 0) continue;
    turns.first.push(first);
    turns.repeated.push(repeated);
  }
  return turns;
}

async function longConversation(quick: boolean): Promise<Row[]> {
  const runtime = await chatRuntime({ profile: 'starmagic', seed: 'bench' });
  const model = resolveModel(defaultContract().models, 'gpt-5.1');
  if (!model) throw new Error('The catalogue has no gpt-5.1');
  const tokenizer = rememberCounts(loadTokenizer(), MEMO_BYTES);
  const rounds = quick ? 3 : 8;
  let tokens = 0;
  const count = await takeTurns(rounds, (messages) => {
    tokens = countPromptTokens({ model: model.id, messages: [...messages] }, model, tokenizer).total;
  });
  const whole = await takeTurns(rounds, (messages) => runtime.prepare(parsedChat(bodyOf(messages))));
  const note = `${tokens.toLocaleString('en')} tokens; first ${Math.min(...count.first).toFixed(1)} ms, again ${Math.min(...count.repeated).toFixed(2)} ms`;
  return [
    ratioRow('prompt tokens of a known conversation', pairedRatio(count.repeated, count.first, 'less'), 'less', {
      target: 0.1,
      aim: 0.03,
      note,
    }),
    ratioRow('the whole answer to it', pairedRatio(whole.repeated, whole.first, 'less'), 'less', {
      note: `first ${Math.min(...whole.first).toFixed(1)} ms, again ${Math.min(...whole.repeated).toFixed(2)} ms`,
    }),
  ];
}

/** A megabyte of one letter makes the usual token merging quadratic: minutes for this text. */
async function oneLetter({ machine, quick }: BenchContext): Promise<Row[]> {
  const server = await startStarmock(machine.pinning);
  await record(server, chatBody('Hello'));
  const times: number[] = [];
  for (let round = 0; round < (quick ? 2 : 5); round++) {
    const letter = String.fromCharCode(LETTER + round);
    times.push(await timed(() => record(server, chatBody(letter.repeat(1_000_000)))));
  }
  await server.stop();
  return [
    {
      measure: '1 MB of one letter, whole answer over HTTP',
      unit: 'ms',
      best: Math.min(...times),
      median: median(times),
      better: 'less',
      target: 1000,
      aim: 500,
    },
  ];
}

export const tokens: BenchCase = {
  name: 'tokens',
  title: 'Exact token counts',
  run: async (context) => [...(await longConversation(context.quick)), ...(await oneLetter(context))],
};
