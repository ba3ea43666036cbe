import { asList, asObject, isText } from '../../contract/json-shape.ts';
import { reasonsByDefault } from '../../contract/models.ts';
import type { Check, Judgement } from './check.ts';
import { evidenceCheck, exchangeCheck, findingOf, skipped, type Flaw } from './define-check.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { declaredCapabilities } from '../run/declared-capabilities.ts';
import { usesField } from '../run/discover-capabilities.ts';
import { probeById } from '../probes/catalogue.ts';
import { isValidRefusal } from '../run/valid-refusal.ts';
import type { Seen } from '../evidence/seen.ts';
import { hasCalls, isAnswer, isSound, outcome } from './concerns.ts';

/** A request that should have been answered: nothing is said of one that got another status than it must not have. */
export function answered(seen: Seen): readonly Flaw[] | undefined {
  const { status } = seen;
  // A redirect is told by http.redirect.
  if (status === undefined || status === 429 || status >= 500 || (status >= 300 && status < 400)) return undefined;
  return status < 300 ? [] : [{ expected: 'an answer', received: describeRefusal(seen) }];
}

export function describeRefusal(seen: Seen): string {
  const { message } = asObject(seen.error);
  return isText(message) ? `${outcome(seen)}: ${message.slice(0, 120)}` : outcome(seen);
}

/** Only the parts of an answer that are text, the first choice alone. */
export const contentOf = (seen: Seen): string => seen.choices[0]?.content ?? '';

const limitOf = ({ request }: Seen): number | undefined => {
  const limit = request?.['max_completion_tokens'] ?? request?.['max_tokens'];
  return typeof limit === 'number' ? limit : undefined;
};

/** Tokens that nobody sees and that a service may hold back from the limit. */
const UNSEEN = 3;

/** By the service's own count or by that of the text, whichever is more. */
const tokensOf = (seen: Seen, { tokenizer }: Evidence): number =>
  Math.max(seen.usage?.completion ?? 0, tokenizer.count(contentOf(seen)));

/** Whoever ended by itself, with a whole sentence or well before the limit, has not shown what the limit would have done. */
function endedBefore(limit: number, seen: Seen, evidence: Evidence): boolean {
  const tokens = tokensOf(seen, evidence);
  return tokens < limit - UNSEEN || (tokens < limit && /[.!?。！？]\s*$/.test(contentOf(seen)));
}

/** No more tokens than allowed, by the service's own count and by that of the text, and the right word for it. */
function withinLimit(seen: Seen, { tokenizer, info }: Evidence): readonly Flaw[] | undefined {
  const limit = limitOf(seen);
  // A call in the place of a text says nothing of how long that would have been.
  if (!isSound(seen) || limit === undefined || seen.choices.length !== 1 || hasCalls(seen)) return undefined;
  const used = seen.usage?.completion ?? 0;
  const text = tokenizer.count(contentOf(seen));
  // A service may count its own marks beyond the limit; an answer that ignores the limit is far above it.
  const most = info === undefined ? limit * 2 : limit + 1; // Another vocabulary may need fewer tokens.
  if (used > limit + 1 || text > most) {
    return [
      { path: '/usage/completion_tokens', expected: `at most ${limit} tokens`, received: `${Math.max(used, text)}` },
    ];
  }
  return [];
}

/** A long poem does not fit into a few tokens, so the word must be length; it may fit where there is room to think. */
function cutOff(seen: Seen, evidence: Evidence): readonly Flaw[] | undefined {
  const within = withinLimit(seen, evidence);
  if (within === undefined || within.length > 0 || seen.choices[0]?.finish === 'length') return within;
  if (reasonsByDefault(evidence.info)) return within;
  if (endedBefore(limitOf(seen) ?? 0, seen, evidence)) return undefined;
  return [
    {
      path: '/choices/0/finish_reason',
      expected: '"length"',
      received: JSON.stringify(seen.choices[0]?.finish ?? null),
    },
  ];
}

