import { toolVersion } from '../../contract/tool-version.ts';
import { drawsFrom, pick } from '../probes/natural-text.ts';
import type { Probe } from '../probes/probe.ts';
import type { VerifyOptions } from '../verify-options.ts';

/** As the usual clients name themselves. */
const AGENTS = [
  'OpenAI/JS 6.10.0',
  'OpenAI/Python 2.8.1',
  'AsyncOpenAI/Python 2.8.1',
  'ai/5.0.106 ai-sdk/provider-utils/3.0.18 runtime/node.js/22',
  'langchainjs-openai/1.1.3',
] as const;

type Disguised = Pick<VerifyOptions, 'suite' | 'honestProbes' | 'userAgent'>;

/** A check of a reseller looks like any other customer, unless it should be frank. */
const isDisguised = ({ suite, honestProbes }: Disguised): boolean => suite === 'reseller' && honestProbes !== true;

/** The `User-Agent` of a run. */
export function userAgentOf(options: Disguised, nonce: string): string {
  if (options.userAgent !== undefined) return options.userAgent;
  return isDisguised(options) ? pick(AGENTS, drawsFrom(`${nonce}/user-agent`)) : `starmock/${toolVersion()}`;
}

/**
 * Probes in another order for each nonce, so that the order does not identify a run. The first one stays: it tells whether there is an
 * endpoint at all. So does what is refused, before and after what is answered; and what is made from an answer comes after it.
 */
export function inDisguise(probes: readonly Probe[], options: Disguised, nonce: string): Probe[] {
  if (!isDisguised(options)) return [...probes];
  const draw = drawsFrom(`${nonce}/order`);
  const movable = probes.filter(({ wants }, index) => index > 0 && wants === 'answer');
  const places = new Map(movable.map((probe) => [probe.id, draw(2 ** 30)]));
  const placeOf = (probe: Probe): number => {
    const own = places.get(probe.id) ?? 0;
    const after = (probe.after ?? []).flatMap((id) => movable.filter((one) => one.id === id)).map(placeOf);
    return Math.max(own, ...after);
  };
  const sorted = movable.toSorted((a, b) => placeOf(a) - placeOf(b) || probes.indexOf(a) - probes.indexOf(b)).values();
  const isMovable = new Set(movable);
  return probes.map((probe) => (isMovable.has(probe) ? (sorted.next().value ?? probe) : probe));
}
