import { responses } from '../../../contract/endpoints/responses.ts';
import type { Asking } from '../asking.ts';
import type { Probe, ProbeContext, ProbeRequest } from '../probe.ts';

/** Least value of max_output_tokens. */
const MIN_LIMIT = 16;

type Members = Readonly<Record<string, unknown>>;

/** How Responses are asked. */
export const responsesAsking: Asking = {
  path: responses.path,
  nowhere: '/no-such-path',
  nothing: (model) => ({ model }),
  least: ({ model }, text) => ({ model, input: text, max_output_tokens: MIN_LIMIT }),
};

/** A request for a response. @param visible output tokens to allow beside those of reasoning */
export const respond = (
  { model, limit }: ProbeContext,
  input: unknown,
  visible: number,
  more: Members = {},
): ProbeRequest => ({
  path: responses.path,
  body: { model, input, max_output_tokens: limit(Math.max(MIN_LIMIT, visible)), ...more },
});

/** A question about one kept response. */
export const kept = (method: NonNullable<ProbeRequest['method']>, id: unknown, rest = ''): ProbeRequest | undefined =>
  typeof id === 'string' && id !== ''
    ? { method, path: `${responses.path}/${encodeURIComponent(id)}${rest}` }
    : undefined;

/** A valid request with something wrong in it. */
export const wrong = (context: ProbeContext, fault: Members): ProbeRequest => ({
  path: responses.path,
  body: { ...responsesAsking.least(context, 'Hi'), ...fault },
});

/** A probe that an answer is due to. */
export const answer = (
  id: string,
  title: string,
  visible: number,
  uses: Probe['uses'],
  request: (context: ProbeContext) => ProbeRequest | undefined,
  more: Partial<Probe> = {},
): Probe => ({ id, title, wants: 'answer', uses, visible: visible && Math.max(MIN_LIMIT, visible), request, ...more });

/** A function tool, which stands flat here. */
export const functionTool = (
  name: string,
  description: string,
  parameters: object | null,
  more: Members = {},
): object => ({
  type: 'function',
  name,
  description,
  parameters,
  ...more,
});

const place = (property: string, description: string): object => ({
  type: 'object',
  properties: { [property]: { type: 'string', description } },
  required: [property],
  additionalProperties: false,
});

/** The tools of most probes. */
export const TOOLS: readonly object[] = [
  functionTool('get_weather', 'Get the current weather of a city', place('city', 'Name of the city')),
  functionTool(
    'get_time',
    'Get the current time in a time zone',
    place('timezone', 'IANA name of the time zone, such as Europe/Paris'),
  ),
];

/** A message of the user. */
export const user = (content: unknown): Members => ({ role: 'user', content });
