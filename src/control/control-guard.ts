import type { ServiceRequest } from '../mock/service-request.ts';
import { problem, type ControlAnswer } from './control-answer.ts';

/** Whether only programs of this machine reach an address. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);

const withoutPort = (host: string): string => host.replace(/:\d+$/, '');

/** Takes as long for a nearly right token as for a wrong one. */
function sameToken(given: string, token: string): boolean {
  let differs = given.length ^ token.length;
  for (let at = 0; at < given.length; at++) differs |= given.charCodeAt(at) ^ token.charCodeAt(at % token.length);
  return differs === 0;
}

function checkToken({ header }: ServiceRequest, token: string): ControlAnswer | undefined {
  if (sameToken(header('authorization') ?? '', `Bearer ${token}`)) return undefined;
  return problem(
    401,
    'unauthorized',
    'The control API needs its token: send the header "Authorization: Bearer <token>" with the value of --control-token',
    {},
    [['www-authenticate', 'Bearer']],
  );
}

/**
 * Whether a request may use the control API. Without a token, only programs of this machine may: the server listens on a loopback
 * address, and pages in a browser are kept out by the headers that browsers add, also where a foreign name leads to this machine.
 */
export function refusal(request: ServiceRequest, token: string | undefined): ControlAnswer | undefined {
  if (token !== undefined) return checkToken(request, token);
  const host = request.header('host');
  if (host !== undefined && !isLoopback(withoutPort(host)))
    return problem(
      403,
      'forbidden',
      'Without --control-token, the control API takes requests to 127.0.0.1 or localhost only',
    );
  if (request.header('origin') !== undefined)
    return problem(
      403,
      'forbidden',
      'Web pages cannot use the control API without --control-token; call it from your test instead',
    );
  return undefined;
}
