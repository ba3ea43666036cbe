import { asList } from '../../contract/schema/json-shape.ts';
import {
  transformBody,
  transformChoices,
  transformJson,
  transformMessages,
  transformWhere,
  withBody,
  withHeaders,
} from '../transforms/transform-body.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault } from '../fault.ts';

/** Legal variants of plain answers and of errors, which no check may object to. */
export const benignBodyFaults: readonly Fault[] = [
  {
    name: 'b.compact',
    title: 'Plain responses are written on one line.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange, body) => withBody(exchange, JSON.stringify(body))),
  },
  {
    name: 'b.chunked',
    title: 'Plain responses have no Content-Length.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange) => withHeaders(exchange, { 'content-length': undefined })),
  },
  {
    name: 'b.ct-charset',
    title: 'The media type of plain responses has a charset.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange) =>
      withHeaders(exchange, { 'content-type': 'application/json; charset=utf-8' }),
    ),
  },
  {
    name: 'b.extra-keys',
    title: 'Plain responses have keys outside the contract.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformBody((body) => ({ ...body, provider: 'upstream-a', x_gateway: { latency_ms: 12 } })),
  },
  {
    name: 'b.minimal',
    title: 'Plain responses have only the required keys, as relays that rebuild them send.',
    harm: 'benign',
    breaks: [],
    seen: 'https://github.com/QuantumNous/new-api',
    wire: transformBody(({ service_tier: _tier, system_fingerprint: _print, ...body }) => body),
  },
  {
    name: 'b.message-minimal',
    title: 'Messages omit refusal and annotations if there are none.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformMessages((message) =>
      message['refusal'] === null ? without(message, 'refusal', 'annotations') : without(message, 'annotations'),
    ),
  },
  {
    name: 'b.logprobs-null',
    title: "Choices have null logprobs that weren't requested.",
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformChoices((choice) => ('logprobs' in choice ? choice : { ...choice, logprobs: null })),
  },
  {
    name: 'b.keys-reordered',
    title: 'The keys of plain responses are in a different order.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformBody((body) => Object.fromEntries(Object.entries(body).toReversed())),
  },
  {
    name: 'b.escaped',
    title: 'Non-ASCII characters are escaped.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange, body) =>
      withBody(
        exchange,
        JSON.stringify(body).replaceAll(/\P{ASCII}/gu, (letter) =>
          letter
            .split('')
            .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
            .join(''),
        ),
      ),
    ),
  },
  {
    name: 'b.tool-content-empty-string',
    title: 'The content next to tool calls is an empty string instead of null.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    clients: '· ···· ',
    wire: transformMessages((message) =>
      asList(message['tool_calls']).length > 0 && message['content'] === null ? { ...message, content: '' } : message,
    ),
  },
  {
    name: 'e.extra-keys',
    title: 'Errors have keys outside the contract.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformJson('error', (body) => ({
      ...body,
      error: { ...(body['error'] as object), fallback_suggestion: 'retry after 60 seconds' },
      request_id: 'a1b2c3',
    })),
  },
  {
    name: 'e.400-code-number',
    title: 'The code of errors is the HTTP status as an integer.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformWhere('error', (exchange, body, context) =>
      // What tells errors of one status apart is more than a repeated status.
      (body['error'] as { readonly code?: unknown } | undefined)?.code === null
        ? transformJson('error', () => ({ error: { ...(body['error'] as object), code: exchange.status } }))(
            exchange,
            context,
          )
        : exchange,
    ),
  },
  {
    name: 'e.compact',
    title: 'Errors are written on one line, with a charset in their media type.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformWhere('error', (exchange, body) =>
      withHeaders(withBody(exchange, JSON.stringify(body)), { 'content-type': 'application/json; charset=utf-8' }),
    ),
  },
];
