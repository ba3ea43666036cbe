import { asList, asObject } from '../../contract/schema/json-shape.ts';
import type { JsonObject } from '../../contract/requirements.ts';
import type { Fault, FaultRequest } from '../fault.ts';
import { transformRequest, type PolicyTransform } from '../transforms/edit-request.ts';
import { without } from '../transforms/edit-response.ts';
import { refuse } from '../transforms/refuse.ts';
import { jsonBodyOf, transformJson, transformWhere, withJson } from '../transforms/transform-body.ts';

/** Sets what a request says of being kept. */
const stores = (store: boolean, where: (body: JsonObject) => boolean = () => true): PolicyTransform =>
  transformRequest((body) => (where(body) && body['store'] !== store ? { ...body, store } : body));

const streams = ({ stream }: JsonObject): boolean => stream === true;

const itemsOf = ({ input }: JsonObject): readonly JsonObject[] => asList(input).map(asObject);

/** Leaves items of the input out. */
const withoutItems = (test: (item: JsonObject) => boolean): PolicyTransform =>
  transformRequest((body) =>
    itemsOf(body).some(test) ? { ...body, input: itemsOf(body).filter((item) => !test(item)) } : body,
  );

const isAbout = ({ method, path }: FaultRequest, wanted: string, end = ''): boolean =>
  method === wanted && /\/responses\/[^/]+/.test(path) && path.endsWith(end);

/** Everything that is asked of a response that is not there, when nothing is kept. */
const NOTHING_KEPT = [
  'responses.retrieve',
  'responses.previous',
  'responses.store.stream',
  'responses.reference',
  'responses.reasoning.bare',
  'responses.input-items',
  'responses.input-items.pages',
  'responses.delete.answer',
  'responses.delete.chain',
  'responses.delete.schema',
  'responses.cancel',
  'responses.echo',
] as const;

