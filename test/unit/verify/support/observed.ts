import { loadProfile } from '../../../../src/contract/profile.ts';
import { loadValidators } from '../../../../src/contract/schema/validators.ts';
import type { Evidence } from '../../../../src/verify/evidence/evidence.ts';
import { gatherEvidence, type EvidenceFacts } from '../../../../src/verify/evidence/gather-evidence.ts';
import type { Observation } from '../../../../src/recordings/observation.ts';
import { PROBES } from '../../../../src/verify/probes/catalogue.ts';
import { parseExchange, type ParseContext } from '../../../../src/verify/evidence/parse-exchange.ts';
import type { ParsedExchange } from '../../../../src/verify/evidence/parsed-exchange.ts';
import { tokenizer } from '../../../support/tokenizer.ts';

const wants = new Map(PROBES.map((probe) => [probe.id, probe.wants]));
const contract = await loadProfile('starmagic');

/** What reading takes, by the default contract. */
export const TOOLS: ParseContext = {
  contract,
  validators: await loadValidators(contract),
  tokenizer,
  wants: (probe) => wants.get(probe),
};

const encoder = new TextEncoder();

/** Bytes of a text; bytes stay what they are. */
export const bytesOf = (body: string | Uint8Array): Uint8Array =>
  typeof body === 'string' ? encoder.encode(body) : body;

/** The little that a test has to say of an exchange. */
export interface ObservedFacts extends Partial<Omit<Observation, 'request' | 'head'>> {
  readonly method?: string;
  readonly path?: string;
  /** A value, sent as JSON. */
  readonly request?: unknown;
  /** 0: there was no answer. Default 200. */
  readonly status?: number;
  readonly headers?: readonly (readonly [string, string])[];
  /** Pieces come 10 ms apart. */
  readonly body?: string | Uint8Array | readonly (string | Uint8Array)[];
}

const QUESTION = { model: 'gpt-5.1', messages: [{ role: 'user', content: 'Hi' }] };

/** An exchange that went as a test says. */
export function observed(facts: ObservedFacts = {}): Observation {
  const { method = 'POST', path = '/chat/completions', request = QUESTION, status = 200, body = '', ...rest } = facts;
  const { headers = [['content-type', 'application/json']], ...over } = rest;
  const pieces: readonly (string | Uint8Array)[] = Array.isArray(body) ? body : [body as string | Uint8Array];
  const readings = pieces
    .map((piece, index) => ({ ms: 10 * (index + 1), bytes: bytesOf(piece) }))
    .filter(({ bytes }) => bytes.length > 0);
  return {
    probe: 'text',
    model: 'gpt-5.1',
    sample: 0,
    attempt: 0,
    startedAt: 1_764_000_000_000,
    request: {
      method,
      url: `http://endpoint.example/v1${path}`,
      headers: [
        ['Content-Type', 'application/json'],
        ['Authorization', 'Bearer sk-test'],
      ],
      body: bytesOf(method === 'GET' ? '' : JSON.stringify(request)),
    },
    ...(status === 0 ? {} : { head: { status, reason: '', httpVersion: '1.1', headers, ms: 5 } }),
    readings,
    framing: 'length',
    end: { how: 'complete', ms: 10 * pieces.length },
    ...over,
  };
}

/** The same, as it is read. */
export const seen = (facts: ObservedFacts = {}): ParsedExchange => parseExchange(observed(facts), TOOLS);

/** Evidence of some exchanges. */
export const evidenceOf = (observations: readonly Observation[], facts: Partial<EvidenceFacts> = {}): Evidence =>
  gatherEvidence(observations, TOOLS, { model: 'gpt-5.1', ...facts });

/** An error as the API tells it. */
export const errorBody = (error: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({ error: { message: 'No.', type: 'invalid_request_error', param: null, code: null, ...error } });