function limitOfOne(seen: Seen, { all }: Evidence): readonly Flaw[] | undefined {
  // Where nothing is answered, it is not for the limit.
  if ((seen.status ?? 0) >= 500 && all.some(isAnswer))
    return [{ expected: 'an answer', received: describeRefusal(seen) }];
  const refusal = answered(seen);
  if (refusal === undefined) return undefined;
  // The real API says so where a reasoning model could not finish a thought.
  if (seen.status === 400 && /max_tokens or model output limit/i.test(String(asObject(seen.error)['message'] ?? '')))
    return [];
  if (refusal.length > 0) return refusal;
  if (!isSound(seen)) return undefined;
  const finish = seen.choices[0]?.finish ?? null;
  return finish === 'length'
    ? []
    : [{ path: '/choices/0/finish_reason', expected: '"length"', received: JSON.stringify(finish) }];
}

const stopsOf = ({ request }: Seen): string[] => {
  const stop = request?.['stop'];
  return typeof stop === 'string' ? [stop] : asList(stop).filter((text) => typeof text === 'string');
};

/** The text asked for holds the stop text in the middle, so that an answer that goes on, or has it, ignored it. */
function stopped(seen: Seen): readonly Flaw[] | undefined {
  const stops = stopsOf(seen);
  if (!isSound(seen) || stops.length === 0 || hasCalls(seen)) return undefined;
  const content = contentOf(seen);
  const contained = stops.find((stop) => content.includes(stop));
  if (contained !== undefined)
    return [
      {
        path: '/choices/0/message/content',
        expected: `an end before ${JSON.stringify(contained)}`,
        received: JSON.stringify(content),
      },
    ];
  if (/\bfour\b/.test(content))
    return [
      { path: '/choices/0/message/content', expected: 'an end at the stop text', received: JSON.stringify(content) },
    ];
  return seen.choices[0]?.finish === 'stop'
    ? []
    : [
        {
          path: '/choices/0/finish_reason',
          expected: '"stop"',
          received: JSON.stringify(seen.choices[0]?.finish ?? null),
        },
      ];
}

/** Each capability that the profile declares and an exchange was refused for. */
function declared(evidence: Evidence): Judgement {
  const promised = declaredCapabilities(evidence.contract);
  const used = evidence.all.filter(({ wants, status }) => wants === 'answer' && status !== undefined);
  if (used.length === 0) return skipped('not-observed');
  const findings = used.flatMap((seen) => {
    const parameter = isValidRefusal(seen);
    const used = probeById(seen.probe)?.uses ?? [];
    const broken =
      parameter === undefined
        ? undefined
        : used.find((capability) => promised.has(capability) && usesField(capability, parameter));
    return broken === undefined
      ? []
      : [
          findingOf(evidence, 'param.declared', seen, {
            path: `/${parameter}`,
            expected: `${parameter}, which is documented`,
            received: describeRefusal(seen),
          }),
        ];
  });
  return { kind: 'judged', findings };
}

/** A refusal that names nothing leaves the client to guess. */
function refusal(seen: Seen): readonly Flaw[] | undefined {
  if (seen.wants !== 'answer' || seen.status === undefined || seen.status < 400 || seen.status >= 500) return undefined;
  if ([401, 402, 403, 404, 408, 409, 413, 429].includes(seen.status)) return undefined;
  const named =
    isText(asObject(seen.error)['param']) ||
    /'[\w.[\]]+'|`[\w.[\]]+`|"[\w.[\]]+"|\b\w+_\w+\b/.test(String(asObject(seen.error)['message'] ?? ''));
  return seen.status === 400 && named
    ? []
    : [{ path: '/error/param', expected: 'status 400 that names the parameter', received: describeRefusal(seen) }];
}

function choices(seen: Seen): readonly Flaw[] | undefined {
  const { n } = seen.request ?? {};
  if (!isSound(seen) || typeof n !== 'number') return undefined;
  return seen.choices.length === n
    ? []
    : [{ path: '/choices', expected: `${n} choices`, received: `${seen.choices.length}` }];
}