/** What is kept of answers, and for whom. */
export const responseStateFaults: readonly Fault[] = [
  {
    name: 'responses.store-ignored',
    title: 'Nothing is kept, whatever the request says.',
    harm: 'fatal',
    breaks: ['responses.store.default'],
    mayBreak: NOTHING_KEPT,
    seen: 'https://openrouter.ai/docs/api-reference/responses-api-beta/overview',
    policy: stores(false),
  },
  {
    name: 'responses.store-always',
    title: 'A response is kept although the request says "store": false.',
    harm: 'silent',
    breaks: ['responses.store.off'],
    mayBreak: ['responses.echo'],
    seen: 'https://github.com/lightseekorg/smg/issues/916',
    policy: stores(true),
  },
  {
    name: 'responses.store-stream-lost',
    title: 'Streamed responses are not kept.',
    harm: 'fatal',
    breaks: ['responses.store.stream'],
    mayBreak: ['responses.echo'],
    seen: 'https://github.com/EricLBuehler/mistral.rs/issues/1946',
    policy: stores(false, streams),
  },
  {
    name: 'responses.previous-ignored',
    title: 'previous_response_id is ignored, and the model knows nothing of what was said.',
    harm: 'silent',
    breaks: ['responses.previous', 'responses.previous.unknown'],
    mayBreak: [
      'responses.store.stream',
      'responses.store.off',
      'responses.delete',
      'responses.delete.chain',
      'responses.echo',
      'err.status',
    ],
    seen: 'https://github.com/Blaizzy/mlx-vlm/issues/1046',
    policy: transformRequest(without('previous_response_id')),
  },
  {
    name: 'responses.previous-unknown-404',
    title: 'A previous_response_id that is not known gets 404 with another code.',
    harm: 'tolerated',
    breaks: ['responses.previous.unknown'],
    seen: 'assumed',
    wire: transformWhere('error', (exchange, body) =>
      asObject(body['error'])['code'] === 'previous_response_not_found'
        ? withJson(
            { ...exchange, status: 404 },
            { error: { ...asObject(body['error']), code: 'not_found', param: null } },
          )
        : exchange,
    ),
  },
  {
    name: 'responses.instructions-inherited',
    title: 'The instructions of a response hold for the one that continues it.',
    harm: 'silent',
    breaks: ['responses.previous.instructions'],
    mayBreak: ['responses.delete.chain', 'responses.delete', 'responses.echo'],
    seen: 'assumed',
    policy: transformRequest((body, { remember }) => {
      const { instructions, previous_response_id: previous } = body;
      if (typeof previous !== 'string') {
        if (typeof instructions === 'string' && instructions.length > 20) remember(instructions);
        return body;
      }
      const before = remember('');
      if (before) remember(before);
      return before && instructions === undefined ? { ...body, instructions: before } : body;
    }),
  },
  {
    name: 'responses.reference-dropped',
    title: 'References to items are left out.',
    harm: 'silent',
    breaks: ['responses.reference', 'responses.reference.unknown'],
    mayBreak: ['err.status'],
    seen: 'https://github.com/CopilotKit/aimock',
    policy: withoutItems(({ type }) => type === 'item_reference'),
  },
  {
    name: 'responses.reasoning-bare-refused',
    title: 'Reasoning items without their content are refused.',
    harm: 'fatal',
    breaks: ['responses.reasoning.bare'],
    seen: 'assumed',
    policy: (request) => {
      const bare = itemsOf(request.body ?? {}).find(
        (item) => item['type'] === 'reasoning' && !item['encrypted_content'],
      );
      return bare
        ? refuse(`Item with id '${String(bare['id'])}' not found.`, { status: 404, param: 'input' })
        : request;
    },
  },
  {
    name: 'responses.encrypted-missing',
    title: 'Reasoning has no encrypted_content although include asks for it.',
    harm: 'fatal',
    breaks: ['responses.reasoning.encrypted'],
    seen: 'assumed',
    policy: transformRequest(without('include')),
  },
  {
    name: 'responses.status-refused',
    title: 'Items are refused for the status that they were sent with.',
    harm: 'fatal',
    breaks: ['responses.items.echoed'],
    mayBreak: ['responses.reasoning.bare', 'responses.reasoning.encrypted', 'responses.call.answered'],
    seen: 'assumed',
    policy: (request) => {
      const at = itemsOf(request.body ?? {}).findIndex((item) => 'status' in item);
      const param = `input[${at}].status`;
      return at < 0 ? request : refuse(`Unknown parameter: '${param}'.`, { param, code: 'unknown_parameter' });
    },
  },
  {
    name: 'responses.results-dropped',
    title: 'Calls and their results are left out of the conversation.',
    harm: 'silent',
    breaks: ['responses.call.answered', 'responses.call.orphan', 'responses.call.unanswered'],
    mayBreak: ['err.status'],
    seen: 'assumed',
    policy: withoutItems(({ type }) => type === 'function_call' || type === 'function_call_output'),
  },
  {
    name: 'responses.retrieve-changed',
    title: 'A response that is fetched has lost its items.',
    harm: 'silent',
    breaks: ['responses.retrieve'],
    mayBreak: ['body.said'],
    seen: 'assumed',
    wire: (exchange, context) =>
      isAbout(context.request, 'GET')
        ? transformJson('response', (body) => ({ ...body, output: [] }))(exchange, context)
        : exchange,
  },
  {
    name: 'responses.retrieve-unknown-400',
    title: 'A response that is not kept gets 400.',
    harm: 'tolerated',
    breaks: ['responses.retrieve.unknown'],
    mayBreak: ['responses.store.off', 'responses.delete'],
    seen: 'assumed',
    wire: (exchange, { request }) =>
      exchange.status === 404 && isAbout(request, 'GET') ? { ...exchange, status: 400 } : exchange,
  },
  {
    name: 'responses.delete-ignored',
    title: 'A response that is deleted stays, and is answered in place of the deletion.',
    harm: 'silent',
    breaks: ['responses.delete', 'responses.delete.answer', 'responses.delete.schema'],
    mayBreak: ['responses.input-items'],
    seen: 'assumed',
    policy: (request) => (isAbout(request, 'DELETE') ? { ...request, method: 'GET' } : request),
  },
  {
    name: 'responses.delete-object-named',
    title: 'A deletion answers with another id.',
    harm: 'tolerated',
    breaks: ['responses.delete.answer'],
    seen: 'assumed',
    wire: (exchange, context) => {
      if (!isAbout(context.request, 'DELETE')) return exchange;
      const body = jsonBodyOf(exchange, 'response');
      return body?.['deleted'] === true ? withJson(exchange, { ...body, id: 'resp_deleted' }) : exchange;
    },
  },
  {
    name: 'responses.delete-chain-lost',
    title: 'What continues a deleted response is lost with it.',
    harm: 'fatal',
    breaks: ['responses.delete.chain'],
    seen: 'assumed',
    policy: (request, { remember }) => {
      if (isAbout(request, 'DELETE')) remember('deleted');
      const previous = request.body?.['previous_response_id'];
      if (typeof previous !== 'string') return request;
      const before = remember('');
      if (before === undefined || before === '') return request;
      remember(before);
      return refuse(`Previous response with id '${previous}' not found.`, {
        param: 'previous_response_id',
        code: 'previous_response_not_found',
      });
    },
  },
  {
    name: 'responses.input-items-turned',
    title: 'Input items are listed from the first on.',
    harm: 'tolerated',
    breaks: ['responses.input-items'],
    mayBreak: ['responses.input-items.pages', 'responses.reference'],
    seen: 'assumed',
    wire: transformJson('list', (body) => ({ ...body, data: asList(body['data']).toReversed() })),
  },
  {
    name: 'responses.input-items-last-page',
    title: 'Every page of input items says that it is the last.',
    harm: 'silent',
    breaks: ['responses.input-items.pages'],
    seen: 'assumed',
    wire: transformJson('list', (body) => ('has_more' in body ? { ...body, has_more: false } : body)),
  },
  {
    name: 'responses.input-items-bare',
    title: 'Input items come as a list without its ends.',
    harm: 'fatal',
    breaks: ['responses.input-items.schema'],
    mayBreak: ['responses.input-items.pages'],
    seen: 'assumed',
    wire: transformJson('list', (body) =>
      'has_more' in body ? { object: 'list', data: body['data'], has_more: body['has_more'] } : body,
    ),
  },
  {
    name: 'responses.cancel-ignored',
    title: 'A response that is cancelled is answered as it stands.',
    harm: 'silent',
    breaks: ['responses.cancel'],
    seen: 'assumed',
    policy: (request) =>
      isAbout(request, 'POST', '/cancel')
        ? { ...request, method: 'GET', path: request.path.replace(/\/cancel$/, '') }
        : request,
  },
];
