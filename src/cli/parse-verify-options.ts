import { InvalidArgumentError } from 'commander';
import type { Timeouts } from '../verify/client/client.ts';

/** Options of `verify` arrive as text; these turn them into values, or say what was expected. */

/** Repeatable, with commas between several. @example words('usage,finish', ['tool']) // ['tool', 'usage', 'finish'] */
export function words(text: string, before: readonly string[] = []): readonly string[] {
  const found = text.split(',').map((word) => word.trim());
  if (found.some((word) => word === '')) throw new InvalidArgumentError('Expected a comma-separated list.');
  return [...before, ...found];
}

export function parseAmount(text: string): number {
  const amount = Number(text);
  if (text.trim() !== '' && Number.isFinite(amount) && amount >= 0) return amount;
  throw new InvalidArgumentError('Expected an amount such as 0.50.');
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= 64) return count;
  throw new InvalidArgumentError('Expected a number from 1 to 64.');
}

const MAX_SAMPLES = 100;

/** @example samples('json.valid=50', {}) // { 'json.valid': 50 } */
export function samples(text: string, before: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> {
  const [, check, digits] = /^([a-z][\w.-]*)=(\d+)$/.exec(text.trim()) ?? [];
  const count = Number(digits);
  if (check === undefined || !(count >= 1 && count <= MAX_SAMPLES))
    throw new InvalidArgumentError(`Expected a check and a count of up to ${MAX_SAMPLES}, such as json.valid=50.`);
  return { ...before, [check]: count };
}

const PHASES = ['connect', 'head', 'idle', 'total'] as const;

/** Seconds on the command line, milliseconds inside. @example timeouts('head=60') // { head: 60000 } */
export function timeouts(text: string, before: Partial<Timeouts> = {}): Partial<Timeouts> {
  const [name, amount = ''] = text.split('=');
  const phase = PHASES.find((one) => one === name?.trim());
  const seconds = Number(amount);
  if (phase === undefined || amount.trim() === '' || !(seconds > 0) || !Number.isFinite(seconds))
    throw new InvalidArgumentError(`Expected a phase (${PHASES.join(', ')}) and seconds, such as head=60.`);
  return { ...before, [phase]: seconds * 1000 };
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };
const LONGEST_MS = 24 * 3_600_000;

/** Milliseconds. @example parseDuration('1h30m') // 5400000 */
export function parseDuration(text: string): number {
  const parts = [...text.trim().matchAll(/(\d{1,9}(?:\.\d{1,9})?)(s|min|m|h)/g)];
  const whole = parts.map(([part]) => part).join('') === text.trim();
  const ms = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
  if (whole && ms > 0 && ms <= LONGEST_MS) return ms;
  throw new InvalidArgumentError('Expected a duration of at most 24h, such as 90s, 20m or 1h30m.');
}

export function parseProxy(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return text;
  throw new InvalidArgumentError('Expected the URL of an HTTP proxy, such as http://127.0.0.1:3128.');
}

export function parseDay(text: string): string {
  const time = Date.parse(`${text}T00:00:00Z`);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(time) && new Date(time).toISOString().startsWith(text))
    return text;
  throw new InvalidArgumentError('Expected a date such as 2027-03-01.');
}

/** Names of environment variables; a key itself, handed over by mistake, must not pass for one. */
export function parseVariable(text: string): string {
  if (/^[A-Z_][A-Z0-9_]*$/i.test(text) && !/^sk-/i.test(text)) return text;
  throw new InvalidArgumentError('Expected the name of an environment variable, not the key itself.');
}

const FIELD = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/;

/** @example headers('x-portkey-provider: openai', {}) // { 'x-portkey-provider': 'openai' } */
export function headers(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name, value] = FIELD.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError(
      'Expected a header such as "api-key: $AZURE_KEY"; $NAME is read from the environment.',
    );
  return { ...before, [name]: value };
}

/** @example query('api-version=2025-04-01', {}) // { 'api-version': '2025-04-01' } */
export function query(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Expected a parameter such as api-version=2025-04-01.');
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) };
}