/** Entries whose texts make up the content. Bytes may split a character, so the bytes are joined and not the texts. */
function logprobs(seen: Seen): readonly Flaw[] | undefined {
  if (!isSound(seen) || seen.request?.['logprobs'] !== true) return undefined;
  const entries = seen.choices[0]?.logprobs;
  if (entries === undefined || entries.length === 0)
    return [{ path: '/choices/0/logprobs', expected: 'an entry a token', received: 'none' }];
  const bytes = entries.flatMap((entry) => asList(entry['bytes']).map(Number));
  const text =
    bytes.length > 0
      ? new TextDecoder().decode(Uint8Array.from(bytes))
      : entries.map((entry) => String(entry['token'])).join('');
  return text === contentOf(seen)
    ? []
    : [{ path: '/choices/0/logprobs', expected: JSON.stringify(contentOf(seen)), received: JSON.stringify(text) }];
}

function alternatives(seen: Seen): readonly Flaw[] | undefined {
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
  exchangeCheck(
    {
      id: 'param.limit',
      class: 'billing',
      probes: ['limit', 'stream.limit'],
      needs: ['limit'],
      fix: 'Pass the limit on, under the name that the model takes.',
    },
    cutOff,
  ),
  exchangeCheck(
    {
      id: 'param.limit.names',
      class: 'billing',
      probes: ['limit.names'],
      needs: ['limit'],
      fix: 'Take both names of the limit.',
    },
    (seen, evidence) => cutOff(seen, evidence) ?? answered(seen),
  ),
  exchangeCheck(
    {
      id: 'param.limit.one',
      class: 'protocol',
      probes: ['limit.one'],
      needs: ['limit'],
      fix: 'Answer with what there is and the word length.',
    },
    limitOfOne,
  ),
  evidenceCheck(
    {
      id: 'param.declared',
      class: 'protocol',
      fix: 'Accept what the documentation promises, or change the documentation.',
    },
    declared,
  ),
  exchangeCheck({ id: 'param.refusal', class: 'hygiene', fix: 'Answer 400 and name the parameter in param.' }, refusal),
  exchangeCheck(
    {
      id: 'param.stop',
      class: 'behaviour',
      probes: ['stop', 'stop.array'],
      needs: ['stop'],
      sampling: 'any',
      fix: 'Pass stop on, and cut the stop text off.',
    },
    stopped,
  ),
  exchangeCheck(
    {
      id: 'param.stop.forms',
      class: 'protocol',
      probes: ['stop', 'stop.array'],
      needs: ['stop'],
      fix: 'Take stop as a text and as an array.',
    },
    answered,
  ),
  exchangeCheck(
    {
      id: 'param.sampling',
      class: 'protocol',
      probes: ['sampling'],
      needs: ['sampling'],
      fix: 'Take the sampling parameters, or pass them on.',
    },
    answered,
  ),
  exchangeCheck(
    { id: 'param.null', class: 'protocol', probes: ['null'], fix: 'Read null as if the field were not there.' },
    answered,
  ),
  evidenceCheck(
    { id: 'param.seed', class: 'behaviour', probes: ['seed', 'seed.again'], needs: ['seed'], fix: 'Pass the seed on.' },
    sameSeed,
  ),
  exchangeCheck(
    {
      id: 'param.n',
      class: 'protocol',
      probes: ['n'],
      needs: ['n'],
      fix: 'Give as many choices as were asked for, or refuse n.',
    },
    choices,
  ),
  exchangeCheck(
    {
      id: 'param.logprobs',
      class: 'protocol',
      probes: ['logprobs', 'stream.logprobs'],
      needs: ['logprobs'],
      fix: 'Pass logprobs on, or refuse them.',
    },
    logprobs,
  ),
  exchangeCheck(
    {
      id: 'param.top-logprobs',
      class: 'protocol',
      probes: ['logprobs', 'stream.logprobs'],
      needs: ['logprobs'],
      fix: 'Give as many alternatives as were asked for.',
    },
    alternatives,
  ),
  exchangeCheck(
    {
      id: 'param.reasoning-effort',
      class: 'protocol',
      probes: ['effort'],
      needs: ['reasoning-effort'],
      fix: 'Take the efforts that the model has.',
    },
    answered,
  ),
];
