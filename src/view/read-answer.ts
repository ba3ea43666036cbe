import { chat } from '../contract/endpoints/chat.ts';
import { completions } from '../contract/endpoints/completions.ts';
import { embeddings } from '../contract/endpoints/embeddings.ts';
import type { Endpoint } from '../contract/endpoints/endpoint.ts';
import { endpointAt } from '../contract/endpoints/match-path.ts';
import { moderations } from '../contract/endpoints/moderations.ts';
import { responses } from '../contract/endpoints/responses.ts';
import { readEvents } from '../contract/grammar/sse-events.ts';
import { isJsonObject, type JsonObject } from '../contract/requirements.ts';
import { asList, asObject, isText } from '../contract/schema/json-shape.ts';
import type { Observation } from '../recordings/observation.ts';
import type { RawAnswer } from '../verify/evidence/answer-reading.ts';
import { readingOf } from '../verify/evidence/answer-readings.ts';
import type { SeenChoice, SeenUsage } from '../verify/evidence/seen-answer.ts';
import { looksLikeEvents } from './stream-events.ts';
import { timedText, type AnswerText } from './timed-text.ts';

const VIEWED: readonly Endpoint[] = [chat, responses, embeddings, completions, moderations];

const lenient = new TextDecoder();

/** A value, if the text is JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** An exchange, read as far as it can be; nothing in it throws. */
export interface ReadExchange {
  readonly path: string;
  readonly endpoint: Endpoint | undefined;
  /** The body of the request, if it is a JSON object. */
  readonly asked: JsonObject | undefined;
  readonly said: AnswerText;
  readonly stream: boolean;
  /** The error of an error body, or of an event of a stream. */
  readonly error: JsonObject | undefined;
  readonly choices: readonly SeenChoice[];
  readonly usage: SeenUsage | undefined;
}

function rawAnswer(text: string, stream: boolean, isPiece: (event: JsonObject) => boolean): RawAnswer {
  if (!stream) return { body: asObject(parsed(text)), pieces: undefined };
  const values = readEvents(text).events.map(({ data }) => (data === null ? undefined : parsed(data)));
  return { body: {}, pieces: values.filter(isJsonObject).filter(isPiece) };
}

function errorIn(text: string, stream: boolean): JsonObject | undefined {
  const bodies = stream
    ? readEvents(text).events.flatMap(({ data }) => (data?.includes('"error"') ? [parsed(data)] : []))
    : [parsed(text)];
  const errors = bodies.map((body) => asObject(body)['error'] ?? asObject(asObject(body)['response'])['error']);
  return errors.find(isJsonObject);
}

/** A completion has its text where a chat completion has a message. */
const completionChoice = (value: unknown, index: number): SeenChoice => {
  const { text, finish_reason: finish } = asObject(value);
  return {
    index,
    finish: isText(finish) ? finish : null,
    role: 'assistant',
    content: isText(text) ? text : null,
    refusal: null,
    reasoning: null,
    calls: [],
    functionCall: undefined,
    logprobs: undefined,
  };
};

/** Texts of a stream of completions, choice by choice. */
function completionChoices({ body, pieces }: RawAnswer): SeenChoice[] {
  const all = (pieces ?? [body]).flatMap(({ choices }) => asList(choices)).map(asObject);
  const byIndex = Map.groupBy(all, ({ index }) => index);
  return [...byIndex.values()].map((some, index) => {
    const text = some.map((one) => (isText(one['text']) ? one['text'] : '')).join('');
    return completionChoice({ ...some.at(-1), text }, index);
  });
}

function choicesOf(endpoint: Endpoint | undefined, answer: RawAnswer): readonly SeenChoice[] {
  if (endpoint === completions) return completionChoices(answer);
  if (endpoint !== chat && endpoint !== responses) return [];
  return readingOf(endpoint).choices(answer);
}

/** Reads an observation for people to look at. */
export function readExchange(observation: Observation): ReadExchange {
  const { request } = observation;
  const path = pathOf(request.url);
  const endpoint = endpointAt(path, VIEWED, request.method);
  const asked = parsed(lenient.decode(request.body));
  const said = timedText(observation);
  const stream = looksLikeEvents(said.text);
  const reading = readingOf(endpoint);
  const answer = rawAnswer(said.text, stream, reading.isPiece);
  const error = errorIn(said.text, stream);
  const isAnswer = stream || error === undefined;
  return {
    path,
    endpoint,
    asked: isJsonObject(asked) ? asked : undefined,
    said,
    stream,
    error,
    choices: isAnswer ? choicesOf(endpoint, answer) : [],
    usage: reading.usage(answer),
  };
}
