import { joinBytes } from '../contract/join-bytes.ts';
import { decodeContent } from '../recordings/content-coding.ts';
import type { Observation } from '../recordings/observation.ts';
import type { TimedText } from './stream-events.ts';

/** Bytes that a body may unpack to. */
const MAX_BYTES = 16 * 1024 * 1024;

const REPLACEMENT = '\uFFFD';

/** The body of a response as text. */
export interface AnswerText extends TimedText {
  /** Whether {@link TimedText.ends} says when each event arrived. */
  readonly timed: boolean;
  /** Whether the bytes aren't valid UTF-8. */
  readonly lossy: boolean;
}

const header = ({ head }: Observation, name: string): string | undefined =>
  head?.headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** What is compressed arrives in pieces that say nothing about the events in them. */
function unpacked({ readings }: Observation, coding: string): AnswerText {
  const raw = joinBytes(readings.map(({ bytes }) => bytes));
  const decoded = decodeContent(coding, raw, MAX_BYTES);
  const text = new TextDecoder().decode('bytes' in decoded ? decoded.bytes : raw);
  return {
    text,
    ends: [{ ms: readings.at(-1)?.ms ?? 0, end: text.length }],
    timed: false,
    lossy: text.includes(REPLACEMENT),
  };
}

/** Reads the body of an observation as text, with the time of each piece. */
export function timedText(observation: Observation): AnswerText {
  const coding = header(observation, 'content-encoding');
  if (coding !== undefined && coding !== 'identity') return unpacked(observation, coding);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  const ends = observation.readings.map(({ ms, bytes }) => {
    text += decoder.decode(bytes, { stream: true });
    return { ms, end: text.length };
  });
  text += decoder.decode();
  return { text, ends, timed: observation.timed !== false, lossy: text.includes(REPLACEMENT) };
}
