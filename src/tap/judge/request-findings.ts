import { ENDPOINTS } from '../../contract/endpoints/endpoints.ts';
import { endpointAt } from '../../contract/endpoints/match-path.ts';
import type { ParsedExchange } from '../../verify/evidence/parsed-exchange.ts';
import type { ParseContext } from '../../verify/evidence/parse-exchange.ts';

/** How a client breaks the contract: one kind of mistake, however often it was made. */
export interface RequestFinding {
  readonly model: string;
  /** JSON pointer into the body; `''` for the whole of it. */
  readonly path: string;
  readonly message: string;
  /** Numbers of the exchanges. */
  readonly exchanges: readonly number[];
}

interface Mistake {
  readonly path: string;
  readonly message: string;
}

/** Mistakes of one request that are reported; a hostile body has any number. */
const MAX_MISTAKES = 20;

/** What the contract says of the body of a request; nothing for one of an unknown path. */
function mistakesOf({ observation: { request }, request: body }: ParsedExchange, tools: ParseContext): Mistake[] {
  const path = URL.canParse(request.url) ? new URL(request.url).pathname : request.url;
  const schema = endpointAt(path, tools.endpoints ?? ENDPOINTS, request.method)?.request;
  if (schema === undefined || request.method !== 'POST') return [];
  if (body === undefined) return [{ path: '', message: 'must be a JSON object' }];
  const first = tools.validators.request(body, schema);
  return (first ?? []).slice(0, MAX_MISTAKES).map(({ instancePath, message = 'is not allowed', params }) => {
    const named: unknown = params['missingProperty'] ?? params['additionalProperty'] ?? params['unevaluatedProperty'];
    return {
      path: instancePath,
      message: typeof named === 'string' && !message.includes(named) ? `${message}: ${named}` : message,
    };
  });
}

/** Judges the requests alone, whatever became of them. */
export function requestFindings(exchanges: readonly ParsedExchange[], tools: ParseContext): RequestFinding[] {
  const all = exchanges.flatMap((seen) =>
    mistakesOf(seen, tools).map((mistake) => ({ ...mistake, model: seen.observation.model, exchange: seen.sample })),
  );
  const kinds = Map.groupBy(all, ({ model, path, message }) => JSON.stringify([model, path, message]));
  return [...kinds.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { model, path, message } = first;
    return [{ model, path, message, exchanges: [...new Set(group.map(({ exchange }) => exchange))] }];
  });
}
