import { defaultContract } from '../../contract/contract.ts';
import { asList, asObject } from '../../contract/schema/json-shape.ts';
import { resolveModel } from '../../contract/models.ts';
import { transformJson } from '../transforms/transform-body.ts';
import { transformAnswer } from '../transforms/edit-answer.ts';
import { without } from '../transforms/edit-json.ts';
import type { Fault, FaultRequest } from '../fault.ts';
import { refuse } from '../transforms/refuse.ts';

const MODELS = '/v1/models';
const FALLBACK = 'gpt-5.1';

const isRetrieval = ({ method, path }: FaultRequest): boolean => method === 'GET' && path.startsWith(`${MODELS}/`);

const isList = ({ method, path }: FaultRequest): boolean => method === 'GET' && path === MODELS;

const notFound = (): ReturnType<typeof refuse> => refuse('Not found', { status: 404 });

/** What a model that is asked for says that it is. */
function reported(asked: unknown): string | undefined {
  return typeof asked === 'string' ? resolveModel(defaultContract().models, asked)?.reports : undefined;
}

const HEX = 16;

const fingerprint = (random: () => number): string =>
  `fp_${Array.from({ length: 10 }, () => Math.floor(random() * HEX).toString(HEX)).join('')}`;

/** Defects of who answers, and of how models are listed. */
export const identityFaults: readonly Fault[] = [
  {
    name: 'model.echo-other',
    title: 'The response names a different model than requested.',
    harm: 'silent',
    breaks: ['model.echo'],
    seen: 'https://github.com/kiyoakii/is-gpt-nerfed/pull/6',
    parameters: [{ name: 'value', default: 'llama-3.3-70b-instruct', title: 'Name of the other model.' }],
    plan: transformAnswer((plan, context) => ({ ...plan, model: context.text('value') })),
  },
  {
    name: 'model.echo-unstable',
    title: 'Every other response names a different model, as with alternating channels.',
    harm: 'tolerated',
    breaks: ['model.echo.stable'],
    mayBreak: ['model.echo'],
    seen: 'assumed',
    plan: transformAnswer((plan, { serial }) => (serial % 2 === 0 ? plan : { ...plan, model: `openai/${plan.model}` })),
  },
  {
    name: 'model.swap',
    title: 'All models are served by one of them under their own names.',
    harm: 'silent',
    breaks: ['model.distinct'],
    mayBreak: ['reason.field', 'reason.both', 'usage.reasoning.told'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: FALLBACK, title: 'Model that serves all others.' }],
    policy: (request, context) =>
      reported(request.body?.['model']) === undefined
        ? request
        : { ...request, body: { ...request.body, model: context.text('value') } },
    plan: transformAnswer((plan, { request }) => ({ ...plan, model: reported(request.body?.['model']) ?? plan.model })),
  },
  {
    name: 'model.fingerprint-roulette',
    title: 'Every response has a different system_fingerprint.',
    harm: 'tolerated',
    breaks: ['model.fingerprint'],
    seen: 'assumed',
    plan: transformAnswer((plan, { random }) => ({ ...plan, systemFingerprint: fingerprint(random) })),
  },
  {
    name: 'model.gone',
    title: 'A documented model no longer exists.',
    harm: 'fatal',
    breaks: ['model.available'],
    mayBreak: ['model.list.complete', 'model.retrieve'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 'gpt-5.1-thinking', title: 'Model.' }],
    policy: (request, context) =>
      request.body?.['model'] === context.text('value')
        ? refuse(`The model \`${context.text('value')}\` does not exist or you do not have access to it.`, {
            status: 404,
            code: 'model_not_found',
          })
        : request,
  },
  {
    name: 'model.list-missing',
    title: "The service doesn't list its models.",
    harm: 'tolerated',
    breaks: ['model.list'],
    mayBreak: ['model.list.complete', 'model.list.schema'],
    seen: 'assumed',
    policy: (request) => (isList(request) ? notFound() : request),
  },
  {
    name: 'model.list-short',
    title: 'The model list contains only the last model.',
    harm: 'tolerated',
    breaks: ['model.list.complete'],
    seen: 'assumed',
    wire: transformJson('list', (list) => ({ ...list, data: asList(list['data']).slice(-1) })),
  },
  {
    name: 'model.list-bare',
    title: 'The model list is a bare array.',
    harm: 'fatal',
    breaks: ['model.list.schema'],
    mayBreak: ['model.list', 'model.list.complete'],
    seen: 'assumed',
    wire: transformJson('list', (list) => list['data']),
  },
  {
    name: 'model.list-names',
    title: 'The model list contains names instead of objects.',
    harm: 'fatal',
    breaks: ['model.schema'],
    mayBreak: ['model.list.schema', 'model.list.complete', 'model.retrieve'],
    seen: 'assumed',
    wire: transformJson('list', (list) => ({
      ...list,
      data: asList(list['data']).map((model) => asObject(model)['id']),
    })),
  },
  {
    name: 'model.fields-missing',
    title: 'Models have only an id.',
    harm: 'tolerated',
    breaks: ['model.schema'],
    seen: 'assumed',
    wire: (exchange, context) => {
      const bare = (model: unknown): object => ({ id: asObject(model)['id'], object: 'model' });
      const listed = transformJson('list', (list) => ({ ...list, data: asList(list['data']).map(bare) }))(
        exchange,
        context,
      );
      return transformJson('model', bare)(listed, context);
    },
  },
  {
    name: 'model.retrieve-missing',
    title: "A listed model can't be retrieved.",
    harm: 'tolerated',
    breaks: ['model.retrieve'],
    seen: 'assumed',
    policy: (request) => (isRetrieval(request) ? notFound() : request),
  },
  {
    name: 'model.retrieve-differs',
    title: 'A retrieved model has a different created timestamp than in the list.',
    harm: 'tolerated',
    breaks: ['model.retrieve'],
    seen: 'assumed',
    wire: transformJson('model', (model) => ({ ...model, created: Number(model['created']) + 1 })),
  },
  {
    name: 'model.retrieve-any',
    title: 'Any name can be retrieved as a model.',
    harm: 'silent',
    breaks: ['model.unknown'],
    seen: 'assumed',
    policy: (request) => (isRetrieval(request) ? { ...request, path: `${MODELS}/${FALLBACK}` } : request),
    wire: transformJson('model', (model, { request }) => ({
      ...without(model, 'id'),
      id: decodeURIComponent(request.path.slice(MODELS.length + 1)),
    })),
  },
];
