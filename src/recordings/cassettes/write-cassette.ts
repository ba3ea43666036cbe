import { joinBytes } from '../../contract/join-bytes.ts';
import type { Observation, Reading } from '../observation.ts';
import type { Cassette, CassetteManifest, RecordedEntry } from './cassette.ts';
import { modelsOf } from './models-of.ts';
import { printJson } from './print-json.ts';
import { writtenBody, type WrittenBody } from './written-body.ts';

/** An exchange as a cassette holds it; spec/schemas/starlog.schema.json says the same with words. */
export interface WrittenEntry {
  readonly number: number;
  /** ISO 8601. */
  readonly recordedAt?: string;
  readonly request: Omit<Observation['request'], 'body'> & { readonly body?: WrittenBody };
  readonly response?: Omit<NonNullable<Observation['head']>, 'ms'> & {
    readonly ms: number;
    readonly framing: Observation['framing'];
    readonly body?: WrittenBody;
    /** When how many bytes came. */
    readonly cuts: ReadonlyArray<readonly [ms: number, size: number]>;
  };
  readonly end?: Observation['end'];
  readonly failure?: Observation['failure'];
  readonly coding?: string;
  readonly findings?: readonly string[];
  readonly redacted?: readonly string[];
  readonly timed?: boolean;
  readonly assumed?: Observation['assumed'];
  /** What only a run of verify has. */
  readonly run?: Pick<Observation, 'probe' | 'sample' | 'attempt'>;
  /** Where the request's body does not name it. */
  readonly model?: string;
}

/** A cassette as its file holds it. */
export interface WrittenCassette extends CassetteManifest {
  readonly starlog: 2;
  readonly exchanges: readonly WrittenEntry[];
}

/** Microseconds say nothing, and would be another number each time. */
const rounded = (ms: number): number => Math.round(ms * 10) / 10;

const cutsOf = (readings: readonly Reading[]): [number, number][] =>
  readings.map(({ ms, bytes }) => [rounded(ms), bytes.length]);

const bodyMember = (bytes: Uint8Array): { readonly body?: WrittenBody } =>
  bytes.length === 0 ? {} : { body: writtenBody(bytes) };

function responseOf({ head, readings, framing }: Observation): Pick<WrittenEntry, 'response'> {
  if (!head) return {};
  const { status, reason, httpVersion, headers, ms } = head;
  return {
    response: {
      status,
      reason,
      httpVersion,
      headers,
      ms: rounded(ms),
      framing,
      ...bodyMember(joinBytes(readings.map(({ bytes }) => bytes))),
      cuts: cutsOf(readings),
    },
  };
}

function writtenEntry({ number, observation, coding, findings, redacted }: RecordedEntry): WrittenEntry {
  const { startedAt, request, end, failure, timed, assumed, probe, sample, attempt, model } = observation;
  const { body, ...sent } = request;
  return {
    number,
    ...(startedAt > 0 && { recordedAt: new Date(startedAt).toISOString() }),
    ...(probe !== '' && { run: { probe, sample, attempt } }),
    ...(model !== '' && { model }),
    request: { ...sent, ...bodyMember(body) },
    ...responseOf(observation),
    ...(end && { end: { ...end, ms: rounded(end.ms) } }),
    ...(failure && { failure }),
    ...(coding !== undefined && { coding }),
    ...(timed !== undefined && { timed }),
    ...(assumed && { assumed }),
    ...(findings && findings.length > 0 && { findings }),
    ...(redacted && redacted.length > 0 && { redacted }),
  };
}

/** When the newest of some exchanges was recorded. */
function newest(entries: readonly RecordedEntry[]): { readonly recordedAt?: string } {
  const last = Math.max(0, ...entries.map(({ observation }) => observation.startedAt));
  return last > 0 ? { recordedAt: new Date(last).toISOString() } : {};
}

/**
 * The text of a cassette. The same exchanges give the same text.
 *
 * @param cassette without secrets: nothing is redacted here
 */
export function writeCassette({ manifest, entries }: Pick<Cassette, 'manifest' | 'entries'>): string {
  const { tool, session, baseUrl, profile } = manifest;
  const written: WrittenCassette = {
    starlog: 2,
    tool,
    ...newest(entries),
    ...(session !== undefined && { session }),
    baseUrl,
    ...(profile !== undefined && { profile }),
    models: modelsOf(entries),
    exchanges: entries.map(writtenEntry),
  };
  return printJson(written);
}
