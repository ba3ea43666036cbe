import type { Asking } from './asking.ts';
import type { Probe, ProbeContext, ProbeRequest } from './probe.ts';

const encoder = new TextEncoder();

const TILDE = 0x7e;

/** A body that is JSON but for one byte that UTF-8 does not have: an é as Latin-1 writes it. */
function notUtf8({ least }: Asking, context: ProbeContext): Uint8Array {
  const bytes = encoder.encode(JSON.stringify(least(context, 'caf~')));
  return bytes.with(bytes.lastIndexOf(TILDE), 0xe9);
}

/** Characters; services take between one and twenty megabytes. */
const TOO_LARGE = 24_000_000;

let large: { readonly key: string; readonly bytes: Uint8Array } | undefined;

/** More than any service reads. A service that does read it has nothing to answer and nothing to charge. */
function tooLarge({ nothing }: Asking, { model }: ProbeContext): Uint8Array {
  const body = nothing(model);
  const key = JSON.stringify(body);
  if (large?.key !== key)
    large = { key, bytes: encoder.encode(JSON.stringify({ ...body, padding: 'x'.repeat(TOO_LARGE) })) };
  return large.bytes;
}

/** A fault that a good service refuses, and charges nothing for. */
export const refusal = (id: string, title: string, request: (context: ProbeContext) => ProbeRequest): Probe => ({
  id,
  title,
  wants: 'refusal',
  uses: [],
  visible: 1,
  once: true,
  request,
});

const withoutModel = ({ model: _model, ...body }: Readonly<Record<string, unknown>>): object => body;

/** Faults of the bytes, the head and the path, which every endpoint refuses alike. */
export function protocolProbes(asking: Asking): Probe[] {
  const { path, nowhere, nothing, least } = asking;
  return [
    refusal('err.json', 'truncated JSON body', () => ({ path, body: '{"model":' })),
    refusal('err.utf8', 'body with invalid UTF-8', (context) => ({ path, body: notUtf8(asking, context) })),
    refusal('err.media-type', 'body with Content-Type: text/plain', ({ model }) => ({
      path,
      headers: { 'Content-Type': 'text/plain' },
      body: JSON.stringify(nothing(model)),
    })),
    refusal('err.size', '24 MB body', (context) => ({
      path,
      headers: { 'Content-Type': 'application/json' },
      body: tooLarge(asking, context),
    })),
    refusal('err.method', 'PUT instead of POST', () => ({ path, method: 'PUT' })),
    refusal('err.path', 'unknown path', () => ({ method: 'POST', path: nowhere, body: {} })),
    refusal('err.model.missing', 'missing model', (context) => ({ path, body: withoutModel(least(context, 'Hi')) })),
  ];
}

/** What some servers choke on, or take for a request without a limit: whatever it leaves behind disturbs nothing else. */
export const isOdd = ({ id }: Probe): boolean =>
  id === 'err.size' || id === 'err.media-type' || id.startsWith('err.range.');
