import type { Exchange } from '../../wire/exchange.ts';
import type { Fault } from '../fault.ts';
import { statusError } from './status.ts';

const isCors = ([name]: readonly [string, string]): boolean => name.startsWith('access-control-');

/** Without the headers that are meant. */
function dropHeaders(exchange: Exchange, meant: (header: readonly [string, string]) => boolean): Exchange {
  return { ...exchange, headers: exchange.headers.filter((header) => !meant(header)) };
}

/** What keeps browsers out, which no server side client notices. */
export const corsFaults: readonly Fault[] = [
  {
    name: 'cors.none',
    title: 'Browsers on other origins are blocked.',
    harm: 'tolerated',
    breaks: ['cors.preflight'],
    mayBreak: ['cors.expose'],
    seen: 'assumed',
    wire: (exchange) => dropHeaders(exchange, isCors),
  },
  {
    name: 'cors.preflight-401',
    title: 'A preflight request is rejected because it has no key.',
    harm: 'fatal',
    breaks: ['cors.preflight'],
    seen: 'assumed',
    policy: (request) => (request.method === 'OPTIONS' ? statusError(401) : request),
  },
  {
    name: 'cors.no-expose',
    title: "Browsers can't read Retry-After and x-request-id.",
    harm: 'tolerated',
    breaks: ['cors.expose'],
    seen: 'https://github.com/Azure/azure-rest-api-specs/issues/24904',
    wire: (exchange) => dropHeaders(exchange, ([name]) => name === 'access-control-expose-headers'),
  },
];
