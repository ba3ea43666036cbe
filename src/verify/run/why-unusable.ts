import { asObject, isText } from '../../contract/schema/json-shape.ts';
import type { Verdict } from '../checks/judge-model.ts';
import { chat } from '../../contract/endpoints/chat.ts';
import { embeddings } from '../../contract/endpoints/embeddings.ts';
import { responses } from '../../contract/endpoints/responses.ts';
import type { ConnectFailure } from '../../recordings/observation.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';

/** Why nothing can be tested. */
export interface Unusable {
  readonly reason: string;
  /** What responded is not the API that was meant, so nothing that it sent is judged. */
  readonly elsewhere: boolean;
}

function whyUnconnected({ phase, code, message }: ConnectFailure, url: URL): string {
  if (phase === 'dns') return `the host ${url.hostname} was not found (${code}); check the base URL`;
  if (code === 'ECONNREFUSED')
    return `${url.host} refused the connection; check the port, and that the server is running`;
  if (phase === 'connect') return `could not connect to ${url.host}: ${message}`;
  return `${phase}: ${message}`;
}

const PATHS = [chat, responses, embeddings].map(({ path }) => path);

/** A path without that of an endpoint at its end. */
function withoutEndpoint(pathname: string): string {
  const path = PATHS.find((one) => pathname.endsWith(one)) ?? '';
  return pathname.slice(0, pathname.length - path.length);
}

/** What is probably wrong with the base URL of a server that has no such path. */
function baseUrlHint({ origin, pathname }: URL): string {
  const base = withoutEndpoint(pathname);
  const rest = withoutEndpoint(base);
  if (rest !== base) return `; remove ${base.slice(rest.length)} from the base URL`;
  return /\/v\d\w*(?:\/|$)/.test(base)
    ? '; check the path of the base URL'
    : `; base URLs usually end in /v1: try ${origin}${base}/v1`;
}

/** Services say in many ways that they have no such model; about a path they say nothing of models. */
const isAboutModel = ({ error, request }: ParsedExchange): boolean => {
  const { code, message } = asObject(error);
  return /model|deployment/i.test(
    [code, message].filter(isText).join(' ').replaceAll(String(request?.['model']), ' model '),
  );
};

/** A page for browsers. */
const isPage = ({ json, text }: ParsedExchange): boolean =>
  json === undefined && /^\s*<(?:!doctype html|html)/i.test(text.slice(0, 200));

/** Why the first exchange of a model says that there is nothing to test: no connection, no access, no such path or model. */
export function whyUnusable(seen: ParsedExchange): Unusable | undefined {
  const { head, failure, request } = seen.observation;
  const url = new URL(request.url);
  const because = (reason: string, elsewhere = false): Unusable => ({ reason, elsewhere });
  if (failure && failure.phase !== 'head') return because(whyUnconnected(failure, url), true);
  const status = head?.status ?? 0;
  if (status >= 300 && status < 400) {
    const location = seen.header('location') ?? 'nowhere';
    return because(`the endpoint redirects to ${location} (status ${status}); use the final address as the base URL`);
  }
  switch (status) {
    case 200:
      return isPage(seen)
        ? because(`${url.host} responds with an HTML page instead of JSON${baseUrlHint(url)}`)
        : undefined;
    case 401:
      return because('the endpoint does not accept the key (status 401)');
    case 402:
      return because('the account is out of money (status 402)');
    case 403:
      return because('the key has no access (status 403)');
    case 404:
    case 405:
      return status === 404 && isAboutModel(seen)
        ? because(`the model "${seen.observation.model}" does not exist (status 404)`)
        : because(`there is no ${url.pathname} at ${url.origin} (status ${status})${baseUrlHint(url)}`, true);
    default:
      return undefined;
  }
}

/** What an endpoint of no use has not violated was not tested; and of another server nothing is judged. */
export function withoutPass(verdict: Verdict, { elsewhere }: Unusable): Verdict {
  const { check, requirement, status } = verdict;
  const stands = status === 'skip' || status === 'error' || (status !== 'pass' && !elsewhere);
  return stands ? verdict : { check, requirement, status: 'skip', findings: [], reason: 'dependency-failed' };
}
