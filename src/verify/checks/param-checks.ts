import { asList, asObject, isText } from '../../contract/schema/json-shape.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { ParsedExchange } from '../evidence/parsed-exchange.ts';
import { probeById } from '../probes/endpoint-probes.ts';
import type { Capability } from '../capability.ts';
import { declaredCapabilities } from './declared-capabilities.ts';
import { usesField } from './discover-capabilities.ts';
import { isValidRefusal } from '../evidence/valid-refusal.ts';
import { answered, contentOf, describeRefusal } from './answers.ts';
import type { Check, Judgement } from './check.ts';
import { isSound } from '../evidence/predicates.ts';
import { evidenceCheck, exchangeCheck, findingOf, type Flaw, skipped } from './define-check.ts';

/** Statuses that speak of the account or the moment, not of the request. */
const ELSEWHERE: ReadonlySet<number> = new Set([401, 402, 403, 404, 408, 409, 429]);

/** The documented capability that an answer refuses: the one that it names, or the only reason why the request differs from plain ones. */
function refusedCapability(seen: ParsedExchange, promised: ReadonlySet<Capability>): string | undefined {
  const parameter = isValidRefusal(seen);
  const uses = (probeById(seen.probe)?.uses ?? []).filter((capability) => promised.has(capability));
  if (parameter !== undefined)
    return uses.some((capability) => usesField(capability, parameter)) ? parameter : undefined;
  const { status = 0 } = seen;
  return status >= 400 && status < 500 && !ELSEWHERE.has(status) ? uses.at(0) : undefined;
}

/** Each capability that the profile declares and an exchange was refused for. */
function declared(evidence: Evidence): Judgement {
  const promised = declaredCapabilities(evidence.contract);
  const used = evidence.all.filter(({ wants, status }) => wants === 'answer' && status !== undefined);
  if (used.length === 0) return skipped('not-observed');
  const findings = used.flatMap((seen) => {
    const refused = refusedCapability(seen, promised);
    if (refused === undefined) return [];
    const flaw = {
      path: `/${refused}`,
      expected: `${refused} to be accepted, as documented`,
      received: describeRefusal(seen),
    };
    return [findingOf(evidence, 'param.declared', seen, flaw)];
  });
  return { kind: 'judged', findings };
}

/** A refusal that names nothing leaves the client to guess. */
function refusal(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (seen.wants !== 'answer' || seen.status === undefined || seen.status < 400 || seen.status >= 500) return undefined;
  if (ELSEWHERE.has(seen.status) || seen.status === 413) return undefined;
  const named =
    isText(asObject(seen.error)['param']) ||
    /'[\w.[\]]+'|`[\w.[\]]+`|"[\w.[\]]+"|\b\w+_\w+\b/.test(String(asObject(seen.error)['message'] ?? ''));
  return seen.status === 400 && named
    ? []
    : [{ path: '/error/param', expected: 'status 400 and the name of the parameter', received: describeRefusal(seen) }];
}

function choices(seen: ParsedExchange): readonly Flaw[] | undefined {
  const { n } = seen.request ?? {};
  if (!isSound(seen) || typeof n !== 'number') return undefined;
  return seen.choices.length === n
    ? []
    : [{ path: '/choices', expected: `${n} choices`, received: `${seen.choices.length}` }];
}

/** Entries whose texts make up the content. Bytes may split a character, so the bytes are joined and not the texts. */
function logprobs(seen: ParsedExchange): readonly Flaw[] | undefined {
  if (!isSound(seen) || seen.request?.['logprobs'] !== true) return undefined;
  const entries = seen.choices[0]?.logprobs;
  if (entries === undefined || entries.length === 0)
    return [{ path: '/choices/0/logprobs', expected: 'one entry per token', received: 'none' }];
  const bytes = entries.flatMap((entry) => asList(entry['bytes']).map(Number));
  const text =
    bytes.length > 0
      ? new TextDecoder().decode(Uint8Array.from(bytes))
      : entries.map((entry) => String(entry['token'])).join('');
  return text === contentOf(seen)
    ? []
    : [{ path: '/choices/0/logprobs', expected: JSON.stringify(contentOf(seen)), received: JSON.stringify(text) }];
}

function alternatives(seen: ParsedExchange): readonly Flaw[] | undefined {
  const wanted = seen.request?.['top_logprobs'];
  const entries = seen.choices[0]?.logprobs;
  if (!isSound(seen) || typeof wanted !== 'number' || entries === undefined || entries.length === 0) return undefined;
  const wrong = entries.map((entry) => asList(entry['top_logprobs']).length).find((count) => count !== wanted);
  return wrong === undefined
    ? []
    : [{ path: '/choices/0/logprobs', expected: `${wanted} alternatives`, received: `${wrong}` }];
}

function sameSeed(evidence: Evidence): Judgement {
  const [first, second] = [evidence.of('seed')[0], evidence.of('seed.again')[0]];
  if (!first || !second || !isSound(first) || !isSound(second)) return skipped('not-observed');
  if (contentOf(first) === contentOf(second)) return { kind: 'judged', findings: [] };
  const flaw = {
    path: '/choices/0/message/content',
    expected: JSON.stringify(contentOf(first)),
    received: JSON.stringify(contentOf(second)),
  };
  return { kind: 'judged', findings: [findingOf(evidence, 'param.seed', second, flaw)] };
}

/** Checks of parameters: that they are taken, and that they mean something. */
export const paramChecks: readonly Check[] = [
  evidenceCheck(
    {
      id: 'param.declared',
      class: 'protocol',
      fix: 'Accept every documented parameter, or change the documentation.',
    },
    declared,
  ),
  exchangeCheck(
    { id: 'param.refusal', class: 'hygiene', fix: 'Respond with 400, and set param to the name of the parameter.' },
    refusal,
  ),
  exchangeCheck(
    {
      id: 'param.sampling',
      class: 'protocol',
      probes: ['sampling'],
      needs: ['sampling'],
      fix: 'Apply the sampling parameters, or pass them on.',
    },
    answered,
  ),
  exchangeCheck(
    { id: 'param.null', class: 'protocol', probes: ['null'], fix: 'Treat null like a missing field.' },
    answered,
  ),
  evidenceCheck(
    {
      id: 'param.seed',
      class: 'behavior',
      probes: ['seed', 'seed.again'],
      needs: ['seed'],
      fix: 'Pass the seed to the model.',
    },
    sameSeed,
  ),
  exchangeCheck(
    {
      id: 'param.n',
      class: 'protocol',
      probes: ['n', 'stream.n'],
      needs: ['n'],
      fix: 'Return the requested number of choices, or reject n.',
    },
    choices,
  ),
  exchangeCheck(
    {
      id: 'param.logprobs',
      class: 'protocol',
      probes: ['logprobs', 'stream.logprobs'],
      needs: ['logprobs'],
      fix: 'Return the requested logprobs, or reject the parameter.',
    },
    logprobs,
  ),
  exchangeCheck(
    {
      id: 'param.top-logprobs',
      class: 'protocol',
      probes: ['logprobs', 'stream.logprobs'],
      needs: ['logprobs'],
      fix: 'Return the requested number of alternatives.',
    },
    alternatives,
  ),
  exchangeCheck(
    {
      id: 'param.reasoning-effort',
      class: 'protocol',
      probes: ['effort'],
      needs: ['reasoning-effort'],
      fix: 'Accept every effort that the model supports.',
    },
    answered,
  ),
];
