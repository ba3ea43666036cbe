import { asObject } from '../../contract/schema/json-shape.ts';
import type { AnswerPlan, PlanEvent } from '../../engine/plan.ts';
import { transformFrames } from '../transforms/transform-stream.ts';
import { transformAnswer, transformSteps, counted } from '../transforms/edit-answer.ts';
import { mapSaid } from '../transforms/edit-said.ts';
import type { Fault } from '../fault.ts';
import { shortCharacter, stepsToShort } from '../transforms/frame-bytes.ts';

/** What a relay makes of a character that it decoded half by half. */
const BROKEN = '\uFFFD';

// oxlint-disable-next-line no-control-regex -- all that is one byte in UTF-8
const MANY_BYTES = /[^\u0000-\u007F]/u;

const garbled = (event: PlanEvent): PlanEvent =>
  'text' in event && MANY_BYTES.test(event.text) ? { ...event, text: event.text.replace(MANY_BYTES, BROKEN) } : event;

const FRAME: ReadonlySet<PlanEvent['type']> = new Set(['role', 'usage', 'done']);

/** An answer that stops at once, and costs nothing but its prompt. */
function silenced(event: PlanEvent): readonly PlanEvent[] {
  if (event.type === 'finish') return [{ ...event, reason: 'stop' }];
  if (event.type !== 'usage') return FRAME.has(event.type) ? [event] : [];
  const details = { ...event.usage.completion_tokens_details, reasoning_tokens: 0 };
  const usage = counted(event.usage, event.usage.prompt_tokens, 0);
  return [{ ...event, usage: { ...usage, completion_tokens_details: details } }];
}

/** The text of each choice between the marks of a code block. */
function fenced(plan: AnswerPlan): AnswerPlan {
  const texts = plan.events.filter((event) => event.type === 'text');
  const byChoice = [...Map.groupBy(texts, ({ choice }) => choice).values()];
  const opens = new Set<PlanEvent | undefined>(byChoice.map((own) => own[0]));
  const closes = new Set<PlanEvent | undefined>(byChoice.map((own) => own.at(-1)));
  const fence = (text: string, choice: number): PlanEvent => ({ type: 'text', choice, text, wait: 0 });
  const events = plan.events.flatMap((event): readonly PlanEvent[] => {
    if (event.type !== 'text') return [event];
    const before = opens.has(event) ? [fence('```json\n', event.choice)] : [];
    return [...before, event, ...(closes.has(event) ? [fence('\n```', event.choice)] : [])];
  });
  return { ...plan, events };
}

const isJson = (format: unknown): boolean => ['json_object', 'json_schema'].includes(String(asObject(format)['type']));

/** The text of each choice with other text before and after it. */
const wrapped = (before: string, after: string): NonNullable<Fault['plan']> =>
  transformSteps((events) => mapSaid(events, (text) => `${before}${text}${after}`));

const BESIDE_TEXT: Fault['mayBreak'] = [
  'usage.completion.matches',
  'usage.completion.inflated',
  'json.object',
  'json.schema',
  'json.stream',
  'param.limit',
  'param.limit.names',
  'param.logprobs',
];

/** Faults of the content. */
export const answerContentFaults: readonly Fault[] = [
  {
    name: 'content.end-token',
    title: 'The content contains the end-of-turn token.',
    harm: 'silent',
    breaks: ['body.template'],
    mayBreak: BESIDE_TEXT,
    seen: 'https://github.com/predibase/lorax/issues/289',
    parameters: [{ name: 'value', default: '</s>', title: 'Token.' }],
    plan: (plan, context) => wrapped('', context.text('value'))(plan, context),
  },
  {
    name: 'content.channel-marks',
    title: 'Channel markers precede the content.',
    harm: 'silent',
    breaks: ['body.template'],
    mayBreak: BESIDE_TEXT,
    seen: 'https://github.com/vllm-project/vllm/issues/31501',
    plan: wrapped('<|channel|>final<|message|>', ''),
  },
  {
    name: 'content.ufffd',
    title: 'Multi-byte characters arrive as replacement characters, because a relay decoded them in parts.',
    harm: 'silent',
    breaks: ['body.unicode'],
    mayBreak: ['usage.completion.matches', 'tool.args.schema'],
    seen: 'https://github.com/musistudio/claude-code-router/pull/1672',
    plan: transformSteps((events) => (events.some((event) => garbled(event) !== event) ? events.map(garbled) : events)),
  },
  {
    name: 'sse.invalid-utf8',
    title: "A multi-byte character loses its last byte, so the stream isn't valid UTF-8.",
    harm: 'silent',
    breaks: ['sse.utf8'],
    mayBreak: ['body.unicode', 'usage.completion.matches', 'stream.equals-plain', 'chunk.obfuscation.length'],
    seen: 'https://github.com/librefang/librefang/issues/3448',
    wire: transformFrames(shortCharacter, undefined, stepsToShort),
  },
  {
    name: 'sse.empty-stop',
    title: 'The response finishes with "stop" and has no content.',
    harm: 'silent',
    breaks: ['body.said'],
    mayBreak: [
      'tool.expected',
      'tool.two',
      'tool.choice.required',
      'tool.choice.named',
      'reason.both',
      'reason.answer',
      'reason.field',
    ],
    seen: 'https://github.com/anomalyco/opencode/issues/37735',
    clients: '≠ ≠≠≠≠ ',
    plan: transformSteps((events) => events.flatMap(silenced)),
  },
  {
    name: 'content.stream-shorter',
    title: 'The stream omits the last piece of the content that the plain response has.',
    harm: 'silent',
    breaks: ['stream.equals-plain'],
    mayBreak: ['json.stream', 'usage.completion.matches', 'body.said', 'reason.answer'],
    seen: 'assumed',
    plan: transformSteps((events, { stream }) => {
      const last = stream ? events.findLast((event) => event.type === 'text') : undefined;
      return last ? events.filter((event) => event !== last) : events;
    }),
  },
  {
    name: 'content.fenced-in-stream',
    title: 'JSON is fenced in streams but not in plain responses.',
    harm: 'silent',
    breaks: ['json.stream'],
    mayBreak: ['stream.equals-plain', 'json.object', 'json.schema', 'usage.completion.matches'],
    seen: 'https://github.com/veniceai/api-docs/issues/264',
    plan: transformAnswer((plan, { stream, request }) =>
      stream && isJson(request.body?.['response_format']) ? fenced(plan) : plan,
    ),
  },
];
