import type { Fault, FaultRequest } from '../fault.ts';
import { refuse } from '../transforms/refuse.ts';

const authorization = ({ header }: FaultRequest): string => header('authorization') ?? '';

const BEARER = /^bearer(?: |$)/i;

/** Lets a request in whose Authorization header is like this. */
const admit =
  (like: (value: string) => boolean): NonNullable<Fault['policy']> =>
  (request) =>
    like(authorization(request)) ? { ...request, trusted: true } : request;

/** The key of a request. */
const keyOf = (request: FaultRequest): string => authorization(request).replace(BEARER, '').trim();

/** Defects of how requests are let in. */
export const authFaults: readonly Fault[] = [
  {
    name: 'auth.none-accepted',
    title: 'Requests without a key are accepted.',
    harm: 'silent',
    breaks: ['auth.missing'],
    seen: 'assumed',
    policy: admit((value) => value === ''),
  },
  {
    name: 'auth.any-accepted',
    title: 'Requests with any key are accepted.',
    harm: 'silent',
    breaks: ['auth.invalid'],
    seen: 'assumed',
    policy: admit((value) => BEARER.test(value) && value.length > 'bearer '.length),
  },
  {
    name: 'auth.scheme-accepted',
    title: 'Authorization schemes other than Bearer are accepted.',
    harm: 'silent',
    breaks: ['auth.scheme'],
    seen: 'assumed',
    policy: admit((value) => value !== '' && !BEARER.test(value)),
  },
  {
    name: 'auth.empty-accepted',
    title: 'Requests with an empty key are accepted.',
    harm: 'silent',
    breaks: ['auth.empty'],
    seen: 'assumed',
    policy: admit((value) => /^bearer *$/i.test(value)),
  },
  {
    name: 'auth.case-sensitive',
    title: 'The scheme must be spelled Bearer, with a capital letter.',
    harm: 'fatal',
    breaks: ['auth.case'],
    seen: 'assumed',
    policy: (request) =>
      BEARER.test(authorization(request)) && !authorization(request).startsWith('Bearer')
        ? refuse('Incorrect API key provided.', { status: 401, code: 'invalid_api_key' })
        : request,
  },
  {
    name: 'err.auth',
    title: 'A request with an invalid key gets this status instead of 401.',
    harm: 'silent',
    breaks: ['auth.invalid'],
    mayBreak: ['auth.missing', 'auth.scheme', 'auth.empty', 'err.status'],
    seen: 'assumed',
    parameters: [{ name: 'value', default: 403, title: 'HTTP status.' }],
    plan: (plan, context) =>
      plan.kind === 'error' && plan.status === 401 ? { ...plan, status: context.number('value') } : plan,
  },
  {
    name: 'auth.no-code',
    title: "The error for an invalid key doesn't say that the key is invalid.",
    harm: 'tolerated',
    breaks: ['auth.invalid'],
    seen: 'assumed',
    plan: (plan) =>
      plan.kind === 'error' && plan.status === 401
        ? { ...plan, error: { ...plan.error, type: 'error', code: null, message: 'Unauthorized' } }
        : plan,
  },
  {
    name: 'err.echo-key',
    title: 'Errors contain the key of the request.',
    harm: 'silent',
    breaks: ['auth.key-echo'],
    seen: 'assumed',
    plan: (plan, { request }) =>
      plan.kind === 'error' && keyOf(request) !== ''
        ? { ...plan, error: { ...plan.error, message: `${plan.error.message} (key: ${keyOf(request)})` } }
        : plan,
  },
];
