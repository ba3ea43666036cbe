import { InvalidArgumentError } from 'commander';
import type { Speed } from '../mock-options.ts';

/** Options arrive as text; these turn them into values, or say what was expected. */

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port from 0 to 65535.');
}

export function parseSpeed(text: string): Speed {
  if (text === 'instant' || text === 'realistic') return text;
  const factor = Number(text);
  if (Number.isFinite(factor) && factor > 0) return factor;
  throw new InvalidArgumentError('Expected "instant", "realistic" or a factor above 0, such as 2 (twice as fast).');
}

const UNITS: Readonly<Record<string, number>> = { '': 1, b: 1, kb: 1e3, mb: 1e6, kib: 1024, mib: 1024 ** 2 };

/** @example parseSize('20mb') // 20000000 */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  const size = Math.floor(Number(match?.[1]) * (unit ?? Number.NaN));
  if (size > 0) return size;
  throw new InvalidArgumentError('Expected a size such as 500kb or 20mb.');
}

export function parseRate(text: string): number {
  const rate = Number(text);
  if (text.trim() !== '' && rate >= 0 && rate <= 1) return rate;
  throw new InvalidArgumentError('Expected a probability from 0 to 1.');
}

export function parseLimit(text: string): number {
  const limit = Number(text);
  if (/^\d+$/.test(text) && limit >= 1) return limit;
  throw new InvalidArgumentError('Expected a whole number from 1.');
}

/** Repeatable options collect their values. */
export function collect(text: string, before: readonly string[]): readonly string[] {
  if (text === '') throw new InvalidArgumentError('Expected a value.');
  return [...before, text];
}

/** Names that models are given, an option each. @example collectAlias('my-model=gpt-5.1', {}) */
export function collectAlias(text: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  // Ids of models may hold the sign, but none of ours does.
  const at = text.lastIndexOf('=');
  const [name, model] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (name === '' || model === '') throw new InvalidArgumentError('Expected name=model, such as my-model=gpt-5.1.');
  return { ...before, [name]: model };
}
