import { findKeyShapes } from './find-key-shapes.ts';
import { findSecretFields } from './find-secret-fields.ts';
import { createSecretFinder } from './find-secrets.ts';
import { findSplitSecrets } from './find-split-secrets.ts';
import { asLatin1, ofLatin1 } from '../latin1.ts';
import type { Observation, SentRequest } from '../observation.ts';
import { redactObservation, redactRequest } from './redact-observation.ts';
import { redactSpans, type Redacted, type Redaction } from './redact-spans.ts';
import { HIDDEN_MARK, KEY_MARK } from './redaction-marks.ts';
import { secretForms } from './secret-forms.ts';

/** Takes secrets out of what is kept or shown. What it does is done already when it is done again. */
export interface Redactor {
  /** For messages, reports and everything else that people see. */
  text(value: string): string;
  /** Bytes as they came; what is valid UTF-8 stays so. */
  bytes(value: Uint8Array): Uint8Array;
  /** What was asked in an exchange; looked through once, however often it is shown. */
  request(value: SentRequest): SentRequest;
  /** A whole exchange, as it may be recorded; its readings keep their moments. */
  observation(value: Observation): Observation;
  /** What the secrets look like in one encoding or another; none of these is in anything that has been redacted. */
  readonly forms: readonly string[];
}

export { KEY_MARK };

const MARKS = [KEY_MARK, HIDDEN_MARK];

/** What looks like a secret, of any service. */
const hidden = (text: string): Redaction[] =>
  [...findKeyShapes(text), ...findSecretFields(text)].map((span) => ({ ...span, mark: HIDDEN_MARK }));

/** A function that redacts texts, by value first and then by pattern. */
function redaction(forms: ReturnType<typeof secretForms>): (text: string) => Redacted {
  const find = createSecretFinder(forms);
  const all = (text: string): Redaction[] => [
    ...find(text).map((span) => ({ ...span, mark: KEY_MARK })),
    ...hidden(text),
  ];
  return (text) => redactSpans(text, [...all(text), ...findSplitSecrets(text, all)], MARKS);
}

/**
 * Makes a redactor for the secrets of a run. They are looked for by value, in every encoding that is likely, whole or in runs of
 * twelve and more characters, also where a stream tells them piece by piece; what merely looks like a key goes, too. What a service shows of a masked key stays.
 *
 * @param secrets those of fewer than eight characters are taken out of headers only
 * @example
 * createRedactor(['sk-0123456789abcdef']).text('no such key: sk-0123456789abcdef'); // 'no such key: [key]'
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const forms = secrets.flatMap(secretForms);
  // Bytes are searched one character a byte, so the forms have to be written that way, too.
  const byteForms = forms.map(({ text, least }) => ({ text: Buffer.from(text, 'utf8').toString('latin1'), least }));
  const inText = redaction(forms);
  const inBytes = redaction([...forms, ...byteForms]);
  const text = (value: string): string => inText(value).text;
  const tools = { secrets, text, latin1: inBytes };
  const requests = new WeakMap<SentRequest, SentRequest>();
  return {
    forms: [...new Set(forms.map((form) => form.text))],
    text,
    bytes: (value) => ofLatin1(inBytes(asLatin1(value)).text),
    request: (value) => {
      const clean = requests.get(value) ?? redactRequest(value, tools);
      requests.set(value, clean);
      return clean;
    },
    observation: (value) => redactObservation(value, tools),
  };
}
