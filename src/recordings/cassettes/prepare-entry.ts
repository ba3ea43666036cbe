import { asObject } from '../../contract/schema/json-shape.ts';
import type { Observation } from '../observation.ts';
import type { RecordedEntry } from './cassette.ts';
import { WITHHELD } from '../redaction/redact-observation.ts';
import { decodeReadings } from './decode-readings.ts';
import { credentialsOf, redactorFor } from './match-key.ts';
import { bodyOf, headerOf, isFinished } from './recorded-answer.ts';
import { redactionReport } from './redaction-report.ts';

/** An exchange as a cassette keeps it, still without its number. */
export type PreparedEntry = Omit<RecordedEntry, 'number'>;

/** Why an exchange is not kept. */
export interface NotKept {
  readonly reason: string;
}

/** How exchanges are kept. */
export interface PrepareOptions {
  /** Beside those that requests show by themselves. */
  readonly secrets?: readonly string[];
  /** Bytes of a body; exchanges with larger ones are not kept. */
  readonly maxBody?: number | undefined;
}

const MAX_BODY = 16 * 1024 * 1024;

/** A length that tells of other bytes would break the client that reads by it. */
function withLength(observation: Observation): Observation {
  const { head, request } = observation;
  if (!head || request.method.toUpperCase() === 'HEAD') return observation;
  const length = String(bodyOf(observation).length);
  const headers = head.headers.map(([name, value]): readonly [string, string] =>
    name.toLowerCase() === 'content-length' ? [name, length] : [name, value],
  );
  return { ...observation, head: { ...head, headers } };
}

/** Why an exchange cannot be given again; `undefined` for one that can. */
function flawOf({ head, end, failure }: Observation, finished: boolean): string | undefined {
  if (failure) return `no response: ${failure.message}`;
  if (!head) return 'no response';
  if (end?.how === 'aborted' && !finished) return 'the client left before the response was complete';
  if (end && ['timeout', 'limit', 'malformed'].includes(end.how))
    return `the response was not read: ${end.detail ?? end.how}`;
  return undefined;
}

const isWithheld = (observation: Observation): boolean => {
  const body = bodyOf(observation);
  return body.length === WITHHELD.length && new TextDecoder().decode(body) === WITHHELD;
};

function packedReason({ head }: Observation): string {
  const coding = headerOf(head?.headers ?? [], 'content-encoding');
  const told = coding === undefined ? '' : ` (${coding})`;
  const remedy =
    coding?.includes('zstd') && process.versions.node.startsWith('22.') ? '; Node reads zstd from 22.15' : '';
  return `the response is compressed in a way that cannot be undone${told}, so that no secret can be found in it${remedy}`;
}

/** A stream whose client left after the last event is complete. */
function withEnd(observation: Observation, finished: boolean): Observation {
  const { end } = observation;
  return end?.how === 'aborted' && finished ? { ...observation, end: { how: 'complete', ms: end.ms } } : observation;
}

const modelOf = ({ model, request }: Observation): string => {
  if (model !== '') return model;
  try {
    const asked = asObject(JSON.parse(new TextDecoder().decode(request.body)))['model'];
    return typeof asked === 'string' ? asked : '';
  } catch {
    return '';
  }
};

/**
 * Makes an exchange ready to be kept: its content coding undone, secrets taken out, and what was taken out noted.
 *
 * @param observation with secrets
 */
export async function prepareEntry(
  observation: Observation,
  { secrets = [], maxBody = MAX_BODY }: PrepareOptions = {},
): Promise<PreparedEntry | NotKept> {
  const { observation: readable, coding } = await decodeReadings(observation);
  const finished = readable.head !== undefined && isFinished(readable);
  const reason = flawOf(readable, finished);
  if (reason !== undefined) return { reason };
  const size = Math.max(readable.request.body.length, bodyOf(readable).length);
  if (size > maxBody) return { reason: `a body of ${size} bytes is larger than ${maxBody}` };
  const redactor = redactorFor([...new Set([...credentialsOf(readable.request), ...secrets])]);
  const clean = redactor.observation(readable);
  if (isWithheld(clean)) return { reason: packedReason(readable) };
  const redacted = redactionReport(readable, clean);
  return {
    observation: { ...withLength(withEnd(clean, finished)), model: modelOf(readable) },
    ...(coding !== undefined && { coding }),
    ...(redacted.length > 0 && { redacted }),
  };
}
