import { SAME_FOR_ALL } from '../transforms/no-answer.ts';
import { asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { Exchange } from '../../wire/exchange.ts';
import { transformJson, transformWhere, withBody, withHeaders } from '../transforms/transform-body.ts';
import type { Fault } from '../fault.ts';

const HTML =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

const errorOf = (body: JsonObject): JsonObject => asObject(body['error']);

/** Edits the object under `error`. */
const transformError = (edit: (error: JsonObject, status: number) => JsonObject): NonNullable<Fault['wire']> =>
  transformWhere('error', (exchange, body, context) =>
    transformJson('error', () => ({ ...body, error: edit(errorOf(body), exchange.status) }))(exchange, context),
  );

/** Whatever was to be said, said with other bytes of another media type. */
const served = (exchange: Exchange, type: string | undefined, bytes: string): Exchange =>
  withHeaders(withBody(exchange, bytes), { 'content-type': type });

/** Faults of error bodies, for all errors. */
export const errorShapeFaults: readonly Fault[] = [
  {
    name: 'e.400-error-string',
    title: 'The error is a string instead of an object.',
    harm: 'silent',
    breaks: ['err.schema'],
    seen: 'https://github.com/PsycherosAI/Psycheros/issues/44',
    wire: transformJson('error', (body) => ({ error: errorOf(body)['message'] })),
  },
  {
    name: 'e.400-message-top',
    title: 'The message is at the top level of the body, without an error object.',
    harm: 'silent',
    breaks: ['err.schema'],
    seen: 'https://github.com/InternLM/lmdeploy/pull/2333',
    wire: transformJson('error', (body) => ({
      object: 'error',
      message: errorOf(body)['message'],
      type: 'BadRequestError',
      code: 400,
    })),
  },
  {
    name: 'e.400-code-msg',
    title: "The body has a gateway's code and message.",
    harm: 'silent',
    breaks: ['err.schema'],
    seen: 'assumed',
    wire: transformJson('error', (body) => ({ code: 40_001, msg: errorOf(body)['message'] })),
  },
  {
    name: 'e.success-false',
    title: 'The body has success: false and a message of its own.',
    harm: 'silent',
    breaks: ['err.schema'],
    seen: 'assumed',
    wire: transformJson('error', (body) => ({ success: false, error_msg: errorOf(body)['message'] })),
  },
  {
    name: 'e.422-detail-array',
    title: "The body is a web framework's list of validation details.",
    harm: 'silent',
    breaks: ['err.schema'],
    seen: 'https://github.com/ogx-ai/ogx/pull/4883',
    wire: transformWhere('error', (exchange, body, context) => {
      const detail = [{ type: 'value_error', loc: ['body'], msg: errorOf(body)['message'] }];
      const bent = transformJson('error', () => ({ detail }))(exchange, context);
      return exchange.status === 400 ? { ...bent, status: 422 } : bent;
    }),
  },
  {
    name: 'e.detail-text',
    title: 'The body has only the key detail.',
    harm: 'silent',
    breaks: ['err.schema'],
    seen: 'https://github.com/mozilla-ai/otari/pull/978',
    wire: transformJson('error', (body) => ({ detail: errorOf(body)['message'] })),
  },
  {
    name: 'e.array',
    title: 'The body is an array with one error.',
    harm: 'silent',
    breaks: ['err.schema'],
    seen: 'assumed',
    wire: transformJson('error', (body) => [body]),
  },
  {
    name: 'e.nested-text',
    title: 'The message contains the JSON of another error.',
    harm: 'tolerated',
    breaks: ['err.message'],
    seen: 'assumed',
    wire: transformError((error) => ({ ...error, message: JSON.stringify({ error }) })),
  },
  {
    name: 'e.message-empty',
    title: 'The message is an empty string.',
    harm: 'tolerated',
    breaks: ['err.message'],
    seen: 'assumed',
    wire: transformError((error) => ({ ...error, message: '' })),
  },
  {
    name: 'e.message-null',
    title: 'The message is null.',
    harm: 'silent',
    breaks: ['err.schema'],
    mayBreak: ['err.message'],
    seen: 'assumed',
    wire: transformError((error) => ({ ...error, message: null })),
  },
  {
    name: 'e.type-missing',
    title: 'The error has no type.',
    harm: 'tolerated',
    breaks: ['err.schema'],
    seen: 'assumed',
    wire: transformError(({ type: _type, ...error }) => error),
  },
  {
    name: 'e.code-object',
    title: 'The code of the error is an object.',
    harm: 'tolerated',
    breaks: ['err.code'],
    mayBreak: ['auth.invalid'],
    seen: 'assumed',
    wire: transformError((error, status) => ({ ...error, code: { status } })),
  },
  {
    name: 'e.param-status',
    title: 'The param of the error is the upstream status instead of a part of the request.',
    harm: 'tolerated',
    breaks: ['err.param'],
    mayBreak: ['err.first', 'param.refusal'],
    seen: 'assumed',
    wire: transformError((error, status) => ({ ...error, param: String(status) })),
  },
  {
    name: 'e.param-object',
    title: 'The param of the error is an object.',
    harm: 'tolerated',
    breaks: ['err.param'],
    mayBreak: ['err.first', 'param.refusal'],
    seen: 'assumed',
    wire: transformError((error) => ({ ...error, param: { field: error['param'] } })),
  },
  {
    name: 'e.plain-text',
    title: 'The error is plain text.',
    harm: 'silent',
    breaks: ['err.content-type'],
    mayBreak: ['err.schema'],
    seen: 'assumed',
    wire: transformWhere('error', (exchange, body) => served(exchange, 'text/plain', String(errorOf(body)['message']))),
  },
  {
    name: 'e.ct-text',
    title: 'The error is JSON with the media type text/plain.',
    harm: 'silent',
    breaks: ['err.content-type'],
    seen: 'assumed',
    wire: transformWhere('error', (exchange) => withHeaders(exchange, { 'content-type': 'text/plain' })),
  },
  {
    name: 'e.502-html',
    title: 'A proxy replaces the error with its own page.',
    harm: 'silent',
    breaks: ['err.content-type'],
    mayBreak: ['err.schema', 'err.status', ...SAME_FOR_ALL],
    seen: 'assumed',
    wire: transformWhere('error', (exchange) => ({ ...served(exchange, 'text/html', HTML), status: 502 })),
  },
  {
    name: 'e.empty',
    title: 'The error has no body.',
    harm: 'silent',
    breaks: ['err.content-type'],
    mayBreak: ['err.schema', 'err.message'],
    seen: 'https://github.com/BerriAI/litellm/issues/4695',
    wire: transformWhere('error', (exchange) => served(exchange, undefined, '')),
  },
  {
    name: 'e.in-200',
    title: 'The error has status 200.',
    harm: 'fatal',
    breaks: ['err.success', 'err.status'],
    mayBreak: [
      'auth.missing',
      'auth.invalid',
      'auth.scheme',
      'auth.empty',
      'err.model',
      'model.unknown',
      'err.json',
      'err.role',
      'err.type',
      'err.range',
      'err.messages',
      'err.model.missing',
      'err.stream.plain',
    ],
    seen: 'https://github.com/songquanpeng/one-api/issues/193',
    wire: transformWhere('error', (exchange) => ({ ...exchange, status: 200 })),
  },
  {
    name: 'e.as-500',
    title: 'Every invalid request gets a 5xx, which clients retry.',
    harm: 'costly',
    breaks: ['err.status'],
    mayBreak: [
      'auth.missing',
      'auth.invalid',
      'auth.scheme',
      'auth.empty',
      'err.model',
      'err.json',
      'err.messages',
      'err.model.missing',
      'err.range',
      'err.role',
      'err.type',
      'err.path',
      'err.method',
      'err.size',
      'err.media-type',
      'err.stop-count',
      'err.tool-name',
      'err.tool-order',
      'err.utf8',
      'model.unknown',
      'vision.invalid',
      'param.refusal',
      'param.stream-options',
    ],
    seen: 'https://github.com/mozilla-ai/otari/pull/978',
    wire: transformWhere('error', (exchange) => ({ ...exchange, status: 500 })),
  },
  {
    name: 'e.on-stream-as-event',
    title: 'An error before the first token is sent as an event stream if the request asked for one.',
    harm: 'fatal',
    breaks: ['err.stream.plain'],
    mayBreak: ['err.status', 'err.range', 'err.content-type', 'http.content-length.stream'],
    seen: 'https://github.com/QuantumNous/new-api/issues/3142',
    wire: transformWhere('error', (exchange, body, { stream }) => {
      if (!stream) return exchange;
      const text = `data: ${JSON.stringify(body)}\n\ndata: [DONE]\n\n`;
      return { ...served(exchange, 'text/event-stream', text), status: 200 };
    }),
  },
];
