import type { TokenLogprob, Usage } from '../contract/api-types.ts';
import type { AnswerPlan, FinishEvent, PlanEvent } from '../engine/plan.ts';
import type { Identity } from './identity.ts';

/** How the choices of a continuation are written. */
export interface CompletionForm {
  /** What stands before the text of a choice: its prompt, where the request asks for an echo. */
  prefix(choice: number): string;
  /** Alternatives per token; `undefined`: no log probabilities. */
  readonly logprobs: number | undefined;
}

/** The log probabilities of a piece, in the four lists that they had before they were a list of objects. */
interface PieceLogprobs {
  readonly tokens: string[];
  readonly token_logprobs: number[];
  readonly top_logprobs: Record<string, number>[] | null;
  readonly text_offset: number[];
}

function logprobsOf(entries: readonly TokenLogprob[], from: number, top: number): PieceLogprobs {
  let offset = from;
  const offsets = entries.map(({ token }) => {
    const here = offset;
    offset += token.length;
    return here;
  });
  const alternatives = entries.map(({ top_logprobs: list }) =>
    Object.fromEntries(list.map(({ token, logprob }) => [token, logprob])),
  );
  return {
    tokens: entries.map(({ token }) => token),
    token_logprobs: entries.map(({ logprob }) => logprob),
    top_logprobs: top > 0 ? alternatives : null,
    text_offset: offsets,
  };
}

/** A choice as it is written, whole or a piece of it. */
export interface TextChoice {
  readonly text: string;
  readonly index: number;
  readonly logprobs: PieceLogprobs | null;
  readonly finish_reason: 'stop' | 'length' | 'content_filter' | null;
}

const isFinish = (event: PlanEvent): event is FinishEvent => event.type === 'finish';

/** Calls of tools are nothing that a text can end with. */
const reasonOf = (reason: FinishEvent['reason'] | undefined): TextChoice['finish_reason'] =>
  reason === 'length' || reason === 'content_filter' ? reason : 'stop';

/** Writes what each event adds to its choice; `undefined` where it adds nothing. Keeps count of the places of tokens. */
export function createPieces({ prefix, logprobs: top }: CompletionForm): (event: PlanEvent) => TextChoice | undefined {
  const written = new Map<number, number>();
  return (event) => {
    switch (event.type) {
      case 'role': {
        const text = prefix(event.choice);
        written.set(event.choice, text.length);
        return text === '' ? undefined : { text, index: event.choice, logprobs: null, finish_reason: null };
      }
      case 'text':
      case 'refusal': {
        const { choice: index, text } = event;
        const from = written.get(index) ?? 0;
        written.set(index, from + text.length);
        const entries = top === undefined ? undefined : event.logprobs?.(event);
        const logprobs = top === undefined || !entries ? null : logprobsOf(entries, from, top);
        return { text, index, logprobs, finish_reason: null };
      }
      case 'finish':
        return { text: '', index: event.choice, logprobs: null, finish_reason: reasonOf(event.reason) };
      default:
        return undefined;
    }
  };
}

function joined(pieces: readonly TextChoice[], index: number): TextChoice {
  const told = pieces.flatMap(({ logprobs }) => logprobs ?? []);
  const hasTop = told.some(({ top_logprobs: top }) => top !== null);
  const logprobs = {
    tokens: told.flatMap(({ tokens }) => tokens),
    token_logprobs: told.flatMap(({ token_logprobs: list }) => list),
    top_logprobs: hasTop ? told.flatMap(({ top_logprobs: list }) => list ?? []) : null,
    text_offset: told.flatMap(({ text_offset: list }) => list),
  };
  return {
    text: pieces.map(({ text }) => text).join(''),
    index,
    logprobs: told.length > 0 ? logprobs : null,
    finish_reason: pieces.at(-1)?.finish_reason ?? null,
  };
}

const fingerprintOf = ({ systemFingerprint }: Pick<AnswerPlan, 'systemFingerprint'>): object =>
  systemFingerprint === null ? {} : { system_fingerprint: systemFingerprint };

/** Usage of such a response, without details. */
const usageOf = ({ prompt_tokens, completion_tokens, total_tokens }: Usage): object => ({
  prompt_tokens,
  completion_tokens,
  total_tokens,
});

/** The object of a plain answer. */
export function foldCompletion(plan: AnswerPlan, identity: Identity, form: CompletionForm): Record<string, unknown> {
  const pieceOf = createPieces(form);
  const pieces = plan.events.flatMap((event) => pieceOf(event) ?? []);
  const count = plan.events.filter(isFinish).length;
  const usage = plan.events.find((event) => event.type === 'usage');
  return {
    id: identity.id,
    object: 'text_completion',
    created: identity.created,
    model: plan.model,
    ...fingerprintOf(plan),
    choices: Array.from({ length: count }, (_, index) =>
      joined(
        pieces.filter((piece) => piece.index === index),
        index,
      ),
    ),
    ...(usage ? { usage: usageOf(usage.usage) } : {}),
  };
}

/** Writes the events of a stream, one after the other. */
export function createCompletionWriter(
  plan: Omit<AnswerPlan, 'events'>,
  { id, created }: Identity,
  form: CompletionForm,
  includeUsage: boolean,
): (event: PlanEvent) => string {
  const pieceOf = createPieces(form);
  const written = (choices: readonly TextChoice[], usage: object | null): string => {
    const told = includeUsage ? { usage } : {};
    const chunk = {
      id,
      object: 'text_completion',
      created,
      choices,
      model: plan.model,
      ...fingerprintOf(plan),
      ...told,
    };
    return `data: ${JSON.stringify(chunk)}\n\n`;
  };
  return (event) => {
    if (event.type === 'done') return 'data: [DONE]\n\n';
    if (event.type === 'usage') return includeUsage ? written([], usageOf(event.usage)) : '';
    const piece = pieceOf(event);
    return piece ? written([piece], null) : '';
  };
}
