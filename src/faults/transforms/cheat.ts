import type { RequirementId } from '../../contract/generated/requirement-ids.ts';

import type { Fault, FaultContext, FaultParameter } from '../fault.ts';
import { messagesOf, textOf } from './edit-messages.ts';

/** Characters of a token of English, on average. */
const CHARACTERS = 4;

/** When a reseller cheats: conditions that all have to hold. */
const CONDITIONS: readonly FaultParameter[] = [
  { name: 'above', default: 0, title: 'Only above so many prompt tokens.' },
  { name: 'share', default: 1, title: 'Only for this share of the requests.' },
  { name: 'after', default: 0, title: 'Only after so many requests.' },
  { name: 'history', default: 0, title: 'Only in conversations of at least so many messages.' },
  { name: 'unless-ua', default: '-', title: 'Only for clients whose User-Agent does not contain this.' },
];

type Condition = 'above' | 'share' | 'after' | 'history' | 'unless-ua';

function holds(context: FaultContext): boolean {
  const { request, serial } = context;
  const messages = messagesOf(request.body);
  if (messages.length === 0 || serial < context.number('after') || messages.length < context.number('history'))
    return false;
  const tokens = messages.reduce((sum, message) => sum + textOf(message).length, 0) / CHARACTERS;
  if (tokens < context.number('above')) return false;
  const spared = context.text('unless-ua');
  if (spared !== '-' && request.header('user-agent')?.includes(spared)) return false;
  const share = context.number('share');
  return share >= 1 || context.random() < share;
}

const decided = new WeakMap<FaultContext, boolean>();

/** Decided once a request, whatever stage of it is bent first. */
function applies(context: FaultContext): boolean {
  const known = decided.get(context) ?? holds(context);
  decided.set(context, known);
  return known;
}

/** A cheat as the catalogue writes it down. */
export interface Cheat extends Omit<Fault, 'mayBreak' | 'harm' | 'seen'> {
  readonly mayBreak?: readonly RequirementId[];
  /** What it is tried with. */
  readonly when: Readonly<Partial<Record<Condition, number | string>>>;
}

/** A fault that shows itself only where its conditions hold. */
export function cheat({ when, policy, plan, wire, parameters = [], ...facts }: Cheat): Fault {
  const conditions = CONDITIONS.map((parameter) => ({
    ...parameter,
    default: when[parameter.name as Condition] ?? parameter.default,
  }));
  return {
    ...facts,
    harm: 'costly',
    seen: 'assumed',
    parameters: [...parameters, ...conditions],
    ...(policy && { policy: (request, context) => (applies(context) ? policy(request, context) : request) }),
    ...(plan && { plan: (value, context) => (applies(context) ? plan(value, context) : value) }),
    ...(wire && { wire: (exchange, context) => (applies(context) ? wire(exchange, context) : exchange) }),
  };
}
