import type { Contract } from '../../../src/contract/contract.ts';
import type { Endpoint, StreamingEndpoint } from '../../../src/contract/endpoints/endpoint.ts';
import { modelNotFound } from '../../../src/endpoints/api-error.ts';
import type { CodecContext, DirectCodec, PlanCodec, ValidRequest } from '../../../src/endpoints/codec.ts';
import type { ServedEndpoint } from '../../../src/endpoints/served-endpoint.ts';
import { validateBody, type BodyRules } from '../../../src/endpoints/validate/validate-body.ts';
import type { AnswerPlan, ErrorPlan, PlanEvent } from '../../../src/engine/plan.ts';
import { jsonBody } from '../../../src/wire/encode.ts';
import type { Identity } from '../../../src/wire/identity.ts';
import { unpackEvents } from '../../../src/wire/packed-plan.ts';
import { PLACEHOLDER } from '../../../src/wire/template.ts';

// An endpoint of an API that does not exist: `POST /v1/echo` repeats what it is told, and `/v1/echo/{id}` what it has said. Its
// stream has named events, no sentinel, and an id that is said once.

const text = { type: 'string' };

const SCHEMAS = {
  EchoRequest: {
    type: 'object',
    required: ['model', 'say'],
    properties: { model: text, say: { ...text, maxLength: 40 }, stream: { type: 'boolean' } },
  },
  Echo: {
    'x-requirements': ['body.schema'],
    type: 'object',
    required: ['id', 'object', 'said'],
    properties: { id: { ...text, pattern: '^echo-' }, object: { const: 'echo' }, said: text },
  },
  EchoEvent: {
    'x-requirements': ['body.schema'],
    type: 'object',
    required: ['type'],
    properties: { type: { enum: ['echo.begun', 'echo.piece', 'echo.ended'] }, piece: text, id: text },
  },
};

/** A contract that has the schemas of this endpoint, too. */
export function withEcho(contract: Contract): Contract {
  const { document } = contract;
  const schemas = { ...document.components.schemas, ...SCHEMAS };
  return { ...contract, document: { ...document, components: { ...document.components, schemas } } };
}

/** What the contract says of it. */
export const echo: StreamingEndpoint = {
  id: 'echo',
  method: 'POST',
  path: '/echo',
  request: 'EchoRequest',
  response: 'Echo',
  event: 'EchoEvent',
  member: 'say',
  describedBy: async (contract) => withEcho(contract),
};

const kept = {
  path: '/echo/{id}',
  response: echo.response,
  describedBy: async (contract: Contract) => withEcho(contract),
};
export const getEcho: Endpoint = { id: 'get-echo', method: 'GET', ...kept };
export const deleteEcho: Endpoint = { id: 'delete-echo', method: 'DELETE', path: kept.path };

const rules: BodyRules = {
  schema: echo.request,
  required: [echo.member],
  unknownModel: modelNotFound,
  check: () => undefined,
};

function read(value: unknown, context: CodecContext): ValidRequest | ErrorPlan {
  const valid = validateBody(value, rules, context);
  if (valid.kind === 'error') return valid;
  const { body, model } = valid;
  const content = `Reply with exactly: ${String(body['say'])}`;
  return {
    kind: 'valid',
    body,
    model,
    request: { model: model.id, messages: [{ role: 'user', content }], stream: body['stream'] === true },
    stream: body['stream'] === true ? { includeUsage: false, includeObfuscation: false } : undefined,
  };
}

const ANYBODY: Identity = { ...PLACEHOLDER, id: `echo-${'x'.repeat(29)}` };

const saidBy = (events: Iterable<PlanEvent>): string =>
  [...events].map((event) => (event.type === 'text' ? event.text : '')).join('');

const fold = ({ events }: AnswerPlan, { id }: Identity) => ({ id, object: 'echo', said: saidBy(events) });

const sse = (type: string, data: object): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

function eventBytes(event: PlanEvent, { id }: Identity): string {
  switch (event.type) {
    case 'role':
      return sse('echo.begun', { id });
    case 'text':
      return sse('echo.piece', { piece: event.text });
    case 'done':
      return sse('echo.ended', {});
    default:
      return '';
  }
}

const streamOf = (plan: AnswerPlan, identity: Identity): string =>
  plan.events.map((event) => eventBytes(event, identity)).join('');

/** How its bodies are read and written. */
export const echoCodec: PlanCodec = {
  kind: 'plan',
  idPrefix: 'echo-',
  read,
  count: ({ body }) => ({ prompt: String(body['say']).split(' ').length, cached: 0 }),
  fold: ({ plan }, identity = ANYBODY) => fold(plan, identity),
  plain: ({ plan }) => ({
    bytes: Buffer.byteLength(jsonBody(fold(plan, ANYBODY))),
    render: (identity) => jsonBody(fold(plan, identity)),
  }),
  stream:
    ({ plan }) =>
    (identity) =>
      streamOf(plan, identity),
  frames: function* ({ plan }, identity, _, factor) {
    for (const event of 'packed' in plan ? unpackEvents(plan.packed) : plan.events) {
      const bytes = eventBytes(event, identity);
      if (bytes !== '') yield { wait: event.wait * factor, bytes };
    }
  },
  live: (_, identity) => ({
    event: (event) => eventBytes(event, identity),
    error: ({ error }) => sse('error', { error }),
    end: () => eventBytes({ type: 'done', wait: 0 }, identity),
  }),
  keep: ({ plan }, identity, state) => state.set(identity.id, fold(plan, identity), 100),
};

const notFound = (id: string): ErrorPlan => ({
  kind: 'error',
  status: 404,
  error: { message: `No echo found with id '${id}'.`, type: 'invalid_request_error', param: null, code: null },
});

const idOf = ({ id = '' }: Readonly<Record<string, string>>): string => id;

export const getEchoCodec: DirectCodec = {
  kind: 'direct',
  respond: ({ params }, { state }) => {
    const body = state.get(idOf(params));
    return body ? { kind: 'body', body } : notFound(idOf(params));
  },
};

export const deleteEchoCodec: DirectCodec = {
  kind: 'direct',
  respond: ({ params }, { state }) =>
    state.delete(idOf(params))
      ? { kind: 'body', body: { id: idOf(params), object: 'echo', deleted: true } }
      : notFound(idOf(params)),
};

export const ECHO_ENDPOINTS: readonly ServedEndpoint[] = [
  { endpoint: echo, codec: async () => echoCodec },
  { endpoint: getEcho, codec: async () => getEchoCodec },
  { endpoint: deleteEcho, codec: async () => deleteEchoCodec },
];
