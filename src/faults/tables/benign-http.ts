import { defaultContract } from '../../contract/contract.ts';
import { asObject } from '../../contract/schema/json-shape.ts';
import { transformJson, transformWhere, bodyText, withBody, withHeaders } from '../transforms/transform-body.ts';
import { transformAnswer, transformSteps, transformUsage } from '../transforms/edit-answer.ts';
import type { Fault, FaultRequest } from '../fault.ts';
import { gzipStored } from '../transforms/gzip-stored.ts';
import { refuse } from '../transforms/refuse.ts';

const encoder = new TextEncoder();

const accepts = ({ header }: FaultRequest, coding: string): boolean =>
  (header('accept-encoding') ?? '').includes(coding);

const capitals = (name: string): string => name.replaceAll(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());

/** The dated snapshot of a model, where the catalogue has one. */
function snapshotOf(model: unknown): string | undefined {
  return defaultContract()
    .models.map(({ id }) => id)
    .find((id) => /^-\d{4}-\d\d-\d\d$/.test(id.slice(String(model).length)) && id.startsWith(String(model)));
}

/** Legal variants of heads, of counts and of what is accepted, which no check may object to. */
export const benignHttpFaults: readonly Fault[] = [
  {
    name: 'http.header-capitals',
    title: 'Header names are capitalized.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: (exchange) => ({ ...exchange, headers: exchange.headers.map(([name, value]) => [capitals(name), value]) }),
  },
  {
    name: 'http.should-retry',
    title: 'Responses have an x-should-retry header for SDKs.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: (exchange) => withHeaders(exchange, { 'x-should-retry': String(exchange.status >= 500) }),
  },
  {
    name: 'http.request-id-uuid',
    title: 'The x-request-id is a UUID.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: (exchange) => ({
      ...exchange,
      headers: exchange.headers.map(([name, value]) =>
        name === 'x-request-id'
          ? [name, value.replace(/^req_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')]
          : [name, value],
      ),
    }),
  },
  {
    name: 'http.no-ratelimit',
    title: 'Responses have no x-ratelimit headers.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: (exchange) => ({
      ...exchange,
      headers: exchange.headers.filter(([name]) => !name.startsWith('x-ratelimit-')),
    }),
  },
  {
    name: 'http.edge-headers',
    title: 'Responses have the headers of a content delivery network.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: (exchange) =>
      withHeaders(exchange, {
        server: 'cloudflare',
        'cf-ray': '8f0000000000-AMS',
        'alt-svc': 'h3=":443"; ma=86400',
        'set-cookie': '__cf_bm=abc; path=/; HttpOnly',
      }),
  },
  {
    name: 'http.gzip',
    title: 'Plain responses are compressed if the request accepts it.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformWhere('answer', (exchange, _body, { request }) =>
      accepts(request, 'gzip')
        ? withHeaders(withBody(exchange, gzipStored(encoder.encode(bodyText(exchange)))), {
            'content-encoding': 'gzip',
          })
        : exchange,
    ),
  },
  {
    name: 'err.media-type-415',
    title: "A request body that isn't declared as JSON gets status 415.",
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    policy: (request) =>
      request.method === 'POST' && request.body && !(request.header('content-type') ?? '').includes('json')
        ? refuse('Unsupported content type.', { status: 415, code: 'unsupported_content_type' })
        : request,
  },
  {
    name: 'auth.error-type',
    title: 'A request with an invalid key gets the error type authentication_error.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    plan: (plan) =>
      plan.kind === 'error' && plan.status === 401
        ? { ...plan, error: { ...plan.error, type: 'authentication_error' } }
        : plan,
  },
  {
    name: 'model.echo-snapshot',
    title: 'The response names the dated snapshot of the model.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    plan: transformAnswer((plan, { request }) => {
      const snapshot = snapshotOf(request.body?.['model']);
      return snapshot === undefined ? plan : { ...plan, model: snapshot };
    }),
  },
  {
    name: 'model.list-extra-keys',
    title: 'Models have keys outside the contract.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    wire: transformJson('list', (list) => ({ ...list, has_more: false, total: 4 })),
  },
  {
    name: 'tool.named-finish-stop',
    title: 'A response with a forced tool call finishes with "stop".',
    harm: 'benign',
    breaks: [],
    seen: 'https://github.com/vllm-project/vllm/pull/25054',
    plan: transformSteps((events, { request }) =>
      asObject(request.body?.['tool_choice'])['type'] === 'function'
        ? events.map((event) =>
            event.type === 'finish' && event.reason === 'tool_calls' ? { ...event, reason: 'stop' } : event,
          )
        : events,
    ),
  },
  {
    name: 'usage.extra-keys',
    title: 'Usage has keys outside the contract.',
    harm: 'benign',
    breaks: [],
    seen: 'assumed',
    plan: transformUsage((usage) => ({ ...usage, cost: 0.0001, prompt_cache_hit_tokens: 0 })),
  },
];
